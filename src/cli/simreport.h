// Reports of studies: one file a format.
#ifndef AQLINT_CLI_SIMREPORT_H
#define AQLINT_CLI_SIMREPORT_H

#include "base/out.h"
#include "measure/lower.h"
#include "sim/study.h"

typedef struct {
    Text path;                  // as given
    const Study *study;
    bool is_source;             // Python, with what was
    Assumptions assumed;        // of it
    const struct Timeline *timeline;    // where one is asked for
    double seconds;             // of wall clock, when only speed is asked for; else 0
} SimReport;

typedef struct {
    Arena scratch;
    bool color;
    bool quiet;                 // text: only what is wrong
} SimReportOptions;

void sim_report_text(Out *o, const SimReport *r, const SimReportOptions *options);

// All reports as one document.
void sim_report_json(Out *o, const SimReport *reports, int n, const SimReportOptions *options);
void sim_report_csv(Out *o, const SimReport *reports, int n, const SimReportOptions *options);

const char *sim_outcome_name(SimOutcome outcome);

#endif
