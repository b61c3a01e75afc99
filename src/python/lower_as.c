// `with a if b else c as d:`  The grammar binds `as` to what stands before it, closer than `if else` and `lambda`; Python
// binds it to the whole item. So the AS_PATTERN that ends an item is lowered as its value, and its target is the item's.
#include "python/lower.h"

uint32_t lower_find_as(const Lower *l, uint32_t i)
{
    while (i && (cst_sym(l, i) == SYM_CONDITIONAL_EXPRESSION || cst_sym(l, i) == SYM_LAMBDA)) {
        uint32_t n = lower_count(l, i);
        i = n ? lower_child(l, i, n - 1) : 0;
    }
    return i && cst_sym(l, i) == SYM_AS_PATTERN && lower_child(l, i, 1) ? i : 0;
}

Node *lower_before_as(Lower *l, uint32_t i, uint32_t as)
{
    uint32_t before = l->item_as, end = as ? l->cst[lower_child(l, as, 0)].end : 0;
    l->item_as = as;
    Node *n = lower_expression(l, i);
    l->item_as = before;
    for (Node *last = as ? n : NULL; last && last->end > end;) {
        last->end = end;
        last = last->kind == AST_IF_EXP ? last->if_exp.orelse : last->kind == AST_LAMBDA ? last->lambda.body : NULL;
    }
    return n;
}
