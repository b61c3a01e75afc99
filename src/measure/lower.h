// From Python to a program for the simulator: what a coroutine does to the event loop, and nothing else of it.
//
// Kept is what the loop sees: tasks, awaits, asyncio's queues, locks, timeouts and groups, time that passes in
// time.sleep() and in known blocking calls, exceptions that asyncio raises or the code does, loops with their counts.
// Values are followed only as far as these need it: constants, coroutines, tasks, lists of tasks, objects of asyncio,
// instances of project classes; arguments are followed into what is called.
//
// What cannot be known is assumed, by a small table that the configuration can add to, and every assumption is noted with
// its place: what an unknown call takes, when an unknown await comes back, how often a loop runs, which way a branch goes.
// What the simulator has no operation for is refused with its place. Nothing is guessed in silence.
#ifndef AQLINT_MEASURE_LOWER_H
#define AQLINT_MEASURE_LOWER_H

#include "measure/assume.h"
#include "python/model.h"
#include "sim/program.h"

typedef struct {
    const Module *module;
    Place at;
    Text text;                  // "`db.fetch()` takes 10 ms"
    const Node *node;           // whose it is, and which of its kind: an assumption is noted once
    const char *kind;
    bool is_inner;              // within what happens many times, where less is assumed (measure/assume.h)
} Assumption;

typedef LIST(Assumption) Assumptions;

typedef struct {
    Program *program;           // NULL: refused
    Assumptions assumed;        // by place
    int watched;                // the object that options->watched made; 0: none
    const Module *module;       // refused: where, and why
    Place at;
    Text why;
} Lowered;

// One loop that goes round more or less often than its source says.
typedef struct {
    const Node *loop;           // NULL: none does
    double rounds;
} Override;

typedef struct {
    const AssumeTable *assume;
    int python;                 // 311: whose wait_for() and TimeoutError
    int operations;             // at most; 0: a million
    double trips;               // rounds of a loop of which nobody knows how many; 0: ASSUME_TRIPS
    Override override;
    const Node *watched;        // the call that makes the queue in question; NULL: none is
    bool fills_watched;         // somebody who is not seen puts `trips` items into it as soon as it is made
    const Node *left_out;       // an awaited call that a remedy does without; likewise
} LowerOptions;

// Lowers what a file runs: asyncio.run(main()), or the coroutine function `name` ("work", "Worker.run"), its parameters
// unknown. Memory comes from `a`.
Lowered lower_file(Arena *a, Module *m, Text name, const LowerOptions *options);

// The same for a function, wherever it is.
Lowered lower_function(Arena *a, Module *m, Node *function, const LowerOptions *options);

#endif
