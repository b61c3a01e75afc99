// asyncio.wait_for up to Python 3.11, and with a timeout of 0 in all versions: CPython's tasks.py. The coroutine becomes
// a task of its own; when time is up it is cancelled, and wait_for waits until it is through.
#include "sim/run.h"

enum { WAITING, CANCELLING, CANCELLING_TO_RAISE, CANCELLING_AT_ONCE };     // what the frame waits for

typedef struct {
    Task *child;
    Future *timed;          // the waiter that the timer releases
    Future *waiter;         // the one that we wait for
    Timer *timer;
} WaitFor;

static int leave(Run *r, Task *t, int status)
{
    WaitFor *w = frame_top(t)->p;
    t->depth--;
    if (w->timer) {
        timer_cancel(r, w->timer);
        timer_leave(r, w->timer);
    }
    future_drop(r, w->timed);
    future_drop(r, w->waiter);
    task_drop(r, w->child);
    store_give(&r->store, w, sizeof *w);
    return status;
}

static void remove_callback(Run *r, WaitFor *w)
{
    if (future_remove(&w->child->future, SIM_CB_RELEASE_WAITER, w->waiter)) {
        future_drop(r, w->waiter);
    }
}

static int wait_for_waiter(Run *r, Task *t, WaitFor *w)
{
    future_hold(w->waiter);
    return wait_on(r, t, LEAF_FUTURE, w->waiter, NULL);
}

// _cancel_and_wait(fut), with a waiter and callback of its own
static int cancel_and_wait(Run *r, Task *t, WaitFor *w, uint8_t state)
{
    frame_top(t)->state = state;
    future_drop(r, w->waiter);
    w->waiter = future_new(r);
    future_hold(w->waiter);
    future_add(r, &w->child->future, SIM_CB_RELEASE_WAITER, 0, w->waiter);
    task_cancel(r, w->child);
    return wait_for_waiter(r, t, w);
}

static WaitFor *start(Run *r, Task *t, const Op *op, double delay)
{
    WaitFor *w = store_take(&r->store, sizeof *w);
    w->timed = w->waiter = future_new(r);
    future_hold(w->timed);
    w->timer = delay > 0 ? timer_arm(r, r->now + delay, SIM_CB_RELEASE_WAITER, 0, w->waiter, true) : NULL;
    w->child = task_spawn(r, op->a, r->eager);
    task_hold(w->child);
    task_settle(r, w->child);
    frame_push(r, t, FRAME_WAIT_FOR, op)->p = w;
    return w;
}

// a: coroutine, d: timeout
int op_wait_for_task(Run *r, Task *t, const Op *op)
{
    double delay = op_duration(r, t, op);
    WaitFor *w = start(r, t, op, delay);
    if (delay <= 0) {
        return task_is_done(w->child) ? leave(r, t, future_status(&w->child->future))
                                      : cancel_and_wait(r, t, w, CANCELLING_AT_ONCE);
    }
    frame_top(t)->state = WAITING;
    future_hold(w->waiter);
    future_add(r, &w->child->future, SIM_CB_RELEASE_WAITER, 0, w->waiter);
    return wait_for_waiter(r, t, w);
}

static int waited(Run *r, Task *t, WaitFor *w, int status)
{
    if (task_is_done(w->child)) {
        return leave(r, t, future_status(&w->child->future));       // a cancellation of ours is lost
    }
    remove_callback(r, w);
    return cancel_and_wait(r, t, w, status ? CANCELLING_TO_RAISE : CANCELLING);
}

// The child is through: what becomes of its result when time was up.
static int result_after_timeout(const Run *r, const WaitFor *w, int state)
{
    int status = future_status(&w->child->future);
    bool at_once = state == CANCELLING_AT_ONCE;
    if (status == SIM_CANCELLED) {
        return SIM_TIMED_OUT;
    }
    return r->options.profile->wait_for_always_times_out && !(at_once && status) ? SIM_TIMED_OUT : status;
}

int wait_for_resume(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    WaitFor *w = f->p;
    if (f->state == WAITING) {
        return waited(r, t, w, status);
    }
    int state = f->state;
    remove_callback(r, w);
    if (status) {
        return leave(r, t, status);
    }
    return leave(r, t, state == CANCELLING_TO_RAISE ? SIM_CANCELLED : result_after_timeout(r, w, state));
}
