// Weighted values of which one wants to know the largest, the mean, the 99th percentile ...: exactly, every value counts.
//
// Equal values that follow each other are one entry; when the array is full it is sorted and equal values are merged, and
// only then it grows. So memory goes with the number of different values.
#ifndef AQLINT_SIM_SERIES_H
#define AQLINT_SIM_SERIES_H

#include "base/arena.h"

typedef struct {
    double value;
    double weight;
} Sample;

typedef struct {
    Sample *at;
    size_t n, room;
    bool sorted, seen;
    uint64_t count;             // of values with a weight that is not 0
    double weight;              // their sum
    double sum;                 // of value times weight
    double least, most;
} Series;

static inline bool series_is_empty(const Series *s)
{
    return !s->seen;
}

// A weight of 0 counts for the extremes alone: a depth that a queue had for no time.
void series_add(Arena *a, Series *s, double value, double weight);

double series_mean(const Series *s);                    // 0 when empty

// The least value that has at least the share `q` of the weight at or below it; 0 when empty.
double series_quantile(Series *s, double q);

#endif
