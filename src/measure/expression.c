// Expressions: their values, and what evaluating them does to the loop.
#include "measure/lowering.h"

static Val arithmetic(Val a, AstOp op, Val b)
{
    if (a.kind == VAL_CLOCK && b.kind == VAL_NUMBER && (op == OP_ADD || op == OP_SUB)) {
        a.number += op == OP_ADD ? b.number : -b.number;
        return a;
    }
    if (a.kind != VAL_NUMBER || b.kind != VAL_NUMBER) {
        return (Val){0};
    }
    double x = a.number, y = b.number;
    switch (op) {
    case OP_ADD: return val_number(x + y);
    case OP_SUB: return val_number(x - y);
    case OP_MUL: return val_number(x * y);
    case OP_DIV: return y != 0 ? val_number(x / y) : (Val){0};
    case OP_FLOOR_DIV: return y != 0 ? val_number(floor(x / y)) : (Val){0};
    case OP_MOD: return y != 0 ? val_number(x - y * floor(x / y)) : (Val){0};
    case OP_POW: return val_number(pow(x, y));
    default: return (Val){0};
    }
}

static bool is_clock_call(Lowering *l, const Node *n)
{
    if (n->kind != AST_CALL) {
        return false;
    }
    Text name = callee_name(l->m, n);
    return text_eq(name, T("time.time")) || text_eq(name, T("time.monotonic")) || text_eq(name, T("time.perf_counter")) ||
           text_ends(name, T("Loop.time"));
}

// `clock() - before`: how late the sleep in between ended, if there is one in this loop.
static Val lateness(Lowering *l, Node *n, Val before)
{
    if (before.kind == VAL_CLOCK && is_clock_call(l, n->bin_op.left) && l->beat && l->unit && l->loop) {
        int name = new_name(l, l->frame->function ? l->frame->function->function.name.text : T("main"));
        emit(l, n, SIM_BEAT)->o.name = name;
        l->beat = NULL;
    }
    return (Val){0};
}

static Val binary(Lowering *l, Node *n)
{
    Val a = evaluate(l, n->bin_op.left), b = evaluate(l, n->bin_op.right);
    if (n->op == OP_SUB && b.kind == VAL_CLOCK) {
        return lateness(l, n, b);
    }
    if (n->op == OP_MUL && a.kind == VAL_LIST && b.kind == VAL_NUMBER && a.list->items.n == 1) {
        Val copy = list_new(l, n);
        copy.list->element = a.list->items.at[0];
        copy.list->many = b.number;
        return copy;
    }
    return arithmetic(a, (AstOp)n->op, b);
}

static Val unary(Lowering *l, Node *n)
{
    if (n->op == OP_NOT) {
        int t = truth(l, n->unary_op.operand);
        return t < 0 ? (Val){0} : val_number(!t);
    }
    Val v = evaluate(l, n->unary_op.operand);
    return v.kind != VAL_NUMBER ? (Val){0} : n->op == OP_NEGATE ? val_number(-v.number) : n->op == OP_PLUS ? v : (Val){0};
}

// ---- truth

static int compare_numbers(AstOp op, double x, double y)
{
    switch (op) {
    case OP_EQ: return x == y;
    case OP_NE: return x != y;
    case OP_LT: return x < y;
    case OP_LE: return x <= y;
    case OP_GT: return x > y;
    case OP_GE: return x >= y;
    default: return -1;
    }
}

static bool is_known_thing(Val v)
{
    return v.kind != VAL_UNKNOWN && v.kind != VAL_MEMBER;
}

static int compare(Lowering *l, Node *n)
{
    Val a = evaluate(l, n->compare.left), b = {0};
    for (int i = 0; i < n->compare.comparators.n; i++) {
        b = evaluate(l, n->compare.comparators.at[i]);
    }
    AstOp op = (AstOp)n->compare.ops[0];
    if (n->compare.comparators.n > 1) {
        return -1;
    }
    if ((op == OP_IS || op == OP_IS_NOT) && b.kind == VAL_NONE && is_known_thing(a)) {
        return (a.kind == VAL_NONE) == (op == OP_IS);
    }
    if (a.kind == VAL_TEXT && b.kind == VAL_TEXT && (op == OP_EQ || op == OP_NE)) {
        return text_eq(a.text, b.text) == (op == OP_EQ);
    }
    return a.kind == VAL_NUMBER && b.kind == VAL_NUMBER ? compare_numbers(op, a.number, b.number) : -1;
}

// What is behind `and` and `or` may not be reached: what it does must not matter then.
static int bool_op(Lowering *l, Node *n)
{
    bool is_and = n->op == OP_AND;
    int result = is_and;
    for (int i = 0; i < n->bool_op.values.n; i++) {
        int before = l->unit ? l->unit->code.n : 0;
        int t = truth(l, n->bool_op.values.at[i]);
        if (result < 0 && l->unit && l->unit->code.n > before) {
            refuse(l, n->bool_op.values.at[i], "`%.*s` may be reached or not", PRI(code_of(l, n->bool_op.values.at[i])));
        }
        if (t >= 0 && t != is_and) {
            return t;
        }
        result = t < 0 ? -1 : result;
    }
    return result;
}

static int truth_of(Val v)
{
    switch (v.kind) {
    case VAL_NONE: return 0;
    case VAL_NUMBER: return v.number != 0;
    case VAL_TEXT: return v.text.n > 0;
    case VAL_TASK:
    case VAL_OBJECT:
    case VAL_FUNCTION:
    case VAL_AWAITABLE:
    case VAL_LOOP: return 1;
    default: return -1;
    }
}

int truth(Lowering *l, Node *n)
{
    if (n->kind == AST_COMPARE) {
        return compare(l, n);
    }
    if (n->kind == AST_BOOL_OP) {
        return bool_op(l, n);
    }
    if (n->kind == AST_NAME && text_eq(n->name.id, T("__debug__"))) {
        return 1;
    }
    return truth_of(evaluate(l, n));
}

static Val of_truth(int t)
{
    return t < 0 ? (Val){0} : val_number(t);
}

// `a or b` gives a value, not a truth: mostly a default.
static Val either(Lowering *l, Node *n)
{
    if (n->bool_op.values.n == 2 && n->op == OP_OR) {
        Val a = evaluate(l, n->bool_op.values.at[0]);
        int t = truth_of(a);
        if (t == 1) {
            return a;
        }
        if (t == 0) {
            return evaluate(l, n->bool_op.values.at[1]);
        }
    }
    return of_truth(bool_op(l, n));
}

static Val conditional(Lowering *l, Node *n)
{
    int t = truth(l, n->if_exp.test);
    if (t >= 0) {
        return evaluate(l, t ? n->if_exp.body : n->if_exp.orelse);
    }
    int before = l->unit ? l->unit->code.n : 0;
    Val a = evaluate(l, n->if_exp.body), b = evaluate(l, n->if_exp.orelse);
    if (l->unit && l->unit->code.n > before) {
        refuse(l, n, "a conditional expression whose parts do something, and whose condition is not known");
    }
    return val_join(a, b);
}

// ---- containers and attributes

static Val display(Lowering *l, Node *n)
{
    Val v = list_new(l, n);
    for (int i = 0; i < n->sequence.elts.n; i++) {
        Node *e = n->sequence.elts.at[i];
        Val x = evaluate(l, e->kind == AST_STARRED ? e->value.value : e);
        if (e->kind == AST_STARRED) {
            for (int k = 0; x.kind == VAL_LIST && k < x.list->items.n; k++) {
                *list_push(l->arena, &v.list->items) = x.list->items.at[k];
            }
            v.list->is_open |= x.kind != VAL_LIST || x.list->slot || x.list->many > 0;
        } else {
            *list_push(l->arena, &v.list->items) = x;
        }
    }
    return v;
}

static Val subscript(Lowering *l, Node *n)
{
    Val of = evaluate(l, n->subscript.value), index = {0};
    if (n->subscript.index->kind != AST_SLICE) {
        index = evaluate(l, n->subscript.index);
    }
    if (of.kind != VAL_LIST || index.kind != VAL_NUMBER || of.list->is_subset) {
        return (Val){0};
    }
    const List *list = of.list;
    int i = (int)index.number;
    if (list->slot && list->items.n == 0) {
        return (Val){.kind = VAL_TASK, .handle = list->slot, .index = i};
    }
    i = i < 0 ? i + list->items.n : i;
    if (!list->slot && i >= 0 && i < list->items.n) {
        return list->items.at[i];
    }
    return list->items.n == 0 && list->many > 0 ? list->element : (Val){0};
}

static Val member(Lowering *l, Node *n)
{
    Val of = evaluate(l, n->attribute.value);
    Text name = n->attribute.attr.text;
    switch (of.kind) {
    case VAL_INSTANCE: return attribute_get(l, of, n);
    case VAL_NAME:
    case VAL_CLASS:
    case VAL_FUNCTION:
    case VAL_UNKNOWN: {
        Val v = ref_value(l, ref_of(l->m, n));
        Constant c = v.kind == VAL_UNKNOWN ? constant_of(l->m, n) : (Constant){0};
        if (c.kind == CONSTANT_NUMBER) {
            return val_number(c.number);
        }
        if (v.kind == VAL_UNKNOWN && of.kind == VAL_NAME) {
            return val_name(text_format(l->arena, "%.*s.%.*s", PRI(of.text), PRI(name)));
        }
        return v;
    }
    default: {
        Val *copy = NEW(l->arena, Val, 1);
        *copy = of;
        return (Val){.kind = VAL_MEMBER, .of = copy, .text = name};
    }
    }
}

// What is only looked through: its parts may do something.
static Val evaluate_parts(Lowering *l, Node *n)
{
    for (int i = n->id + 1; i <= n->last; i = l->m->ast->nodes[i]->last + 1) {
        Node *part = l->m->ast->nodes[i];
        if (ast_is_expression(part)) {
            evaluate(l, part);
        } else if (part->kind == AST_KEYWORD) {
            evaluate(l, part->keyword.value);
        }
    }
    return (Val){0};
}

static Val constant(const Node *n)
{
    switch (n->constant.kind) {
    case CONST_NONE: return (Val){.kind = VAL_NONE};
    case CONST_TRUE: return val_number(1);
    case CONST_FALSE: return val_number(0);
    case CONST_INT: return val_number(n->constant.overflow ? HUGE_VAL : (double)n->constant.integer);
    case CONST_FLOAT: return val_number(n->constant.real);
    case CONST_STR: return (Val){.kind = VAL_TEXT, .text = n->constant.text};
    default: return (Val){0};
    }
}

static Val named(Lowering *l, Node *n)
{
    Val v = evaluate(l, n->named_expr.value);
    assign(l, n->named_expr.target, v);
    return v;
}

static Val lambda(Lowering *l, Node *n)
{
    return (Val){.kind = VAL_FUNCTION, .m = l->m, .node = n, .frame = l->frame};
}

Val evaluate(Lowering *l, Node *n)
{
    if (!n) {
        return (Val){.kind = VAL_NONE};
    }
    switch (n->kind) {
    case AST_CONSTANT: return constant(n);
    case AST_NAME: return name_value(l, n);
    case AST_ATTRIBUTE: return member(l, n);
    case AST_CALL: return call(l, n);
    case AST_AWAIT: return await_value(l, n, evaluate(l, n->value.value));
    case AST_BIN_OP: return binary(l, n);
    case AST_UNARY_OP: return unary(l, n);
    case AST_BOOL_OP: return either(l, n);
    case AST_COMPARE: return of_truth(compare(l, n));
    case AST_IF_EXP: return conditional(l, n);
    case AST_NAMED_EXPR: return named(l, n);
    case AST_LIST:
    case AST_TUPLE:
    case AST_SET: return display(l, n);
    case AST_SUBSCRIPT: return subscript(l, n);
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_GENERATOR:
    case AST_DICT_COMP: return lower_comprehension(l, n);
    case AST_LAMBDA: return lambda(l, n);
    case AST_STARRED: return evaluate(l, n->value.value);
    case AST_YIELD:
    case AST_YIELD_FROM: refuse(l, n, "a generator: `yield` is not simulated");
    case AST_ERROR: refuse(l, n, "this cannot be read");
    default: return evaluate_parts(l, n);
    }
}
