#include "python/lower.h"

static bool is_compound(Sym s)
{
    return s >= SYM_IF_STATEMENT && s <= SYM_MATCH_STATEMENT;
}

static Node *statement(Lower *l, uint32_t i)
{
    if (l->depth >= LOWER_DEPTH) {
        return lower_too_deep(l, i);
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
            bool is_empty = l->cst[k].next == k + 1;
            return is_empty && l->is_skeleton ? recover_block(l, l->cst[k].beg) : lower_block(l, k);
        }
    }
    return (Nodes){0};
}
