// A run of a program, watched for what a finding costs: the light-weight sister of sim/metric.h.
#ifndef AQLINT_MEASURE_GAUGE_H
#define AQLINT_MEASURE_GAUGE_H

#include "sim/sim.h"

typedef struct {
    bool ran;                   // to its end, or long enough
    bool is_cut;                // stopped after so many events: it would have come to more
    const char *why;            // it did not run: in words
    double delay;               // seconds: how late anything due at the worst moment runs
    double stall;               // seconds: the longest iteration
    double end;                 // when it was over
    double depth, wait;         // of the watched queue: items, seconds; NaN: none is watched
    double growth;              // the exponent of its depth in the number of items that were put; NaN: too few to tell
    double tasks;               // alive at a time
} Gauge;

// Parameters that a program has where there is something to vary, so that it is lowered once and run as it is and remedied:
// LOAD_PARAMETER: how many tasks a harness starts. SIZE_PARAMETER: maxsize of the watched queue. REMEDY_PARAMETER, 0 or 1: what
// LowerOptions.left_out names is left out. YIELDS_PARAMETER: how often whoever takes from the watched queue then suspends.
#define LOAD_PARAMETER T("N")
#define SIZE_PARAMETER T("SIZE")
#define REMEDY_PARAMETER T("REMEDY")
#define YIELDS_PARAMETER T("YIELDS")

// What is varied.
typedef struct {
    double load, size;          // NaN: as it is
    bool remedied;
    double yields;
    bool whole;                 // to its end, even where nothing new is seen for long
} Variation;

// What the runs for the findings of a file may still take: task steps and turns of loops.
typedef struct {
    uint64_t work;
} Budget;
#define BUDGET_OF_FILE ((Budget){20000000})

// Runs with the loop's own costs as measured, for a bounded number of events; the more where the counts are the code's own
// (`is_exact`) and not assumed, as long as the budget lasts. `queue`: an object, or 0.
Gauge gauge_run(Arena scratch, const Program *p, Variation v, int queue, bool is_exact, Budget *b);

#endif
