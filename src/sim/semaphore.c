// asyncio.Semaphore and BoundedSemaphore: CPython's locks.py, in the four forms that it had.
//
//   3.8     a woken waiter looks again, so others can be faster; cancelled waiters stay in line until somebody pops them
//   3.9     likewise, with a flag that keeps others away while a wake-up is on its way (and can get stuck: gh-90155)
//   3.10    fair: who wakes a waiter takes the value down for it
//   3.13    fair, and whoever leaves the line wakes as many as there are values
#include "sim/run.h"

static SemaphoreKind kind_of(const Run *r)
{
    return r->options.profile->semaphore;
}

// Up to 3.9 the line itself keeps its futures alive: cancelled ones outlive the wait.
static void wake_old(Run *r, Semaphore *s)
{
    for (Future *f = waiters_pop(&s->waiters); f; f = waiters_pop(&s->waiters)) {
        bool pending = f->state == PENDING;
        future_result(r, f);
        future_drop(r, f);
        if (pending) {
            s->wakeup_scheduled = kind_of(r) == SEMAPHORE_39;
            return;
        }
    }
}

static bool wake_fair(Run *r, Semaphore *s)
{
    for (Future *f = s->waiters.head; f; f = f->next) {
        if (f->state == PENDING) {
            s->value--;
            future_complete(r, f, RESULT, 0);
            return true;
        }
    }
    return false;
}

static void wake_next(Run *r, Semaphore *s)
{
    if (kind_of(r) <= SEMAPHORE_39) {
        wake_old(r, s);
    } else {
        wake_fair(r, s);
    }
}

static bool must_wait(const Run *r, const Semaphore *s)
{
    if (kind_of(r) <= SEMAPHORE_39) {
        return s->wakeup_scheduled || s->value <= 0;
    }
    bool someone_waits = false;
    for (const Future *f = s->waiters.head; f && !someone_waits; f = f->next) {
        someone_waits = f->state != CANCELLED;
    }
    return s->value == 0 || someone_waits;
}

static int acquire_from(Run *r, Task *t, Semaphore *s, double since)
{
    if (!must_wait(r, s)) {
        s->value--;
        NOTE(r, SIM_LOCK_WAITED, .object = s->object, .value = r->now - since, .task = t->id);
        return 0;
    }
    Future *f = future_new(r);
    if (kind_of(r) <= SEMAPHORE_39) {
        future_hold(f);
    }
    waiters_push(&s->waiters, f);
    wait_on(r, t, LEAF_SEMAPHORE, f, s);
    t->since = since;
    return SUSPENDED;
}

int semaphore_acquire(Run *r, Task *t, Semaphore *s)
{
    charge(r, r->options.costs.call);
    return acquire_from(r, t, s, r->now);
}

static int resume_old(Run *r, Task *t, Semaphore *s, int status)
{
    double since = t->since;
    bool cancelled = t->waited->state == CANCELLED;
    future_drop(r, t->waited);
    if (kind_of(r) == SEMAPHORE_39) {
        if (status == 0) {
            s->wakeup_scheduled = false;
        } else {
            wake_old(r, s);
        }
    } else if (status && s->value > 0 && !cancelled) {
        wake_old(r, s);
    }
    return status ? status : acquire_from(r, t, s, since);
}

static int resume_fair(Run *r, Task *t, Semaphore *s, int status)
{
    Future *f = t->waited;
    bool cancelled = f->state == CANCELLED;
    waiters_remove(&s->waiters, f);
    future_drop(r, f);
    if (status && !cancelled) {
        s->value++;             // it had been given to us
    }
    if (kind_of(r) == SEMAPHORE_313) {
        while (s->value > 0 && wake_fair(r, s)) {
        }
    } else if (status ? !cancelled : s->value > 0) {
        wake_fair(r, s);
    }
    NOTE(r, SIM_LOCK_WAITED, .object = s->object, .value = r->now - t->since, .task = t->id);
    return status;
}

int semaphore_resume(Run *r, Task *t, int status)
{
    Semaphore *s = t->leaf_object;
    return kind_of(r) <= SEMAPHORE_39 ? resume_old(r, t, s, status) : resume_fair(r, t, s, status);
}

int semaphore_release(Run *r, Semaphore *s)
{
    charge(r, r->options.costs.call);
    if (s->bounded && s->value >= s->bound) {
        return SIM_VALUE_ERROR;
    }
    s->value++;
    wake_next(r, s);
    return 0;
}
