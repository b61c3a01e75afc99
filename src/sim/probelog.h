// What a program says and measures, a line each:   <time> \t <kind> \t <name> [\t <value>]
//   say      <text>
//   beat     <name>  <seconds late>
//   mark     <name>
//   observe  <name>  <value>
#ifndef AQLINT_SIM_PROBELOG_H
#define AQLINT_SIM_PROBELOG_H

#include "base/out.h"
#include "sim/sim.h"

typedef struct {
    Out *out;
    const Program *program;
} ProbeLog;

SimObserver probe_log_observer(ProbeLog *l, Out *out, const Program *program);

#endif
