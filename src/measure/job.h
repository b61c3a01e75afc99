// One finding on its way to a figure: what the methods of measuring share (finding.c lists them by rule).
#ifndef AQLINT_MEASURE_JOB_H
#define AQLINT_MEASURE_JOB_H

#include "lint/grade.h"
#include "measure/finding.h"
#include "measure/gauge.h"
#include "measure/harness.h"

#define COUNT_ASSUMED 200.0         // tasks, items: of which the code does not tell how many
#define COUNT_MOST 20000.0          // more than that are not run

typedef struct {
    Module *m;                      // where what is run stands
    const Module *home;             // where the finding stands
    const Settings *settings;
    Arena *keep;                    // the findings'
    Arena scratch;                  // gone after each finding
    Budget *budget;                 // of the file
    Finding *f;
    Node *node;                     // the call that is reported; NULL: none is
} Job;

typedef void Method(Job *j);
Method measure_jobs, measure_workers, measure_sleep, measure_queue, measure_put, measure_deep_queue, measure_limit, measure_kept_tasks,
    measure_gather, measure_call, measure_poll;

// The figure in words, or why there is none.
void say(Job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_why_not(Job *j, Text why);
Text job_seconds(Arena *a, double seconds);
Text job_bytes(Arena *a, double bytes);

// Takes over what was assumed to come to the figure; and that there are COUNT_ASSUMED of something.
void keep_assumptions(Job *j, const Assumptions *assumed);
void keep_assumption(Job *j, Text what);

// What has to hold of lowering for a finding.
LowerOptions options_of(const Job *j);

// Runs what was lowered. false with a reason in the finding.
#define AS_IT_IS ((Variation){.load = (double)NAN, .size = (double)NAN})
#define REMEDIED ((Variation){.load = (double)NAN, .size = 1, .remedied = true})
bool run(Job *j, const Lowered *l, Variation v, Gauge *g);

// The coroutine function that the finding stands in, or NULL.
Node *function_around(const Job *j);

// Puts both runs into the finding.
void keep_runs(Job *j, const Gauge *now, const Gauge *then);

// Lets the severity that figures have decide about the finding where nothing was assumed and the user chose none; not where
// the rule makes little of it because nobody waits where it stands. `judge` also puts the figures' delays into the finding.
void decide(Job *j, Severity s);
void judge(Job *j, Figures figures);

// What to say before a figure: a run that was cut off might have come to more.
const char *bound(const Gauge *g);

// How something grows that came to `more` with `factor` times as many as it came to `less` with.
double exponent(double more, double less, double factor);

#endif
