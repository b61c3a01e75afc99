// Coroutines without an await of any kind, where nobody else asks for a coroutine: all that the file does with them is await calls.
#include "lint/rule.h"

static bool waits_or_yields(const Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool waits = is_awaiting(d) || d->kind == AST_YIELD || d->kind == AST_YIELD_FROM || d->kind == AST_ERROR;
        if (waits && node_owner(m, d) == function) {
            return true;
        }
    }
    return false;
}

// A docstring and one statement at most: nothing that is done, a constant, an exception.
static bool is_stub(Nodes body)
{
    int statements = 0;
    for (int i = 0; i < body.n; i++) {
        const Node *n = body.at[i];
        bool text = n->kind == AST_EXPR && n->value.value->kind == AST_CONSTANT;
        bool gives_constant = n->kind == AST_RETURN && (!n->value.value || n->value.value->kind == AST_CONSTANT);
        statements += !text;
        if (!text && n->kind != AST_PASS && n->kind != AST_RAISE && !gives_constant) {
            return false;
        }
    }
    return statements <= 1;
}

// No decorator, test, base class or derived class decides on its signature; a public method is for others to say.
static bool is_free_to_change(Module *m, const Node *function)
{
    Text name = function->function.name.text;
    const Node *c = function_class(m, function);
    bool inner = text_starts(name, T("_")) && !text_starts(name, T("__"));
    bool own = !c || (inner && c->class_.bases.n == 0 && c->class_.decorators.n == 0 && !method_is_overridden(m, function));
    return own && function->function.decorators.n == 0 && !node_in_test(m, function);
}

CHECK(async_without_await, c, n)
{
    Module *m = c->module;
    if (is_free_to_change(m, n) && !is_stub(n->function.body) && !waits_or_yields(m, n) && callers_await(m, n)) {
        REPORT(c, n->function.name.span, "", {"function", n->function.name.text});
    }
}
