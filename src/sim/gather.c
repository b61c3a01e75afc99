// asyncio.gather: CPython's tasks.py. An outer future that counts the children's callbacks; cancelling it cancels the
// children and leaves it pending.
#include "sim/run.h"

#include <string.h>

enum { MAX_CANCEL_DEPTH = 1000 };

typedef struct {
    Future outer;           // must be first
    TaskList children;      // as given: a task may be there twice
    TaskList done;          // that were done at the beginning
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
    do_chores(r, g->children.n);
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

static bool has(const TaskList *l, const Task *t)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->at[i] == t) {
            return true;
        }
    }
    return false;
}

static Gather *start(Run *r, bool return_exceptions)
{
    Gather *g = store_take(&r->store, sizeof *g);
    memset(g, 0, sizeof *g);
    future_init(&g->outer, GATHER_FUTURE);
    g->return_exceptions = return_exceptions;
    return g;
}

// `is_new`: it is not among the children yet. From 3.12 on, those that are done have to wait in `done`.
static void add_child(Run *r, Gather *g, Task *t, bool is_new)
{
    tasks_push(r, &g->children, t);
    if (!is_new) {
        return;
    }
    g->distinct++;
    if (r->options.profile->gather_inline && task_is_done(t)) {
        tasks_push(r, &g->done, t);
    } else {
        future_hold(&g->outer);
        future_add(r, &t->future, SIM_CB_GATHER, 0, g);
    }
}

// All children are there.
static Future *finish(Run *r, Gather *g)
{
    for (uint32_t i = 0; i < g->done.n; i++) {
        gather_done(r, &g->outer, &g->done.at[i]->future);
    }
    tasks_free(r, &g->done);
    return &g->outer;
}

Future *gather_new(Run *r, const TaskList *children, bool return_exceptions)
{
    Gather *g = start(r, return_exceptions);
    for (uint32_t i = 0; i < children->n; i++) {
        add_child(r, g, children->at[i], true);
    }
    return finish(r, g);
}

int gather_resume(Run *r, Task *t, int status)
{
    future_drop(r, t->waited);
    return status;
}

// a: items, b: how many; a slot's last task, or a new task of a coroutine (negated).
static Future *gather_items(Run *r, const Op *op, bool return_exceptions)
{
    Gather *g = start(r, return_exceptions);
    for (int i = 0; i < op->b; i++) {
        int item = r->code.items[op->a + i];
        Task *t = item < 0 ? task_spawn(r, -item, r->eager) : slot_pick(r, op, item, -1);
        if (t) {
            add_child(r, g, t, item < 0 || !has(&g->children, t));
        }
        if (item < 0) {
            task_settle(r, t);
        }
    }
    if (g->children.n == 0) {
        g->outer.state = RESULT;
    }
    return finish(r, g);
}

// Either a whole slot (c), or a list of items.
int op_gather(Run *r, Task *t, const Op *op)
{
    bool return_exceptions = op->flags & OP_RETURN_EXCEPTIONS;
    if (op->c && r->slots[op->c].n == 0) {
        return 0;
    }
    Future *outer = op->c ? gather_new(r, &r->slots[op->c], return_exceptions) : gather_items(r, op, return_exceptions);
    int status = wait_for_future(r, t, outer, LEAF_GATHER, NULL);
    if (status != SUSPENDED) {
        future_drop(r, outer);
    }
    return status;
}
