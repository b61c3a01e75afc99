// Operators. Chains are the common deep trees: a chain of `and` or `or` becomes one node without recursing per term; a
// chain of binary operators is as deep as CPython's.
#include "python/lower.h"

static AstOp binary_op(Sym token)
{
    switch (token) {
    case SYM_T_PLUS: return OP_ADD;
    case SYM_T_MINUS: return OP_SUB;
    case SYM_T_STAR: return OP_MUL;
    case SYM_T_SLASH: return OP_DIV;
    case SYM_T_SLASHSLASH: return OP_FLOOR_DIV;
    case SYM_T_PERCENT: return OP_MOD;
    case SYM_T_STARSTAR: return OP_POW;
    case SYM_T_AT: return OP_MAT_MUL;
    case SYM_T_LSHIFT: return OP_LSHIFT;
    case SYM_T_RSHIFT: return OP_RSHIFT;
    case SYM_T_AMP: return OP_BIT_AND;
    case SYM_T_PIPE: return OP_BIT_OR;
    case SYM_T_CARET: return OP_BIT_XOR;
    default: return OP_NONE;
    }
}

AstOp lower_augmented_op(Sym token)
{
    switch (token) {
    case SYM_T_PLUS_ASSIGN: return OP_ADD;
    case SYM_T_MINUS_ASSIGN: return OP_SUB;
    case SYM_T_STAR_ASSIGN: return OP_MUL;
    case SYM_T_SLASH_ASSIGN: return OP_DIV;
    case SYM_T_AT_ASSIGN: return OP_MAT_MUL;
    case SYM_T_SLASHSLASH_ASSIGN: return OP_FLOOR_DIV;
    case SYM_T_PERCENT_ASSIGN: return OP_MOD;
    case SYM_T_STARSTAR_ASSIGN: return OP_POW;
    case SYM_T_RSHIFT_ASSIGN: return OP_RSHIFT;
    case SYM_T_LSHIFT_ASSIGN: return OP_LSHIFT;
    case SYM_T_AMP_ASSIGN: return OP_BIT_AND;
    case SYM_T_CARET_ASSIGN: return OP_BIT_XOR;
    case SYM_T_PIPE_ASSIGN: return OP_BIT_OR;
    default: return OP_NONE;
    }
}

static AstOp comparison_op(Sym token)
{
    switch (token) {
    case SYM_T_LT: return OP_LT;
    case SYM_T_LE: return OP_LE;
    case SYM_T_EQ: return OP_EQ;
    case SYM_T_NE: return OP_NE;
    case SYM_T_NE_OLD: return OP_NE;
    case SYM_T_GE: return OP_GE;
    case SYM_T_GT: return OP_GT;
    case SYM_T_IN: return OP_IN;
    case SYM_T_NOT_IN: return OP_NOT_IN;
    case SYM_T_IS: return OP_IS;
    case SYM_T_IS_NOT: return OP_IS_NOT;
    default: return OP_NONE;
    }
}

// The first token among the children.
static Sym operator_of(const Lower *l, uint32_t i)
{
    for EACH_CHILD(l, i, k) {
        if (cst_is_token(l, k)) {
            return cst_sym(l, k);
        }
    }
    return SYM_NONE;
}

static bool is_mixed_op(const Lower *l, uint32_t i)
{
    return cst_sym(l, i) == SYM_BINARY_OPERATOR && (operator_of(l, i) == SYM_T_AMP || operator_of(l, i) == SYM_T_CARET);
}

// In the grammar `^` binds tighter than `&`; in Python it is the other way round. True when a chain of both mixes them.
static bool is_mixed(const Lower *l, uint32_t i)
{
    if (!is_mixed_op(l, i)) {
        return false;
    }
    Sym op = operator_of(l, i);
    for (int n = 0; n < AST_MAX_DEPTH && is_mixed_op(l, i); n++) {
        uint32_t right = lower_child(l, i, 1);
        if (operator_of(l, i) != op || is_mixed_op(l, right)) {
            return true;
        }
        i = lower_child(l, i, 0);
    }
    return false;
}

// Part of a mixed chain as rebuilt: `whole` is what `^` has joined so far, `last` the `&` chain being built.
typedef struct {
    Node *whole, *last;
    uint32_t beg, last_beg;     // of their text, with parentheses
} Chain;

static void join(Lower *l, Node **left, Node *right, uint32_t beg, uint32_t end, AstOp op)
{
    Node *n = lower_new(l, AST_BIN_OP, beg, end);
    n->op = (uint8_t)op;
    n->bin_op.left = *left;
    n->bin_op.right = right;
    *left = n;
}

static void add_operand(Lower *l, Chain *c, Sym op, uint32_t i, uint32_t *last_end)
{
    Node *n = lower_expression(l, i);
    if (op == SYM_T_AMP) {
        join(l, &c->last, n, c->last_beg, l->cst[i].end, OP_BIT_AND);
    } else {
        if (c->whole) {
            join(l, &c->whole, c->last, c->beg, *last_end, OP_BIT_XOR);
        } else {
            c->whole = c->last;
            c->beg = c->last_beg;
        }
        c->last = n;
        c->last_beg = l->cst[i].beg;
    }
    *last_end = l->cst[i].end;
}

// Walks the operands of the chain in source order; the operator before the first one is `op`.
static void add_operands(Lower *l, Chain *c, Sym op, uint32_t i, uint32_t *last_end)
{
    if (!is_mixed_op(l, i) || l->depth >= LOWER_DEPTH) {
        add_operand(l, c, op, i, last_end);
        return;
    }
    l->depth++;
    add_operands(l, c, op, lower_child(l, i, 0), last_end);
    add_operands(l, c, operator_of(l, i), lower_child(l, i, 1), last_end);
    l->depth--;
}

static Node *mixed(Lower *l, uint32_t i)
{
    Chain c = {0};
    uint32_t last_end = 0;
    add_operands(l, &c, SYM_T_CARET, i, &last_end);
    if (c.whole) {
        join(l, &c.whole, c.last, c.beg, last_end, OP_BIT_XOR);
    }
    return c.whole ? c.whole : c.last;
}

Node *lower_binary(Lower *l, uint32_t i)
{
    uint32_t left = lower_child(l, i, 0), right = lower_child(l, i, 1);
    if (!right) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (is_mixed(l, i)) {
        return mixed(l, i);
    }
    Node *n = lower_node(l, AST_BIN_OP, i);
    n->op = (uint8_t)binary_op(operator_of(l, i));
    n->bin_op.left = lower_expression(l, left);
    n->bin_op.right = lower_expression(l, right);
    return n;
}

Node *lower_unary(Lower *l, uint32_t i)
{
    uint32_t operand = lower_child(l, i, 0);
    if (!operand) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (l->source->text.s[l->cst[i].beg] == '*') {      // a plus in the view alone (lexer.c)
        Node *star = lower_node(l, AST_STARRED, i);
        star->value.value = lower_expression(l, operand);
        return star;
    }
    Node *n = lower_node(l, AST_UNARY_OP, i);
    Sym token = operator_of(l, i);
    n->op = (uint8_t)(token == SYM_T_MINUS ? OP_NEGATE : token == SYM_T_PLUS ? OP_PLUS
                    : token == SYM_T_TILDE ? OP_INVERT : OP_NOT);
    n->unary_op.operand = lower_expression(l, operand);
    return n;
}

// `await` binds tighter than `**`, but the grammar reads `await x ** y` as await (x ** y): the innermost left operand
// is what is awaited.
Node *lower_await(Lower *l, uint32_t i)
{
    uint32_t operand = lower_child(l, i, 0);
    if (!operand) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (cst_sym(l, operand) == SYM_AWAIT || cst_sym(l, operand) == SYM_UNARY_OPERATOR) {
        lower_complain(l, cst_span(l, operand), T("invalid syntax: what is awaited needs parentheses here"));
    }
    Node *n = lower_node(l, AST_AWAIT, i);
    n->value.value = lower_expression(l, operand);
    Node *power = n->value.value;
    if (cst_sym(l, operand) != SYM_BINARY_OPERATOR || power->kind != AST_BIN_OP) {
        return n;
    }
    n->value.value = power->bin_op.left;
    n->end = l->cst[lower_child(l, operand, 0)].end;
    power->bin_op.left = n;
    power->beg = n->beg;
    return power;
}

// The terms of a left-deep chain of one operator, counted on the way down and filled in from the back.
Node *lower_boolean(Lower *l, uint32_t i)
{
    Sym token = operator_of(l, i);
    uint32_t n = 2, k = i;
    for (uint32_t left; (left = lower_child(l, k, 0)) && cst_sym(l, left) == SYM_BOOLEAN_OPERATOR
         && operator_of(l, left) == token; k = left) {
        n++;
    }
    Node *node = lower_node(l, AST_BOOL_OP, i);
    node->op = token == SYM_T_AND ? OP_AND : OP_OR;
    node->bool_op.values = nodes_new(l, n);
    Nodes *values = &node->bool_op.values;
    k = i;
    while (n > 1) {
        uint32_t right = lower_child(l, k, 1);
        if (!right) {
            return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
        }
        values->at[--n] = lower_expression(l, right);
        values->n++;
        k = lower_child(l, k, 0);
    }
    values->at[0] = lower_expression(l, k);
    values->n++;
    return node;
}

Node *lower_comparison(Lower *l, uint32_t i)
{
    uint32_t n = lower_count(l, i);
    if (n < 2) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    Node *node = lower_node(l, AST_COMPARE, i);
    node->compare.ops = NEW(l->arena, uint8_t, n - 1);
    node->compare.comparators = nodes_new(l, n - 1);
    int ops = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_is_token(l, k)) {
            if (cst_sym(l, k) == SYM_T_NE_OLD) {
                lower_complain(l, cst_span(l, k), T("`<>` is not an operator, use `!=`"));
            }
            if (ops < (int)n - 1) {
                node->compare.ops[ops++] = (uint8_t)comparison_op(cst_sym(l, k));
            }
        } else if (!node->compare.left) {
            node->compare.left = lower_expression(l, k);
        } else {
            nodes_push(&node->compare.comparators, lower_expression(l, k));
        }
    }
    return node;
}
