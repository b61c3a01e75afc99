// asyncio.Condition: CPython's locks.py. wait() gives the lock away, waits to be notified, and then gets the lock back
// whatever happens, swallowing cancellations until it has it.
#include "sim/run.h"

enum { NOTIFIED, LOCKING };     // what the frame waits for; frame.flag: cancelled while locking

static void notify(Run *r, Condition *c, double n)
{
    for (Future *f = c->waiters.head; f && n > 0; f = f->next) {
        if (f->state == PENDING) {
            future_complete(r, f, RESULT, 0);
            n--;
        }
    }
}

int condition_notify(Run *r, Condition *c, double n)
{
    charge(r, r->options.costs.call);
    if (!c->lock->locked) {
        return SIM_RUNTIME_ERROR;
    }
    notify(r, c, n < 0 ? 1e18 : n);
    return 0;
}

int condition_wait(Run *r, Task *t, Condition *c)
{
    if (!c->lock->locked) {
        return SIM_RUNTIME_ERROR;
    }
    lock_release(r, c->lock);
    Frame *f = frame_push(r, t, FRAME_CONDITION, t->pc - 1);
    f->p = c;
    f->state = NOTIFIED;
    Future *future = future_new(r);
    waiters_push(&c->waiters, future);
    return wait_on(r, t, LEAF_KEPT, future, NULL);
}

static int leave(Run *r, Task *t)
{
    Frame f = *frame_top(t);
    Condition *c = f.p;
    t->depth--;
    int status = f.flag ? SIM_CANCELLED : f.status;
    if (status && r->options.profile->condition_renotifies) {
        notify(r, c, 1);
    }
    return status;
}

int condition_resume(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    Condition *c = f->p;
    if (f->state == NOTIFIED) {
        waiters_remove(&c->waiters, t->waited);
        future_drop(r, t->waited);
        f->status = (uint8_t)status;
        f->state = LOCKING;
    } else if (status == 0) {
        return leave(r, t);
    } else {
        f->flag = true;
    }
    status = lock_acquire(r, t, c->lock);
    return status == SUSPENDED ? SUSPENDED : leave(r, t);
}
