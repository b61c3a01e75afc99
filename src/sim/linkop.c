// Linking of operations: their operands are checked and put where the run expects them.
#include "sim/linker.h"

#include <math.h>

static bool check_handles(Linker *l)
{
    const SimOperands *w = &l->at->with;
    const Program *p = l->program;
    const Shape *s = operation_shape(l->at->op);
    bool ok = w->coroutine >= 0 && w->coroutine <= p->coroutines.n && w->slot >= 0 && w->slot <= p->slots.n &&
              w->into >= 0 && w->into <= p->slots.n && (w->into || l->at->op != SIM_KEEP) && w->object >= 0 && w->object <= p->objects.n && w->name >= 0 && w->name <= p->names.n && w->group >= 0 &&
              w->group <= p->names.n && w->time >= 0 && w->time <= p->numbers.n && w->count >= 0 &&
              w->count <= p->numbers.n && w->index >= 0 && w->index <= p->numbers.n;
    for (int i = 0; ok && i < w->item_count; i++) {
        ok = w->items[i] != 0 && w->items[i] <= p->slots.n && -w->items[i] <= p->coroutines.n;
    }
    ok = ok && (!(s->needs & NEEDS_TIME) || w->time) && (!(s->needs & NEEDS_COUNT) || w->count) &&
         (!(s->needs & NEEDS_COROUTINE) || w->coroutine) && (!(s->needs & NEEDS_SLOT) || w->slot) &&
         (!(s->needs & NEEDS_OBJECT) || w->object) && (!(s->needs & NEEDS_NAME) || w->name) &&
         (!(s->needs & NEEDS_GROUP) || w->group);
    ok = ok && (l->at->op != SIM_CLEAR || w->object || w->slot) &&
         (l->at->op != SIM_GATHER || w->item_count > 0 || w->slot);
    return ok ? true : REFUSE(l, "`%s` lacks an operand, or has one that does not exist", s->name);
}

bool link_check(Linker *l)
{
    const SimOperands *w = &l->at->with;
    const Shape *s = operation_shape(l->at->op);
    if (!check_handles(l)) {
        return false;
    }
    if (s->needs & SUSPENDS && l->is_callback) {
        return REFUSE(l, "`%s` may suspend, and `%.*s` is used as a callback, which cannot", s->name,
                      PRI(l->program->coroutines.at[l->coroutine - 1].name));
    }
    if (w->object) {
        SimObjectKind kind = l->program->objects.at[w->object - 1].kind;
        if (!(s->objects >> kind & 1)) {
            return REFUSE(l, "`%s` is nothing that a %s can do", s->name, sim_object_kind_name(kind));
        }
    }
    return true;
}

static bool in_loop(const Linker *l)
{
    for (int i = 0; i < l->depth; i++) {
        SimOperation op = l->blocks[i].op;
        if (op == SIM_REPEAT || op == SIM_FOREVER || op == SIM_AS_COMPLETED) {
            return true;
        }
    }
    return false;
}

// What the Python of the profile does not have yet raises AttributeError there.
bool link_is_missing(const Linker *l)
{
    const SimProfile *p = l->options->profile;
    switch (l->at->op) {
    case SIM_TIMEOUT:
    case SIM_TASKGROUP:
        return !p->has_timeout;
    case SIM_SHUTDOWN:
        return !p->has_shutdown;
    case SIM_TASK_FACTORY:
    case SIM_SPAWN:
        return l->at->with.eager && !p->has_eager;
    default:
        return false;
    }
}

static bool set_count(Linker *l, Number n, double otherwise, double *value)
{
    *value = otherwise;
    return n ? link_number(l, n, value) : true;
}

// The operands of an operation that is no block.
static bool set_operands(Linker *l, Op *op)
{
    const SimOperands *w = &l->at->with;
    switch (l->at->op) {
    case SIM_SPAWN:
        *op = (Op){.code = op->code, .a = w->coroutine, .b = w->slot, .c = w->group, .flags = w->eager ? OP_EAGER : 0};
        return set_count(l, w->count, 1, &op->d);
    case SIM_AWAIT:
    case SIM_SHIELD:
    case SIM_CANCEL:
    case SIM_KEEP:
        op->a = w->into;
        op->b = w->slot;
        op->flags = w->index ? OP_INDEXED : 0;
        return set_count(l, w->index, -1, &op->d);
    case SIM_GATHER:
        *op = (Op){.code = op->code, .a = l->items.n, .b = w->item_count, .c = w->slot,
                   .flags = w->return_exceptions ? OP_RETURN_EXCEPTIONS : 0};
        for (int i = 0; i < w->item_count; i++) {
            *list_push(l->arena, &l->items) = w->items[i];
        }
        return true;
    case SIM_WAIT_TASKS:
        op->a = w->return_when;
        op->b = w->slot;
        op->flags = w->time ? OP_TIMED : 0;
        return w->time ? link_time(l, w->time, op) : true;
    case SIM_PUT:
    case SIM_PUT_NOWAIT:
        op->a = w->object;
        return set_count(l, w->count, 0, &op->d);
    case SIM_NOTIFY:
        op->a = w->object;
        return set_count(l, w->count, 1, &op->d);
    case SIM_CLEAR:
        op->a = w->object;
        op->b = w->slot;
        return true;
    case SIM_RAISE:
        op->a = w->exception;
        return true;
    case SIM_DONE_CALLBACK:
        op->a = w->coroutine;
        op->b = w->object;
        return true;
    default:
        op->a = w->coroutine ? w->coroutine : w->object;
        op->b = w->name;
        op->flags = (w->eager ? OP_EAGER : 0) | (w->immediate ? OP_IMMEDIATE : 0);
        return w->time ? link_time(l, w->time, op) : true;
    }
}

bool link_check_value(Linker *l, const Op *op)
{
    if (l->at->op == SIM_CPU && !(op->flags & OP_DRAWN) && !(op->d >= 0 && isfinite(op->d))) {
        return REFUSE(l, "`cpu` of %g seconds: it must be finite and not negative", op->d);
    }
    if ((l->at->op == SIM_SPAWN || l->at->op == SIM_REPEAT) && op->d > 9e15) {
        return REFUSE(l, "`%s` %g times: that is too often", operation_shape(l->at->op)->name, op->d);
    }
    return true;
}

bool link_plain(Linker *l)
{
    SimOperation code = l->at->op;
    if ((code == SIM_BREAK || code == SIM_CONTINUE) && !in_loop(l)) {
        return REFUSE(l, "`%s` outside of a loop", operation_shape(code)->name);
    }
    Op *op = link_emit(l, link_is_missing(l) ? (int)OP_MISSING : (int)code);
    if (!set_operands(l, op) || !link_check_value(l, op)) {
        return false;
    }
    if (code == SIM_WAIT_FOR) {
        if (l->options->profile->wait_for_inline) {
            link_emit(l, OP_TIMEOUT_END);
        } else {
            op->code = OP_WAIT_FOR_TASK;
        }
    }
    return true;
}
