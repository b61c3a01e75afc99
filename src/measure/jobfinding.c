// Many tasks: one for each item, or too many workers.
#include "measure/job.h"

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

void measure_jobs(Job *j)
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
        keep_assumption(j, text_format(j->keep, "%g elements", COUNT_ASSUMED));
    }
    keep_assumptions(j, &assumed);
    keep_runs(j, &now, &then);
    say(j, "%g tasks: everything else on this loop waits up to %.*s; with a job queue and 4 workers %.*s", count,
        PRI(job_seconds(j->keep, now.delay)), PRI(job_seconds(j->keep, then.delay)));
    judge(j, (Figures){now.delay, then.delay, exponent(now.delay, half.delay, count / ceil(count / 2)), (double)NAN,
                                 (double)NAN, (double)NAN});
}

void measure_workers(Job *j)
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
    keep_runs(j, &now, &then);
    say(j, "%g workers: everything else on this loop waits up to %.*s; with 4 workers %.*s", count,
        PRI(job_seconds(j->keep, now.delay)), PRI(job_seconds(j->keep, then.delay)));
    judge(j, (Figures){now.delay, then.delay, exponent(now.delay, half.delay, count / ceil(count / 2)), (double)NAN,
                                 (double)NAN, (double)NAN});
}
