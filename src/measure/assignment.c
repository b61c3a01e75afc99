// Assignment: to names, attributes and parts of these.
#include "measure/lowering.h"

static void unpack(Lowering *l, Node *target, Val v)
{
    for (int i = 0; i < target->sequence.elts.n; i++) {
        bool known = v.kind == VAL_LIST && !v.list->is_open && i < v.list->items.n && v.list->items.n == target->sequence.elts.n;
        Val part = known ? v.list->items.at[i] : v.kind == VAL_LIST && v.list->many == target->sequence.elts.n ? v.list->element
                                                                                                              : (Val){0};
        if (!known && v.kind == VAL_LIST && v.list->slot && v.list->tasks == target->sequence.elts.n && !v.list->items.n) {
            part = (Val){.kind = VAL_TASK, .handle = v.list->slot, .index = i};
        }
        assign(l, target->sequence.elts.at[i], part);
    }
}

void assign(Lowering *l, Node *target, Val v)
{
    switch (target->kind) {
    case AST_NAME: {
        const Binding *b = l->m->binding_of[target->id];
        if (b) {
            variable_set(l, b, v);
        }
        return;
    }
    case AST_ATTRIBUTE: {
        Val of = evaluate(l, target->attribute.value);
        if (of.kind == VAL_INSTANCE) {
            attribute_set(l, of.self, target->attribute.attr.text, v);
        }
        return;
    }
    case AST_TUPLE:
    case AST_LIST: unpack(l, target, v); return;
    case AST_STARRED: assign(l, target->value.value, (Val){0}); return;
    case AST_SUBSCRIPT: {
        Val of = evaluate(l, target->subscript.value);
        evaluate(l, target->subscript.index);
        if (v.kind == VAL_TASK || v.kind == VAL_AWAITABLE) {
            refuse(l, target, "a task or coroutine that is put away by subscript");
        }
        if (of.kind == VAL_LIST) {
            of.list->is_open = true;
        }
        return;
    }
    default: evaluate(l, target);
    }
}
