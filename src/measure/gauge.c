#include "measure/gauge.h"

#include "sim/latency.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS_MOST = 1000, TURNS_MOST = 5000, EXACT_FACTOR = 250 };
#define SECONDS_MOST 600.0

typedef struct {
    Latency latency;
    double begin, stall, depth, wait;
    int queue;
} Watch;

static void see(void *context, const SimEvent *e)
{
    Watch *w = context;
    switch (e->kind) {
    case SIM_ITERATION: w->begin = e->time; return;
    case SIM_ITERATION_END:
        latency_iteration(&w->latency, w->begin, e->time);
        w->stall = e->time - w->begin > w->stall ? e->time - w->begin : w->stall;
        return;
    case SIM_QUEUED:
        if (e->object == w->queue && (double)e->count > w->depth) {
            w->depth = (double)e->count;
        }
        return;
    case SIM_TAKEN:
        if (e->object == w->queue && e->value > w->wait) {
            w->wait = e->value;
        }
        return;
    default: return;
    }
}

static const char *reason(const SimResult *r)
{
    switch (r->outcome) {
    case SIM_DEADLOCK: return "what it waits for comes from elsewhere";
    case SIM_RAISED: return "it ends with an exception";
    case SIM_LIMIT: return "it goes on for too long";
    default: return "it cannot be run";
    }
}

Gauge gauge_run(Arena scratch, const Program *p, int queue, bool is_exact)
{
    Watch w = {.latency = {.arena = &scratch}, .queue = queue};
    SimObserver observer = {see, &w, SIM_EVENT_BIT(SIM_ITERATION) | SIM_EVENT_BIT(SIM_ITERATION_END) |
                                         SIM_EVENT_BIT(SIM_QUEUED) | SIM_EVENT_BIT(SIM_TAKEN)};
    const SimObserver *list[] = {&observer};
    SimOptions o = sim_options();
    o.costs = sim_measured_costs();
    o.observers = list;
    o.observer_count = 1;
    uint64_t factor = is_exact ? EXACT_FACTOR : 1;
    o.limits = (SimLimits){.iterations = ITERATIONS_MOST * factor, .stuck = ITERATIONS_MOST * factor,
                           .turns = TURNS_MOST * factor, .time = SECONDS_MOST};
    // Two ends of one arena: the observer's spans grow in the lower part, the run lives in the upper.
    Arena run = scratch;
    ptrdiff_t half = (scratch.end - scratch.beg) / 2;
    run.beg += half;
    run.beg += (16 - ((uintptr_t)run.beg & 15)) & 15;
    scratch.end -= half;
    SimResult r = sim_run(run, p, &o);
    if (r.outcome == SIM_LIMIT && strstr(r.error.message, "memory")) {
        arena_exhausted(&scratch);          // as all that the check of a file asks for
    }
    latency_finish(&w.latency);
    // A server never ends: that it was stopped, or had come to a standstill, is no reason against what was seen until then.
    bool ran = r.outcome == SIM_DONE || r.outcome == SIM_STOPPED || r.outcome == SIM_DEADLOCK ||
               (r.outcome == SIM_LIMIT && r.iterations > 0);
    return (Gauge){
        .ran = ran, .is_cut = r.outcome == SIM_LIMIT, .why = reason(&r), .delay = latency_max(&w.latency), .stall = w.stall,
        .depth = queue ? w.depth : (double)NAN, .wait = queue ? w.wait : (double)NAN,
    };
}
