// Where a coroutine suspends. `await f()` of a project coroutine is a call, no suspension; it suspends only where
// something in it does (CPython: an await passes control to the loop only when a future is yielded). What is not known is
// taken to suspend, and so is what a subclass has yet to write.
#include "python/blocking.h"
#include "python/flow.h"
#include "python/queue.h"
#include "python/shape.h"

enum { DEPTH = 6 };

// A call that runs a coroutine: its arguments tell what parameters are. NULL: not asked for.
typedef struct Frame {
    const struct Frame *caller;
    Ref function;
    Module *m;                  // where `call` stands
    Node *call;
} Frame;

static bool suspends(Module *m, Node *awaiting, int depth, const Frame *f);

static Constant value_in(const Frame *f, Node *e)
{
    const Binding *b = e->kind == AST_NAME ? f->function.module->binding_of[e->id] : NULL;
    if (!b || b->defs.n != 1 || b->defs.at[0].kind != DEF_PARAM || b->scope->node != f->function.node) {
        return constant_of(f->function.module, e);
    }
    Node *argument = argument_for(f->call, f->function, b->defs.at[0].node);
    return !argument ? (Constant){0} : f->caller ? value_in(f->caller, argument) : constant_of(f->m, argument);
}

// 1, 0, or -1 when nobody knows.
static int truth_in(const Frame *f, Node *test)
{
    if (test->kind == AST_UNARY_OP && test->op == OP_NOT) {
        int t = truth_in(f, test->unary_op.operand);
        return t < 0 ? t : !t;
    }
    for (int i = 0; test->kind == AST_BOOL_OP && i < test->bool_op.values.n; i++) {
        int t = truth_in(f, test->bool_op.values.at[i]);
        if (t == (test->op == OP_OR)) {
            return t;
        }
    }
    if (test->kind == AST_COMPARE && test->compare.comparators.n == 1 && test->compare.ops[0] == OP_IS) {
        Constant a = value_in(f, test->compare.left), b = value_in(f, test->compare.comparators.at[0]);
        bool known = a.kind != CONSTANT_UNKNOWN && b.kind != CONSTANT_UNKNOWN && a.kind != CONSTANT_TEXT;
        return !known ? -1 : a.kind == b.kind && a.number == b.number;
    }
    Constant c = test->kind == AST_NAME ? value_in(f, test) : (Constant){0};
    return c.kind == CONSTANT_NONE ? 0 : c.kind == CONSTANT_NUMBER ? c.number != 0 : -1;
}

// A branch that the arguments of the call rule out.
static bool is_ruled_out(const Frame *f, const Node *n)
{
    return f && n->kind == AST_BRANCH && n->branch.test && truth_in(f, n->branch.test) == 0;
}

bool subtree_awaits(const Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d)) {
            return true;
        }
    }
    return false;
}

static bool subtree(Module *m, const Node *n, int depth, const Frame *f)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (i > n->id && (opens_definition(d) || is_ruled_out(f, d))) {
            i = d->last;
        } else if (is_awaiting(d) && suspends(m, d, depth, f)) {
            return true;
        }
    }
    return false;
}

// Nothing but a docstring, `...`, pass or raise: a protocol, an abstract method.
static bool is_stub(const Node *function)
{
    Nodes body = function->function.body;
    for (int i = 0; i < body.n; i++) {
        const Node *n = body.at[i];
        bool constant = n->kind == AST_EXPR && n->value.value->kind == AST_CONSTANT;
        if (!constant && n->kind != AST_PASS && n->kind != AST_RAISE) {
            return false;
        }
    }
    return true;
}

static bool coroutine(Ref r, int depth, const Frame *f)
{
    return r.kind != REF_COROUTINE || !r.node || is_stub(r.node) || subtree(r.module, r.node, depth - 1, f);
}

// The same of the coroutine that `expression` gives, with what the arguments of its call tell.
static bool coroutine_of_call(Module *m, Node *expression, int depth, const Frame *caller)
{
    Ref r = ref_of(m, expression);
    Frame f = {caller, expression->kind == AST_CALL ? ref_of(m, expression->call.func) : (Ref){0}, m, expression};
    return coroutine(r, depth, f.function.kind == REF_FUNCTION && f.function.node == r.node ? &f : NULL);
}

// `await queue.put(item)` without a bound puts and comes back (CPython, Lib/asyncio/queues.py, Queue.put: waits while full()).
static bool puts_at_once(Module *m, const Node *value)
{
    return is_method_call(value, "put") && queue_is_unbounded(queue_held(m, value->call.func->attribute.value));
}

static bool suspends(Module *m, Node *awaiting, int depth, const Frame *f)
{
    if (awaiting->kind != AST_AWAIT || !awaiting->value.value || depth == 0) {
        return true;
    }
    if (puts_at_once(m, awaiting->value.value)) {
        return false;
    }
    return f ? coroutine_of_call(m, awaiting->value.value, depth, f) : coroutine(ref_of(m, awaiting->value.value), depth, NULL);
}

bool may_suspend(Module *m, Node *awaiting)
{
    return suspends(m, awaiting, DEPTH, NULL);
}

bool subtree_suspends(Module *m, const Node *n)
{
    return subtree(m, n, DEPTH, NULL);
}

static bool blocks(Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && blocking_at(m, d).entry) {
            return true;
        }
    }
    return false;
}

bool runs_in_one_step(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    return !coroutine_of_call(m, expression, DEPTH, NULL) && !method_is_redefined(r.module, r.node) && !blocks(r.module, r.node);
}

bool waits_for_kept(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    int kept = 0;
    for (int i = r.kind == REF_COROUTINE && r.node ? r.node->id + 1 : 1; r.kind == REF_COROUTINE && r.node && i <= r.node->last; i++) {
        const Node *d = r.module->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d)) {
            if (d->kind != AST_AWAIT || !d->value.value || d->value.value->kind != AST_ATTRIBUTE) {
                return false;
            }
            kept++;
        }
    }
    return kept > 0;
}
