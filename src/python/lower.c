#include "python/lower.h"

Node *lower_new(Lower *l, AstKind kind, uint32_t beg, uint32_t end)
{
    Node *n = ast_new(l->arena, kind);
    n->beg = beg;
    n->end = end;
    return n;
}

Node *lower_node(Lower *l, AstKind kind, uint32_t i)
{
    return lower_new(l, kind, l->cst[i].beg, l->cst[i].end);
}

Node *lower_error(Lower *l, uint32_t beg, uint32_t end)
{
    return lower_new(l, AST_ERROR, beg, end);
}

Node *lower_refuse(Lower *l, uint32_t beg, uint32_t end)
{
    lower_complain(l, (Span){beg, end}, T("invalid syntax"));
    return lower_error(l, beg, end);
}

Node *lower_too_deep(Lower *l, uint32_t i)
{
    Node *n = lower_error(l, l->cst[i].beg, l->cst[i].end);
    n->too_deep = true;
    return n;
}

void lower_complain(Lower *l, Span span, Text message)
{
    *list_push(l->arena, &l->ast->errors) = (SyntaxError){span, message};
}

uint32_t lower_count(const Lower *l, uint32_t i)
{
    uint32_t n = 0;
    for EACH_CHILD(l, i, k) {
        n += !cst_is_token(l, k);
    }
    return n;
}

uint32_t lower_child(const Lower *l, uint32_t i, uint32_t nth)
{
    for EACH_CHILD(l, i, k) {
        if (!cst_is_token(l, k) && nth-- == 0) {
            return k;
        }
    }
    return 0;
}

bool lower_has(const Lower *l, uint32_t i, Sym token)
{
    for EACH_CHILD(l, i, k) {
        if (l->cst[k].sym == token) {
            return true;
        }
    }
    return false;
}

Nodes nodes_new(Lower *l, uint32_t n)
{
    return (Nodes){n ? NEW(l->arena, Node *, n) : NULL, 0};
}

Nodes lower_list(Lower *l, uint32_t i)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (!cst_is_token(l, k)) {
            nodes_push(&list, lower_expression(l, k));
        }
    }
    return list;
}
