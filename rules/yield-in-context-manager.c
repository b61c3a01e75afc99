// yield in a loop within a with, in an async generator that is not itself a context.
#include "lint/rule.h"

// It closes the generator that is iterated: without it that one would be left open in the same way.
static bool closes_source(const Node *context)
{
    Text name = context->kind == AST_CALL ? last_name(context->call.func) : (Text){0};
    return text_eq(name, T("aclosing")) || text_eq(name, T("Aclosing")) || text_eq(name, T("streamcontext"));
}

// Leaving it late harms nobody: texts in memory, suppress.
static bool is_harmless_context(Module *m, Node *context)
{
    static const char *const names[] = {"io.BytesIO", "io.StringIO", "contextlib.suppress", "contextlib.nullcontext"};
    Text name = context->kind == AST_CALL ? callee_name(m, context) : (Text){0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(name, names[i])) {
            return true;
        }
    }
    return closes_source(context);
}

static bool is_harmless(Module *m, const Node *with, const Node *yield)
{
    for (int i = 0; i < with->with.items.n; i++) {
        Node *context = with->with.items.at[i]->with_item.context;
        if (!is_harmless_context(m, context) && !(with->is_async && yield_passes_on(m, yield, context))) {
            return false;
        }
    }
    return true;
}

static Node *with_around(Module *m, const Node *n, const Node *function)
{
    const Node *child = n;
    for (Node *p = n->parent; p && p != function; child = p, p = p->parent) {
        if (p->kind == AST_WITH && nodes_contain(p->with.body, child) && !is_harmless(m, p, n)) {
            return p;
        }
    }
    return NULL;
}

static bool is_held(Module *m, const Node *yield, const Node *function)
{
    return with_around(m, yield, function) != NULL;
}

CHECK(yield_in_context_manager, c, n)
{
    Module *m = c->module;
    if (!n->is_async || !function_is_generator(m, n) || is_context_generator(m, n)) {
        return;
    }
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        Node *with = d->kind == AST_YIELD && node_owner(m, d) == n && node_loop(m, d) ? with_around(m, d, n) : NULL;
        Scoped kind;
        if (with && !scope_around(m, d, &kind, NULL)) {
            Node *context = with->with.items.at[0]->with_item.context;
            Finding *f = REPORT(c, node_span(d), "", {"context", code_text(c, context)});
            report_related(c, f, node_span(context), "the block");
            if (yields_errors_outside(m, n, is_held)) {
                report_severity(c, f, SEVERITY_NOTE);
            }
            return;
        }
    }
}
