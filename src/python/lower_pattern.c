// Patterns of match statements.
#include "python/lower.h"

static Node *value_pattern(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.expr = lower_expression(l, i);
    return n;
}

// The number i, whose sign is a loose token before it.
static Node *negative(Lower *l, uint32_t minus, uint32_t i)
{
    Node *n = lower_new(l, AST_PATTERN, l->cst[minus].beg, l->cst[i].end);
    n->pattern.expr = lower_new(l, AST_UNARY_OP, n->beg, n->end);
    n->pattern.expr->op = OP_NEGATE;
    n->pattern.expr->unary_op.operand = lower_expression(l, i);
    return n;
}

// The patterns among the children, but for the first `skip`.
static Nodes parts(Lower *l, uint32_t i, uint32_t skip)
{
    uint32_t count = 0, minus = 0;
    for EACH_CHILD(l, i, k) {
        count += cst_sym(l, k) == SYM_T_WILDCARD || !cst_is_token(l, k);
    }
    Nodes list = nodes_new(l, count);
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_T_MINUS) {
            minus = k;
        } else if (cst_sym(l, k) == SYM_T_WILDCARD || !cst_is_token(l, k)) {
            if (skip) {
                skip--;
            } else {
                nodes_push(&list, minus ? negative(l, minus, k) : lower_pattern(l, k));
            }
            minus = 0;
        }
    }
    return list;
}

// A dotted name as an expression: a.b.c.
static Node *dotted_expression(Lower *l, uint32_t i)
{
    Text t = cst_text(l, i);
    Node *n = NULL;
    for (ptrdiff_t beg = 0; beg < t.n;) {
        ptrdiff_t end = beg;
        while (end < t.n && t.s[end] != '.') {
            end++;
        }
        Text part = text_sub(t, beg, end), bare = text_trim(part);
        uint32_t at = l->cst[i].beg + (uint32_t)(bare.s - t.s), stop = at + (uint32_t)bare.n;
        if (!n) {
            n = lower_new(l, AST_NAME, at, stop);
            n->name.id = lower_identifier(l, bare);
        } else {
            Node *attribute = lower_new(l, AST_ATTRIBUTE, n->beg, stop);
            attribute->attribute.value = n;
            attribute->attribute.attr = (Ident){lower_identifier(l, bare), {at, stop}};
            n = attribute;
        }
        beg = end + 1;
    }
    return n ? n : lower_refuse(l, l->cst[i].beg, l->cst[i].end);
}

// A bare name captures, a dotted one is a value.
static Node *name_pattern(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_PATTERN, i);
    Text t = cst_text(l, i);
    if (text_eq(t, T("_"))) {
        n->pattern.is_wildcard = true;
    } else if (text_find_char(t, '.') < 0) {
        n->pattern.name = (Ident){lower_identifier(l, t), cst_span(l, i)};
    } else {
        n->pattern.expr = dotted_expression(l, i);
    }
    return n;
}

static Node *splat_pattern(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_PATTERN, i);
    uint32_t name = lower_child(l, i, 0);
    if (name && !text_eq(cst_text(l, name), T("_"))) {
        n->pattern.name = lower_ident(l, name);
    } else {
        n->pattern.is_wildcard = true;
    }
    return n;
}

static Node *as_pattern(Lower *l, uint32_t i)
{
    uint32_t inner = lower_child(l, i, 0), name = lower_child(l, i, 1);
    if (!inner || !name) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.name = lower_ident(l, name);
    if (text_eq(n->pattern.name.text, T("_"))) {
        lower_complain(l, cst_span(l, name), T("cannot use '_' as a target"));
    }
    n->pattern.parts = nodes_new(l, 1);
    nodes_push(&n->pattern.parts, lower_pattern(l, inner));
    uint32_t named = cst_sym(l, inner) == SYM_CASE_PATTERN ? lower_child(l, inner, 0) : inner;
    if (named && cst_sym(l, named) == SYM_KEYWORD_PATTERN) {
        n->beg = n->pattern.parts.at[0]->beg;   // C(x=[a] as b): the grammar takes `x=[a]` for what is named
    }
    return n;
}

// In a pattern a sum is a complex number: a real part, and an imaginary one.
static void check_complex(Lower *l, const Node *real, const Node *imaginary)
{
    const Node *digits = real->kind == AST_UNARY_OP ? real->unary_op.operand : real;
    if (digits->kind == AST_CONSTANT && digits->constant.kind == CONST_COMPLEX) {
        lower_complain(l, node_span(real), T("real number required in complex literal"));
    } else if (imaginary->kind == AST_CONSTANT && imaginary->constant.kind != CONST_COMPLEX) {
        lower_complain(l, node_span(imaginary), T("imaginary number required in complex literal"));
    }
}

// -1, 1 + 2j, -1 - 2j: tokens and numbers side by side.
static Node *signed_number(Lower *l, uint32_t i)
{
    Node *left = NULL;
    AstOp op = OP_NONE;
    bool negative = false;
    uint32_t minus = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_T_MINUS || cst_sym(l, k) == SYM_T_PLUS) {
            op = cst_sym(l, k) == SYM_T_MINUS ? OP_SUB : OP_ADD;
            negative = !left;
            minus = l->cst[k].beg;
            continue;
        }
        if (cst_is_token(l, k)) {
            continue;
        }
        Node *number = lower_expression(l, k);
        if (negative) {
            Node *n = lower_new(l, AST_UNARY_OP, minus, number->end);
            n->op = OP_NEGATE;
            n->unary_op.operand = number;
            number = n;
        } else if (left) {
            Node *n = lower_new(l, AST_BIN_OP, left->beg, number->end);
            n->op = (uint8_t)op;
            n->bin_op.left = left;
            n->bin_op.right = number;
            check_complex(l, left, number);
            number = n;
        }
        negative = false;
        left = number;
    }
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.expr = left ? left : lower_refuse(l, n->beg, n->end);
    return n;
}

static Node *class_pattern(Lower *l, uint32_t i)
{
    uint32_t name = lower_child(l, i, 0);
    if (!name) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.expr = dotted_expression(l, name);
    n->pattern.parts = parts(l, i, 1);
    return n;
}

// In a mapping the keys are dotted names or literals, also `-1` and `1 + 2j` written as loose tokens.
static Node *mapping_pattern(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.parts = parts(l, i, 0);
    uint32_t rest = 0;
    for EACH_CHILD(l, i, k) {
        if (rest && !cst_is_token(l, k)) {
            lower_complain(l, cst_span(l, rest), T("invalid syntax: the rest comes last"));
            break;
        }
        rest = cst_sym(l, k) == SYM_SPLAT_PATTERN ? k : rest;
        if (rest == k && n->pattern.parts.n && n->pattern.parts.at[n->pattern.parts.n - 1]->pattern.is_wildcard) {
            lower_complain(l, cst_span(l, k), T("invalid syntax: `**_` is not allowed, keys that are left over are ignored"));
        }
    }
    return n;
}

static Node *sequence_pattern(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_PATTERN, i);
    n->pattern.parts = parts(l, i, 0);
    return n;
}

static bool is_group(const Lower *l, uint32_t i)
{
    return cst_sym(l, i) == SYM_TUPLE_PATTERN && !lower_has(l, i, SYM_T_COMMA) && lower_count(l, i) == 1;
}

static Node *group(Lower *l, uint32_t i)
{
    uint32_t only = lower_child(l, i, 0), what = cst_sym(l, only) == SYM_CASE_PATTERN ? lower_child(l, only, 0) : only;
    if (what && cst_sym(l, what) == SYM_SPLAT_PATTERN) {
        lower_complain(l, cst_span(l, what), T("invalid syntax: a star in parentheses needs a comma"));
    }
    return lower_pattern(l, only);
}

static Node *keyword_pattern(Lower *l, uint32_t i)
{
    Nodes value = parts(l, i, 1);
    return value.n ? value.at[0] : lower_refuse(l, l->cst[i].beg, l->cst[i].end);
}

static Node *case_pattern(Lower *l, uint32_t i)
{
    uint32_t first = i + 1;
    if (first >= l->cst[i].next) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    bool is_signed = cst_sym(l, first) == SYM_T_MINUS;
    return is_signed ? signed_number(l, i) : lower_pattern(l, first);
}

static Node *dispatch(Lower *l, uint32_t i)
{
    switch (cst_sym(l, i)) {
    case SYM_CASE_PATTERN: return case_pattern(l, i);
    case SYM_AS_PATTERN: return as_pattern(l, i);
    case SYM_UNION_PATTERN: return sequence_pattern(l, i);
    case SYM_LIST_PATTERN: return sequence_pattern(l, i);
    case SYM_TUPLE_PATTERN: return is_group(l, i) ? group(l, i) : sequence_pattern(l, i);
    case SYM_DICT_PATTERN: return mapping_pattern(l, i);
    case SYM_CLASS_PATTERN: return class_pattern(l, i);
    case SYM_KEYWORD_PATTERN: return keyword_pattern(l, i);
    case SYM_SPLAT_PATTERN: return splat_pattern(l, i);
    case SYM_DOTTED_NAME: case SYM_IDENTIFIER: case SYM_T_WILDCARD: return name_pattern(l, i);
    case SYM_COMPLEX_PATTERN: return signed_number(l, i);
    case SYM_STRING: case SYM_CONCATENATED_STRING: case SYM_INTEGER: case SYM_FLOAT: case SYM_TRUE: case SYM_FALSE:
    case SYM_NONE_:
        return value_pattern(l, i);
    default: return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
}

Node *lower_pattern(Lower *l, uint32_t i)
{
    if (l->depth >= LOWER_DEPTH) {
        return lower_too_deep(l, i);
    }
    l->depth++;
    Node *n = dispatch(l, i);
    l->depth--;
    return n;
}

// `case a, b:` is a sequence without brackets.
Node *lower_patterns(Lower *l, uint32_t i)
{
    uint32_t n = 0, first = 0, last = 0;
    bool comma = false;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_CASE_PATTERN) {
            first = n++ ? first : k;
            last = k;
        }
        if (cst_sym(l, k) == SYM_T_COMMA) {
            comma = true;
            last = k;
        }
    }
    if (!n) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (!comma) {
        return lower_pattern(l, first);
    }
    Node *node = lower_new(l, AST_PATTERN, l->cst[first].beg, l->cst[last].end);
    node->pattern.parts = nodes_new(l, n);
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) == SYM_CASE_PATTERN) {
            nodes_push(&node->pattern.parts, lower_pattern(l, k));
        }
    }
    return node;
}
