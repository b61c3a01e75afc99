#include "sim/metric.h"

#include "sim/latency.h"
#include "sim/series.h"

#include <math.h>

typedef enum {
    LOOP_STALL, LOOP_STEP, LOOP_READY, WAKE_LATE, TIMER_LATE, TASK_SOJOURN,
    QUEUE_DEPTH, QUEUE_WAIT, QUEUE_PUT_BLOCKED, QUEUE_GET_IDLE, LOCK_WAIT, POOL_DEPTH, POOL_BUSY,
    FIXED_SERIES,
} FixedSeries;

static const struct {
    const char *name;
    MetricUnit unit;
} FIXED[FIXED_SERIES] = {
    {"loop.stall", UNIT_SECONDS}, {"loop.step", UNIT_SECONDS}, {"loop.ready", UNIT_COUNT}, {"wake.late", UNIT_SECONDS},
    {"timer.late", UNIT_SECONDS}, {"task.sojourn", UNIT_SECONDS}, {"queue.depth", UNIT_COUNT},
    {"queue.wait", UNIT_SECONDS}, {"queue.put-blocked", UNIT_SECONDS}, {"queue.get-idle", UNIT_SECONDS},
    {"lock.wait", UNIT_SECONDS}, {"pool.depth", UNIT_COUNT}, {"pool.busy", UNIT_COUNT},
};

static const char *const STATISTICS[] = {"max", "min", "mean", "p50", "p90", "p99", "count", "sum"};
enum { STATISTIC_COUNT = 8, COUNT_STATISTIC = 6 };

static const struct {
    const char *name;
    MetricUnit unit;
} SCALARS[] = {
    {"latency.max", UNIT_SECONDS}, {"latency.mean", UNIT_SECONDS}, {"latency.p50", UNIT_SECONDS},
    {"latency.p90", UNIT_SECONDS}, {"latency.p99", UNIT_SECONDS}, {"loop.busy", UNIT_SHARE},
    {"loop.iterations", UNIT_COUNT}, {"loop.steps", UNIT_COUNT}, {"task.count", UNIT_COUNT},
    {"task.live.max", UNIT_COUNT}, {"end.time", UNIT_SECONDS}, {"throughput", UNIT_PER_SECOND},
};
enum { SCALAR_COUNT = sizeof SCALARS / sizeof *SCALARS };

typedef struct {
    Text name;
    MetricUnit unit;
} SeriesName;

typedef LIST(SeriesName) SeriesNames;

// A value that lasts: a depth, threads at work.
typedef struct {
    double value, since;
    bool known;
} Level;

struct Metrics {
    Arena *arena;
    const Program *program;
    SeriesNames names;
    Series *series;             // as names
    int *of_object;             // by object: its first own series, or -1
    int *of_probe;              // by name and kind of probe
    Level *depth, *busy;        // by object; 0: the default pool
    Latency latency;
    double iteration_begin, callback_begin, busy_time;
    double *joined;             // when those in the ready ring joined it: a ring
    uint64_t head, tail, mask;
    uint64_t finished, taken;
    int64_t live, live_most;
};

// ---- names

static bool is_queue(SimObjectKind k)
{
    return k == SIM_QUEUE || k == SIM_LIFO_QUEUE || k == SIM_PRIORITY_QUEUE;
}

static bool is_lock(SimObjectKind k)
{
    return k == SIM_LOCK || k == SIM_SEMAPHORE || k == SIM_BOUNDED_SEMAPHORE || k == SIM_CONDITION;
}

// The fixed series that an object's own ones are like.
static FixedSeries first_like(SimObjectKind k, int *n)
{
    *n = is_queue(k) ? 4 : is_lock(k) ? 1 : k == SIM_POOL ? 2 : 0;
    return is_queue(k) ? QUEUE_DEPTH : is_lock(k) ? LOCK_WAIT : POOL_DEPTH;
}

static int find_series(const SeriesNames *names, Text name)
{
    for (int i = 0; i < names->n; i++) {
        if (text_eq(names->at[i].name, name)) {
            return i;
        }
    }
    return -1;
}

static int add_series(Arena *a, SeriesNames *names, Text name, MetricUnit unit)
{
    int i = find_series(names, name);
    if (i < 0) {
        *list_push(a, names) = (SeriesName){name, unit};
        i = names->n - 1;
    }
    return i;
}

// An object that is called like its kind is what that name means; its series are those of the kind.
static int add_object(Arena *a, const Program *p, SeriesNames *names, int object)
{
    int n, first = -1;
    FixedSeries like = first_like(program_object_kind(p, object), &n);
    for (int i = 0; i < n; i++) {
        Text suffix = text_from(FIXED[like + i].name);
        suffix = text_sub(suffix, text_find_char(suffix, '.'), suffix.n);
        int at = add_series(a, names, text_join(a, program_object_name(p, object), suffix), FIXED[like + i].unit);
        first = i == 0 ? at : first;
    }
    return first;
}

static int add_probe(Arena *a, const Program *p, SeriesNames *names, SimOperation op, int name)
{
    const char *suffix = op == SIM_BEAT ? ".delay" : op == SIM_MARK ? ".time" : ".observed";
    return add_series(a, names, text_join(a, program_text(p, name), text_from(suffix)),
                      op == SIM_OBSERVE ? UNIT_COUNT : UNIT_SECONDS);
}

enum { PROBE_KINDS = 3 };

static int probe_index(int name, int op)
{
    return name * PROBE_KINDS + (op == SIM_BEAT ? 0 : op == SIM_MARK ? 1 : 2);
}

static void add_probes(Arena *a, const Program *p, SeriesNames *names, int *of_probe)
{
    for (int c = 1; c <= program_coroutine_count(p); c++) {
        for (int i = 0, op, name; program_probe(p, c, &i, &op, &name);) {
            of_probe[probe_index(name, op)] = add_probe(a, p, names, (SimOperation)op, name);
        }
    }
}

// The series of a program, and which of them belong to which object and probe.
static SeriesNames list_series(Arena *a, const Program *p, int **of_object, int **of_probe)
{
    SeriesNames names = {0};
    *of_object = NEW(a, int, program_object_count(p) + 1);
    *of_probe = NEW(a, int, (program_name_count(p) + 1) * PROBE_KINDS);
    for (int i = 0; i < FIXED_SERIES; i++) {
        add_series(a, &names, text_from(FIXED[i].name), FIXED[i].unit);
    }
    for (int i = 1; i <= program_object_count(p); i++) {
        (*of_object)[i] = add_object(a, p, &names, i);
    }
    add_probes(a, p, &names, *of_probe);
    return names;
}

MetricNames metric_names(Arena *a, const Program *p)
{
    int *of_object, *of_probe;
    SeriesNames series = list_series(a, p, &of_object, &of_probe);
    MetricNames names = {.at = NEW(a, MetricName, SCALAR_COUNT + series.n * STATISTIC_COUNT)};
    for (int i = 0; i < SCALAR_COUNT; i++) {
        Text name = text_from(SCALARS[i].name);
        bool latency = text_starts(name, T("latency."));
        names.at[names.n++] = (MetricName){.name = name, .series = latency ? T("latency") : name, .unit = SCALARS[i].unit,
                                           .statistic = latency ? text_sub(name, 8, name.n) : T("")};
    }
    for (int i = 0; i < series.n; i++) {
        for (int k = 0; k < STATISTIC_COUNT; k++) {
            Text statistic = text_from(STATISTICS[k]), name = series.at[i].name;
            names.at[names.n++] = (MetricName){
                .name = text_format(a, "%.*s.%s", PRI(name), STATISTICS[k]), .series = name, .statistic = statistic,
                .unit = k == COUNT_STATISTIC ? UNIT_COUNT : series.at[i].unit,
            };
        }
    }
    return names;
}

int metric_find(const MetricNames *names, Text name)
{
    for (int i = 0; i < names->n; i++) {
        if (text_eq(names->at[i].name, name)) {
            return i;
        }
    }
    return -1;
}

// ---- measuring

Metrics *metrics_new(Arena *a, const Program *p)
{
    enum { FIRST_ROOM = 64 };
    Metrics *m = NEW(a, Metrics, 1);
    m->arena = a;
    m->program = p;
    m->names = list_series(a, p, &m->of_object, &m->of_probe);
    m->series = NEW(a, Series, m->names.n);
    m->depth = NEW(a, Level, program_object_count(p) + 1);
    m->busy = NEW(a, Level, program_object_count(p) + 1);
    m->latency.arena = a;
    m->joined = NEW(a, double, FIRST_ROOM);
    m->mask = FIRST_ROOM - 1;
    return m;
}

static void add(Metrics *m, int series, double value, double weight)
{
    series_add(m->arena, &m->series[series], value, weight);
}

// A value for all objects of a kind, and for this one's own series.
static void add_both(Metrics *m, FixedSeries fixed, int object, double value, double weight)
{
    int n;
    add(m, fixed, value, weight);
    if (object) {
        int own = m->of_object[object] + (int)(fixed - first_like(program_object_kind(m->program, object), &n));
        if (own != (int)fixed) {
            add(m, own, value, weight);
        }
    }
}

static void set_level(Metrics *m, Level *l, FixedSeries fixed, int object, double value, double now)
{
    double before = l->known ? l->value : 0;
    add_both(m, fixed, object, before, now - l->since);
    *l = (Level){value, now, true};
}

static void join(Metrics *m, double now)
{
    if (m->tail - m->head > m->mask) {
        uint64_t room = m->mask + 1;
        double *at = NEW(m->arena, double, 2 * room);
        for (uint64_t i = 0; i < room; i++) {
            at[i] = m->joined[(m->head + i) & m->mask];
        }
        m->joined = at;
        m->tail -= m->head;
        m->head = 0;
        m->mask = 2 * room - 1;
    }
    m->joined[m->tail++ & m->mask] = now;
}

static void begin_callback(Metrics *m, const SimEvent *e)
{
    m->callback_begin = e->time;
    add(m, WAKE_LATE, e->time - m->joined[m->head++ & m->mask], 1);
    if (e->kind == SIM_CALLBACK && e->how) {
        add(m, TIMER_LATE, e->time > e->value ? e->time - e->value : 0, 1);
    }
}

static void see_loop(Metrics *m, const SimEvent *e)
{
    switch (e->kind) {
    case SIM_ITERATION:
        m->iteration_begin = e->time;
        add(m, LOOP_READY, (double)e->count, 1);
        break;
    case SIM_ITERATION_END:
        add(m, LOOP_STALL, e->time - m->iteration_begin, 1);
        m->busy_time += e->time - m->iteration_begin;
        latency_iteration(&m->latency, m->iteration_begin, e->time);
        break;
    case SIM_STEP:
    case SIM_CALLBACK:
        begin_callback(m, e);
        break;
    case SIM_STEP_END:
    case SIM_CALLBACK_END:
        add(m, LOOP_STEP, e->time - m->callback_begin, 1);
        break;
    case SIM_SKIPPED:
        m->head++;
        break;
    default:
        join(m, e->time);
    }
}

static void see_probe(Metrics *m, const SimEvent *e)
{
    if (e->operation != SIM_SAY) {
        add(m, m->of_probe[probe_index(e->name, e->operation)], e->value, 1);
    }
}

static void see_object(Metrics *m, const SimEvent *e)
{
    switch (e->kind) {
    case SIM_TAKEN:
        m->taken++;
        add_both(m, QUEUE_WAIT, e->object, e->value, 1);
        set_level(m, &m->depth[e->object], QUEUE_DEPTH, e->object, (double)e->count, e->time);
        break;
    case SIM_QUEUED:
        set_level(m, &m->depth[e->object], QUEUE_DEPTH, e->object, (double)e->count, e->time);
        break;
    case SIM_PUT_WAITED:
        add_both(m, QUEUE_PUT_BLOCKED, e->object, e->value, 1);
        break;
    case SIM_GET_WAITED:
        add_both(m, QUEUE_GET_IDLE, e->object, e->value, 1);
        break;
    case SIM_LOCK_WAITED:
        add_both(m, LOCK_WAIT, e->object, e->value, 1);
        break;
    default:
        set_level(m, &m->depth[e->object], POOL_DEPTH, e->object, (double)e->count, e->time);
        set_level(m, &m->busy[e->object], POOL_BUSY, e->object, e->value, e->time);
    }
}

static void see_event(void *context, const SimEvent *e)
{
    Metrics *m = context;
    switch (e->kind) {
    case SIM_SPAWNED:
        m->live++;
        m->live_most = m->live > m->live_most ? m->live : m->live_most;
        break;
    case SIM_FINISHED:
        m->live--;
        m->finished++;
        add(m, TASK_SOJOURN, e->value, 1);
        break;
    case SIM_PROBE:
        see_probe(m, e);
        break;
    case SIM_QUEUED:
    case SIM_TAKEN:
    case SIM_PUT_WAITED:
    case SIM_GET_WAITED:
    case SIM_LOCK_WAITED:
    case SIM_POOL_CHANGED:
        see_object(m, e);
        break;
    default:
        see_loop(m, e);
    }
}

SimObserver metrics_observer(Metrics *m)
{
    static const SimEventKind NOT[] = {SIM_EAGER, SIM_EAGER_END, SIM_COMPUTE, SIM_FROZEN, SIM_TIMER, SIM_UNTIMER};
    uint64_t wants = SIM_ALL_EVENTS;
    for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++) {
        wants &= ~SIM_EVENT_BIT(NOT[i]);
    }
    return (SimObserver){.event = see_event, .context = m, .wants = wants};
}

// ---- values

static double statistic(Series *s, int which)
{
    static const double QUANTILES[] = {0, 0, 0, 0.5, 0.9, 0.99};
    if (series_is_empty(s)) {
        return which == COUNT_STATISTIC ? 0 : (double)NAN;
    }
    switch (which) {
    case 0:
        return s->most;
    case 1:
        return s->least;
    case 2:
        return series_mean(s);
    case COUNT_STATISTIC:
        return (double)s->count;
    case 7:
        return s->sum;
    default:
        return series_quantile(s, QUANTILES[which]);
    }
}

static void finish_levels(Metrics *m, double end)
{
    for (int i = 0; i <= program_object_count(m->program); i++) {
        SimObjectKind kind = i ? program_object_kind(m->program, i) : SIM_POOL;
        bool queue = is_queue(kind);
        if (queue || m->depth[i].known) {
            set_level(m, &m->depth[i], queue ? QUEUE_DEPTH : POOL_DEPTH, i, m->depth[i].value, end);
        }
        if (m->busy[i].known) {
            set_level(m, &m->busy[i], POOL_BUSY, i, m->busy[i].value, end);
        }
    }
}

static void set_scalars(Metrics *m, const SimResult *result, double *v)
{
    double run = result->time;
    uint64_t done = m->taken ? m->taken : m->finished;
    latency_finish(&m->latency);
    *v++ = latency_max(&m->latency);
    *v++ = latency_mean(&m->latency, run);
    *v++ = latency_quantile(&m->latency, 0.5, run);
    *v++ = latency_quantile(&m->latency, 0.9, run);
    *v++ = latency_quantile(&m->latency, 0.99, run);
    *v++ = run > 0 ? m->busy_time / run : (double)NAN;
    *v++ = (double)result->iterations;
    *v++ = (double)result->steps;
    *v++ = (double)result->tasks;
    *v++ = (double)m->live_most;
    *v++ = run;
    *v++ = run > 0 ? (double)done / run : (double)NAN;
}

void metrics_values(Metrics *m, const SimResult *result, double *values)
{
    finish_levels(m, result->time);
    set_scalars(m, result, values);
    for (int i = 0; i < m->names.n; i++) {
        for (int k = 0; k < STATISTIC_COUNT; k++) {
            values[SCALAR_COUNT + i * STATISTIC_COUNT + k] = statistic(&m->series[i], k);
        }
    }
}
