// Pictures of recorded runs (sim/timeline.h): for a terminal, and as SVG for pages and talks.
//
// Both have the same rows, in this order:
//
//     loop            busy or asleep; the longest iteration is marked with its length
//     tasks           runs, ready (stands in line), waits; by coroutine, in the order of creation. A coroutine with more
//                     than a few tasks has one row for all of them: how many stand in line
//     queues          their depth
//     beats           each where it was heard; those that are late stand out
//
// There are at most so many rows (sim/timeline.h); what comes later shares one.
#ifndef AQLINT_REPORT_TIMELINE_H
#define AQLINT_REPORT_TIMELINE_H

#include "base/out.h"
#include "sim/study.h"
#include "sim/timeline.h"

typedef struct {
    Arena scratch;
    bool color;
    bool ascii;         // nothing beyond ASCII is written, names are escaped as by Python's ascii()
    int width;          // columns; no line is wider, but at least 24 are taken
    double span;        // seconds that the time axis covers, so that runs can be compared; less than the run's: its own
} TimelineLook;

// Draws the timeline with characters, two blanks before each line; a sentence where no time passes in the run.
void timeline_text(Out *o, const Timeline *t, const TimelineLook *look);

// Draws it as an SVG document (without an XML declaration, so that it can also stand in an HTML page) under a title and a
// line that explains it; both may be empty. `span` as above.
void timeline_svg(Out *o, Arena scratch, const Timeline *t, Text title, Text subtitle, double span);

// The timeline of a study's own run, and below it a chart for each of its sweeps: metrics over the parameter on logarithmic
// axes, with the exponents that fit.
void study_svg(Out *o, Arena scratch, const Study *study, const Timeline *t);

#endif
