// Tests around and before a node (guard.h).
#include "python/guard.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

// -- no loop runs here ------------------------------------------------------------------------------------------------

static bool tells_of_loop(Text name)
{
    static const char *const names[] = {"TYPE_CHECKING", "get_ident", "current_thread", "main_thread", "get_native_id", "is_running", "current_task",
                                        "current_async_library", "get_event_loop", NULL};
    static const char *const parts[] = {"running_loop", "in_async", "is_async", "in_event_loop", "in_loop", "loop_running", "loop_thread",
                                        "thread_id", "in_main_thread", "asynchronous", NULL};
    for (int i = 0; parts[i]; i++) {
        if (name_contains(name, parts[i])) {
            return true;
        }
    }
    return name_in(name, names);
}

// Something in the subtree asks whether a loop runs; a name that was assigned so counts, too.
static bool asks_for_loop(const Module *m, const Node *n, int depth)
{
    for (int i = n ? n->id : 1; n && i <= n->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (tells_of_loop(last_name(d))) {
            return true;
        }
        const Binding *b = d->kind == AST_NAME && depth > 0 ? m->binding_of[d->id] : NULL;
        for (int k = 0; b && b->scope->kind == SCOPE_FUNCTION && k < b->defs.n; k++) {
            const Def *def = &b->defs.at[k];
            if (def->kind == DEF_ASSIGN && asks_for_loop(m, def->value, depth - 1)) {
                return true;
            }
        }
    }
    return false;
}

static bool body_asks(const Module *m, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        if (asks_for_loop(m, body.at[i], 0)) {
            return true;
        }
    }
    return false;
}

static bool is_jump(const Node *s)
{
    return s->kind == AST_RETURN || s->kind == AST_RAISE || s->kind == AST_CONTINUE || s->kind == AST_BREAK;
}

static bool leaves(Nodes body)
{
    return body.n && is_jump(body.at[body.n - 1]);
}

// A statement before the node asks, and leaves when the answer is not its.
static bool turns_away(const Module *m, const Node *s)
{
    if (s->kind == AST_TRY) {
        return body_asks(m, s->try_.body) && (leaves(s->try_.body) || leaves(s->try_.orelse));
    }
    for (int i = 0; s->kind == AST_IF && i < s->if_.branches.n; i++) {
        const Node *branch = s->if_.branches.at[i];
        if (branch->branch.test && leaves(branch->branch.body) && asks_for_loop(m, branch->branch.test, 1)) {
            return true;
        }
    }
    return false;
}

static const Nodes *block_with(const Node *parent, const Node *n)
{
    const Nodes *blocks[4];
    int count = ast_blocks(parent, blocks);
    for (int i = 0; i < count; i++) {
        if (nodes_contain(*blocks[i], n)) {
            return blocks[i];
        }
    }
    return NULL;
}

typedef bool (*Judge)(const Module *m, const Node *statement);

// Some statement before `n` in its block passes.
static bool any_before(const Module *m, const Node *n, Judge judge)
{
    const Nodes *block = block_with(n->parent, n);
    for (int i = 0; block && i < block->n && block->at[i] != n; i++) {
        if (judge(m, block->at[i])) {
            return true;
        }
    }
    return false;
}

static bool operand_before_asks(const Module *m, const Node *bool_op, const Node *n)
{
    for (int i = 0; i < bool_op->bool_op.values.n && bool_op->bool_op.values.at[i] != n; i++) {
        if (asks_for_loop(m, bool_op->bool_op.values.at[i], 1)) {
            return true;
        }
    }
    return false;
}

static bool branch_asks(const Module *m, const Node *branch)
{
    const Nodes *all = &branch->parent->if_.branches;
    for (int i = 0; i < all->n; i++) {
        if (asks_for_loop(m, all->at[i]->branch.test, 1)) {
            return true;
        }
        if (all->at[i] == branch) {
            break;
        }
    }
    return false;
}

bool is_guarded(Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    for (const Node *p = n->parent; p && n != owner; n = p, p = p->parent) {
        bool asks = p->kind == AST_BRANCH    ? n != p->branch.test && branch_asks(m, p)
                  : p->kind == AST_IF_EXP    ? n != p->if_exp.test && asks_for_loop(m, p->if_exp.test, 1)
                  : p->kind == AST_BOOL_OP   ? operand_before_asks(m, p, n)
                  : p->kind == AST_HANDLER   ? body_asks(m, p->parent->try_.body)
                                             : false;
        if (asks || (ast_is_statement(n) && any_before(m, n, turns_away))) {
            return true;
        }
    }
    return false;
}

// -- the first time only ----------------------------------------------------------------------------------------------

// The place whose absence a test asks for: `x` of `x is None`, `not x`, `key not in x`; or of its presence.
static const Node *tested(const Node *test, bool present)
{
    if (test->kind == AST_UNARY_OP && test->op == OP_NOT) {
        return present ? NULL : test->unary_op.operand;
    }
    if (test->kind == AST_COMPARE && test->compare.comparators.n == 1) {
        uint8_t op = test->compare.ops[0];
        const Node *right = test->compare.comparators.at[0];
        bool none = right->kind == AST_CONSTANT && right->constant.kind == CONST_NONE;
        if (none && op == (present ? OP_IS_NOT : OP_IS)) {
            return test->compare.left;
        }
        return op == (present ? OP_IN : OP_NOT_IN) ? right : NULL;
    }
    return present ? test : NULL;
}

static bool is_lasting(const Module *m, const Node *place)
{
    const Binding *b = place->kind == AST_NAME ? m->binding_of[place->id] : NULL;
    return place->kind == AST_ATTRIBUTE || (b && b->scope->kind != SCOPE_FUNCTION);
}

// `place = ...` or `place[...] = ...` in the function of `n`, from `from` on.
static bool is_assigned(const Module *m, const Node *place, const Node *from, const Node *until)
{
    for (int i = from->id; i <= until->last; i++) {
        const Node *s = m->ast->nodes[i];
        for (int k = 0; s->kind == AST_ASSIGN && k < s->assign.targets.n; k++) {
            const Node *t = s->assign.targets.at[k];
            t = t->kind == AST_SUBSCRIPT ? t->subscript.value : t;
            if (same_place(m, t, place)) {
                return true;
            }
        }
        if (s->kind == AST_ANN_ASSIGN && same_place(m, s->ann_assign.target, place)) {
            return true;
        }
    }
    return false;
}

static bool fills(const Module *m, const Node *test, bool present, const Node *from, const Node *until)
{
    const Node *place = test ? tested(test, present) : NULL;
    return place && is_lasting(m, place) && is_assigned(m, place, from, until);
}

// `if x is not None: return x` before the node, which is followed by `x = ...`.
static bool returns_when_there(const Module *m, const Node *n, const Node *owner)
{
    const Nodes *block = block_with(n->parent, n);
    for (int i = 0; block && i < block->n && block->at[i] != n; i++) {
        const Node *s = block->at[i];
        const Node *branch = s->kind == AST_IF ? s->if_.branches.at[0] : NULL;
        if (branch && leaves(branch->branch.body) && fills(m, branch->branch.test, true, n, owner)) {
            return true;
        }
    }
    return false;
}

bool is_run_once(Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    for (const Node *p = n->parent; p && n != owner; n = p, p = p->parent) {
        if (p->kind == AST_BRANCH && n != p->branch.test && fills(m, p->branch.test, false, p, p)) {
            return true;
        }
        if (ast_is_statement(n) && returns_when_there(m, n, owner)) {
            return true;
        }
    }
    return false;
}

bool is_never_reached(const Node *n)
{
    for (; n->parent && !opens_definition(n); n = n->parent) {
        const Nodes *block = ast_is_statement(n) ? block_with(n->parent, n) : NULL;
        for (int i = 0; block && i < block->n && block->at[i] != n; i++) {
            if (is_jump(block->at[i])) {
                return true;
            }
        }
    }
    return false;
}
