// A run for Perfetto (https://ui.perfetto.dev) and chrome://tracing: the JSON array form of the Trace Event Format.
//
//   loop        a slice an iteration, with the number of callbacks that it found ready; counters: ready, each queue's depth
//   NAME n      a track for each of the first CHROME_TASKS tasks: slices where it runs, where it is ready and stands in line,
//               and where it waits, named after the operation and the object that it waits in
//   NAME ...    one for all further tasks of a coroutine: only where they run
//   instants    beats (with how late they are), marks, what the program says
//
// Written as the run goes on, so memory does not depend on its length; after CHROME_EVENTS events it ends with an instant
// that says so.
#ifndef AQLINT_CLI_SIMCHROME_H
#define AQLINT_CLI_SIMCHROME_H

#include "base/list.h"
#include "base/out.h"
#include "sim/sim.h"

enum { CHROME_TASKS = 1000, CHROME_EVENTS = 2000000 };

typedef struct {
    int64_t since;              // nanoseconds: when the state began
    int coroutine;
    int operation, object;      // that it waits in
    uint8_t state;
    bool ready_again;           // while it runs
} ChromeTask;

typedef struct {
    Arena *arena;
    Out *out;
    const Program *program;
    Text *coroutines, *objects; // as JSON strings
    LIST(ChromeTask) tasks;     // by task
    bool *has_rest;             // by coroutine: its track of further tasks is named
    int64_t events;
    int64_t iteration, callbacks;
    int64_t last;               // nanoseconds: of the last event
} ChromeTrace;

// An observer that writes the trace to `out`; `c` lives as long as it, and memory comes from `a`.
SimObserver chrome_observer(ChromeTrace *c, Arena *a, Out *out, const Program *program, Text title);

// Ends what goes on when the run is over (in deadlock tasks wait for ever), and writes the end of the document.
void chrome_finish(ChromeTrace *c, double end);

#endif
