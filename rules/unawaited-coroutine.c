// A call that gives a coroutine, as a statement, or bound to a name that nothing reads. mypy: unused-coroutine; pyright:
// reportUnusedCoroutine. The call of a test that expects a warning or an error is there for that.
#include "lint/rule.h"

// `_ = f()`, `x = f()` with no read of it. A name that the whole module or class may read is passed over.
static bool is_unread(Module *m, const Use *use)
{
    const Binding *b = use->kind == USE_BOUND ? use->binding : NULL;
    Scope *s = b ? b->scope : NULL;
    return b && b->reads.n == 0 && s->kind == SCOPE_FUNCTION && !text_eq(b->name, T("__tracebackhide__")) && m->scope != s;
}

static bool may_be_dropped(const Node *n)
{
    AstKind p = n->parent->kind;
    return p == AST_EXPR || p == AST_ASSIGN || p == AST_ANN_ASSIGN || p == AST_NAMED_EXPR || p == AST_IF_EXP || p == AST_BOOL_OP ||
           (p >= AST_LIST && p <= AST_GENERATOR);
}

// `super().__init__()`: where that is a coroutine, async-magic-method says so at its definition. Nearly all subclasses call it, and
// the class above is mostly in another file.
static bool makes_object(const Node *n)
{
    const Node *func = n->call.func;
    return func->kind == AST_ATTRIBUTE && text_eq(func->attribute.attr.text, T("__init__"));
}

CHECK(unawaited_coroutine, c, n)
{
    Module *m = c->module;
    if (!may_be_dropped(n) || makes_object(n)) {
        return;
    }
    Use use = use_of(m, n);
    bool unread = is_unread(m, &use);
    Ref r = use.kind == USE_DROPPED || unread ? ref_of(m, n) : (Ref){0};
    if (r.kind != REF_COROUTINE || is_expected_to_fail(n) || is_called_by_kind(m, n) || (r.node && method_is_overridden(r.module, r.node))) {
        return;
    }
    Text advice = node_in_async(m, n) ? T("`await` it")
                                      : T("make the function a coroutine and `await` it, or make a task of it and keep that");
    Finding *f = REPORT(c, node_span(n), unread ? "unread" : use.collected ? "several" : "dropped",
                        {"call", code_text(c, n)}, {"name", unread ? use.binding->name : (Text){0}}, {"advice", advice});
    if (r.node) {
        Span name = r.node->function.name.span;
        report_related_in(c, f, r.module->source, name, "a coroutine function");
    }
}
