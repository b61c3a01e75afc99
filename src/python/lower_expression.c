// Expressions: names, operators of their own shape, and which file lowers what else.
#include "python/lower.h"

Node *lower_broken(Lower *l, uint32_t i)
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

static Node *attribute(Lower *l, uint32_t i)
{
    uint32_t object = lower_child(l, i, 0), attr = lower_child(l, i, 1);
    if (!attr || cst_sym(l, attr) != SYM_IDENTIFIER) {
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, AST_ATTRIBUTE, i);
    n->attribute.value = lower_expression(l, object);
    n->attribute.attr = lower_ident(l, attr);
    return n;
}

// Where a kind keeps its leftmost operand, or NULL.
Node **lower_leftmost(Node *n)
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
        return lower_broken(l, i);
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
        return lower_broken(l, i);
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
        return lower_broken(l, i);
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
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, is_from ? AST_YIELD_FROM : AST_YIELD, i);
    n->value.value = value ? lower_expression(l, value) : NULL;
    return n;
}

static Node *starred(Lower *l, uint32_t i)
{
    uint32_t value = lower_child(l, i, 0);
    if (!value) {
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, AST_STARRED, i);
    n->value.value = lower_expression(l, value);
    return n;
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
    case SYM_CALL: return lower_call(l, i);
    case SYM_STRING: return lower_string(l, i);
    case SYM_CONCATENATED_STRING: return lower_concatenated(l, i);
    case SYM_INTEGER: case SYM_FLOAT: return lower_number(l, i);
    case SYM_TRUE: return constant(l, i, CONST_TRUE);
    case SYM_FALSE: return constant(l, i, CONST_FALSE);
    case SYM_NONE_: return constant(l, i, CONST_NONE);
    case SYM_ELLIPSIS: return constant(l, i, CONST_ELLIPSIS);
    case SYM_SUBSCRIPT: return lower_subscript(l, i);
    case SYM_SLICE: return lower_slice(l, i);
    case SYM_BINARY_OPERATOR: return lower_binary(l, i);
    case SYM_UNARY_OPERATOR: case SYM_NOT_OPERATOR: return lower_unary(l, i);
    case SYM_BOOLEAN_OPERATOR: return lower_boolean(l, i);
    case SYM_COMPARISON_OPERATOR: return lower_comparison(l, i);
    case SYM_CONDITIONAL_EXPRESSION: return conditional(l, i);
    case SYM_LAMBDA: return lambda(l, i);
    case SYM_NAMED_EXPRESSION: return named_expression(l, i);
    case SYM_AWAIT: return lower_await(l, i);
    case SYM_YIELD: return yield(l, i);
    case SYM_LIST_SPLAT: case SYM_LIST_SPLAT_PATTERN: case SYM_SPLAT_TYPE: return starred(l, i);
    case SYM_LIST: return lower_sequence(l, i, AST_LIST);
    case SYM_SET: return lower_sequence(l, i, AST_SET);
    case SYM_TUPLE: case SYM_EXPRESSION_LIST: case SYM_PATTERN_LIST: return lower_sequence(l, i, AST_TUPLE);
    case SYM_TUPLE_PATTERN: case SYM_LIST_PATTERN: return lower_target(l, i);
    case SYM_DICTIONARY: return lower_dictionary(l, i);
    case SYM_LIST_COMPREHENSION: return lower_comp(l, i, AST_LIST_COMP);
    case SYM_SET_COMPREHENSION: return lower_comp(l, i, AST_SET_COMP);
    case SYM_DICTIONARY_COMPREHENSION: return lower_comp(l, i, AST_DICT_COMP);
    case SYM_GENERATOR_EXPRESSION: return lower_comp(l, i, AST_GENERATOR);
    case SYM_GENERIC_TYPE: return lower_generic_type(l, i);
    case SYM_UNION_TYPE: return lower_union_type(l, i);
    case SYM_CONSTRAINED_TYPE: return lower_constrained_type(l, i);
    case SYM_AS_PATTERN: return i == l->item_as ? lower_expression(l, lower_child(l, i, 0)) : lower_broken(l, i);
    default: return lower_broken(l, i);
    }
}

// `*f(x)` and `*a or b` are read by the grammar as (*f)(x) and (*a) or b: the star is moved to the whole.
static Node *hoist_star(Lower *l, uint32_t i, Node *n)
{
    Node **left = lower_leftmost(n), *star = left && *left ? *left : NULL;
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
        return lower_broken(l, i);
    }
    return n > 1 || lower_has(l, i, SYM_T_COMMA) ? lower_bare_tuple(l, i, first, n) : lower_expression(l, first);
}
