// The trace of a run, in the format of the oracle (testdata/oracle): one line an event,
//     <time> \t <iteration> \t <event> \t <subject> [\t <detail>]
//   iter    ntodo=<n>                callbacks begin; n are ready
//   step    <task>  begin|wakeup     a task's step: the first or behind a bare yield, or woken by a future
//   end     <task>  wait|yield|done|cancelled|error
//   call    <name>                   another callback
//   soon    <name>                   a callback is appended to the ready ring
//   timer   <name>  when=<t>         a timer is armed
//   untimer <name>  when=<t>         and cancelled
//   cpu     <seconds>                the loop computes
//   deadlock
// Tasks are T1, T2, ... as they are first mentioned; times as Python writes floats.
#ifndef AQLINT_SIM_TRACE_H
#define AQLINT_SIM_TRACE_H

#include "base/list.h"
#include "base/out.h"
#include "sim/repr.h"
#include "sim/sim.h"

typedef struct {
    Out *out;
    const Program *program;
    const SimProfile *profile;
    int64_t todo;               // of an iteration whose line is still to be written, or -1
    double time;                // the time in `text`
    Text text;
    char buffer[REPR_SIZE];
    Arena *arena;
    LIST(uint32_t) numbers;     // by task: its number, 0 before it is mentioned
    uint32_t mentioned;
} Trace;

// An observer that writes the trace; `t` lives as long as it, and memory comes from `a`.
SimObserver trace_observer(Trace *t, Arena *a, Out *out, const Program *program, const SimProfile *profile);

#endif
