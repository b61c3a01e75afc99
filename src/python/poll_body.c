// What a polling loop does between its looks: nothing but sleeping, logging, counting and leaving.
#include "python/poll_body.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

static bool is_log(const Node *call)
{
    static const char *const methods[] = {"debug", "info", "warning", "warn", "error", "exception", "log", "critical", NULL};
    const Node *f = call->call.func;
    return f->kind == AST_NAME ? text_eq(f->name.id, T("print")) : f->kind == AST_ATTRIBUTE && name_in(f->attribute.attr.text, methods);
}

typedef struct {
    Module *m;
    Node *sleep;
} Body;

static bool is_quiet(Body *v, const Node *s);

static bool are_quiet(Body *v, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        if (!is_quiet(v, body.at[i])) {
            return false;
        }
    }
    return true;
}

static bool is_quiet_expression(Body *v, Node *e)
{
    if (e->kind == AST_AWAIT && e->value.value->kind == AST_CALL && text_eq(callee_name(v->m, e->value.value), T("asyncio.sleep"))) {
        v->sleep = e->value.value;
        return true;
    }
    return e->kind == AST_CONSTANT || (e->kind == AST_CALL && is_log(e) && !subtree_awaits(v->m, e));
}

bool is_clock(Module *m, const Node *call)
{
    static const char *const clocks[] = {"time.time", "time.monotonic", "time.perf_counter", NULL};
    return name_in(callee_name(m, call), clocks) || is_method_call(call, "time");
}

// A value that is worked out of names and the clock: counts and deadlines.
static bool is_plain(Body *v, const Node *e)
{
    switch (e->kind) {
    case AST_CONSTANT: case AST_NAME: case AST_ATTRIBUTE: return true;
    case AST_BIN_OP: return is_plain(v, e->bin_op.left) && is_plain(v, e->bin_op.right);
    case AST_UNARY_OP: return is_plain(v, e->unary_op.operand);
    case AST_CALL: return is_clock(v->m, e);
    default: return false;
    }
}

// Nothing but sleeping, logging, counting and leaving.
static bool is_quiet(Body *v, const Node *s)
{
    switch (s->kind) {
    case AST_PASS: case AST_CONTINUE: case AST_BREAK: return true;
    case AST_EXPR: return is_quiet_expression(v, s->value.value);
    case AST_AUG_ASSIGN: return s->aug_assign.target->kind == AST_NAME && is_plain(v, s->aug_assign.value);
    case AST_ASSIGN: return s->assign.targets.at[0]->kind == AST_NAME && is_plain(v, s->assign.value);
    case AST_RETURN: case AST_RAISE: return !subtree_awaits(v->m, s);
    case AST_IF:
        for (int i = 0; i < s->if_.branches.n; i++) {
            const Node *b = s->if_.branches.at[i];
            if ((b->branch.test && subtree_awaits(v->m, b->branch.test)) || !are_quiet(v, b->branch.body)) {
                return false;
            }
        }
        return true;
    default: return false;
    }
}

// A delay that is worked out of the clock: the loop is a timer that something may put off.
static bool is_timer(Module *m, const Node *loop, const Node *sleep)
{
    for (int i = sleep->id; i <= sleep->last; i++) {
        const Node *d = m->ast->nodes[i];
        const Binding *b = d->kind == AST_NAME ? m->binding_of[d->id] : NULL;
        for (int k = 0; b && k < b->defs.n; k++) {
            const Node *value = b->defs.at[k].value;
            if (value && value->kind == AST_CALL && node_within(value, loop) && is_clock(m, value)) {
                return true;
            }
        }
        if (d->kind == AST_CALL && is_clock(m, d)) {
            return true;
        }
    }
    return false;
}

// The delay of a sleep; NULL when it is a bare yield, or cannot be found.
static Node *delay_of(Module *m, const Node *sleep)
{
    Node *delay = sleep ? call_argument(sleep, 0, "delay", NULL) : NULL;
    Constant seconds = delay ? constant_of(m, delay) : (Constant){0};
    return seconds.kind == CONSTANT_NUMBER && seconds.number <= 0 ? NULL : delay;
}

bool poll_is_idle(Module *m, const Node *loop, Node **sleep, Node **delay)
{
    Body v = {.m = m};
    if (!are_quiet(&v, loop->while_.body)) {
        return false;
    }
    *sleep = v.sleep;
    *delay = delay_of(m, v.sleep);
    return *delay && !is_timer(m, loop, v.sleep);
}
