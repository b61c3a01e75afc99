// Pictures of a run and of a sweep.
#ifndef AQLINT_REPORT_TIMELINE_H
#define AQLINT_REPORT_TIMELINE_H

#include "base/out.h"
#include "sim/study.h"
#include "sim/timeline.h"

// A row of a timeline, chosen for both kinds of picture.
typedef enum { ROW_LOOP, ROW_TASK, ROW_GROUP, ROW_QUEUE, ROW_BEAT } PictureRowKind;

typedef struct {
    PictureRowKind kind;
    Text label, note;
    const TimelineTrack *track;     // not of BEAT
    double most;                    // GROUP: tasks in line at a time; QUEUE: its depth
    int name;                       // BEAT
} PictureRow;

typedef LIST(PictureRow) PictureRows;

// The loop, then tasks by coroutine in the order of their creation (a coroutine with many tasks has one row for all), queues, and beats.
// Texts are made visible (report/display.h).
PictureRows picture_rows(Arena *a, const Timeline *t, bool ascii);

// The distance between marks of an axis over `length` seconds with at most `most` of them: 1, 2 or 5 times a power of ten.
double picture_tick(double length, int most);

typedef struct {
    Arena scratch;
    bool color;
    bool ascii;         // no characters beyond ASCII
    int width;          // columns; at least 40 are taken
} TimelineLook;

// Draws the timeline with characters.
void timeline_text(Out *o, const Timeline *t, const TimelineLook *look);

// The same as one SVG document; with a sweep, below it, the metrics over the parameter on logarithmic axes with the
// exponents that fit.
void study_svg(Out *o, Arena scratch, const Study *study, const Timeline *t);

#endif
