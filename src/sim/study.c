#include "sim/study.h"

#include "base/os.h"
#include "sim/digest.h"

#include <math.h>
#include <stdatomic.h>

enum { STACK = 1 << 20, MAX_OBSERVERS = 16 };
// Address space; only what is used costs anything. Where there is less (ulimit -v, valgrind) it is less.
static const size_t METRICS_MEMORY = (size_t)1 << 36, LEAST_METRICS_MEMORY = (size_t)1 << 24;

// ---- one run

typedef struct {
    ArenaHome home, metrics_home;
    Arena scratch, metrics;
} RunMemory;

static bool reserve(RunMemory *m, size_t bytes)
{
    if (!arena_reserve(&m->scratch, &m->home, bytes)) {
        return false;
    }
    for (size_t size = METRICS_MEMORY; size >= LEAST_METRICS_MEMORY; size /= 2) {
        if (arena_reserve(&m->metrics, &m->metrics_home, size)) {
            return true;
        }
    }
    arena_release(&m->scratch);
    return false;
}

static void release(RunMemory *m)
{
    arena_release(&m->metrics);
    arena_release(&m->scratch);
}

static SimResult out_of_memory(void)
{
    return (SimResult){.outcome = SIM_LIMIT, .error = {.message = "out of memory for the metrics of a run"}};
}

// Runs a program with the observers of `options`, and measures it if `values` is given.
static SimResult measure(RunMemory *m, const Program *p, const SimOptions *options, double *values, Digest *digest)
{
    const SimObserver *observers[MAX_OBSERVERS];
    SimOptions o = *options;
    SimObserver metrics_seen, digest_seen;
    Metrics *metrics = NULL;
    assert_or_trap(options->observer_count <= MAX_OBSERVERS - 2);
    for (int i = 0; i < options->observer_count; i++) {
        observers[i] = options->observers[i];
    }
    if (values) {
        metrics = metrics_new(&m->metrics, p);
        metrics_seen = metrics_observer(metrics);
        observers[o.observer_count++] = &metrics_seen;
    }
    if (digest) {
        digest_seen = digest_observer(digest, &m->metrics, p, o.profile);
        observers[o.observer_count++] = &digest_seen;
    }
    o.observers = observers;
    SimResult result = sim_run(m->scratch, p, &o);
    if (values) {
        metrics_values(metrics, &result, values);
    }
    return result;
}

static SimResult measure_safely(RunMemory *m, const Program *p, const SimOptions *options, double *values, Digest *digest)
{
    jmp_buf here;
    SimResult result;
    arena_on_exhaustion(&m->metrics, &here);
    if (setjmp(here)) {
        result = out_of_memory();
    } else {
        result = measure(m, p, options, values, digest);
    }
    arena_on_exhaustion(&m->metrics, NULL);
    arena_clear(&m->metrics, 1 << 20);
    arena_clear(&m->scratch, 1 << 20);
    return result;
}

// ---- all points, by workers

typedef struct {
    Study *study;
    const StudyOptions *options;
    atomic_int next, done;
} Work;

static void run_points(void *context, int worker)
{
    Work *w = context;
    RunMemory m;
    bool has_memory = reserve(&m, w->options->memory);
    for (int i; (i = atomic_fetch_add(&w->next, 1)) < w->study->point_count;) {
        StudyRun *point = &w->study->points[i];
        SimOptions o = w->study->options;
        o.parameters = point->parameters;
        o.observers = NULL;
        o.observer_count = 0;
        point->result = has_memory ? measure_safely(&m, w->study->scenario->program, &o, point->values, NULL)
                                   : out_of_memory();
        int done = atomic_fetch_add(&w->done, 1) + 1;
        if (worker == 0 && w->options->progress) {
            w->options->progress(w->options->context, done, w->study->point_count);
        }
    }
    if (has_memory) {
        release(&m);
    }
}

static double *copy_parameters(Arena *a, const Program *p, const double *from)
{
    int n = program_parameter_count(p);
    double *to = NEW(a, double, n + 1);
    for (int i = 1; i <= n; i++) {
        to[i] = from ? from[i] : program_parameter_default(p, i);
    }
    return to;
}

static void list_points(Arena *a, Study *s)
{
    const Scenario *scenario = s->scenario;
    for (int i = 0; i < scenario->sweeps.n; i++) {
        s->point_count += scenario->sweeps.at[i].n;
    }
    s->points = NEW(a, StudyRun, s->point_count);
    StudyRun *point = s->points;
    for (int i = 0; i < scenario->sweeps.n; i++) {
        const Sweep *sweep = &scenario->sweeps.at[i];
        for (int k = 0; k < sweep->n; k++, point++) {
            double *parameters = copy_parameters(a, scenario->program, s->base.parameters);
            parameters[sweep->parameter] = sweep->values[k];
            *point = (StudyRun){.parameters = parameters, .values = NEW(a, double, s->names.n)};
        }
    }
}

static void run_sweeps(Arena *a, Study *s, const StudyOptions *options)
{
    Work w = {.study = s, .options = options};
    list_points(a, s);
    int workers = options->workers < s->point_count ? options->workers : s->point_count;
    if (workers > 0 && !os_run_workers(workers, STACK, run_points, &w)) {
        run_points(&w, 0);
    }
}

// ---- growth

// The points of a parameter's sweep.
static StudyRun *find_points(const Study *s, int parameter, int *n)
{
    *n = 0;
    StudyRun *points = s->points;
    for (int i = 0; i < s->scenario->sweeps.n && s->point_count; points += s->scenario->sweeps.at[i++].n) {
        if (s->scenario->sweeps.at[i].parameter == parameter) {
            *n = s->scenario->sweeps.at[i].n;
            break;
        }
    }
    return points;
}

typedef struct {
    double n, x, y, xx, xy;     // sums
} Fit;

static void add_point(Fit *f, double x, double y)
{
    f->n++, f->x += x, f->y += y, f->xx += x * x, f->xy += x * y;
}

// From which value on a sweep's points count.
static double least_counted(const StudyRun *points, int n, int parameter)
{
    double top[3] = {0};        // the three largest
    for (int i = 0; i < n; i++) {
        double x = points[i].parameters[parameter];
        for (int k = 0; k < 3; k++) {
            if (x > top[k]) {
                double smaller = top[k];
                top[k] = x;
                x = smaller;
            }
        }
    }
    return fmin(top[0] / 8, top[2]);
}

bool study_fit(const Study *s, int metric, int parameter, StudyFit *fit)
{
    int n, zeros = 0, known = 0;
    const StudyRun *points = find_points(s, parameter, &n);
    double least = least_counted(points, n, parameter);
    Fit f = {0};
    *fit = (StudyFit){0};
    for (int i = 0; i < n; i++) {
        double x = points[i].parameters[parameter], y = points[i].values[metric];
        bool counts = x > 0 && x >= least && !isnan(y);
        known += counts;
        zeros += counts && y == 0;
        if (counts && y > 0) {
            fit->from = f.n > 0 ? fmin(fit->from, x) : x;
            fit->to = f.n > 0 ? fmax(fit->to, x) : x;
            add_point(&f, log(x), log(y));
        }
    }
    double spread = f.n * f.xx - f.x * f.x;
    bool found = f.n >= 2 && spread > 1e-12;
    fit->exponent = found ? (f.n * f.xy - f.x * f.y) / spread : 0;
    fit->factor = found ? exp((f.y - fit->exponent * f.x) / f.n) : 0;
    return found || (known && zeros == known);
}

bool study_growth(const Study *s, int metric, int parameter, double *exponent)
{
    StudyFit fit;
    bool found = study_fit(s, metric, parameter, &fit);
    *exponent = fit.exponent;
    return found;
}

// ---- expectations

static bool compare(Comparison c, double actual, double value, double tolerance)
{
    switch (c) {
    case IS_EQUAL:
        return fabs(actual - value) <= tolerance;
    case IS_DIFFERENT:
        return fabs(actual - value) > tolerance;
    case IS_LESS:
        return actual < value;
    case IS_AT_MOST:
        return actual <= value + tolerance;
    case IS_GREATER:
        return actual > value;
    case IS_AT_LEAST:
        return actual >= value - tolerance;
    }
    return false;
}

// Sums of durations are not exact: equality is meant up to the clock's resolution and rounding.
static double tolerance_of(const Expectation *e, const Program *p, const double *parameters, double value)
{
    return e->tolerance ? number_value(p, e->tolerance, parameters) : 1e-9 + 1e-12 * fabs(value);
}

static const char *outcome_word(SimOutcome o)
{
    static const char *const WORDS[] = {"done", "raised", "deadlock", "stopped", "limit", "refused"};
    return WORDS[o];
}

static Verdict judge_value(Arena *a, const Study *s, const Expectation *e, double actual, const char *unknown)
{
    double value = number_value(s->scenario->program, e->value, s->base.parameters);
    double tolerance = tolerance_of(e, s->scenario->program, s->base.parameters, value);
    Verdict v = {.actual = actual, .met = !isnan(actual) && compare(e->comparison, actual, value, tolerance)};
    if (isnan(actual)) {
        v.why = text_copy(a, text_from(unknown));
    }
    return v;
}

static Verdict judge_metric(Arena *a, const Study *s, const Expectation *e)
{
    int metric = metric_find(&s->names, e->metric);
    return judge_value(a, s, e, s->base.values[metric], "nothing of the kind happened");
}

static Verdict judge_growth(Arena *a, const Study *s, const Expectation *e)
{
    double exponent;
    bool found = study_growth(s, metric_find(&s->names, e->metric), e->parameter, &exponent);
    return judge_value(a, s, e, found ? exponent : (double)NAN, "the sweep has no two points to fit");
}

static Verdict judge_outcome(Arena *a, const Study *s, const Expectation *e)
{
    const char *word = outcome_word(s->base.result.outcome);
    bool same = text_eq(e->metric, text_from(word));
    return (Verdict){.met = same == (e->comparison == IS_EQUAL), .actual = NAN, .why = text_format(a, "the outcome is %s", word)};
}

static Verdict judge_same_trace(Arena *a, const Study *s, const Expectation *e, const StudyOptions *options)
{
    Verdict v = {.actual = NAN};
    const Scenario *other = options->other ? options->other(options->context, a, e->metric, &v.why) : NULL;
    RunMemory m;
    if (!other || !reserve(&m, options->memory)) {
        return v;
    }
    Digest mine, theirs;
    SimOptions o = s->options;
    o.observers = NULL;
    o.observer_count = 0;
    o.parameters = s->base.parameters;
    measure_safely(&m, s->scenario->program, &o, NULL, &mine);
    SimOptions other_options = other->options;
    other_options.profile = o.profile;
    measure_safely(&m, other->program, &other_options, NULL, &theirs);
    release(&m);
    v.met = mine.value == theirs.value;
    v.why = v.met ? T("") : T("the traces differ");
    return v;
}

static void judge(Arena *a, Study *s, const StudyOptions *options)
{
    int n = s->scenario->expectations.n;
    s->verdicts = NEW(a, Verdict, n);
    for (int i = 0; i < n; i++) {
        const Expectation *e = &s->scenario->expectations.at[i];
        Verdict *v = &s->verdicts[i];
        switch (e->kind) {
        case EXPECT_METRIC:
            *v = judge_metric(a, s, e);
            break;
        case EXPECT_GROWTH:
            *v = options->sweep ? judge_growth(a, s, e) : (Verdict){.met = true, .actual = NAN};
            break;
        case EXPECT_OUTCOME:
            *v = judge_outcome(a, s, e);
            break;
        case EXPECT_SAME_TRACE:
            *v = judge_same_trace(a, s, e, options);
            break;
        }
        s->unmet += !v->met;
    }
}

Study study_run(Arena *a, const Scenario *scenario, const StudyOptions *options)
{
    Study s = {.scenario = scenario, .options = options->options, .names = metric_names(a, scenario->program)};
    RunMemory m;
    s.base.parameters = copy_parameters(a, scenario->program, options->options.parameters);
    s.base.values = NEW(a, double, s.names.n);
    s.options.parameters = s.base.parameters;
    if (reserve(&m, options->memory)) {
        s.base.result = measure_safely(&m, scenario->program, &s.options, options->metrics ? s.base.values : NULL, NULL);
        release(&m);
    } else {
        s.base.result = out_of_memory();
    }
    if (!options->metrics || s.base.result.outcome >= SIM_LIMIT) {
        return s;
    }
    if (options->sweep) {
        run_sweeps(a, &s, options);
    }
    judge(a, &s, options);
    return s;
}
