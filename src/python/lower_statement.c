#include "python/lower.h"

static bool is_compound(Sym s)
{
    return s >= SYM_IF_STATEMENT && s <= SYM_MATCH_STATEMENT;
}

static Node *statement(Lower *l, uint32_t i)
{
    if (l->depth >= l->depth_limit) {
        Node *n = lower_error(l, l->cst[i].beg, l->cst[i].end);
        n->too_deep = true;
        return n;
    }
    l->depth++;
    Node *n = is_compound(cst_sym(l, i)) ? lower_compound(l, i) : lower_simple(l, i);
    l->depth--;
    return n;
}

Nodes lower_block(Lower *l, uint32_t i)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (!cst_is_token(l, k)) {
            nodes_push(&list, statement(l, k));
        }
    }
    return list;
}

Nodes lower_suite(Lower *l, uint32_t i)
{
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_BLOCK) {
            return lower_block(l, k);
        }
    }
    return (Nodes){0};
}
