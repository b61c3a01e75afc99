// Expressions.
#include "python/lower.h"

static Node *broken(Lower *l, uint32_t i)
{
    return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
}

static Node *constant(Lower *l, uint32_t i, ConstKind kind)
{
    Node *n = lower_node(l, AST_CONSTANT, i);
    n->constant.kind = kind;
    return n;
}

static Node *name(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_NAME, i);
    n->name.id = lower_identifier(l, cst_text(l, i));
    if (n->name.id.n == 5 && (text_eq(n->name.id, T("await")) || text_eq(n->name.id, T("async")))) {
        lower_complain(l, node_span(n), text_format(l->arena, "invalid syntax: unexpected keyword `%.*s`", PRI(n->name.id)));
    }
    return n;
}

// The last child of any kind, or 0.
static uint32_t last_child(const Lower *l, uint32_t i)
{
    uint32_t last = 0;
    for EACH_CHILD(l, i, k) {
        last = k;
    }
    return last;
}

static Node *attribute(Lower *l, uint32_t i)
{
    uint32_t object = lower_child(l, i, 0), attr = lower_child(l, i, 1);
    if (!attr || cst_sym(l, attr) != SYM_IDENTIFIER) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_ATTRIBUTE, i);
    n->attribute.value = lower_expression(l, object);
    n->attribute.attr = lower_ident(l, attr);
    return n;
}

// A TUPLE of bare elements: from the first to the last, trailing comma included.
static Node *bare_tuple(Lower *l, uint32_t i, uint32_t first, uint32_t n)
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

// Where a kind keeps its leftmost operand, or NULL.
static Node **leftmost(Node *n)
{
    switch (n->kind) {
    case AST_CALL: return &n->call.func;
    case AST_ATTRIBUTE: return &n->attribute.value;
    case AST_SUBSCRIPT: return &n->subscript.value;
    case AST_BIN_OP: return &n->bin_op.left;
    case AST_COMPARE: return &n->compare.left;
    case AST_BOOL_OP: return &n->bool_op.values.at[0];
    case AST_IF_EXP: return &n->if_exp.body;
    default: return NULL;
    }
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

static Node *subscript(Lower *l, uint32_t i)
{
    uint32_t n = lower_count(l, i), value = lower_child(l, i, 0), index = lower_child(l, i, 1);
    if (!index) {
        return broken(l, i);
    }
    Node *node = lower_node(l, AST_SUBSCRIPT, i);
    node->subscript.value = lower_expression(l, value);
    bool is_tuple = n > 2 || lower_has(l, i, SYM_T_COMMA);
    node->subscript.index = is_tuple ? bare_tuple(l, i, index, n - 1) : starred_index(l, lower_expression(l, index));
    return node;
}

static Node *slice(Lower *l, uint32_t i)
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

static Node *keyword(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_KEYWORD, i);
    uint32_t first = lower_child(l, i, 0), value = lower_child(l, i, 1);
    if (cst_sym(l, i) == SYM_DICTIONARY_SPLAT) {
        value = first;
    } else if (first) {
        n->keyword.name = lower_ident(l, first);
    }
    n->keyword.value = value ? lower_expression(l, value) : broken(l, i);
    if (value) {
        lower_check_walrus(l, value);
    }
    return n;
}

static bool is_keyword(const Lower *l, uint32_t i)
{
    return cst_sym(l, i) == SYM_KEYWORD_ARGUMENT || cst_sym(l, i) == SYM_DICTIONARY_SPLAT;
}

Nodes lower_arguments(Lower *l, uint32_t i, Nodes *keywords)
{
    uint32_t args = 0, named = 0;
    for EACH_CHILD(l, i, k) {
        named += is_keyword(l, k);
        args += !cst_is_token(l, k) && !is_keyword(l, k);
    }
    Nodes list = nodes_new(l, args);
    *keywords = nodes_new(l, named);
    for EACH_CHILD(l, i, k) {
        if (is_keyword(l, k)) {
            nodes_push(keywords, keyword(l, k));
        } else if (!cst_is_token(l, k)) {
            nodes_push(&list, lower_expression(l, k));
        }
    }
    return list;
}

static Node *call(Lower *l, uint32_t i)
{
    uint32_t func = lower_child(l, i, 0), args = lower_child(l, i, 1);
    if (!args) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_CALL, i);
    n->call.func = lower_expression(l, func);
    if (cst_sym(l, args) == SYM_ARGUMENT_LIST) {
        lower_check_arguments(l, args);
        n->call.args = lower_arguments(l, args, &n->call.keywords);
    } else {
        n->call.args = nodes_new(l, 1);
        nodes_push(&n->call.args, lower_expression(l, args));
    }
    return n;
}

// `x := a if b else c` is read by the grammar as (x := a) if b else c: the name is moved to the whole.
static Node *hoist_name(Node *n)
{
    Node *named = n->if_exp.body;
    n->if_exp.body = named->named_expr.value;
    named->named_expr.value = n;
    named->end = n->end;
    n->beg = n->if_exp.body->beg;
    return named;
}

static Node *conditional(Lower *l, uint32_t i)
{
    uint32_t orelse = lower_child(l, i, 2);
    if (!orelse) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_IF_EXP, i);
    uint32_t body = lower_child(l, i, 0);
    n->if_exp.body = lower_expression(l, body);
    n->if_exp.test = lower_expression(l, lower_child(l, i, 1));
    n->if_exp.orelse = lower_expression(l, orelse);
    return cst_sym(l, body) == SYM_NAMED_EXPRESSION ? hoist_name(n) : n;
}

static Node *lambda(Lower *l, uint32_t i)
{
    uint32_t first = lower_child(l, i, 0);
    bool has_params = first && cst_sym(l, first) == SYM_LAMBDA_PARAMETERS;
    uint32_t body = has_params ? lower_child(l, i, 1) : first;
    if (!body) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_LAMBDA, i);
    if (has_params) {
        n->lambda.params = lower_parameters(l, first);
    }
    n->lambda.body = lower_expression(l, body);
    lower_check_plain(l, n->lambda.body);
    lower_check_walrus(l, body);
    return n;
}

static Node *named_expression(Lower *l, uint32_t i)
{
    uint32_t target = lower_child(l, i, 0), value = lower_child(l, i, 1);
    if (!value) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_NAMED_EXPR, i);
    n->named_expr.target = lower_expression(l, target);
    n->named_expr.value = lower_expression(l, value);
    return n;
}

static Node *yield(Lower *l, uint32_t i)
{
    uint32_t value = lower_child(l, i, 0);
    bool is_from = lower_has(l, i, SYM_T_FROM);
    if ((is_from && !value)) {
        return broken(l, i);
    }
    Node *n = lower_node(l, is_from ? AST_YIELD_FROM : AST_YIELD, i);
    n->value.value = value ? lower_expression(l, value) : NULL;
    return n;
}

static Node *starred(Lower *l, uint32_t i)
{
    uint32_t value = lower_child(l, i, 0);
    if (!value) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_STARRED, i);
    n->value.value = lower_expression(l, value);
    return n;
}

static Node *sequence(Lower *l, uint32_t i, AstKind kind)
{
    Node *n = lower_node(l, kind, i);
    n->sequence.elts = lower_list(l, i);
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
    return sequence(l, i, AST_TUPLE);
}

static Node *dictionary(Lower *l, uint32_t i)
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
        nodes_push(&node->dict.values, whole ? lower_expression(l, value) : broken(l, k));
    }
    return node;
}

// `for` with the `if`s that follow it up to the next `for`.
static Node *comp_for(Lower *l, uint32_t clause, uint32_t end)
{
    Node *n = lower_node(l, AST_COMP_FOR, clause);
    uint32_t target = lower_child(l, clause, 0), ifs = 0, k;
    n->is_async = lower_has(l, clause, SYM_T_ASYNC);
    n->comp_for.target = target ? lower_expression(l, target) : broken(l, clause);
    uint32_t iter = target ? lower_child(l, clause, 1) : 0, more = iter ? lower_child(l, clause, 2) : 0;
    n->comp_for.iter = more ? bare_tuple(l, clause, iter, lower_count(l, clause) - 1)
                     : iter ? lower_expression(l, iter) : broken(l, clause);
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
            nodes_push(&n->comp_for.ifs, test ? lower_expression(l, test) : broken(l, k));
            n->end = l->cst[k].end;
        }
    }
    return n;
}

static Node *comprehension(Lower *l, uint32_t i, AstKind kind)
{
    uint32_t elt = lower_child(l, i, 0), fors = 0;
    if (!elt) {
        return broken(l, i);
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

static Node *generic_type(Lower *l, uint32_t i)
{
    uint32_t base = lower_child(l, i, 0), params = lower_child(l, i, 1), index = params ? lower_child(l, params, 0) : 0;
    if (!index) {
        return broken(l, i);
    }
    Node *n = lower_node(l, AST_SUBSCRIPT, i);
    n->subscript.value = lower_expression(l, base);
    uint32_t count = lower_count(l, params);
    bool is_tuple = count > 1 || lower_has(l, params, SYM_T_COMMA);
    n->subscript.index = is_tuple ? bare_tuple(l, params, index, count) : starred_index(l, lower_expression(l, index));
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
        Node **next = looser ? leftmost(*place) : NULL;
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

static Node *union_type(Lower *l, uint32_t i)
{
    uint32_t left = lower_child(l, i, 0), right = lower_child(l, i, 1);
    if (!right) {
        return broken(l, i);
    }
    Node *first = lower_expression(l, left), *whole = lower_expression(l, right);
    Node **place = union_place(l, &right, &whole);
    for (Node *n = whole; place != &whole && n != *place && n;) {
        n->beg = l->cst[i].beg;
        Node **next = leftmost(n);
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
static Node *constrained_type(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_SLICE, i);
    uint32_t lower = lower_child(l, i, 0), upper = lower_child(l, i, 1);
    n->slice.lower = lower ? lower_expression(l, lower) : NULL;
    n->slice.upper = upper ? lower_expression(l, upper) : NULL;
    return n;
}

// `Ts` of `*Ts` is a child.
static Node *splat_type(Lower *l, uint32_t i)
{
    return starred(l, i);
}

// Past parentheses and the grammar's wrappers.
static uint32_t inner(Lower *l, uint32_t i)
{
    for (;;) {
        Sym s = cst_sym(l, i);
        bool is_tuple = s == SYM_TUPLE && !lower_has(l, i, SYM_T_COMMA);      // (*a): parentheses, after all
        if (!is_tuple && s != SYM_PARENTHESIZED && s != SYM_TYPE && s != SYM_AS_PATTERN_TARGET && s != SYM_CASE_PATTERN) {
            return i;
        }
        uint32_t k = lower_child(l, i, 0);
        if (!k) {
            return i;
        }
        if (cst_sym(l, k) == SYM_LIST_SPLAT && s != SYM_TYPE) {
            lower_complain(l, cst_span(l, k), T("cannot use starred expression here"));
        }
        i = k;
    }
}

static Node *dispatch(Lower *l, uint32_t i)
{
    switch (cst_sym(l, i)) {
    case SYM_IDENTIFIER: return name(l, i);
    case SYM_ATTRIBUTE: case SYM_MEMBER_TYPE: return attribute(l, i);
    case SYM_CALL: return call(l, i);
    case SYM_STRING: return lower_string(l, i);
    case SYM_CONCATENATED_STRING: return lower_concatenated(l, i);
    case SYM_INTEGER: case SYM_FLOAT: return lower_number(l, i);
    case SYM_TRUE: return constant(l, i, CONST_TRUE);
    case SYM_FALSE: return constant(l, i, CONST_FALSE);
    case SYM_NONE_: return constant(l, i, CONST_NONE);
    case SYM_ELLIPSIS: return constant(l, i, CONST_ELLIPSIS);
    case SYM_SUBSCRIPT: return subscript(l, i);
    case SYM_SLICE: return slice(l, i);
    case SYM_BINARY_OPERATOR: return lower_binary(l, i);
    case SYM_UNARY_OPERATOR: case SYM_NOT_OPERATOR: return lower_unary(l, i);
    case SYM_BOOLEAN_OPERATOR: return lower_boolean(l, i);
    case SYM_COMPARISON_OPERATOR: return lower_comparison(l, i);
    case SYM_CONDITIONAL_EXPRESSION: return conditional(l, i);
    case SYM_LAMBDA: return lambda(l, i);
    case SYM_NAMED_EXPRESSION: return named_expression(l, i);
    case SYM_AWAIT: return lower_await(l, i);
    case SYM_YIELD: return yield(l, i);
    case SYM_LIST_SPLAT: case SYM_LIST_SPLAT_PATTERN: return starred(l, i);
    case SYM_SPLAT_TYPE: return splat_type(l, i);
    case SYM_LIST: case SYM_LIST_PATTERN: return sequence(l, i, AST_LIST);
    case SYM_SET: return sequence(l, i, AST_SET);
    case SYM_TUPLE: case SYM_EXPRESSION_LIST: case SYM_PATTERN_LIST: return sequence(l, i, AST_TUPLE);
    case SYM_TUPLE_PATTERN: return tuple_pattern(l, i);
    case SYM_DICTIONARY: return dictionary(l, i);
    case SYM_LIST_COMPREHENSION: return comprehension(l, i, AST_LIST_COMP);
    case SYM_SET_COMPREHENSION: return comprehension(l, i, AST_SET_COMP);
    case SYM_DICTIONARY_COMPREHENSION: return comprehension(l, i, AST_DICT_COMP);
    case SYM_GENERATOR_EXPRESSION: return comprehension(l, i, AST_GENERATOR);
    case SYM_GENERIC_TYPE: return generic_type(l, i);
    case SYM_UNION_TYPE: return union_type(l, i);
    case SYM_CONSTRAINED_TYPE: return constrained_type(l, i);
    case SYM_AS_PATTERN: return i == l->item_as ? lower_expression(l, lower_child(l, i, 0)) : broken(l, i);
    default: return broken(l, i);
    }
}

// `*f(x)` and `*a or b` are read by the grammar as (*f)(x) and (*a) or b: the star is moved to the whole.
static Node *hoist_star(Lower *l, uint32_t i, Node *n)
{
    Node **left = leftmost(n), *star = left && *left ? *left : NULL;
    if (!star || star->kind != AST_STARRED || star->beg != l->cst[i].beg) {
        return n;
    }
    *left = star->value.value;
    star->value.value = n;
    n->beg = (*left)->beg;
    star->end = n->end;
    return star;
}

Node *lower_expression(Lower *l, uint32_t i)
{
    i = inner(l, i);
    if (l->depth >= LOWER_DEPTH) {
        return lower_too_deep(l, i);
    }
    l->depth++;
    Node *n = hoist_star(l, i, dispatch(l, i));
    l->depth--;
    return n;
}

Node *lower_tuple_of(Lower *l, uint32_t i)
{
    uint32_t n = lower_count(l, i), first = lower_child(l, i, 0);
    if (!n) {
        return broken(l, i);
    }
    return n > 1 || lower_has(l, i, SYM_T_COMMA) ? bare_tuple(l, i, first, n) : lower_expression(l, first);
}

Node *lower_type(Lower *l, uint32_t i)
{
    uint32_t only = cst_sym(l, i) == SYM_TYPE ? lower_child(l, i, 0) : 0;
    if (only && cst_sym(l, only) == SYM_CONSTRAINED_TYPE) {
        lower_complain(l, cst_span(l, only), T("invalid syntax: unexpected `:`"));
    }

    return lower_expression(l, i);
}
