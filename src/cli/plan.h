// What a run is going to do: from the command line and the configuration files to files with settings.
#ifndef AQLINT_CLI_PLAN_H
#define AQLINT_CLI_PLAN_H

#include "cli/flags.h"
#include "config/discover.h"
#include "report/report.h"

typedef struct {
    Arena *arena;
    const Flags *flags;
    ConfigStore store;
    Overrides overrides;
    Resolver resolver;
    const Config *config;           // governs the working directory: fail-on, output-format, jobs
    Found found;
    LIST(RunFile) files;            // by path
    Text stdin_text;                // the content of standard input when it is checked
    const ReportFormat *format;
    Severity fail_on, level;
} Plan;

// Works all out. false after messages: what was asked for cannot be done (exit code 2). Missing paths are no such
// reason; they are in `found.troubles`.
bool plan_make(Arena *a, const Flags *flags, Plan *plan);

// The words of --output-format, NULL-terminated.
const char *const *plan_formats(Arena *a);

// Absolute directories that imports are looked up in, of all configurations in the run.
Texts plan_roots(Plan *plan);

#endif
