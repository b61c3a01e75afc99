// The rows of a timeline, and its axis, chosen for both kinds of picture.
#ifndef AQLINT_REPORT_TIMELINE_ROW_H
#define AQLINT_REPORT_TIMELINE_ROW_H

#include "sim/timeline.h"

typedef enum { ROW_LOOP, ROW_TASK, ROW_GROUP, ROW_QUEUE, ROW_BEAT } RowKind;

typedef struct {
    RowKind kind;
    Text label, note;               // made visible (report/display.h)
    const Track *track;             // not of BEAT
    const TimelineBeats *beats;
    double most;                    // GROUP: tasks in line at a time; QUEUE: its depth
} TimelineRow;

typedef LIST(TimelineRow) TimelineRows;

TimelineRows timeline_rows(Arena *a, const Timeline *t, bool ascii);

// From which length on an iteration is a stall that people notice, and a beat is late: as the budget of report/measured.h.
extern const double LONG_STALL;

// The latest beat of [from, to): its cell, with the count of all; count 0 where there is none.
TimelineBeatCell beats_view(const TimelineBeats *b, double cell, double from, double to);

// Marks of a time axis over `length` seconds with at most `most` of them: 1, 2 or 5 times a power of ten in the unit that
// suits the length.
typedef struct {
    double step;                    // seconds
    double unit;
    const char *name;
} TimeAxis;

TimeAxis time_axis(double length, int most);
Text time_axis_text(Arena *a, const TimeAxis *axis, int mark);   // of mark 0, 1, 2, ...

#endif
