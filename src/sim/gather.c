// asyncio.gather: CPython's tasks.py. An outer future that counts the children's callbacks; cancelling it cancels the
// children and leaves it pending.
#include "sim/run.h"

#include <string.h>

enum { MAX_CANCEL_DEPTH = 1000 };

typedef struct {
    Future outer;           // must be first
    TaskList children;      // as given: a task may be there twice
    uint32_t finished, distinct;
    bool return_exceptions, cancel_requested;
} Gather;

void gather_free(Run *r, Future *outer)
{
    Gather *g = (Gather *)outer;
    tasks_free(r, &g->children);
    store_give(&r->store, g, sizeof *g);
}

bool gather_cancel(Run *r, Future *outer)
{
    Gather *g = (Gather *)outer;
    bool any = false;
    if (++r->cancel_depth > MAX_CANCEL_DEPTH) {
        fail_run(r, "cancel() through more than %d gathers inside each other", MAX_CANCEL_DEPTH);
    }
    for (uint32_t i = 0; i < g->children.n; i++) {
        any |= task_cancel(r, g->children.at[i]);
    }
    r->cancel_depth--;
    g->cancel_requested |= any;
    return any;
}

// The inner function _done_callback.
void gather_done(Run *r, Future *outer, Future *child)
{
    Gather *g = (Gather *)outer;
    g->finished++;
    if (outer->state != PENDING) {
        return;
    }
    int status = future_status(child);
    if (status && !g->return_exceptions) {
        future_complete(r, outer, EXCEPTION, status);
    } else if (g->finished == g->distinct) {
        future_complete(r, outer, g->cancel_requested ? EXCEPTION : RESULT, g->cancel_requested ? SIM_CANCELLED : 0);
    }
}

static bool is_repeated(const TaskList *l, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++) {
        if (l->at[k] == l->at[i]) {
            return true;
        }
    }
    return false;
}

// `distinct`: no task is there twice, which saves looking.
static Gather *make(Run *r, const TaskList *children, bool return_exceptions, bool distinct)
{
    Gather *g = store_take(&r->store, sizeof *g);
    memset(g, 0, sizeof *g);
    future_init(&g->outer, GATHER_FUTURE);
    g->return_exceptions = return_exceptions;
    bool done_inline = r->options.profile->gather_inline;
    for (uint32_t i = 0; i < children->n; i++) {
        Task *t = children->at[i];
        tasks_push(r, &g->children, t);
        if (!distinct && is_repeated(children, i)) {
            continue;
        }
        g->distinct++;
        if (!done_inline || !task_is_done(t)) {
            future_hold(&g->outer);
            future_add(r, &t->future, SIM_CB_GATHER, 0, g);
        }
    }
    if (children->n == 0) {
        g->outer.state = RESULT;
    }
    return g;
}

Future *gather_new(Run *r, const TaskList *children, bool return_exceptions)
{
    return &make(r, children, return_exceptions, true)->outer;
}

// From 3.12 on, children that are done are dealt with when the outer future exists, in order.
static void count_done(Run *r, Gather *g, const bool *was_done)
{
    for (uint32_t i = 0; i < g->children.n; i++) {
        if (was_done[i]) {
            gather_done(r, &g->outer, &g->children.at[i]->future);
        }
    }
}

static int await_gather(Run *r, Task *t, const TaskList *children, bool return_exceptions, bool distinct)
{
    Gather *g = make(r, children, return_exceptions, distinct);
    if (r->options.profile->gather_inline) {
        bool *done = store_take(&r->store, children->n);
        for (uint32_t i = 0; i < children->n; i++) {
            done[i] = task_is_done(children->at[i]) && (distinct || !is_repeated(children, i));
        }
        count_done(r, g, done);
        store_give(&r->store, done, children->n);
    }
    int status = wait_for_future(r, t, &g->outer, LEAF_GATHER, NULL);
    if (status != SUSPENDED) {
        future_drop(r, &g->outer);
    }
    return status;
}

int gather_resume(Run *r, Task *t, int status)
{
    future_drop(r, t->waited);
    return status;
}

// a: items, b: how many; a slot's last task, or a new task of a coroutine (negated)
static void collect(Run *r, const Op *op, TaskList *children)
{
    for (int i = 0; i < op->b; i++) {
        int item = r->code.items[op->a + i];
        Task *t = item < 0 ? task_spawn(r, -item, r->eager) : slot_pick(r, op, item, -1);
        if (t) {
            tasks_push(r, children, t);
            if (item < 0) {
                task_settle(r, t);
            }
        }
    }
}

// Either a whole slot (c), or a list of items.
int op_gather(Run *r, Task *t, const Op *op)
{
    bool return_exceptions = op->flags & OP_RETURN_EXCEPTIONS;
    if (op->c) {
        const TaskList *slot = &r->slots[op->c];
        return slot->n ? await_gather(r, t, slot, return_exceptions, true) : 0;
    }
    TaskList children = {0};
    collect(r, op, &children);
    int status = children.n ? await_gather(r, t, &children, return_exceptions, false) : 0;
    tasks_free(r, &children);
    return status;
}
