#include "sim/sim.h"

#include "sim/run.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

SimOptions sim_options(void)
{
    return (SimOptions){
        .profile = sim_profile(T("")),
        .threads = 8,
        .limits = {.iterations = 30000000, .stuck = 10000000, .turns = 1000000000, .work = 1000000000,
                   .time = INFINITY},
    };
}

void note_event(Run *r, SimEvent e)
{
    e.time = r->now;
    e.iteration = r->result.iterations;
    for (int i = 0; i < r->options.observer_count; i++) {
        const SimObserver *o = r->options.observers[i];
        if (o->wants >> e.kind & 1) {
            o->event(o->context, &e);
        }
    }
}

CodePlace task_place(const Run *r, const Task *t)
{
    return r->code.places[t->pc > r->ops ? t->pc - 1 - r->ops : 0];
}

// Who would step next, or else the oldest task.
static const Task *next_task(const Run *r)
{
    for (uint32_t i = r->head; i != r->tail; i++) {
        const Entry *e = &r->ready[i & r->mask];
        if (e->kind == SIM_CB_STEP || e->kind == SIM_CB_WAKEUP) {
            return e->p;
        }
    }
    return r->first_task;
}

void fail_run(Run *r, const char *format, ...)
{
    SimError *e = &r->result.error;
    va_list args;
    va_start(args, format);
    vsnprintf(e->message, sizeof e->message, format, args);
    va_end(args);
    const Task *t = r->current ? r->current : next_task(r);
    if (t) {
        CodePlace place = task_place(r, t);
        e->line = place.line;
        e->column = place.column;
    }
    r->result.outcome = SIM_LIMIT;
    longjmp(*r->limit, 1);
}

static void make_loop(Run *r, const SimOptions *options)
{
    enum { FIRST_ROOM = 64 };
    const SimCosts *c = &options->costs;
    r->options = *options;
    r->eager = options->eager;
    r->costly = c->step > 0 || c->iteration > 0 || c->call > 0 || c->spawn > 0 || c->timer > 0 || c->thread > 0;
    r->last = -1;
    for (int i = 0; i < options->observer_count; i++) {
        r->wants |= options->observers[i]->wants;
    }
    r->slow = r->costly || r->wants;
    r->ready = store_take(&r->store, FIRST_ROOM * sizeof *r->ready);
    r->mask = FIRST_ROOM - 1;
}

static void make_names(Run *r)
{
    const Program *p = r->code.program;
    r->slots = NEW(&r->store.arena, TaskList, p->slots.n + 1);
    r->groups = NEW(&r->store.arena, Group *, p->names.n + 1);
    objects_make(r);
}

// Everything that may unwind.
static void run_program(Run *r, const Program *p, const SimOptions *options)
{
    r->result.outcome = SIM_LIMIT;
    if (!code_link(&r->store.arena, p, options, &r->code, &r->result.error)) {
        r->result.outcome = SIM_REFUSED;
        return;
    }
    r->ops = r->code.ops;
    make_loop(r, options);
    make_names(r);
    asyncio_run(r);
}

SimResult sim_run(Arena scratch, const Program *p, const SimOptions *options)
{
    char *begin = scratch.beg;
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(&scratch, &here);
    Run *volatile run = NULL;
    if (setjmp(here) == 0) {
        Run *r = run = NEW(&scratch, Run, 1);
        r->store.arena = scratch;
        r->limit = &here;
        run_program(r, p, options);
    }
    arena_on_exhaustion(&scratch, outer);
    Run *r = run;
    if (!r) {
        return (SimResult){.outcome = SIM_LIMIT, .error = {.message = "no memory to begin with"}};
    }
    if (r->result.outcome == SIM_DEADLOCK) {
        describe_deadlock(r);
    } else if (r->result.outcome == SIM_LIMIT && !r->result.error.message[0]) {
        describe_exhaustion(r, (size_t)(r->store.arena.end - begin));
    }
    r->result.time = r->now;
    r->result.turns = r->turns;
    r->result.memory = (size_t)(r->store.arena.beg - begin);
    return r->result;
}
