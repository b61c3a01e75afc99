// pytest.raises(ExceptionGroup), also in a tuple.
#include "lint/rule.h"

static bool is_group(Module *m, Node *type)
{
    for (int i = 0; type->kind == AST_TUPLE && i < type->sequence.elts.n; i++) {
        if (is_group(m, type->sequence.elts.at[i])) {
            return true;
        }
    }
    Ref r = type->kind == AST_TUPLE ? (Ref){0} : ref_of(m, type->kind == AST_SUBSCRIPT ? type->subscript.value : type);
    return ref_is_name(r, "builtins.ExceptionGroup") || ref_is_name(r, "builtins.BaseExceptionGroup");
}

CHECK(raises_exception_group, c, n)
{
    Node *type = call_argument(n, 0, "expected_exception", NULL);
    if (type && is_group(c->module, type)) {
        REPORT(c, node_span(n), "", {"call", code_text(c, n)});
    }
}
