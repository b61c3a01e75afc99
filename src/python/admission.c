// What lets no more than so many tasks through: a semaphore acquired before the task is made, a wait while the collection
// is full, a batch flushed when it is, the oldest thrown out when it is, a count of those alive compared with a limit. An
// await on the source of the work is no bound.
#include "python/shape.h"
#include "python/spawn.h"
#include "python/width.h"
#include "python/word.h"

enum { HELPER_NODES = 400 };

static bool measures_handle(const Spawn *s, const Node *test)
{
    for (int i = test->id; i <= test->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool is_len = d->kind == AST_CALL && d->call.func->kind == AST_NAME && text_eq(d->call.func->name.id, T("len"));
        if (is_len && d->call.args.n && (spawn_is_handle(s, d->call.args.at[0]) || s->handle_count == 0)) {
            return true;
        }
    }
    return false;
}

static bool compares_upwards(const Node *test)
{
    return test->kind == AST_COMPARE && test->compare.comparators.n == 1 &&
           (test->compare.ops[0] == OP_GE || test->compare.ops[0] == OP_GT);
}

static bool leaves_or_waits(const Module *m, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        const Node *d = body.at[i];
        if (d->kind == AST_CONTINUE || d->kind == AST_BREAK || d->kind == AST_RETURN || d->kind == AST_RAISE || subtree_awaits(m, d)) {
            return true;
        }
    }
    return false;
}

// Some of the tasks are dropped from where they are held: self.pending.pop(oldest), del tasks[0], task.cancel().
static bool makes_room(const Spawn *s, Nodes body)
{
    static const char *const takes[] = {"pop", "popleft", "popitem", "remove", "discard", "clear", NULL};
    for (int i = body.n ? body.at[0]->id : 0; body.n && i <= body.at[body.n - 1]->last; i++) {
        const Node *d = s->m->ast->nodes[i];
        const Node *func = d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE ? d->call.func : NULL;
        if ((func && name_in(func->attribute.attr.text, takes) && spawn_is_handle(s, func->attribute.value)) ||
            (d->kind == AST_DELETE && spawn_is_in(s, d))) {
            return true;
        }
    }
    return false;
}

// self.running += 1 where the spawn is passed, too
static bool is_counted_up(const Spawn *s, const Node *loop, const Node *place)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        const Node *d = s->m->ast->nodes[i];
        if (d->kind == AST_AUG_ASSIGN && d->op == OP_ADD && node_within(s->site, d->parent) && same_place(s->m, d->aug_assign.target, place)) {
            return true;
        }
    }
    return false;
}

static bool compares(const Node *test, bool upwards)
{
    int op = test->kind == AST_COMPARE && test->compare.comparators.n == 1 ? (int)test->compare.ops[0] : -1;
    return upwards ? op == OP_GE || op == OP_GT : op == OP_LT || op == OP_LE;
}

// `if running >= limit: leave`, where running is counted; `if running < limit: spawn` and `if running >= limit: ... else: spawn`,
// where it may be counted elsewhere.
static bool is_counted_gate(const Spawn *s, const Node *branch, const Node *loop)
{
    const Node *test = branch->branch.test;
    bool inside = node_within(s->site, branch), beside = !inside && node_within(s->site, branch->parent);
    if (!compares(test, !inside)) {
        return false;
    }
    bool counted = is_counted_up(s, loop, test->compare.left);
    bool named = names_a_limit(last_name(test->compare.comparators.at[0])) && last_name(test->compare.left).n > 0;
    return inside || beside ? counted || named : counted && leaves_or_waits(s->m, branch->branch.body);
}

// A helper of the project that takes a semaphore or waits while something is full.
static bool is_gate_helper(Module *m, const Node *await)
{
    Ref r = await->value.value ? ref_of(m, await->value.value) : (Ref){0};
    if (r.kind != REF_COROUTINE || !r.node || r.node->last - r.node->id > HELPER_NODES) {
        return false;
    }
    for (int i = r.node->id + 1; i <= r.node->last; i++) {
        Node *d = r.module->ast->nodes[i];
        if (is_method_call(d, "acquire") && d->parent->kind == AST_AWAIT) {
            return true;
        }
        if (d->kind == AST_WHILE && compares_upwards(d->while_.test) && leaves_or_waits(r.module, d->while_.body)) {
            return true;
        }
    }
    return false;
}

static bool is_gate(const Spawn *s, Node *d, const Node *loop)
{
    Module *m = s->m;
    if (d->kind == AST_AWAIT) {
        return (d->value.value && is_method_call(d->value.value, "acquire")) || is_gate_helper(m, d);
    }
    if (is_method_call(d, "acquire")) {     // waited for in some other way
        double limit;
        return is_semaphore(m, d->call.func->attribute.value, &limit);
    }
    if (d->kind == AST_WHILE && d != loop) {
        return (measures_handle(s, d->while_.test) || compares_upwards(d->while_.test)) && leaves_or_waits(m, d->while_.body);
    }
    if (d->kind != AST_BRANCH || !d->branch.test) {
        return false;
    }
    if (measures_handle(s, d->branch.test)) {
        return node_within(s->site, d) || leaves_or_waits(m, d->branch.body) || makes_room(s, d->branch.body);
    }
    return is_counted_gate(s, d, loop);
}

bool spawn_is_admitted(const Spawn *s, Node *loop)
{
    if (tops_up(s->m, loop)) {
        return true;
    }
    if (loop->kind == AST_WHILE && measures_handle(s, loop->while_.test)) {
        return true;
    }
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool flushes = d->kind == AST_BRANCH;   // a batch may be flushed after the spawn, too
        if (opens_definition(d)) {
            i = d->last;
        } else if ((i < s->site->id || flushes) && is_gate(s, d, loop) && !spawn_is_elsewhere(s, d)) {
            return true;
        }
    }
    return false;
}
