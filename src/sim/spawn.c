// Operations on tasks and slots: create_task, cancel, await; and the callbacks of a program.
#include "sim/run.h"

#include <math.h>

Task *slot_pick(Run *r, const Op *op, int slot, double index)
{
    const TaskList *l = &r->slots[slot];
    double i = op->flags & OP_INDEXED ? index : -1;
    i = i < 0 ? i + l->n : i;
    return i >= 0 && i < l->n ? l->at[(uint32_t)i] : NULL;
}

// a: coroutine, b: slot, c: group, d: how many
int op_spawn(Run *r, Task *t, const Op *op)
{
    for (double i = 0; i < op->d; i++) {
        bool eager = r->eager || op->flags & OP_EAGER;      // anew: an eager child may have set another task factory
        Task *child = NULL;
        if (op->c) {
            int status = group_spawn(r, t, op->c, op->a, eager, &child);
            if (status) {
                return status;
            }
        } else {
            child = task_spawn(r, op->a, eager);
        }
        if (op->b) {
            tasks_push(r, &r->slots[op->b], child);
        }
        task_settle(r, child);
    }
    return 0;
}

// b: slot, d: index
int op_cancel(Run *r, Task *t, const Op *op)
{
    (void)t;
    if (op->flags & OP_INDEXED) {
        Task *child = slot_pick(r, op, op->b, op->d);
        if (child) {
            task_cancel(r, child);
        }
        return 0;
    }
    const TaskList *l = &r->slots[op->b];
    do_chores(r, l->n);
    for (uint32_t i = 0; i < l->n; i++) {
        task_cancel(r, l->at[i]);
    }
    return 0;
}

// a: the slot that takes it, b: slot, d: index
int op_keep(Run *r, Task *t, const Op *op)
{
    (void)t;
    Task *kept = slot_pick(r, op, op->b, op->d);
    if (kept) {
        tasks_push(r, &r->slots[op->a], kept);
    }
    return 0;
}

// b: slot, d: index
int op_await(Run *r, Task *t, const Op *op)
{
    Task *child = slot_pick(r, op, op->b, op->d);
    if (!child) {
        return 0;
    }
    if (child == t) {           // "Task cannot await on itself": thrown into it at its next step
        t->leaf = LEAF_NONE;
        soon(r, SIM_CB_STEP, SIM_RUNTIME_ERROR, t, NULL);
        return SUSPENDED;
    }
    return wait_for_future(r, t, &child->future, LEAF_KEPT, NULL);
}

int op_call_soon(Run *r, Task *t, const Op *op)
{
    (void)t;
    soon(r, SIM_CB_USER, (uint32_t)op->a, NULL, NULL);
    return 0;
}

int op_call_later(Run *r, Task *t, const Op *op)
{
    timer_arm(r, r->now + op_duration(r, t, op), SIM_CB_USER, (uint32_t)op->a, NULL, false);
    return 0;
}

int op_call_at(Run *r, Task *t, const Op *op)
{
    timer_arm(r, op_duration(r, t, op), SIM_CB_USER, (uint32_t)op->a, NULL, false);
    return 0;
}

int op_done_callback(Run *r, Task *t, const Op *op)
{
    (void)t;
    future_add(r, r->objects[op->b].future, SIM_CB_USER, (uint32_t)op->a, NULL);
    return 0;
}

// The generator's finaliser: loop.call_soon_threadsafe(loop.create_task, agen.aclose()).
int op_abandon(Run *r, Task *t, const Op *op)
{
    (void)t;
    soon_threadsafe(r, SIM_CB_CREATE_TASK, (uint32_t)op->a, NULL, NULL);
    return 0;
}

int op_task_factory(Run *r, Task *t, const Op *op)
{
    (void)t;
    r->eager = op->flags & OP_EAGER;
    return 0;
}
