// What `aqlint sim` writes besides its report: the files of --trace, --log, --chrome-trace and --svg, and the timeline.
#ifndef AQLINT_CLI_SIMOUTPUT_H
#define AQLINT_CLI_SIMOUTPUT_H

#include "cli/simchrome.h"
#include "cli/simsession.h"
#include "sim/probelog.h"
#include "sim/study.h"
#include "sim/timeline.h"
#include "sim/trace.h"

enum { SIM_OUTPUTS = 4 };

typedef struct {
    Out out[SIM_OUTPUTS];
    Text path[SIM_OUTPUTS];     // as it is opened; empty: not asked for
    Trace trace;
    ProbeLog log;
    ChromeTrace chrome;
    Timeline *timeline;         // NULL: not asked for
    SimObserver observers[SIM_OUTPUTS];
    const SimObserver *list[SIM_OUTPUTS];
    int n;
} SimOutputs;

// Whether the options go together; false after a message.
bool sim_outputs_check(SimSession *s);

// Whether one of the files is standard output: then the report goes to standard error.
bool sim_outputs_take_stdout(const SimSession *s);

// Opens all files before the run, which may take long, and makes the run tell them. false after a message.
bool sim_outputs_open(SimSession *s, const Scenario *scenario, SimOptions *options, SimOutputs *w);

// After the run: finishes them, draws the picture, closes the files. false after a message.
bool sim_outputs_close(SimSession *s, SimOutputs *w, const Study *study);

#endif
