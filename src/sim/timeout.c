// asyncio.timeout: CPython's timeouts.py (3.11). When time is up it cancels the task; at the end of the block that
// cancellation becomes TimeoutError, unless somebody else asked for one too. And wait_for as it is from 3.12 on.
#include "sim/run.h"

typedef struct {
    Task *task;
    Timer *timer;
    uint32_t cancels;       // of the task when the block began
    uint32_t refs;          // the block, and a call_soon on its way
    bool off;               // the call_soon was cancelled
    bool expiring;
} Timeout;

bool timeout_is_off(const void *timeout)
{
    return ((const Timeout *)timeout)->off;
}

void timeout_drop(Run *r, void *timeout)
{
    Timeout *o = timeout;
    if (--o->refs == 0) {
        store_give(&r->store, o, sizeof *o);
    }
}

static void enter(Run *r, Task *t, const Op *op, double delay)
{
    Timeout *o = store_take(&r->store, sizeof *o);
    *o = (Timeout){.task = t, .cancels = t->cancels, .refs = 1};
    frame_push(r, t, FRAME_TIMEOUT, op)->p = o;
    double when = r->now + delay;
    if (when <= r->now) {
        o->refs++;
        soon(r, SIM_CB_TIMEOUT, 0, o, NULL);
    } else {
        o->timer = timer_arm(r, when, SIM_CB_TIMEOUT, 0, o, true);
    }
}

void timeout_fire(Run *r, void *timeout, bool by_timer)
{
    Timeout *o = timeout;
    task_cancel(r, o->task);
    o->expiring = true;
    if (!by_timer) {
        timeout_drop(r, o);
    }
}

int timeout_leave(Run *r, Task *t, Frame *f, int status)
{
    Timeout *o = f->p;
    o->off = true;
    if (o->timer) {
        timer_cancel(r, o->timer);
        timer_leave(r, o->timer);
    }
    if (o->expiring && task_uncancel(r, t) <= (int)o->cancels && status == SIM_CANCELLED) {
        status = SIM_TIMED_OUT;
    }
    timeout_drop(r, o);
    return status;
}

int op_timeout(Run *r, Task *t, const Op *op)
{
    enter(r, t, op, op_duration(r, t, op));
    return 0;
}

int op_timeout_end(Run *r, Task *t, const Op *op)
{
    (void)op;
    Frame f = *frame_top(t);
    t->depth--;
    return timeout_leave(r, t, &f, 0);
}

// wait_for(co(), delay): async with timeout(delay): return await co(). OP_TIMEOUT_END follows.
int op_wait_for(Run *r, Task *t, const Op *op)
{
    double delay = op_duration(r, t, op);
    if (delay <= 0) {
        t->pc++;                // nothing to leave
        return op_wait_for_task(r, t, op);
    }
    enter(r, t, op, delay);
    frame_push(r, t, FRAME_CALL, op)->pc = t->pc;
    t->pc = r->ops + r->code.start[op->a];
    return 0;
}
