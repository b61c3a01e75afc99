// Lists of tasks and of other values, as far as their elements matter.
#include "measure/lowering.h"

// A list that is made anew in each round starts without tasks: its slot is cleared where it is made, once it has one.
Val list_new(Lowering *l, const Node *at)
{
    List *list = NEW(l->arena, List, 1);
    list->rounds = l->loop ? l->loop_count : 1;
    if (l->unit && l->loop) {
        list->maker = l->unit;
        list->made_at = l->unit->code.n;
        emit(l, at, SIM_CLEAR);         // of no slot: nothing, as yet
    }
    return (Val){.kind = VAL_LIST, .list = list};
}

void list_slot(Lowering *l, const Node *at, List *list)
{
    if (!list->slot) {
        list->slot = new_slot(l, at);
        if (list->maker) {
            list->maker->code.at[list->made_at].o.slot = list->slot;
        }
    }
}

// A task of another slot is kept in the list's own as well.
static void add_task(Lowering *l, const Node *at, List *list, Val v)
{
    list_slot(l, at, list);
    if (list->slot != v.handle) {
        Inst *i = emit(l, at, SIM_KEEP);
        i->o.slot = v.handle;
        i->o.into = list->slot;
        i->index = v.index;
    }
    list->tasks += (l->loop ? l->loop_count : 1) / list->rounds;
}

void list_add(Lowering *l, const Node *at, List *list, Val v)
{
    if (v.kind == VAL_TASK) {
        add_task(l, at, list, v);
    } else if (!l->loop) {
        *list_push(l->arena, &list->items) = v;
    } else {
        list->element = list->many > 0 || isnan(list->many) ? val_join(list->element, v) : v;
        list->many += l->loop_count / list->rounds;
    }
}
