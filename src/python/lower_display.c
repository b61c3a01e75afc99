// Lists, tuples, sets, dictionaries, and comprehensions of them.
#include "python/lower.h"

#include <string.h>

void lower_start_with(Node *n, const Node *first)
{
    n->beg = first->beg < n->beg ? first->beg : n->beg;
}

Node *lower_sequence(Lower *l, uint32_t i, AstKind kind)
{
    Node *n = lower_node(l, kind, i);
    n->sequence.elts = lower_list(l, i);
    if (n->sequence.elts.n) {
        lower_start_with(n, n->sequence.elts.at[0]);
    }
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_LIST_SPLAT) {
            lower_check_unpacked(l, k);
        }
    }
    return n;
}

// `(a)` as a target is a tuple_pattern without a comma.
static Node *tuple_pattern(Lower *l, uint32_t i)
{
    uint32_t only = lower_child(l, i, 0);
    if (only && lower_count(l, i) == 1 && !lower_has(l, i, SYM_T_COMMA)) {
        return lower_expression(l, only);
    }
    return lower_sequence(l, i, AST_TUPLE);
}

// A star before the bracket stands in the text alone (lexer_target.c).
Node *lower_target(Lower *l, uint32_t i)
{
    uint32_t beg = l->cst[i].beg, at = beg;
    Text t = l->source->text;
    while (at > 0 && memchr(" \t\f\r\n\\", t.s[at - 1], 6)) {
        at--;
    }
    bool starred = at > 0 && t.s[at - 1] == '*';
    Node *star = starred ? lower_node(l, AST_STARRED, i) : NULL;
    Node *n = cst_sym(l, i) == SYM_LIST_PATTERN ? lower_sequence(l, i, AST_LIST) : tuple_pattern(l, i);
    if (!star) {
        return n;
    }
    star->beg = at - 1;
    star->value.value = n;
    return star;
}

Node *lower_dictionary(Lower *l, uint32_t i)
{
    uint32_t n = lower_count(l, i);
    Node *node = lower_node(l, AST_DICT, i);
    node->dict.keys = nodes_new(l, n);
    node->dict.values = nodes_new(l, n);
    for EACH_CHILD(l, i, k) {
        if (cst_is_token(l, k)) {
            continue;
        }
        bool is_pair = cst_sym(l, k) == SYM_PAIR, is_splat = cst_sym(l, k) == SYM_DICTIONARY_SPLAT;
        uint32_t key = is_pair ? lower_child(l, k, 0) : 0, value = lower_child(l, k, is_pair);
        bool whole = (is_pair || is_splat) && value;
        if (is_splat) {
            lower_check_unpacked(l, k);
        }
        nodes_push(&node->dict.keys, whole && key ? lower_expression(l, key) : NULL);
        nodes_push(&node->dict.values, whole ? lower_expression(l, value) : lower_broken(l, k));
    }
    return node;
}

// `for` with the `if`s that follow it up to the next `for`.
static Node *comp_for(Lower *l, uint32_t clause, uint32_t end)
{
    Node *n = lower_node(l, AST_COMP_FOR, clause);
    uint32_t target = lower_child(l, clause, 0), ifs = 0, k;
    n->is_async = lower_has(l, clause, SYM_T_ASYNC);
    n->comp_for.target = target ? lower_expression(l, target) : lower_broken(l, clause);
    lower_check_bound(l, n->comp_for.target);
    uint32_t iter = target ? lower_child(l, clause, 1) : 0, more = iter ? lower_child(l, clause, 2) : 0;
    n->comp_for.iter = more ? lower_bare_tuple(l, clause, iter, lower_count(l, clause) - 1)
                     : iter ? lower_expression(l, iter) : lower_broken(l, clause);
    if (iter) {
        lower_check_walrus(l, iter);
    }
    if (more) {
        lower_complain(l, node_span(n->comp_for.iter), T("a tuple here needs parentheses"));
    }
    for (k = l->cst[clause].next; k < end && cst_sym(l, k) != SYM_FOR_IN_CLAUSE; k = l->cst[k].next) {
        ifs += cst_sym(l, k) == SYM_IF_CLAUSE;
    }
    n->comp_for.ifs = nodes_new(l, ifs);
    for (k = l->cst[clause].next; k < end && cst_sym(l, k) != SYM_FOR_IN_CLAUSE; k = l->cst[k].next) {
        if (cst_sym(l, k) == SYM_IF_CLAUSE) {
            uint32_t test = lower_child(l, k, 0);
            nodes_push(&n->comp_for.ifs, test ? lower_expression(l, test) : lower_broken(l, k));
            n->end = l->cst[k].end;
        }
    }
    return n;
}

Node *lower_comp(Lower *l, uint32_t i, AstKind kind)
{
    uint32_t elt = lower_child(l, i, 0), fors = 0;
    if (!elt) {
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, kind, i);
    if (kind == AST_DICT_COMP && cst_sym(l, elt) == SYM_PAIR && lower_child(l, elt, 1)) {
        n->comp.elt = lower_expression(l, lower_child(l, elt, 0));
        n->comp.value = lower_expression(l, lower_child(l, elt, 1));
    } else {
        n->comp.elt = lower_expression(l, elt);
    }
    if (n->comp.elt->kind == AST_STARRED) {
        lower_complain(l, node_span(n->comp.elt), T("iterable unpacking cannot be used in comprehension"));
    }
    for EACH_CHILD(l, i, k) {
        fors += cst_sym(l, k) == SYM_FOR_IN_CLAUSE;
    }
    n->comp.clauses = nodes_new(l, fors);
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_FOR_IN_CLAUSE) {
            nodes_push(&n->comp.clauses, comp_for(l, k, l->cst[i].next));
        }
    }
    return n;
}
