// A study: a scenario run with its parameters, once more for each value that is swept, and its expectations judged.
//
// Runs are independent and go on in parallel; what comes out does not depend on how many at a time.
#ifndef AQLINT_SIM_STUDY_H
#define AQLINT_SIM_STUDY_H

#include "sim/metric.h"
#include "sim/scenario.h"

typedef struct {
    const double *parameters;   // from 1 on
    SimResult result;
    double *values;             // as Study.names; NaN: nothing of the kind happened
} StudyRun;

typedef struct {
    bool met;
    double actual;              // the metric, the exponent; NaN if there is none
    Text why;                   // not met: in words
} Verdict;

typedef struct {
    const Scenario *scenario;
    SimOptions options;         // of the runs
    MetricNames names;
    StudyRun base;
    StudyRun *points;           // of the sweeps, one sweep after the other
    int point_count;
    Verdict *verdicts;          // as scenario->expectations
    int unmet;
} Study;

typedef struct {
    SimOptions options;         // those of the scenario, or overridden; `parameters` and `observers` are of the base run
    int workers;                // runs at a time
    size_t memory;              // bytes that a run may take
    bool sweep;                 // do the sweeps, and judge growth
    bool metrics;               // measure, and judge metrics
    void (*progress)(void *context, int done, int of);     // called by one of the workers
    // The scenario that `same-trace(NAME)` names; NULL with a message when there is none.
    const Scenario *(*other)(void *context, Arena *a, Text name, Text *why);
    void *context;
} StudyOptions;

enum { STUDY_MEMORY = 1 << 30 };

// Runs it all. The study lives in `a`. A run that could not be carried out says so in its result; expectations that hang on
// it are not met.
Study study_run(Arena *a, const Scenario *s, const StudyOptions *options);

// The exponent of growth of a metric over a swept parameter: the slope of log(metric) against log(parameter), by least
// squares over the last three octaves of the sweep, or its three largest points where these reach farther. false: fewer
// than two points where both are positive. A metric that is 0 everywhere grows with exponent 0.
bool study_growth(const Study *s, int metric, int parameter, double *exponent);

// The same as a curve, metric = factor * parameter ** exponent, with the values of the parameter between which it was
// fitted. A metric that is 0 everywhere has factor 0.
typedef struct {
    double exponent, factor, from, to;
} StudyFit;

bool study_fit(const Study *s, int metric, int parameter, StudyFit *fit);

#endif
