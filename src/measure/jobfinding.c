// Many tasks: one for each item, or too many workers.
#include "measure/job.h"

static const Fanout *fanout_at(const Job *j)
{
    const Fanouts *all = fanouts_of(j->m);
    for (int i = 0; i < all->n; i++) {
        if (all->at[i].site == j->node) {
            return &all->at[i];
        }
    }
    return NULL;
}

static Lowered lower_jobs(Job *j, const Fanout *f, double count, bool remedied)
{
    JobHarness h = {f, count, remedied};
    LowerOptions o = options_of(j);
    return lower_built(&j->scratch, j->m, harness_jobs, &h, &o);
}

// With half as many, to see how it grows: the same program with another load, unless each of its tasks is spelled out.
static bool run_half(Job *j, const Fanout *f, double half, const Lowered *l, Gauge *g)
{
    if (program_find_parameter(l->program, LOAD_PARAMETER)) {
        return run(j, l, (Variation){.load = half, .size = (double)NAN}, g);
    }
    Lowered fewer = lower_jobs(j, f, half, false);
    return run(j, &fewer, AS_IT_IS, g);
}

static const char *growth_words(double exponent)
{
    return isnan(exponent)  ? ""
         : exponent >= 1.2  ? ", faster than their number"
         : exponent >= 0.8  ? ", in proportion to their number"
         : exponent >= 0.2  ? ", more slowly than their number"
         : exponent >= -0.2 ? ", whatever their number"
                            : ", and less with more of them";
}

// The figure: what it costs now, how that grows, and what the remedy leaves of it.
static void tell(Job *j, const char *what, double count, double fewer, const Gauge *now, const Gauge *half, const char *remedy,
                 const Gauge *then)
{
    double growth = exponent(now->delay, half->delay, count / fewer);
    say(j, "%g %s: everything else on this loop waits %s %.*s%s; %s %.*s", count, what, bound(now), PRI(job_seconds(j->keep, now->delay)),
        growth_words(growth), remedy, PRI(job_seconds(j->keep, then->delay)));
    judge(j, (Figures){now->delay, then->delay, growth, (double)NAN, (double)NAN, (double)NAN});
}

void measure_jobs(Job *j)
{
    const Fanout *f = fanout_at(j);
    Gauge now, half, then;
    if (!f) {
        say_why_not(j, T("nobody knows what is started"));
        return;
    }
    bool known = f->width.kind == WIDTH_CONSTANT && f->width.count <= COUNT_MOST;
    double count = known ? f->width.count : COUNT_ASSUMED, fewer = ceil(count / 2);
    Lowered bad = lower_jobs(j, f, count, false);
    if (!run(j, &bad, AS_IT_IS, &now) || !run_half(j, f, fewer, &bad, &half)) {
        return;
    }
    Lowered good = lower_jobs(j, f, count, true);
    if (!run(j, &good, AS_IT_IS, &then)) {
        return;
    }
    if (!known) {
        keep_assumption(j, text_format(j->keep, "%g elements", COUNT_ASSUMED));
    }
    keep_assumptions(j, &bad.assumed);
    keep_runs(j, &now, &then);
    tell(j, "tasks", count, fewer, &now, &half, "with a job queue and 4 workers", &then);
}

// Tasks in a container that only grows: what they hold when they are done.
void measure_kept_tasks(Job *j)
{
    Measurement *m = &j->f->measured;
    m->memory_now = COUNT_ASSUMED * MEMORY_DONE;
    m->memory_remedied = 0;
    m->now = m->remedied = (double)NAN;
    keep_assumption(j, text_format(&j->scratch, "%g tasks", COUNT_ASSUMED));
    say(j, "each keeps %g bytes when it is done, %g of them %.*s; taken out then none", MEMORY_DONE, COUNT_ASSUMED,
        PRI(job_bytes(j->keep, m->memory_now)));
}

static bool run_workers(Job *j, Override override, Gauge *g, Assumptions *assumed)
{
    LowerOptions o = options_of(j);
    o.override = override;
    Node *f = function_around(j);
    if (!f) {
        say_why_not(j, T("it stands in no coroutine function"));
        return false;
    }
    Lowered l = lower_function(&j->scratch, j->m, f, &o);
    *assumed = l.assumed;
    return run(j, &l, AS_IT_IS, g);
}

void measure_workers(Job *j)
{
    const Fanout *f = fanout_at(j);
    Gauge now, half, then;
    Assumptions assumed = {0}, same = {0};
    if (!f || !f->loop || f->width.kind != WIDTH_CONSTANT) {
        say_why_not(j, T("nobody knows what is started"));
        return;
    }
    double count = f->width.count, fewer = ceil(count / 2);
    if (!run_workers(j, (Override){0}, &now, &assumed) || !run_workers(j, (Override){f->loop, fewer}, &half, &same) ||
        !run_workers(j, (Override){f->loop, 4}, &then, &same)) {
        return;
    }
    keep_assumptions(j, &assumed);
    keep_runs(j, &now, &then);
    tell(j, "workers", count, fewer, &now, &half, "with 4 workers", &then);
}
