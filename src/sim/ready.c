// The ready ring: loop._ready, a deque of callbacks in the order in which they were appended.
#include "sim/run.h"

void ready_grow(Run *r)
{
    uint32_t room = r->mask + 1;
    if (room > UINT32_MAX / 4) {
        fail_run(r, "more than %u callbacks are ready at once", room);
    }
    Entry *at = store_take(&r->store, 2 * (size_t)room * sizeof *at);
    uint32_t mask = 2 * room - 1;
    for (uint32_t i = r->head; i != r->tail; i++) {
        at[i & mask] = r->ready[i & r->mask];
    }
    store_give(&r->store, r->ready, (size_t)room * sizeof *at);
    r->ready = at;
    r->mask = mask;
}

// The task or coroutine that a callback serves, for observers.
static void describe_entry(const Entry *e, SimEvent *event)
{
    SimCallback kind = e->kind & ~(uint32_t)FROM_TIMER;
    const Task *t = kind == SIM_CB_STEP || kind == SIM_CB_WAKEUP ? e->p : NULL;
    event->callback = kind;
    event->how = e->kind & FROM_TIMER ? 1 : 0;
    if (t) {
        event->task = t->id;
        event->coroutine = (int)t->coroutine;
    } else if (kind == SIM_CB_USER || kind == SIM_CB_CREATE_TASK) {
        event->coroutine = (int)(e->kind & FROM_TIMER ? ((const Timer *)e->p)->aux : e->aux);
    }
}

void note_soon(Run *r, const Entry *e, SimEventKind kind, double value)
{
    SimEvent event = {.kind = kind, .value = value};
    describe_entry(e, &event);
    note_event(r, event);
}

void soon_threadsafe(Run *r, SimCallback kind, uint32_t aux, void *p, void *q)
{
    soon(r, kind, aux, p, q);
    r->self_pipe = true;
}
