// A sweep as a chart on logarithmic axes.
#ifndef AQLINT_REPORT_GROWTH_H
#define AQLINT_REPORT_GROWTH_H

#include "base/out.h"
#include "sim/study.h"

enum { CHART_HEIGHT = 416 };

// A curve: what it is, its values, and the exponent that fits them.
typedef struct {
    Text name;
    bool is_seconds, fits;      // fits: there is a `fit`
    const char *color;
    const double *y;            // one for each value of the parameter; what is not positive has no place in the chart
    StudyFit fit;
} Curve;

// Draws up to four curves over a parameter, from `top` on, as part of an SVG document 1000 units wide.
void draw_curves(Out *o, Arena *scratch, Text parameter, const double *values, int points, const Curve *curves, int n,
                 double top);

// Draws metrics over the parameter that is swept: those whose growth the scenario judges, else the longest stall; from `top`
// on, as part of an SVG document 1000 units wide. `points` are the sweep's.
void draw_chart(Out *o, Arena *scratch, const Study *s, const Sweep *sweep, const StudyRun *points, double top);

#endif
