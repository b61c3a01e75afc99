// The timeline of a run: who ran, who stood in line and who waited, when. Pictures are drawn from it.
//
// Time is cut into cells of equal length. A run may last a millisecond or a day and nobody knows before, so the cells start
// short and, whenever the run has gone past the last one, pairs of them are merged: memory does not depend on the run's
// length. It does not depend on the number of tasks either: each coroutine has one track for all its tasks, and the first
// tasks have one of their own besides.
#ifndef AQLINT_SIM_TIMELINE_H
#define AQLINT_SIM_TIMELINE_H

#include "base/list.h"
#include "sim/sim.h"

enum {
    TIMELINE_CELLS = 1024,
    TIMELINE_TASKS = 32,        // tasks with a track of their own
    TIMELINE_BEATS = 4096,      // beats kept
};

typedef enum { TIMELINE_RUNNING, TIMELINE_READY, TIMELINE_ALIVE, TIMELINE_LEVELS } TimelineLevel;

typedef struct {
    double area[TIMELINE_LEVELS];   // seconds times how many; of the loop RUNNING alone: seconds in callbacks
    double most;                    // READY, or the depth of a queue: the largest value
    bool stepped;                   // something ran, if only for no time
} TimelineCell;

typedef struct {
    double since;
    double level[TIMELINE_LEVELS];
    TimelineCell *cells;
} TimelineTrack;

typedef struct {
    double time, late;
    int name;                   // of the probe, for program_text
} TimelineBeat;

typedef struct Timeline {
    Arena *arena;
    const Program *program;
    double cell;                // seconds of a cell
    double end;                 // of the run, once timeline_finish was called
    TimelineTrack loop;         // RUNNING: in callbacks; READY: callbacks in the ready ring
    TimelineTrack **coroutines; // by coroutine; NULL: it had no task
    int *tasks_of;              // by coroutine: tasks that it had
    TimelineTrack **queues;     // by object: READY is the depth; NULL: never used
    TimelineTrack tasks[TIMELINE_TASKS];
    int own_coroutine[TIMELINE_TASKS];
    int own_count;
    LIST(uint8_t) states;       // by task
    LIST(int) coroutine_of;     // by task
    LIST(TimelineBeat) beats;
    double stall_begin, stall_end;  // the longest iteration
    double iteration_begin;
} Timeline;

// Records a run; memory comes from `a`, whose handler takes its exhaustion.
Timeline *timeline_new(Arena *a, const Program *p);
SimObserver timeline_observer(Timeline *t);
void timeline_finish(Timeline *t, double end);

// What a stretch of time [from, to) of a track holds: averages over it (levels, most), whether anything stepped.
typedef struct {
    double level[TIMELINE_LEVELS];
    double most;
    bool stepped;
} TimelineView;

TimelineView timeline_view(const Timeline *t, const TimelineTrack *track, double from, double to);

#endif
