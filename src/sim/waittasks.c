// asyncio.wait: CPython's tasks.py (_wait). One waiter, one callback on each task, an optional timer.
#include "sim/run.h"

#include <string.h>

typedef struct {
    Future waiter;          // must be first
    TaskList tasks;
    uint32_t left;
    SimReturnWhen when;
    Timer *timer;
} Wait;

void wait_tasks_free(Run *r, Future *waiter)
{
    Wait *w = (Wait *)waiter;
    tasks_free(r, &w->tasks);
    if (w->timer) {
        timer_leave(r, w->timer);
    }
    store_give(&r->store, w, sizeof *w);
}

// The inner function _on_completion.
void wait_tasks_done(Run *r, Future *waiter, Future *child)
{
    Wait *w = (Wait *)waiter;
    w->left -= w->left > 0;
    bool failed = child->state == EXCEPTION && child->exception != SIM_CANCELLED;
    if (w->left == 0 || w->when == SIM_FIRST_COMPLETED || (w->when == SIM_FIRST_EXCEPTION && failed)) {
        if (w->timer) {
            timer_cancel(r, w->timer);
        }
        future_result(r, waiter);
    }
}

// a: SimReturnWhen, b: slot, d: timeout if OP_TIMED
int op_wait_tasks(Run *r, Task *t, const Op *op)
{
    const TaskList *slot = &r->slots[op->b];
    if (slot->n == 0) {
        return 0;
    }
    Wait *w = store_take(&r->store, sizeof *w);
    memset(w, 0, sizeof *w);
    future_init(&w->waiter, WAIT_FUTURE);
    w->when = (SimReturnWhen)op->a;
    if (op->flags & OP_TIMED) {
        w->timer = timer_arm(r, r->now + op_duration(r, t, op), SIM_CB_RELEASE_WAITER, 0, &w->waiter, true);
    }
    w->left = slot->n;
    for (uint32_t i = 0; i < slot->n; i++) {
        tasks_push(r, &w->tasks, slot->at[i]);
        future_hold(&w->waiter);
        future_add(r, &slot->at[i]->future, SIM_CB_WAIT, 0, w);
    }
    return wait_on(r, t, LEAF_WAIT, &w->waiter, NULL);
}

int wait_tasks_resume(Run *r, Task *t, int status)
{
    Wait *w = (Wait *)t->waited;
    if (w->timer) {
        timer_cancel(r, w->timer);
    }
    for (uint32_t i = 0; i < w->tasks.n; i++) {
        if (future_remove(&w->tasks.at[i]->future, SIM_CB_WAIT, w)) {
            future_drop(r, &w->waiter);
        }
    }
    future_drop(r, &w->waiter);
    return status;
}
