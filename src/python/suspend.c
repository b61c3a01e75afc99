// Where a coroutine suspends. `await f()` of a project coroutine is a call, no suspension; it suspends only where
// something in it does (CPython: an await passes control to the loop only when a future is yielded). What is not known is
// taken to suspend, and so is what a subclass has yet to write.
#include "python/blocking.h"
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

static bool coroutine(Ref r, int depth)
{
    return r.kind != REF_COROUTINE || !r.node || is_stub(r.node) || subtree(r.module, r.node, depth - 1);
}

static bool suspends(Module *m, Node *awaiting, int depth)
{
    if (awaiting->kind != AST_AWAIT || !awaiting->value.value || depth == 0) {
        return true;
    }
    return coroutine(ref_of(m, awaiting->value.value), depth);
}

bool may_suspend(Module *m, Node *awaiting)
{
    return suspends(m, awaiting, DEPTH);
}

bool subtree_suspends(Module *m, const Node *n)
{
    return subtree(m, n, DEPTH);
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
    return !coroutine(r, DEPTH) && !method_is_redefined(r.module, r.node) && !blocks(r.module, r.node);
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
