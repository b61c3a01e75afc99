// asyncio.as_completed: CPython's tasks.py. An internal queue gets the tasks as they complete; the loop awaits one after
// the other and raises what it raised. Leaving the loop early leaves the callbacks where they are.
#include "sim/run.h"

#include <string.h>

typedef struct {
    Queue done;
    TaskList todo;
    uint32_t left;          // in todo
    uint32_t to_yield;      // turns of the loop left
    uint32_t refs;
    Timer *timer;
    const Op *body;
} Completed;

static void drop(Run *r, Completed *c)
{
    if (--c->refs == 0) {
        tasks_free(r, &c->todo);
        queue_drop_items(r, &c->done);
        if (c->timer) {
            timer_leave(r, c->timer);
        }
        store_give(&r->store, c, sizeof *c);
    }
}

// _on_completion, _handle_completion
void completed_done(Run *r, void *completed, Future *child)
{
    Completed *c = completed;
    if (c->left > 0) {
        c->left--;
        queue_put_nowait(r, &c->done, (Item){.task = (Task *)child});
        if (c->left == 0 && c->timer) {
            timer_cancel(r, c->timer);
        }
    }
    drop(r, c);
}

// _on_timeout, _handle_timeout: the rest are dummies that raise TimeoutError
void completed_timeout(Run *r, void *completed)
{
    Completed *c = completed;
    c->refs++;              // the loop may have been left: then the callbacks alone hold it
    for (uint32_t i = 0; i < c->todo.n; i++) {
        if (!task_is_done(c->todo.at[i]) && future_remove(&c->todo.at[i]->future, SIM_CB_COMPLETED, c)) {
            drop(r, c);
        }
    }
    for (; c->left > 0; c->left--) {
        queue_put_nowait(r, &c->done, (Item){.task = NULL});
    }
    drop(r, c);
}

// a: to OP_NEXT, b: slot, d: timeout if OP_TIMED
int op_completed(Run *r, Task *t, const Op *op)
{
    const TaskList *slot = &r->slots[op->b];
    Completed *c = store_take(&r->store, sizeof *c);
    memset(c, 0, sizeof *c);
    c->refs = 1;
    c->done.kind = SIM_QUEUE;
    c->body = op + 1;
    c->left = c->to_yield = slot->n;
    for (uint32_t i = 0; i < slot->n; i++) {
        tasks_push(r, &c->todo, slot->at[i]);
        c->refs++;
        future_add(r, &slot->at[i]->future, SIM_CB_COMPLETED, 0, c);
    }
    if (slot->n && op->flags & OP_TIMED) {
        c->timer = timer_arm(r, r->now + op->d, SIM_CB_COMPLETED_TIMEOUT, 0, c, true);
    }
    frame_push(r, t, FRAME_COMPLETED, op)->p = c;
    t->pc = op + op->a;
    return 0;
}

void completed_leave(Run *r, void *completed)
{
    drop(r, completed);
}

// The head of the loop: await the next one, then the body.
int op_next(Run *r, Task *t, const Op *op)
{
    Completed *c = frame_top(t)->p;
    if (c->to_yield == 0) {
        t->depth--;
        drop(r, c);
        return 0;
    }
    c->to_yield--;
    frame_push(r, t, FRAME_COMPLETED_NEXT, op)->p = c;
    int status = queue_get(r, t, &c->done);
    return status == SUSPENDED ? SUSPENDED : completed_resume(r, t, status);
}

int completed_resume(Run *r, Task *t, int status)
{
    (void)r;
    Completed *c = frame_top(t)->p;
    t->depth--;
    if (status) {
        return status;
    }
    t->pc = c->body;
    return c->done.got ? future_status(&c->done.got->future) : SIM_TIMED_OUT;
}
