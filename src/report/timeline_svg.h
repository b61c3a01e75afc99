// The timeline as a part of a larger SVG document.
#ifndef AQLINT_REPORT_TIMELINE_SVG_H
#define AQLINT_REPORT_TIMELINE_SVG_H

#include "base/out.h"
#include "sim/timeline.h"

enum { PICTURE_WIDTH = 1000, PICTURE_MARGIN = 32, PICTURE_HEAD = 84 };

// How high it is, and the timeline itself, from `top` on, PICTURE_WIDTH wide; `span` as for timeline_svg.
double timeline_height(Arena *scratch, const Timeline *t);
void draw_timeline(Out *o, Arena *scratch, const Timeline *t, double top, double span);

// The first PICTURE_HEAD units of a picture.
void draw_head(Out *o, Arena *scratch, Text title, Text subtitle);

#endif
