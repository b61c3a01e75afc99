// asyncio.run: CPython's runners.py. And what a run that hangs has to say.
#include "sim/run.h"

#include <stdio.h>

// Runs a coroutine of asyncio.run's own.
static void run_own(Run *r, int coroutine)
{
    Task *t = task_spawn(r, coroutine, false);
    task_hold(t);
    run_until_complete(r, &t->future);
    task_drop(r, t);
}

// _cancel_all_tasks, in order of creation.
static void cancel_all_tasks(Run *r)
{
    TaskList all = {0};
    for (Task *t = r->first_task; t; t = task_next(t)) {
        tasks_push(r, &all, t);
    }
    if (all.n == 0) {
        return;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        task_cancel(r, all.at[i]);
    }
    run_until_complete(r, gather_new(r, &all, true));
}

void asyncio_run(Run *r)
{
    Task *t = task_spawn(r, r->code.program->entry, false);
    task_hold(t);
    run_until_complete(r, &t->future);
    r->result.exception = future_status(&t->future);
    if (r->result.exception) {
        CodePlace place = task_place(r, t);
        r->result.error = (SimError){.line = place.line, .column = place.column};
        snprintf(r->result.error.message, sizeof r->result.error.message, "`%.*s` ended with an exception here: %s",
                 PRI(program_coroutine_name(r->code.program, r->code.program->entry)),
                 sim_exception_name(r->result.exception));
    }
    cancel_all_tasks(r);
    run_own(r, 0);                                          // shutdown_asyncgens
    if (r->options.profile->executor_task) {
        run_own(r, r->code.program->coroutines.n + 1);      // shutdown_default_executor
    }
    r->result.outcome = r->result.exception ? SIM_RAISED : SIM_DONE;
}

static uint32_t tasks_alive(const Run *r)
{
    uint32_t n = 0;
    for (const Task *t = r->first_task; t; t = task_next(t)) {
        n++;
    }
    return n;
}

void describe_deadlock(Run *r)
{
    uint32_t waiting = tasks_alive(r);
    const Task *first = r->first_task;
    SimError *e = &r->result.error;
    if (!first) {
        return;
    }
    CodePlace place = task_place(r, first);
    bool is_own = first->coroutine == 0 || (int)first->coroutine > r->code.program->coroutines.n;
    Text name = !is_own ? program_coroutine_name(r->code.program, (int)first->coroutine) : T("asyncio.run");
    e->line = place.line;
    e->column = place.column;
    snprintf(e->message, sizeof e->message, "deadlock at t = %g s: nothing can wake the loop; %u task%s for ever, `%.*s` here",
             r->now, waiting, waiting == 1 ? " waits" : "s wait", PRI(name));
}

void describe_exhaustion(Run *r, size_t memory)
{
    int fullest = 0, objects = r->objects ? program_object_count(r->code.program) : 0;
    uint32_t items = 0, tasks = tasks_alive(r);
    for (int i = 1; i <= objects; i++) {
        const Object *o = &r->objects[i];
        if (o->kind <= SIM_PRIORITY_QUEUE && o->queue.n > items) {
            fullest = i;
            items = o->queue.n;
        }
    }
    SimError *e = &r->result.error;
    int n = snprintf(e->message, sizeof e->message, "out of memory: %zu MiB do not hold ", memory >> 20);
    if (items > tasks) {
        Text name = program_object_name(r->code.program, fullest);
        snprintf(e->message + n, sizeof e->message - (size_t)n, "%u items in `%.*s`", items, PRI(name));
    } else {
        snprintf(e->message + n, sizeof e->message - (size_t)n, "%u %s", tasks,
                 tasks == 1 ? "task and what belongs to it" : "tasks and what belongs to them");
    }
}
