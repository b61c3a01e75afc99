// Building programs. Nothing is checked here; link.c does when the program is run.
#include "sim/code.h"

#include <math.h>

Program *program_new(Arena *a)
{
    Program *p = NEW(a, Program, 1);
    p->arena = a;
    return p;
}

void program_place(Program *p, int line, int column)
{
    p->line = line;
    p->column = column;
}

// ---- parameters and names

int program_find_parameter(const Program *p, Text name)
{
    for (int i = 0; i < p->parameters.n; i++) {
        if (text_eq(p->parameters.at[i].name, name)) {
            return i + 1;
        }
    }
    return 0;
}

int program_parameter(Program *p, Text name, double value)
{
    int i = program_find_parameter(p, name);
    if (i) {
        p->parameters.at[i - 1].value = value;
        return i;
    }
    *list_push(p->arena, &p->parameters) = (Parameter){text_copy(p->arena, name), value};
    return p->parameters.n;
}

int program_parameter_count(const Program *p)
{
    return p->parameters.n;
}

Text program_parameter_name(const Program *p, int parameter)
{
    return p->parameters.at[parameter - 1].name;
}

double program_parameter_default(const Program *p, int parameter)
{
    return p->parameters.at[parameter - 1].value;
}

int program_name(Program *p, Text name)
{
    for (int i = 0; i < p->names.n; i++) {
        if (text_eq(p->names.at[i], name)) {
            return i + 1;
        }
    }
    *list_push(p->arena, &p->names) = text_copy(p->arena, name);
    return p->names.n;
}

int program_slot(Program *p, Text name)
{
    for (int i = 0; i < p->slots.n; i++) {
        if (text_eq(p->slots.at[i], name)) {
            return i + 1;
        }
    }
    *list_push(p->arena, &p->slots) = text_copy(p->arena, name);
    return p->slots.n;
}

// ---- numbers

static Number add_number(Program *p, NumberNode node)
{
    node.line = p->line;
    node.column = p->column;
    *list_push(p->arena, &p->numbers) = node;
    return p->numbers.n;
}

Number number_constant(Program *p, double value)
{
    return add_number(p, (NumberNode){.kind = 'c', .constant = value});
}

Number number_parameter(Program *p, int parameter)
{
    return add_number(p, (NumberNode){.kind = 'p', .parameter = parameter});
}

Number number_operation(Program *p, char op, Number left, Number right)
{
    return add_number(p, (NumberNode){.kind = op, .left = left, .right = right});
}

Number number_drawn(Program *p, SimDistribution kind, Number a, Number b)
{
    return add_number(p, (NumberNode){.kind = 'd', .distribution = kind, .left = a, .right = b});
}

// Operands stand before their operation, so one pass over the nodes suffices; but only those that are needed are
// evaluated, by descent. Depth is that of the text's parentheses, which the readers of texts limit.
double number_value(const Program *p, Number n, const double *values)
{
    const NumberNode *node = &p->numbers.at[n - 1];
    switch (node->kind) {
    case 'c':
        return node->constant;
    case 'p':
        return values ? values[node->parameter] : p->parameters.at[node->parameter - 1].value;
    case '+':
        return number_value(p, node->left, values) + number_value(p, node->right, values);
    case '-':
        return number_value(p, node->left, values) - number_value(p, node->right, values);
    case '*':
        return number_value(p, node->left, values) * number_value(p, node->right, values);
    case '/':
        return number_value(p, node->left, values) / number_value(p, node->right, values);
    default:
        return (double)NAN;
    }
}

// ---- objects and coroutines

int program_object(Program *p, SimObjectKind kind, Text name, Number size)
{
    *list_push(p->arena, &p->objects) =
        (ObjectNode){.name = text_copy(p->arena, name), .kind = kind, .size = size, .line = p->line, .column = p->column};
    return p->objects.n;
}

int program_condition(Program *p, Text name, int lock)
{
    int condition = program_object(p, SIM_CONDITION, name, 0);
    p->objects.at[condition - 1].lock = lock;
    return condition;
}

int program_coroutine(Program *p, Text name)
{
    CoroutineNode node = {.name = text_copy(p->arena, name), .line = p->line, .column = p->column};
    *list_push(p->arena, &p->coroutines) = node;
    return p->coroutines.n;
}

void program_entry(Program *p, int coroutine)
{
    p->entry = coroutine;
}

void code_emit(Program *p, int coroutine, SimOperation op, SimOperands operands)
{
    CoroutineNode *c = &p->coroutines.at[coroutine - 1];
    int *items = NEW(p->arena, int, operands.item_count);
    for (int i = 0; i < operands.item_count; i++) {
        items[i] = operands.items[i];
    }
    operands.items = items;
    *list_push(p->arena, &c->body) = (Instruction){op, operands, p->line, p->column};
}

int program_coroutine_count(const Program *p)
{
    return p->coroutines.n;
}

Text program_coroutine_name(const Program *p, int coroutine)
{
    return p->coroutines.at[coroutine - 1].name;
}

int program_object_count(const Program *p)
{
    return p->objects.n;
}

Text program_object_name(const Program *p, int object)
{
    return p->objects.at[object - 1].name;
}

SimObjectKind program_object_kind(const Program *p, int object)
{
    return p->objects.at[object - 1].kind;
}

Text program_text(const Program *p, int name)
{
    return p->names.at[name - 1];
}

int program_name_count(const Program *p)
{
    return p->names.n;
}

bool program_probe(const Program *p, int coroutine, int *i, int *op, int *name)
{
    const CoroutineNode *c = &p->coroutines.at[coroutine - 1];
    while (*i < c->body.n) {
        const Instruction *in = &c->body.at[(*i)++];
        if ((in->op == SIM_BEAT || in->op == SIM_MARK || in->op == SIM_OBSERVE) && in->with.name > 0 &&
            in->with.name <= p->names.n) {
            *op = (int)in->op;
            *name = in->with.name;
            return true;
        }
    }
    return false;
}
