// What stands in square brackets behind an expression: indexes, slices, and the types of annotations.
#include "python/lower.h"

// The last child of any kind, or 0.
static uint32_t last_child(const Lower *l, uint32_t i)
{
    uint32_t last = 0;
    for EACH_CHILD(l, i, k) {
        last = k;
    }
    return last;
}

// A TUPLE of bare elements: from the first to the last, trailing comma included.
Node *lower_bare_tuple(Lower *l, uint32_t i, uint32_t first, uint32_t n)
{
    uint32_t end = l->cst[last_child(l, i)].end;
    Node *tuple = lower_new(l, AST_TUPLE, l->cst[first].beg, end);
    tuple->sequence.elts = nodes_new(l, n);
    for (uint32_t k = first; k < l->cst[i].next; k = l->cst[k].next) {
        if (!cst_is_token(l, k)) {
            nodes_push(&tuple->sequence.elts, lower_expression(l, k));
        }
    }
    return tuple;
}

// a[*b] is a[(*b,)].
static Node *starred_index(Lower *l, Node *index)
{
    if (index->kind != AST_STARRED) {
        return index;
    }
    Node *tuple = lower_new(l, AST_TUPLE, index->beg, index->end);
    tuple->sequence.elts = nodes_new(l, 1);
    nodes_push(&tuple->sequence.elts, index);
    return tuple;
}

Node *lower_subscript(Lower *l, uint32_t i)
{
    uint32_t n = lower_count(l, i), value = lower_child(l, i, 0), index = lower_child(l, i, 1);
    if (!index) {
        return lower_broken(l, i);
    }
    Node *node = lower_node(l, AST_SUBSCRIPT, i);
    node->subscript.value = lower_expression(l, value);
    bool is_tuple = n > 2 || lower_has(l, i, SYM_T_COMMA);
    node->subscript.index = is_tuple ? lower_bare_tuple(l, i, index, n - 1) : starred_index(l, lower_expression(l, index));
    return node;
}

Node *lower_slice(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_SLICE, i);
    Node **part[] = {&n->slice.lower, &n->slice.upper, &n->slice.step};
    int at = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_T_COLON) {
            at += at < 2;
        } else if (!cst_is_token(l, k)) {
            *part[at] = lower_expression(l, k);
            lower_check_plain(l, *part[at]);
        }
    }
    return n;
}

Node *lower_generic_type(Lower *l, uint32_t i)
{
    uint32_t base = lower_child(l, i, 0), params = lower_child(l, i, 1), index = params ? lower_child(l, params, 0) : 0;
    if (!index) {
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, AST_SUBSCRIPT, i);
    n->subscript.value = lower_expression(l, base);
    uint32_t count = lower_count(l, params);
    bool is_tuple = count > 1 || lower_has(l, params, SYM_T_COMMA);
    n->subscript.index = is_tuple ? lower_bare_tuple(l, params, index, count) : starred_index(l, lower_expression(l, index));
    return n;
}

// `A[x] | b | c` in an annotation comes as A[x] | (b | c), and likewise with anything that binds looser than `|`: the
// left operand is moved to the leftmost place in the right one where it belongs.
static Node **union_place(Lower *l, uint32_t *right, Node **place)
{
    uint32_t k = *right;
    for (;;) {
        while (cst_sym(l, k) == SYM_TYPE && lower_child(l, k, 0)) {
            k = lower_child(l, k, 0);
        }
        Sym s = cst_sym(l, k);
        bool looser = s == SYM_UNION_TYPE || s == SYM_COMPARISON_OPERATOR || s == SYM_BOOLEAN_OPERATOR
                   || s == SYM_CONDITIONAL_EXPRESSION || (s == SYM_BINARY_OPERATOR && lower_has(l, k, SYM_T_PIPE));
        Node **next = looser ? lower_leftmost(*place) : NULL;
        if (!next) {
            *right = k;
            return place;
        }
        // A chain of `and` is one node for several concrete ones.
        uint32_t first = lower_child(l, k, 0);
        if (!(s == SYM_BOOLEAN_OPERATOR && (*place)->kind == AST_BOOL_OP && cst_sym(l, first) == SYM_BOOLEAN_OPERATOR
              && (*next)->kind != AST_BOOL_OP)) {
            place = next;
        }
        k = first;
    }
}

Node *lower_union_type(Lower *l, uint32_t i)
{
    uint32_t left = lower_child(l, i, 0), right = lower_child(l, i, 1);
    if (!right) {
        return lower_broken(l, i);
    }
    Node *first = lower_expression(l, left), *whole = lower_expression(l, right);
    Node **place = union_place(l, &right, &whole);
    for (Node *n = whole; place != &whole && n != *place && n;) {
        n->beg = l->cst[i].beg;
        Node **next = lower_leftmost(n);
        n = next ? *next : NULL;
    }
    Node *n = lower_new(l, AST_BIN_OP, l->cst[i].beg, l->cst[right].end);
    n->op = OP_BIT_OR;
    n->bin_op.left = first;
    n->bin_op.right = *place;
    *place = n;
    return whole;
}

// Outside a list of type parameters this is a slice: `A[x:y]`.
Node *lower_constrained_type(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_SLICE, i);
    uint32_t lower = lower_child(l, i, 0), upper = lower_child(l, i, 1);
    n->slice.lower = lower ? lower_expression(l, lower) : NULL;
    n->slice.upper = upper ? lower_expression(l, upper) : NULL;
    return n;
}

Node *lower_type(Lower *l, uint32_t i)
{
    uint32_t only = cst_sym(l, i) == SYM_TYPE ? lower_child(l, i, 0) : 0;
    if (only && cst_sym(l, only) == SYM_CONSTRAINED_TYPE) {
        lower_complain(l, cst_span(l, only), T("invalid syntax: unexpected `:`"));
    }

    return lower_expression(l, i);
}
