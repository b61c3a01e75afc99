// Waiting for a future: the leaves of a coroutine, where it suspends. And asyncio.sleep, the simplest of them.
#include "sim/run.h"

// Task.__step when the coroutine yields a future: the step becomes its callback.
int wait_on(Run *r, Task *t, Leaf leaf, Future *f, void *object)
{
    t->leaf = (uint8_t)leaf;
    t->waited = f;
    t->leaf_object = object;
    t->since = r->now;
    t->waiter = f;
    future_add(r, f, SIM_CB_WAKEUP, 0, t);
    if (t->must_cancel && future_cancel(r, f)) {
        t->must_cancel = false;
    }
    return SUSPENDED;
}

int wait_for_future(Run *r, Task *t, Future *f, Leaf leaf, void *object)
{
    return f->state == PENDING ? wait_on(r, t, leaf, f, object) : future_status(f);
}

// The wait is over with `status` (of the future, or SIM_CANCELLED): the leaf's own code behind its `await`.
int leaf_resume(Run *r, Task *t, int status)
{
    Leaf leaf = t->leaf;
    t->leaf = LEAF_NONE;
    switch (leaf) {
    case LEAF_NONE:
    case LEAF_KEPT:
        return status;
    case LEAF_FUTURE:
        future_drop(r, t->waited);
        return status;
    case LEAF_SLEEP:
        timer_cancel(r, t->leaf_object);
        timer_leave(r, t->leaf_object);
        future_drop(r, t->waited);
        return status;
    case LEAF_GATHER:
        return gather_resume(r, t, status);
    case LEAF_WAIT:
        return wait_tasks_resume(r, t, status);
    case LEAF_SHIELD:
        return shield_resume(r, t, status);
    case LEAF_PUT:
        return put_resume(r, t, status);
    case LEAF_GET:
        return get_resume(r, t, status);
    case LEAF_LOCK:
        return lock_resume(r, t, status);
    case LEAF_SEMAPHORE:
        return semaphore_resume(r, t, status);
    case LEAF_EVENT:
        return event_resume(r, t, status);
    case LEAF_THREAD:
        return thread_resume(r, t, status);
    case LEAF_EXTERN:
        return extern_resume(r, t, status);
    }
    return status;
}

int op_sleep(Run *r, Task *t, const Op *op)
{
    double d = op_duration(r, t, op);
    t->slept_at = r->now;
    t->slept = d;
    if (d <= 0) {
        soon(r, SIM_CB_STEP, 0, t, NULL);
        return SUSPENDED;
    }
    Future *f = future_new(r);
    Timer *timer = timer_arm(r, r->now + d, SIM_CB_SET_RESULT, 0, f, true);
    return wait_on(r, t, LEAF_SLEEP, f, timer);
}
