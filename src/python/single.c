// When no more than one task of a spawn is alive: the loop is left after it, it is guarded by there being none, the one
// before is cancelled, or the object whose coroutine it runs is closed first.
#include "python/shape.h"
#include "python/spawn.h"
#include "python/word.h"

static const Nodes *block_with(const Node *p, const Node *n)
{
    const Nodes *blocks[] = {
        p->kind == AST_FOR ? &p->for_.body : p->kind == AST_WHILE ? &p->while_.body : p->kind == AST_BRANCH ? &p->branch.body
        : p->kind == AST_WITH ? &p->with.body : p->kind == AST_CASE ? &p->case_.body : p->kind == AST_HANDLER ? &p->handler.body
        : p->kind == AST_TRY ? &p->try_.body : NULL,
        p->kind == AST_TRY ? &p->try_.orelse : NULL, p->kind == AST_TRY ? &p->try_.finalbody : NULL,
    };
    for (int i = 0; i < 3; i++) {
        if (blocks[i] && nodes_contain(*blocks[i], n)) {
            return blocks[i];
        }
    }
    return NULL;
}

static bool leaves(const Node *n)
{
    return n->kind == AST_RETURN || n->kind == AST_BREAK || n->kind == AST_RAISE;
}

// The else of a try whose body the statement stands in comes next.
static bool leaves_in_else(const Node *n)
{
    const Node *p = n->parent;
    if (!p || p->kind != AST_TRY || !nodes_contain(p->try_.body, n)) {
        return false;
    }
    for (int i = 0; i < p->try_.orelse.n; i++) {
        if (leaves(p->try_.orelse.at[i])) {
            return true;
        }
    }
    return false;
}

// After the spawn, on the straight way, the loop is left. A comprehension is never left early: what follows the statement
// that it is part of does not end it.
static bool leaves_after(const Spawn *s, const Node *loop)
{
    if (is_comprehension(loop)) {
        return false;
    }
    for (const Node *n = node_statement(s->site); n && n != loop; n = n->parent) {
        if (n->kind == AST_RETURN || leaves_in_else(n)) {
            return true;
        }
        const Nodes *block = n->parent ? block_with(n->parent, n) : NULL;
        for (int i = 0; block && i < block->n; i++) {
            if (block->at[i]->id > n->id && leaves(block->at[i])) {
                return true;
            }
        }
    }
    return false;
}

static bool asks_for_none_or_done(const Spawn *s, const Node *test)
{
    for (int i = test->id; i <= test->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool asks = d->kind == AST_COMPARE && d->compare.ops[0] == OP_IS && spawn_is_handle(s, d->compare.left);
        bool is_not = d->kind == AST_UNARY_OP && d->op == OP_NOT && spawn_is_handle(s, d->unary_op.operand);
        if (asks || is_not || is_method_call(d, "done")) {
            return true;
        }
    }
    return false;
}

// What the expression says is empty: not xs, len(xs) == 0; or NULL.
static const Node *said_to_be_empty(const Node *d)
{
    const Node *n = d->kind == AST_UNARY_OP && d->op == OP_NOT ? d->unary_op.operand : NULL;
    if (d->kind == AST_COMPARE && d->compare.comparators.n == 1 && d->compare.ops[0] == OP_EQ) {
        const Node *zero = d->compare.comparators.at[0];
        bool is_zero = zero->kind == AST_CONSTANT && zero->constant.kind == CONST_INT && zero->constant.integer == 0;
        n = is_zero ? d->compare.left : NULL;
    }
    bool is_len = n && n->kind == AST_CALL && n->call.args.n == 1 && text_eq(last_name(n->call.func), T("len"));
    return is_len ? n->call.args.at[0] : n;
}

// Something is put into it, or taken out, in the nodes from `first` to `last`.
static bool is_changed(const Spawn *s, const Node *collection, int first, int last, const char *const *methods)
{
    for (int i = first; i <= last; i++) {
        const Node *d = s->m->ast->nodes[i];
        const Node *func = d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE ? d->call.func : NULL;
        if (func && name_in(func->attribute.attr.text, methods) && same_place(s->m, func->attribute.value, collection)) {
            return true;
        }
    }
    return false;
}

// if not rows: rows.append(row); spawn: the first time only, while nothing in the loop empties them.
static bool fills_what_was_empty(const Spawn *s, const Node *branch, const Node *loop)
{
    static const char *const puts[] = {"append", "appendleft", "add", "insert", NULL};
    static const char *const takes[] = {"clear", "pop", "popleft", "remove", "discard", NULL};
    for (int i = branch->branch.test->id; i <= branch->branch.test->last; i++) {
        const Node *collection = said_to_be_empty(s->m->ast->nodes[i]);
        if (collection && is_changed(s, collection, branch->id, branch->last, puts) &&
            !is_changed(s, collection, loop->id, loop->last, takes)) {
            return true;
        }
    }
    return false;
}

// What is tested for None, `session` of `session is None`; or NULL.
static const Node *said_to_be_none(const Node *d)
{
    bool asks = d->kind == AST_COMPARE && d->compare.comparators.n == 1 && d->compare.ops[0] == OP_IS && is_none(d->compare.comparators.at[0]);
    return asks ? d->compare.left : NULL;
}

// The place is assigned None, or something else, in the nodes from `first` to `last`.
static bool is_assigned(const Spawn *s, const Node *place, int first, int last, bool none)
{
    for (int i = first; i <= last; i++) {
        const Node *d = s->m->ast->nodes[i];
        const Node *value = d->kind == AST_ASSIGN ? d->assign.value : NULL;
        for (int k = 0; value && is_none(value) == none && k < d->assign.targets.n; k++) {
            if (same_place(s->m, d->assign.targets.at[k], place)) {
                return true;
            }
        }
    }
    return false;
}

// if session is None: session = Session(); spawn: the first time only, while nothing in the loop sets it to None again.
static bool makes_what_was_none(const Spawn *s, const Node *branch, const Node *loop)
{
    for (int i = branch->branch.test->id; i <= branch->branch.test->last; i++) {
        const Node *place = said_to_be_none(s->m->ast->nodes[i]);
        if (place && is_assigned(s, place, branch->id, s->site->id, false) && !is_assigned(s, place, loop->id, loop->last, true)) {
            return true;
        }
    }
    return false;
}

static bool is_first(const Spawn *s, const Node *branch, const Node *loop)
{
    return asks_for_none_or_done(s, branch->branch.test) || fills_what_was_empty(s, branch, loop) || makes_what_was_none(s, branch, loop);
}

static bool is_guarded(const Spawn *s, const Node *loop)
{
    for (const Node *n = s->site; n && n != loop; n = n->parent) {
        if (n->kind == AST_BRANCH && n->branch.test && is_first(s, n, loop)) {
            return true;
        }
    }
    return false;
}

// The receiver is one of the handles, or was taken out of one: previous = tasks.pop(key).
static bool comes_from_handle(const Spawn *s, const Node *receiver)
{
    if (spawn_is_handle(s, receiver)) {
        return true;
    }
    const Binding *b = receiver->kind == AST_NAME ? s->m->binding_of[receiver->id] : NULL;
    const Def *d;
    return b && defs_reaching(s->m, b, receiver, &d, 1) == 1 && d->kind == DEF_ASSIGN && d->value && d->value->kind == AST_CALL &&
           spawn_is_in(s, d->value->call.func);
}

static bool cancels_before(const Spawn *s, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        if (is_method_call(d, "cancel") && comes_from_handle(s, d->call.func->attribute.value) && !spawn_is_elsewhere(s, d)) {
            return true;
        }
    }
    return false;
}

// `await worker.close()` comes before `create_task(worker.run())`: the task before has come to its end.
static bool closes_before(const Spawn *s, const Node *loop)
{
    static const char *const closings[] = {"close", "aclose", "stop", "shutdown", "disconnect", "terminate", "kill", NULL};
    const Node *coroutine = s->maker.coroutine;
    const Node *func = coroutine && coroutine->kind == AST_CALL ? coroutine->call.func : NULL;
    const Node *object = func && func->kind == AST_ATTRIBUTE ? func->attribute.value : NULL;
    const Binding *b = object && object->kind == AST_NAME ? s->m->binding_of[object->id] : NULL;
    for (int i = 0; b && i < b->defs.n; i++) {
        if (node_within(b->defs.at[i].node, loop)) {
            return false;                   // another object each time
        }
    }
    for (int i = loop->id + 1; object && i < s->site->id; i++) {
        const Node *d = s->m->ast->nodes[i];
        const Node *callee = d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE ? d->call.func : NULL;
        bool is_run = callee && (d->parent->kind == AST_AWAIT || d->parent->kind == AST_EXPR);
        if (is_run && word_in(callee->attribute.attr.text, closings) && same_place(s->m, callee->attribute.value, object)) {
            return true;
        }
    }
    return false;
}

bool spawn_is_single(const Spawn *s, const Node *loop)
{
    return leaves_after(s, loop) || is_guarded(s, loop) || cancels_before(s, loop) || closes_before(s, loop);
}
