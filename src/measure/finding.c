#include "measure/finding.h"

#include "lint/grade.h"
#include "measure/gauge.h"
#include "measure/harness.h"

enum { OPERATIONS_MOST = 1500 };
#define COUNT_ASSUMED 200.0         // tasks, items: of which the code does not tell how many
#define COUNT_MOST 20000.0          // more than that are not run

typedef struct {
    Module *m;
    const AssumeTable *assume;
    Arena *keep;                    // the findings'
    Arena scratch;                  // gone after each finding
    Finding *f;
    Node *node;                     // what is reported
    const char *why;
    Assumptions assumed;
} Job;

// ---- words

static Text seconds(Arena *a, double x)
{
    return x >= 0.9995  ? text_format(a, "%.2f s", x)
         : x >= 0.9995e-3 ? text_format(a, "%.3g ms", x * 1e3)
         : x >= 0.5e-7  ? text_format(a, "%.3g us", x * 1e6)
                        : T("0 s");
}

static void say(Job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(Job *j, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    j->f->measured.words = text_vformat(j->keep, format, args);
    va_end(args);
}

static void say_why_not(Job *j, Text why)
{
    j->f->measured.why_not = text_copy(j->keep, why);
}

static void keep_assumptions(Job *j, const Assumptions *assumed)
{
    for (int i = 0; i < assumed->n; i++) {
        const Assumption *a = &assumed->at[i];
        Text text = a->module == j->m ? text_copy(j->keep, a->text)
                                      : text_format(j->keep, "%.*s in %.*s", PRI(a->text), PRI(a->module->source->path));
        *list_push(j->keep, &j->f->measured.assumed) = (AssumedLine){a->at.line, text};
    }
}

static void assume_count(Job *j, const char *what)
{
    Text text = text_format(j->keep, "%g %s", COUNT_ASSUMED, what);
    *list_push(j->keep, &j->f->measured.assumed) = (AssumedLine){j->f->at.beg.line, text};
}

static LowerOptions options_of(const Job *j)
{
    return (LowerOptions){.assume = j->assume, .python = 312, .operations = OPERATIONS_MOST, .trips = COUNT_ASSUMED};
}

// Runs what was lowered. false with a reason in the finding.
static bool run(Job *j, const Lowered *l, Gauge *g)
{
    if (!l->program) {
        Text where = l->module == j->m ? text_format(&j->scratch, "line %d", l->at.line)
                                       : text_format(&j->scratch, "%.*s:%d", PRI(l->module->source->path), l->at.line);
        say_why_not(j, text_format(&j->scratch, "%.*s (%.*s)", PRI(l->why), PRI(where)));
        return false;
    }
    *g = gauge_run(j->scratch, l->program, l->watched, l->assumed.n == 0);
    if (!g->ran) {
        say_why_not(j, text_from(g->why));
    }
    return g->ran;
}

// The finding's own figure decides where nothing had to be assumed.
static void judge(Job *j, const Settings *settings, Figures figures)
{
    Measurement *m = &j->f->measured;
    m->now = figures.bad;
    m->remedied = figures.good;
    m->growth = figures.growth;
    m->depth_now = figures.queue_bad;
    m->depth_remedied = figures.queue_good;
    if (m->assumed.n == 0 && settings->severity[rule_index(j->f->rule)] == SEVERITY_OFF) {
        Severity s = grade(figures);
        j->f->severity = s == SEVERITY_OFF ? SEVERITY_NOTE : s;
    }
}

static double exponent(double more, double less, double factor)
{
    return more > 0 && less > 0 ? log(more / less) / log(factor) : (double)NAN;
}

// ---- fan-outs

static const Fanout *fanout_at(const Job *j)
{
    for (int i = 0; i < j->m->fanout_count; i++) {
        if (j->m->fanouts[i].site == j->node) {
            return &j->m->fanouts[i];
        }
    }
    return NULL;
}

static bool run_jobs(Job *j, const Fanout *f, double count, bool remedied, Gauge *g, Assumptions *assumed)
{
    JobHarness h = {f, count, remedied};
    LowerOptions o = options_of(j);
    Lowered l = lower_built(&j->scratch, j->m, harness_jobs, &h, &o);
    if (assumed) {
        *assumed = l.assumed;
    }
    return run(j, &l, g);
}

static void measure_jobs(Job *j, const Settings *settings)
{
    const Fanout *f = fanout_at(j);
    Gauge now, half, then;
    Assumptions assumed = {0};
    if (!f) {
        say_why_not(j, T("nobody knows what is started"));
        return;
    }
    bool known = f->width.kind == WIDTH_CONSTANT && f->width.count <= COUNT_MOST;
    double count = known ? f->width.count : COUNT_ASSUMED;
    if (!run_jobs(j, f, count, false, &now, &assumed) || !run_jobs(j, f, ceil(count / 2), false, &half, NULL) ||
        !run_jobs(j, f, count, true, &then, NULL)) {
        return;
    }
    if (!known) {
        assume_count(j, "elements");
    }
    keep_assumptions(j, &assumed);
    say(j, "%g tasks: everything else on this loop waits up to %.*s; with a job queue and 4 workers %.*s", count,
        PRI(seconds(j->keep, now.delay)), PRI(seconds(j->keep, then.delay)));
    judge(j, settings, (Figures){now.delay, then.delay, exponent(now.delay, half.delay, count / ceil(count / 2)), (double)NAN,
                                 (double)NAN, (double)NAN});
}

// ---- functions with something done otherwise

static Node *function_around(const Job *j)
{
    Node *n = node_owner(j->m, j->node);
    return n && n->kind == AST_FUNCTION && n->is_async ? n : NULL;
}

static bool run_function(Job *j, Override override, Gauge *g, Assumptions *assumed)
{
    LowerOptions o = options_of(j);
    o.override = override;
    Node *f = function_around(j);
    if (!f) {
        say_why_not(j, T("it stands in no coroutine function"));
        return false;
    }
    Lowered l = lower_function(&j->scratch, j->m, f, &o);
    if (assumed) {
        *assumed = l.assumed;
    }
    return run(j, &l, g);
}

static void measure_workers(Job *j, const Settings *settings)
{
    const Fanout *f = fanout_at(j);
    Gauge now, half, then;
    Assumptions assumed = {0};
    if (!f || !f->loop || f->width.kind != WIDTH_CONSTANT) {
        say_why_not(j, T("nobody knows what is started"));
        return;
    }
    double count = f->width.count;
    if (!run_function(j, (Override){0}, &now, &assumed) || !run_function(j, (Override){f->loop, ceil(count / 2)}, &half, NULL) ||
        !run_function(j, (Override){f->loop, 4}, &then, NULL)) {
        return;
    }
    keep_assumptions(j, &assumed);
    say(j, "%g workers: everything else on this loop waits up to %.*s; with 4 workers %.*s", count,
        PRI(seconds(j->keep, now.delay)), PRI(seconds(j->keep, then.delay)));
    judge(j, settings, (Figures){now.delay, then.delay, exponent(now.delay, half.delay, count / ceil(count / 2)), (double)NAN,
                                 (double)NAN, (double)NAN});
}

// A queue without a bound that a function around the finding makes, or NULL.
static Node *queue_around(const Job *j)
{
    for (Node *f = node_owner(j->m, j->node); f && f->kind == AST_FUNCTION; f = node_owner(j->m, f)) {
        for (int i = f->id + 1; f->is_async && i <= f->last; i++) {
            Node *n = j->m->ast->nodes[i];
            if (n->kind == AST_CALL && node_owner(j->m, n) == f && queue_is_unbounded(queue_bound(j->m, n))) {
                return n;
            }
        }
    }
    return NULL;
}

static bool run_with_queue(Job *j, Node *queue, bool remedied, Gauge *g, Assumptions *assumed)
{
    LowerOptions o = options_of(j);
    o.watched = queue;
    o.bounds_watched = remedied;
    o.override = remedied ? (Override){j->node, (double)NAN} : (Override){0};
    Lowered l = lower_function(&j->scratch, j->m, node_owner(j->m, queue), &o);
    *assumed = l.assumed;
    return run(j, &l, g);
}

// sleep(0) beside a queue without a bound: the remedy is the bound.
static void measure_sleep_for_queue(Job *j, Node *queue)
{
    Gauge now, then;
    Assumptions assumed = {0}, same = {0};
    if (!run_with_queue(j, queue, false, &now, &assumed) || !run_with_queue(j, queue, true, &then, &same)) {
        return;
    }
    keep_assumptions(j, &assumed);
    say(j, "%s %g item%s in the queue; with `maxsize=1` and without `sleep(0)` %g",
        now.is_cut ? "more than" : "up to", now.depth, now.depth == 1 ? " waits" : "s wait",
        then.depth);
    j->f->measured = (Measurement){.words = j->f->measured.words, .assumed = j->f->measured.assumed, .now = now.delay,
                                   .remedied = then.delay, .growth = (double)NAN, .depth_now = now.depth,
                                   .depth_remedied = then.depth};
}

static void measure_sleep(Job *j, const Settings *settings)
{
    Gauge now, then;
    Assumptions assumed = {0};
    Node *queue = queue_around(j);
    (void)settings;
    if (queue) {
        measure_sleep_for_queue(j, queue);
        return;
    }
    if (!run_function(j, (Override){0}, &now, &assumed) || !run_function(j, (Override){j->node, (double)NAN}, &then, NULL)) {
        return;
    }
    keep_assumptions(j, &assumed);
    const char *how = then.delay > now.delay ? "without it, and without a thread," : "without it";
    say(j, "everything else on this loop waits up to %.*s; %s %.*s", PRI(seconds(j->keep, now.delay)), how,
        PRI(seconds(j->keep, then.delay)));
    j->f->measured.now = now.delay;
    j->f->measured.remedied = then.delay;
    j->f->measured.growth = j->f->measured.depth_now = j->f->measured.depth_remedied = (double)NAN;
}

// ---- queues

// All that puts into it or takes from it stands in the function that makes it.
static bool is_local(const Job *j, const Node *function)
{
    for (int i = 0; i < j->m->ast->n; i++) {
        Node *n = j->m->ast->nodes[i];
        if (n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE) {
            Text name = n->call.func->attribute.attr.text;
            bool uses = text_starts(name, T("put")) || text_starts(name, T("get"));
            Ref r = uses ? ref_of(j->m, n->call.func->attribute.value) : (Ref){0};
            if (r.kind == REF_INSTANCE && r.origin == j->node && !node_within(n, function)) {
                return false;
            }
        }
    }
    return true;
}

static bool run_queue(Job *j, bool bounded, Gauge *g, Assumptions *assumed)
{
    Node *f = function_around(j);
    LowerOptions o = options_of(j);
    o.watched = j->node;
    o.bounds_watched = bounded;
    QueueHarness h = {.queue = j->node};
    Lowered l = f && is_local(j, f) ? lower_function(&j->scratch, j->m, f, &o)
                                    : lower_built(&j->scratch, j->m, harness_queue, &h, &o);
    if (assumed) {
        *assumed = l.assumed;
    }
    return run(j, &l, g);
}

static void measure_queue(Job *j, const Settings *settings)
{
    Gauge now, then;
    Assumptions assumed = {0};
    if (!run_queue(j, false, &now, &assumed) || !run_queue(j, true, &then, NULL)) {
        return;
    }
    if (isnan(now.depth) || now.depth <= 0) {
        say_why_not(j, T("nothing is seen to be put into it"));
        return;
    }
    keep_assumptions(j, &assumed);
    say(j, "%s %g item%s in it; with `maxsize=1` %g", now.is_cut ? "more than" : "up to", now.depth,
        now.depth == 1 ? " waits" : "s wait", then.depth);
    (void)settings;
    Measurement *m = &j->f->measured;
    m->now = now.delay;
    m->remedied = then.delay;
    m->growth = (double)NAN;
    m->depth_now = now.depth;
    m->depth_remedied = then.depth;
}

// ---- calls that block

// How many tasks run the function at once, as far as this file tells.
static double tasks_of(const Job *j, const Node *function)
{
    for (int i = 0; i < j->m->fanout_count; i++) {
        const Fanout *f = &j->m->fanouts[i];
        if (f->function.node == function && f->width.kind == WIDTH_CONSTANT) {
            return f->width.count;
        }
    }
    return 1;
}

static void measure_call(Job *j, const Settings *settings)
{
    CallHarness h = {.call = j->node};
    LowerOptions o = options_of(j);
    Lowered l = lower_built(&j->scratch, j->m, harness_call, &h, &o);
    Gauge g;
    if (!run(j, &l, &g)) {
        return;
    }
    if (h.seconds <= 0) {
        say_why_not(j, T("nobody knows how long it takes"));
        return;
    }
    Node *f = function_around(j);
    double tasks = f ? tasks_of(j, f) : 1, now = h.seconds * tasks;
    keep_assumptions(j, &l.assumed);
    if (tasks > 1) {
        say(j, "%g tasks do this: everything else on this loop waits up to %.*s; in a thread 0 s", tasks, PRI(seconds(j->keep, now)));
    } else {
        say(j, "everything else on this loop waits up to %.*s; in a thread 0 s", PRI(seconds(j->keep, now)));
    }
    judge(j, settings, (Figures){now, 0, tasks > 1 ? 1 : (double)NAN, (double)NAN, (double)NAN, (double)NAN});
}

// ---- all findings

typedef void Method(Job *j, const Settings *settings);

static Method *method_of(const Rule *r)
{
    static const struct {
        const char *code;
        Method *method;
    } methods[] = {
        {"AQ101", measure_queue}, {"AQ201", measure_sleep}, {"AQ301", measure_jobs}, {"AQ302", measure_jobs},
        {"AQ303", measure_jobs}, {"AQ304", measure_workers},
    };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (text_eq(text_from(r->code), text_from(methods[i].code))) {
            return methods[i].method;
        }
    }
    bool blocks = r->kind == KIND_LATENCY && text_starts(text_from(r->code), T("AQ4"));
    return blocks ? measure_call : NULL;
}

// The node that is reported: the outermost with just this span.
static Node *node_of(const Module *m, Span span)
{
    int low = 0, high = m->ast->n;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        m->ast->nodes[middle]->beg < span.beg ? (low = middle) : (high = middle);
    }
    for (int i = low; i < m->ast->n && m->ast->nodes[i]->beg <= span.beg; i++) {
        Node *n = m->ast->nodes[i];
        if (n->beg == span.beg && n->end == span.end && n->kind == AST_CALL) {
            return n;
        }
    }
    return NULL;
}

void measure_findings(Module *m, const Settings *settings, Findings *findings, Arena *keep, Arena scratch)
{
    for (int i = 0; i < findings->n; i++) {
        Finding *f = findings->at[i];
        Method *method = f->suppressed ? NULL : method_of(f->rule);
        Job j = {.m = m, .assume = settings->assume, .keep = keep, .scratch = scratch, .f = f};
        j.node = method ? node_of(m, f->at.span) : NULL;
        if (j.node) {
            method(&j, settings);
        } else if (method) {
            say_why_not(&j, T("there is no call here that could be run"));
        }
    }
}
