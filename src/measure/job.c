// What the methods of measuring share.
#include "measure/job.h"

#include "base/os.h"

enum { OPERATIONS_MOST = 800 };

Text job_seconds(Arena *a, double x)
{
    return x >= 0.9995  ? text_format(a, "%.2f s", x)
         : x >= 0.9995e-3 ? text_format(a, "%.3g ms", x * 1e3)
         : x >= 0.5e-7  ? text_format(a, "%.3g us", x * 1e6)
                        : T("0 s");
}

Text job_bytes(Arena *a, double x)
{
    return x >= 1048576 ? text_format(a, "%.3g MiB", x / 1048576) : text_format(a, "%.4g KiB", x / 1024);
}

void say(Job *j, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    j->f->measured.words = text_vformat(j->keep, format, args);
    j->f->measured.why_not = (Text){0};
    va_end(args);
}

void say_why_not(Job *j, Text why)
{
    j->f->measured.why_not = text_copy(j->keep, why);
}

// Of another file, as short as the directory that aqlint runs in allows.
static Text shown_path(Arena *a, const Module *m)
{
    Text here = os_current_directory(a), path = m->source->path;
    bool is_below = text_starts(path, here) && path.n > here.n + 1 && path.s[here.n] == '/';
    return is_below ? text_sub(path, here.n + 1, path.n) : path;
}

void keep_assumptions(Job *j, const Assumptions *assumed)
{
    for (int i = 0; i < assumed->n; i++) {
        const Assumption *a = &assumed->at[i];
        Text text = a->module == j->home ? text_copy(j->keep, a->text)
                                      : text_format(j->keep, "%.*s in %.*s", PRI(a->text), PRI(shown_path(&j->scratch, a->module)));
        *list_push(j->keep, &j->f->measured.assumed) = (AssumedLine){a->at.line, text};
    }
}

void keep_assumption(Job *j, Text what)
{
    *list_push(j->keep, &j->f->measured.assumed) = (AssumedLine){j->f->at.beg.line, text_copy(j->keep, what)};
}

LowerOptions options_of(const Job *j)
{
    return (LowerOptions){.assume = j->settings->assume, .python = 312, .operations = OPERATIONS_MOST, .trips = COUNT_ASSUMED};
}

// Runs what was lowered. false with a reason in the finding.
bool run(Job *j, const Lowered *l, Variation v, Gauge *g)
{
    if (!l->program) {
        Text where = l->module == j->home ? text_format(&j->scratch, "line %d", l->at.line)
                                       : text_format(&j->scratch, "%.*s:%d", PRI(shown_path(&j->scratch, l->module)), l->at.line);
        say_why_not(j, text_format(&j->scratch, "%.*s (%.*s)", PRI(l->why), PRI(where)));
        return false;
    }
    *g = gauge_run(j->scratch, l->program, v, l->watched, l->assumed.n == 0, j->budget);
    if (!g->ran) {
        say_why_not(j, text_from(g->why));
    }
    return g->ran;
}

void keep_runs(Job *j, const Gauge *now, const Gauge *then)
{
    Measurement *m = &j->f->measured;
    m->now = now->delay;
    m->remedied = then->delay;
    m->depth_now = now->depth;
    m->depth_remedied = then->depth;
    m->wait_now = now->wait;
    m->wait_remedied = then->wait;
    m->tasks_now = now->tasks;
    m->tasks_remedied = then->tasks;
    m->memory_now = memory_held(now->tasks, now->depth);
    m->memory_remedied = memory_held(then->tasks, then->depth);
}

void decide(Job *j, Severity s)
{
    bool nobody_waits = module_is_test(j->home) || j->f->rule->is_blocking || j->f->is_rare;
    bool is_small = j->f->severity == SEVERITY_NOTE && nobody_waits;
    bool is_chosen = j->settings->severity[rule_index(j->f->rule)] != SEVERITY_OFF;
    if (j->f->measured.assumed.n == 0 && !is_small && !is_chosen) {
        j->f->severity = s == SEVERITY_OFF ? SEVERITY_NOTE : s;
    }
}

void judge(Job *j, Figures figures)
{
    Measurement *m = &j->f->measured;
    m->now = figures.bad;
    m->remedied = figures.good;
    m->growth = figures.growth;
    decide(j, grade(figures));
}

const char *bound(const Gauge *g)
{
    return g->is_cut ? "at least" : "up to";
}

double exponent(double more, double less, double factor)
{
    return more > 0 && less > 0 ? log(more / less) / log(factor) : (double)NAN;
}

Node *function_around(const Job *j)
{
    Node *n = node_owner(j->m, j->node);
    return n && n->kind == AST_FUNCTION && n->is_async ? n : NULL;
}
