// The shadow probe: how late would a callback be that is due at time x, for every x of the run? No event is added.
//
// Take the deadline x. It is noticed by the first iteration i whose select returns at or behind x; the probe's timer fires
// there, last in line, and the task that it wakes steps, last in line, in iteration i + 1. So its latency is
//     A(x) = end of iteration i + 1, minus x         while the loop is busy at x; 0 while it sleeps,
// and less when the loop would have slept in between. A is linear with slope -1 on each busy iteration, so maximum, mean
// and percentiles over all x are exact. A lone stall of S shows as a maximum of S; under steady load two or three
// iterations add up.
#ifndef AQLINT_SIM_LATENCY_H
#define AQLINT_SIM_LATENCY_H

#include "base/arena.h"

// Deadlines whose latencies are spread evenly over (low, high], `count` times.
typedef struct {
    double low, high;
    double count;
} Span;

typedef struct {
    Arena *arena;               // NULL: only the maximum is asked for, and nothing else kept
    Span *at;
    size_t n, room;
    struct {
        double begin, end;      // of an iteration's callbacks
    } window[2];                // iterations whose latency is still open, oldest first
    int open;
    double most;                // seconds
} Latency;

void latency_iteration(Latency *l, double begin, double end);  // in order of time
void latency_finish(Latency *l);                                // no iteration will follow

double latency_max(const Latency *l);
double latency_mean(const Latency *l, double run);              // of all deadlines in [0, run]
double latency_quantile(Latency *l, double q, double run);      // q of all deadlines in [0, run] are at most this late

#endif
