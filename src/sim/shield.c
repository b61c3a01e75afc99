// asyncio.shield: CPython's tasks.py. An outer future that follows the inner task but does not cancel it.
#include "sim/run.h"

typedef struct {
    Future outer;           // must be first
    Task *inner;
} Shield;

void shield_free(Run *r, Future *outer)
{
    Shield *s = (Shield *)outer;
    task_drop(r, s->inner);
    store_give(&r->store, s, sizeof *s);
}

void shield_inner_done(Run *r, Future *outer)
{
    const Future *inner = &((Shield *)outer)->inner->future;
    if (outer->state == PENDING) {
        future_complete(r, outer, inner->state, inner->exception);
    }
}

void shield_outer_done(Run *r, Future *outer)
{
    Task *inner = ((Shield *)outer)->inner;
    if (task_is_done(inner)) {
        return;
    }
    future_remove(&inner->future, SIM_CB_SHIELD_CLEAR, outer);
    if (future_remove(&inner->future, SIM_CB_SHIELD_INNER, outer)) {
        future_drop(r, outer);
    }
}

// b: slot, d: index
int op_shield(Run *r, Task *t, const Op *op)
{
    Task *inner = slot_pick(r, op, op->b, op->d);
    if (!inner || task_is_done(inner)) {
        return inner ? future_status(&inner->future) : 0;
    }
    Shield *s = store_take(&r->store, sizeof *s);
    future_init(&s->outer, SHIELD_FUTURE);
    s->inner = inner;
    task_hold(inner);
    if (r->options.profile->shield_clears) {
        future_add(r, &inner->future, SIM_CB_SHIELD_CLEAR, 0, s);
    }
    future_hold(&s->outer);
    future_add(r, &inner->future, SIM_CB_SHIELD_INNER, 0, s);
    future_hold(&s->outer);
    future_add(r, &s->outer, SIM_CB_SHIELD_OUTER, 0, s);
    return wait_on(r, t, LEAF_SHIELD, &s->outer, NULL);
}

int shield_resume(Run *r, Task *t, int status)
{
    future_drop(r, t->waited);
    return status;
}
