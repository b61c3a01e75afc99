// asyncio.Barrier: CPython's locks.py (3.11). A count and a state guarded by a condition.
#include "sim/run.h"

enum { FILLING, DRAINING, RESETTING, BROKEN };
enum { ENTERING, BLOCKED, WAITING, ENTERING_TO_ABORT, ENTERING_TO_RESET };     // what the frame waits for

static void notify_all(Run *r, Barrier *b)
{
    condition_notify(r, &b->condition, -1);
}

// Leaves `async with self._cond`.
static int leave(Run *r, Task *t, Barrier *b, int status)
{
    t->depth--;
    int failed = lock_release(r, &b->lock);
    return failed ? failed : status;
}

// The finally clause of wait().
static int leave_counted(Run *r, Task *t, Barrier *b, int status)
{
    if (--b->count == 0) {
        if (b->state == RESETTING || b->state == DRAINING) {
            b->state = FILLING;
        }
        notify_all(r, b);
    }
    return leave(r, t, b, status);
}

static int wait_again(Run *r, Task *t, Barrier *b, uint8_t state)
{
    frame_top(t)->state = state;
    return condition_wait(r, t, &b->condition);
}

static int waited(Run *r, Task *t, Barrier *b, int status)
{
    if (status == 0 && b->state == FILLING) {
        return wait_again(r, t, b, WAITING);
    }
    if (status == 0 && (b->state == BROKEN || b->state == RESETTING)) {
        status = SIM_BROKEN_BARRIER;
    }
    return leave_counted(r, t, b, status);
}

// Behind _block(), with the barrier ready for us.
static int count_in(Run *r, Task *t, Barrier *b)
{
    if (++b->count == b->parties) {
        b->state = DRAINING;
        notify_all(r, b);
        return leave_counted(r, t, b, 0);
    }
    return waited(r, t, b, 0);
}

static int block(Run *r, Task *t, Barrier *b)
{
    if (b->state == DRAINING || b->state == RESETTING) {
        return wait_again(r, t, b, BLOCKED);
    }
    return b->state == BROKEN ? leave(r, t, b, SIM_BROKEN_BARRIER) : count_in(r, t, b);
}

static int change(Run *r, Task *t, Barrier *b, bool abort)
{
    b->state = abort ? BROKEN : b->count > 0 ? RESETTING : FILLING;
    notify_all(r, b);
    return leave(r, t, b, 0);
}

int barrier_resume(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    Barrier *b = f->p;
    bool entering = f->state != BLOCKED && f->state != WAITING;
    if (status && entering) {
        t->depth--;
        return status;
    }
    switch (f->state) {
    case WAITING:
        return waited(r, t, b, status);
    case ENTERING_TO_ABORT:
    case ENTERING_TO_RESET:
        return change(r, t, b, f->state == ENTERING_TO_ABORT);
    default:
        return status ? leave(r, t, b, status) : block(r, t, b);
    }
}

static int enter(Run *r, Task *t, Barrier *b, uint8_t state)
{
    Frame *f = frame_push(r, t, FRAME_BARRIER, t->pc - 1);
    f->p = b;
    f->state = state;
    int status = lock_acquire(r, t, &b->lock);
    return status == SUSPENDED ? SUSPENDED : barrier_resume(r, t, status);
}

int barrier_wait(Run *r, Task *t, Barrier *b)
{
    return enter(r, t, b, ENTERING);
}

int barrier_break(Run *r, Task *t, Barrier *b, bool abort)
{
    return enter(r, t, b, abort ? ENTERING_TO_ABORT : ENTERING_TO_RESET);
}
