// A call that gives a coroutine where Python asks for its truth: tests, not, and, or, assert, comprehension conditions, bool().
#include "lint/rule.h"

// `bool(...)`: the name first, for evaluating it may have a module read.
static bool is_bool(Module *m, const Node *call)
{
    Text last = callee_last_name(m, call);
    return (!last.n || text_eq(last, T("bool"))) && text_eq(callee_name(m, call), T("builtins.bool"));
}

static bool is_test(Module *m, const Node *n)
{
    const Node *p = n->parent;
    switch (p->kind) {
    case AST_BRANCH: return p->branch.test == n;
    case AST_WHILE: return p->while_.test == n;
    case AST_ASSERT: return p->assert_.test == n;
    case AST_IF_EXP: return p->if_exp.test == n;
    case AST_CASE: return p->case_.guard == n;
    case AST_UNARY_OP: return p->op == OP_NOT;
    case AST_COMP_FOR: return nodes_contain(p->comp_for.ifs, n);
    case AST_BOOL_OP: return p->bool_op.values.at[p->bool_op.values.n - 1] != n || is_test(m, p);
    case AST_NAMED_EXPR: return is_test(m, p);
    case AST_CALL: return is_bool(m, p);
    default: return false;
    }
}

CHECK(truthy_coroutine, c, n)
{
    AstKind p = n->parent->kind;
    bool may = p == AST_BRANCH || p == AST_WHILE || p == AST_ASSERT || p == AST_IF_EXP || p == AST_CASE || p == AST_UNARY_OP ||
               p == AST_COMP_FOR || p == AST_BOOL_OP || p == AST_NAMED_EXPR || p == AST_CALL;
    if (may && is_test(c->module, n) && is_coroutine_call(c->module, n)) {
        REPORT(c, node_span(n), "", {"call", code_text(c, n)});
    }
}
