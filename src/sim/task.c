// Tasks: asyncio.Task of CPython's tasks.py (__step, cancel, uncancel, __eager_start).
#include "sim/run.h"

#include <string.h>

enum { MAX_EAGER_DEPTH = 200 };

static Task *task_new(Run *r, int coroutine)
{
    Task *t = store_take(&r->store, sizeof *t);
    memset(t, 0, offsetof(Task, inline_frames));
    future_init(&t->future, TASK_FUTURE);
    t->coroutine = (uint32_t)coroutine;
    t->frames = t->inline_frames;
    t->room = INLINE_FRAMES;
    t->pc = r->ops + r->code.start[coroutine];
    return t;
}

void task_free(Run *r, Task *t)
{
    frames_free(r, t);
    if (t->draws) {
        store_give(&r->store, t->draws, (size_t)r->code.draw_count * sizeof *t->draws);
    }
    store_give(&r->store, t, sizeof *t);
}

static void link_task(Run *r, Task *t)
{
    Future *last = (Future *)r->last_task;
    t->future.prev = last;
    if (last) {
        last->next = &t->future;
    } else {
        r->first_task = t;
    }
    r->last_task = t;
}

static void unlink_task(Run *r, Task *t)
{
    Future *prev = t->future.prev, *next = t->future.next;
    if (prev) {
        prev->next = next;
    } else {
        r->first_task = (Task *)next;
    }
    if (next) {
        next->prev = prev;
    } else {
        r->last_task = (Task *)prev;
    }
}

static SimStepEnd end_of_step(const Task *t)
{
    switch ((FutureState)t->future.state) {
    case RESULT:
        return SIM_END_DONE;
    case CANCELLED:
        return SIM_END_CANCELLED;
    case EXCEPTION:
        return SIM_END_ERROR;
    case PENDING:
        break;
    }
    return t->waiter ? SIM_END_WAIT : SIM_END_YIELD;
}

// The operation of the program that a linked one comes from, for observers.
static int operation_of(const Op *op)
{
    switch (op->code) {
    case OP_WITH:
        return SIM_WITH;
    case OP_GROUP_END:
        return SIM_TASKGROUP;
    case OP_NEXT:
        return SIM_AS_COMPLETED;
    case OP_WAIT_FOR_TASK:
        return SIM_WAIT_FOR;
    default:
        return op->code < SIM_OPERATIONS ? op->code : 0;
    }
}

static void note_task(Run *r, const Task *t, SimEventKind kind, int how, double value, int64_t count)
{
    SimEvent e = {.kind = kind, .task = t->id, .coroutine = (int)t->coroutine, .how = how, .value = value, .count = count};
    if (how == SIM_END_WAIT && (kind == SIM_STEP_END || kind == SIM_EAGER_END)) {
        const Op *op = t->pc - 1;
        e.operation = operation_of(op);
        e.object = (e.operation >= SIM_PUT && e.operation <= SIM_RESET) || e.operation == SIM_WITH ? op->a : 0;
    }
    note_event(r, e);
}

// The coroutine is over: the task's future gets what it ended with.
static void finish(Run *r, Task *t)
{
    r->turns_before = r->turns;
    unlink_task(r, t);
    frames_free(r, t);
    if (t->ended == 0 && t->must_cancel) {
        t->must_cancel = false;
        future_complete(r, &t->future, CANCELLED, 0);
    } else if (t->ended == SIM_CANCELLED) {
        future_complete(r, &t->future, CANCELLED, 0);
    } else {
        future_complete(r, &t->future, t->ended ? EXCEPTION : RESULT, t->ended);
    }
    if (is_wanted(r, SIM_FINISHED)) {
        note_task(r, t, SIM_FINISHED, end_of_step(t), r->now - t->born, 0);
    }
}

// Runs the coroutine to its next suspension: Task.__step_run_and_handle_result. The task that is done then, or NULL: this
// one, or one that took over.
static inline Task *run_coroutine(Run *r, Task *t, int status)
{
    Task *done = machine_run(r, t, status);
    if (done) {
        finish(r, done);
    }
    return done;
}

void task_settle(Run *r, Task *t)
{
    if (task_is_done(t)) {
        task_drop(r, t);
    }
}

static inline Task *step(Run *r, Task *t, int status)
{
    Task *done = run_coroutine(r, t, begin_step(r, t, status));
    r->current = NULL;
    return done;
}

static Task *step_watched(Run *r, Task *t, int status)
{
    if (is_wanted(r, SIM_STEP)) {
        note_task(r, t, SIM_STEP, t->leaf != LEAF_NONE, 0, 0);
    }
    Task *done = step(r, t, status);
    charge(r, r->options.costs.step);
    if (is_wanted(r, SIM_STEP_END)) {
        note_task(r, t, SIM_STEP_END, end_of_step(t), 0, 0);
    }
    return done;
}

void task_start(Run *r, Task *t, int status)
{
    Task *done = r->slow ? step_watched(r, t, status) : step(r, t, status);
    if (done) {
        task_drop(r, done);
    }
}

// Within a step nobody takes over: what is put in r->until afterwards.
static uint32_t hold_line(Run *r)
{
    uint32_t until = r->until;
    r->until = r->head;
    return until;
}

// Runs the first step inside create_task.
static void start_eagerly(Run *r, Task *t)
{
    Task *outer = r->current;
    if (++r->eager_depth > MAX_EAGER_DEPTH) {
        fail_run(r, "eager tasks that start eager tasks, more than %d deep", MAX_EAGER_DEPTH);
    }
    if (is_wanted(r, SIM_EAGER)) {
        note_task(r, t, SIM_EAGER, 0, 0, outer ? outer->id : 0);
    }
    uint32_t until = hold_line(r);
    uint64_t turns_before = r->turns_before;
    r->current = t;
    run_coroutine(r, t, 0);
    r->current = outer;
    r->until = until;
    r->turns_before = turns_before;         // it was part of the step of who made it
    r->eager_depth--;
    if (is_wanted(r, SIM_EAGER_END)) {
        note_task(r, t, SIM_EAGER_END, end_of_step(t), 0, 0);
    }
}

static Task *start_task(Run *r, Task *t, bool eager)
{
    do_chores(r, 1);
    if (r->result.tasks == UINT32_MAX) {
        fail_run(r, "more than %u tasks", UINT32_MAX);
    }
    t->id = (uint32_t)++r->result.tasks;
    t->born = r->now;
    link_task(r, t);
    if (is_wanted(r, SIM_SPAWNED)) {
        note_task(r, t, SIM_SPAWNED, 0, 0, r->current ? r->current->id : 0);
    }
    if (eager && r->running) {
        start_eagerly(r, t);
    } else {
        soon(r, SIM_CB_STEP, 0, t, NULL);
    }
    charge(r, r->options.costs.spawn);
    return t;
}

Task *task_spawn(Run *r, int coroutine, bool eager)
{
    return start_task(r, task_new(r, coroutine), eager);
}

// Even when it is cancelled before its first step, the generator's finally clause runs: the exception is thrown into it.
Task *task_spawn_closer(Run *r, int coroutine)
{
    Task *t = task_new(r, coroutine);
    const Op *try_op = r->ops + r->code.closers[coroutine];
    frame_push(r, t, FRAME_TRY, try_op);
    t->pc = try_op + 1;
    return start_task(r, t, r->eager);
}

bool task_cancel(Run *r, Task *t)
{
    if (task_is_done(t)) {
        return false;
    }
    // What a task waits for may be a task, which passes it on; this is the recursion of Task.cancel, as a loop.
    for (uint64_t chain = 0;; chain++) {
        if (chain > r->result.tasks) {
            fail_run(r, "cancel() goes round a circle of tasks that await each other");
        }
        t->cancels++;
        Future *w = t->waiter;
        if (!w || w->kind != TASK_FUTURE || w->state != PENDING) {
            t->must_cancel = !w || !future_cancel(r, w) ? true : t->must_cancel;
            return true;
        }
        t = (Task *)w;
    }
}

int task_uncancel(Run *r, Task *t)
{
    if (t->cancels > 0) {
        t->cancels--;
        if (t->cancels == 0 && r->options.profile->uncancel_clears) {
            t->must_cancel = false;
        }
    }
    return (int)t->cancels;
}

void call_function(Run *r, int coroutine)
{
    Task *t = task_new(r, coroutine);
    Task *outer = r->current;
    t->plain = true;
    t->id = ++r->calls;
    uint32_t until = hold_line(r);
    r->current = NULL;
    machine_run(r, t, 0);
    r->current = outer;
    r->until = until;
    r->turns_before = r->turns;
    task_free(r, t);            // an exception goes to the loop's exception handler, which is no event
}

void tasks_push(Run *r, TaskList *l, Task *t)
{
    if (l->n == l->room) {
        uint32_t room = l->room ? l->room * 2 : 4;
        Task **at = store_take(&r->store, room * sizeof *at);
        if (l->room) {
            memcpy(at, l->at, l->n * sizeof *at);
            store_give(&r->store, l->at, l->room * sizeof *at);
        }
        l->at = at;
        l->room = room;
    }
    task_hold(t);
    l->at[l->n++] = t;
}

void tasks_free(Run *r, TaskList *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->at[i]) {
            task_drop(r, l->at[i]);
        }
    }
    if (l->room) {
        store_give(&r->store, l->at, l->room * sizeof *l->at);
    }
    *l = (TaskList){0};
}
