// A timeout whose block has no await, async for or async with, and does not yield. Items behind the timeout in the same `async
// with` are entered under it.
#include "lint/rule.h"

static bool waits_or_yields(Module *m, Nodes body)
{
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            Node *d = m->ast->nodes[i];
            if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
                i = d->last;
            } else if (d->kind == AST_YIELD || d->kind == AST_YIELD_FROM || d->kind == AST_AWAIT || d->kind == AST_ERROR ||
                       (d->is_async && d->kind != AST_FUNCTION)) {
                return true;
            }
        }
    }
    return false;
}

// `...`, `pass`, a docstring: a block that is still to be written, or a test of the timeout itself.
static bool is_empty(Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        bool nothing = body.at[i]->kind == AST_PASS || body.at[i]->kind == AST_RAISE ||
                       (body.at[i]->kind == AST_EXPR && body.at[i]->value.value->kind == AST_CONSTANT);
        if (!nothing) {
            return false;
        }
    }
    return true;
}

CHECK(timeout_without_await, c, n)
{
    Module *m = c->module;
    Node *last = n->with.items.at[n->with.items.n - 1];
    bool is_timeout = scoped_by(m, last) == SCOPED_TIMEOUT;
    if (is_timeout && !waits_or_yields(m, n->with.body) && !is_empty(n->with.body)) {
        REPORT(c, node_span(last->with_item.context), "", {"timeout", code_text(c, last->with_item.context)});
    }
}
