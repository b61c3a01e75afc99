// A quantity over the time of a run, in cells of equal length.
//
// A run may last a microsecond or a year and nobody knows before, so cells start short and, whenever the run has gone past
// the last one, pairs of them are merged: a track takes the same memory whatever the run's length, and at its end more than
// half of the cells are in use.
#ifndef AQLINT_SIM_TRACK_H
#define AQLINT_SIM_TRACK_H

#include "base/arena.h"

#include <stdbool.h>

enum { TRACK_CELLS = 2048 };

typedef enum { TRACK_RUNNING, TRACK_READY, TRACK_ALIVE, TRACK_LEVELS } TrackLevel;

typedef struct {
    double area[TRACK_LEVELS];  // seconds times the level
    double most;                // the largest value of READY
    bool stepped;               // RUNNING was entered, if only for no time
} TrackCell;

typedef struct {
    double since;               // up to here the cells hold the levels
    double level[TRACK_LEVELS];
    TrackCell *cells;
} Track;

Track *track_new(Arena *a, double now);
void track_reset(Track *t, double now);

// Adds what the levels were since they last changed. `now` is before the end of the last cell.
void track_advance(Track *t, double cell, double now);
void track_change(Track *t, double cell, TrackLevel level, double by, double now);

// Makes cells twice as long.
void track_merge(Track *t);

// What a stretch of time [from, to) holds: the levels' averages, the most, whether anything stepped.
typedef struct {
    double level[TRACK_LEVELS];
    double most;
    bool stepped;
} TrackView;

TrackView track_view(const Track *t, double cell, double from, double to);

// The largest value that READY ever had.
double track_most(const Track *t);

// The cell of a time; the last one for all that is later.
int track_cell(double cell, double time);

#endif
