// asyncio.Lock: CPython's locks.py. Between a release and the wake-up of the next waiter the lock is free, but nobody can
// take it who does not stand in line.
#include "sim/run.h"

static bool all_cancelled(const Waiters *w)
{
    for (const Future *f = w->head; f; f = f->next) {
        if (f->state != CANCELLED) {
            return false;
        }
    }
    return true;
}

// Lock._wake_up_first: only the first in line; if that one is done already, somebody is on the way.
static void wake_first(Run *r, Lock *l)
{
    if (l->waiters.head) {
        future_result(r, l->waiters.head);
    }
}

int lock_acquire(Run *r, Task *t, Lock *l)
{
    charge(r, r->options.costs.call);
    if (!l->locked && all_cancelled(&l->waiters)) {
        l->locked = true;
        NOTE(r, SIM_LOCK_WAITED, .object = l->object, .task = t->id);
        return 0;
    }
    Future *f = future_new(r);
    waiters_push(&l->waiters, f);
    return wait_on(r, t, LEAF_LOCK, f, l);
}

int lock_resume(Run *r, Task *t, int status)
{
    Lock *l = t->leaf_object;
    waiters_remove(&l->waiters, t->waited);
    future_drop(r, t->waited);
    if (status == 0) {
        l->locked = true;
    } else if (!l->locked) {
        wake_first(r, l);
    }
    NOTE(r, SIM_LOCK_WAITED, .object = l->object, .value = r->now - t->since, .task = t->id);
    return status;
}

int lock_release(Run *r, Lock *l)
{
    charge(r, r->options.costs.call);
    if (!l->locked) {
        return SIM_RUNTIME_ERROR;
    }
    l->locked = false;
    wake_first(r, l);
    return 0;
}
