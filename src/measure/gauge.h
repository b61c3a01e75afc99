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
    double depth, wait;         // of the watched queue: items, seconds; NaN: none is watched
    double tasks;               // alive at a time
} Gauge;

// Runs with the loop's own costs as measured, for a bounded number of events; the more where the counts are the code's own
// (`is_exact`) and not assumed. `queue`: an object, or 0.
Gauge gauge_run(Arena scratch, const Program *p, int queue, bool is_exact);

#endif
