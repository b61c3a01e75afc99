// A sweep as a chart on logarithmic axes.
#ifndef AQLINT_REPORT_GROWTH_H
#define AQLINT_REPORT_GROWTH_H

#include "base/out.h"
#include "sim/study.h"

enum { CHART_HEIGHT = 416 };

// Draws metrics over the parameter that is swept: those whose growth the scenario judges, else the longest stall; from `top`
// on, as part of an SVG document 1000 units wide. `points` are the sweep's.
void draw_chart(Out *o, Arena *scratch, const Study *s, const Sweep *sweep, const StudyRun *points, double top);

#endif
