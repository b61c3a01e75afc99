// The timeline of a run: who ran, who stood in line and who waited, when. Pictures are drawn from it (report/timeline.h):
//
//     Timeline *t = timeline_new(a, program);
//     SimObserver o = timeline_observer(t);            // one of SimOptions.observers of sim_run
//     ...
//     timeline_finish(t, result.time);
//
// Its memory depends neither on the run's length (sim/track.h) nor much on how many there are of anything: the coroutines,
// queues and beats that come first are kept apart and all later ones together, and so are the tasks of a coroutine with
// more than a few. Of each task it keeps three bytes.
#ifndef AQLINT_SIM_TIMELINE_H
#define AQLINT_SIM_TIMELINE_H

#include "base/list.h"
#include "sim/sim.h"
#include "sim/track.h"

enum {
    TIMELINE_GROUPS = 24,       // coroutines that are told apart
    TIMELINE_OWN = 4,           // tasks of a coroutine that are told apart, as long as it has no more
    TIMELINE_QUEUES = 12,
    TIMELINE_BEATS = 12,
};

// The tasks of a coroutine, or of several with the same name. RUNNING: in a step; READY: in line; ALIVE: not over.
typedef struct {
    int coroutine;              // 0: of all those that came later
    int coroutines, tasks;      // how many there were
    Track *all;
    Track *own[TIMELINE_OWN];   // NULL once there are more tasks
} TimelineGroup;

// The items of a queue: READY is its depth.
typedef struct {
    int object;                 // 0: of all those that were used later
    int objects;
    Track *track;
} TimelineQueue;

typedef struct {
    int count;
    double late, time;          // of the latest one: by how much, and when it was heard
} TimelineBeatCell;

typedef struct {
    int name;                   // of the probe, for program_text; -1: of all those that came later
    double late;                // the most
    TimelineBeatCell *cells;    // TRACK_CELLS
} TimelineBeats;

typedef struct {
    uint8_t group, own, state;
} TimelineTask;

typedef struct Timeline {
    Arena *arena;
    const Program *program;
    double cell;                // seconds of a cell
    double end;                 // of the run, once timeline_finish was called
    bool frozen;                // it ended in deadlock
    double depth_scale;         // items that fill a queue's row, where that is more than its own: to compare pictures
    Track *loop;                // RUNNING: in callbacks; READY: callbacks in the ready ring
    TimelineGroup groups[TIMELINE_GROUPS + 1];
    TimelineQueue queues[TIMELINE_QUEUES + 1];
    TimelineBeats beats[TIMELINE_BEATS + 1];
    int group_count, queue_count, beat_count;
    double stall_begin, stall_end;  // the longest iteration, the first of equals
    // While it is recorded
    double iteration_begin;
    uint8_t *group_of;          // by coroutine: its index in `groups` + 1
    int *queue_of;              // by object: the same
    double *depth;              // by object
    LIST(Track *) tracks, unused;
    LIST(TimelineTask) tasks;
} Timeline;

// Records a run; memory comes from `a`, whose handler takes its exhaustion.
Timeline *timeline_new(Arena *a, const Program *p);
SimObserver timeline_observer(Timeline *t);
void timeline_finish(Timeline *t, double end);

#endif
