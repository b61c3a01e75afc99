// What the files of `aqlint sim` share: its options as given, and the scenario being run.
#ifndef AQLINT_CLI_SIMSESSION_H
#define AQLINT_CLI_SIMSESSION_H

#include "base/list.h"
#include "cli/option.h"
#include "sim/scenario.h"

typedef enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV } SimFormat;

typedef struct {
    Texts paths, parameters;
    Text trace, chrome, log, svg, python, seed;
    int format, color, costs, jobs, memory;
    bool no_sweep, speed, quiet, timeline, help;
} SimValues;

typedef struct {
    Arena *arena;
    SimValues values;
    Text path;                  // of the scenario being run
    double begun;               // os_seconds
    bool shows_progress;        // standard error is a terminal and wanted for it
    bool has_shown;
} SimSession;

// `PATH:LINE:COLUMN: MESSAGE`; line 0: without a place.
void sim_complain_place(SimSession *s, Text path, int line, int column, Text message);

// The scenario's options with those of the command line over them. false after a message.
bool sim_settings(SimSession *s, const Scenario *scenario, SimOptions *o);

// Progress of a sweep on a terminal: one line that is written over, and erased at the end. `context` is the session.
void sim_show_progress(void *context, int done, int of);
void sim_end_progress(SimSession *s);

#endif
