// Where a coroutine suspends. `await f()` of a project coroutine is a call, no suspension; it suspends only where
// something in it does (CPython: an await passes control to the loop only when a future is yielded). What is not known is
// taken to suspend, and so is what a subclass has yet to write.
#include "python/flow.h"
#include "python/shape.h"

enum { DEPTH = 6 };

static bool suspends(Module *m, Node *awaiting, int depth);

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

static bool subtree(Module *m, const Node *n, int depth)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (i > n->id && opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d) && suspends(m, d, depth)) {
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

static bool suspends(Module *m, Node *awaiting, int depth)
{
    if (awaiting->kind != AST_AWAIT || !awaiting->value.value || depth == 0) {
        return true;
    }
    Ref r = ref_of(m, awaiting->value.value);
    if (r.kind != REF_COROUTINE || !r.node || is_stub(r.node)) {
        return true;
    }
    return subtree(r.module, r.node, depth - 1);
}

bool may_suspend(Module *m, Node *awaiting)
{
    return suspends(m, awaiting, DEPTH);
}

bool subtree_suspends(Module *m, const Node *n)
{
    return subtree(m, n, DEPTH);
}
