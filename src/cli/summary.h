// The last line of a run, and the table of --statistics.
#ifndef AQLINT_CLI_SUMMARY_H
#define AQLINT_CLI_SUMMARY_H

#include "report/report.h"

typedef struct {
    int checked;                    // files
    int unread;                     // files and paths that could not be
    bool verbose;
} SummaryOptions;

// `Found 3 errors and 1 warning in 2 files (812 checked).`
void summary_write(Out *o, const RunResult *r, const ReportOptions *report, const SummaryOptions *options);

// Findings by rule, the most frequent first.
void statistics_write(Out *o, const RunResult *r, const ReportOptions *report);
void statistics_write_json(Out *o, const RunResult *r, const ReportOptions *report);

#endif
