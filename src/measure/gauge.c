#include "measure/gauge.h"

#include "sim/latency.h"

#include <math.h>
#include <string.h>

static const SimLimits LIMITS = {.iterations = 500, .stuck = 500, .turns = 3000, .work = 200000};
static const SimLimits EXACT_LIMITS = {.iterations = 250000, .stuck = 250000, .turns = 300000, .work = 3000000};
#define SECONDS_MOST 600.0

// A run that has shown nothing new for so many iterations will show nothing new: a server's rounds are alike. Not where the
// counts are the code's own, which may well have something in store behind them.
enum { CALM_ITERATIONS = 120 };

typedef struct {
    Latency latency;
    double begin, stall, depth, wait, alive, tasks, delay;
    double puts, octave, depths[2];     // items put; the last power of two of them, and the depths until then and the one before
    int queue, calm;
    bool may_stop, stop, is_open;       // in an iteration
} Watch;

static void raise(Watch *w, double *most, double value)
{
    if (value > *most) {
        *most = value;
        w->calm = 0;
    }
}

static void count_put(Watch *w)
{
    if (++w->puts == 2 * w->octave) {
        w->octave = w->puts;
        w->depths[0] = w->depths[1];
        w->depths[1] = w->depth;
    }
}

// Over the last octave or two of what was put.
static double depth_growth(const Watch *w)
{
    bool is_late = w->puts >= 1.5 * w->octave;
    double before = w->depths[is_late], factor = w->puts / (is_late ? w->octave : w->octave / 2);
    return w->octave >= 4 && before > 0 ? log(w->depth / before) / log(factor) : (double)NAN;
}

static void end_iteration(Watch *w, double end)
{
    latency_iteration(&w->latency, w->begin, end);
    raise(w, &w->stall, end - w->begin);
    raise(w, &w->delay, latency_max(&w->latency));
    w->is_open = false;
    w->stop = w->may_stop && ++w->calm > CALM_ITERATIONS;
}

static void see(void *context, const SimEvent *e)
{
    Watch *w = context;
    switch (e->kind) {
    case SIM_ITERATION: w->begin = e->time, w->is_open = true; return;
    case SIM_ITERATION_END: end_iteration(w, e->time); return;
    case SIM_QUEUED:
        if (e->object == w->queue) {
            raise(w, &w->depth, (double)e->count);
            count_put(w);
        }
        return;
    case SIM_TAKEN: raise(w, &w->wait, e->object == w->queue ? e->value : 0); return;
    case SIM_SPAWNED: raise(w, &w->tasks, ++w->alive); return;
    case SIM_FINISHED: w->alive--; return;
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

static const double *parameters_of(Arena *a, const Program *p, Variation v)
{
    const struct {
        Text name;
        double value;
    } given[] = {{LOAD_PARAMETER, v.load}, {SIZE_PARAMETER, v.size}, {REMEDY_PARAMETER, v.remedied}, {YIELDS_PARAMETER, v.yields}};
    double *values = NEW(a, double, program_parameter_count(p) + 1);
    for (int i = 1; i <= program_parameter_count(p); i++) {
        values[i] = program_parameter_default(p, i);
    }
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        int parameter = program_find_parameter(p, given[i].name);
        if (parameter && !isnan(given[i].value)) {
            values[parameter] = given[i].value;
        }
    }
    return values;
}

Gauge gauge_run(Arena scratch, const Program *p, Variation v, int queue, bool is_exact, Budget *b)
{
    is_exact = (is_exact || v.whole) && b->work > 0;
    Watch w = {.queue = queue, .octave = 1, .may_stop = !is_exact};
    SimObserver observer = {see, &w, SIM_EVENT_BIT(SIM_ITERATION) | SIM_EVENT_BIT(SIM_ITERATION_END) |
                                         SIM_EVENT_BIT(SIM_QUEUED) | SIM_EVENT_BIT(SIM_TAKEN) |
                                         SIM_EVENT_BIT(SIM_SPAWNED) | SIM_EVENT_BIT(SIM_FINISHED)};
    const SimObserver *list[] = {&observer};
    SimOptions o = sim_options();
    o.costs = sim_measured_costs();
    o.parameters = parameters_of(&scratch, p, v);
    o.observers = list;
    o.observer_count = 1;
    o.stop = &w.stop;
    o.limits = is_exact ? EXACT_LIMITS : LIMITS;
    o.limits.time = SECONDS_MOST;
    SimResult r = sim_run(scratch, p, &o);
    if (r.outcome == SIM_LIMIT && strstr(r.error.message, "memory")) {
        arena_exhausted(&scratch);          // as all that the check of a file asks for
    }
    uint64_t work = r.steps + r.callbacks + r.turns;
    b->work -= work < b->work ? work : b->work;
    if (w.is_open && r.outcome == SIM_LIMIT) {
        end_iteration(&w, r.time);
    }
    latency_finish(&w.latency);
    // A server never ends: that it was stopped, or had come to a standstill, is no reason against what was seen until then.
    bool ran = r.outcome == SIM_DONE || r.outcome == SIM_STOPPED || r.outcome == SIM_DEADLOCK ||
               (r.outcome == SIM_LIMIT && r.iterations > 0);
    return (Gauge){
        .ran = ran, .is_cut = r.outcome == SIM_LIMIT, .why = reason(&r), .delay = latency_max(&w.latency), .stall = w.stall, .end = r.time,
        .depth = queue ? w.depth : (double)NAN, .wait = queue ? w.wait : (double)NAN, .tasks = w.tasks, .growth = depth_growth(&w),
    };
}
