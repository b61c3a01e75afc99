// Both axes are logarithmic: what grows as a power of the parameter is a straight line, and its slope the exponent.
// Values of 0 have no place on such an axis; a metric that has nothing else is named in words.
#include "report/growth.h"

#include "report/svg.h"
#include "report/display.h"
#include "report/measured.h"

#include <math.h>

enum { LEFT = 170, PLOT = 560, HEIGHT = 270, HEAD = 50, CURVES = 4 };

static const char *const COLORS[CURVES] = {SVG_BLUE, SVG_RED, SVG_GREEN, SVG_PURPLE};

typedef struct {
    double low, high;           // powers of ten may lie outside
} Range;

typedef struct {
    Out *o;
    Arena *scratch;
    const Study *s;
    const Sweep *sweep;
    const StudyRun *points;
    double top;
    Range x, y;
    int metrics[CURVES], n;
} Chart;

static void widen(Range *r, double value)
{
    if (value > 0 && isfinite(value)) {
        r->low = r->low > 0 ? fmin(r->low, value) : value;
        r->high = fmax(r->high, value);
    }
}

static void add_metric(Chart *c, int metric)
{
    for (int i = 0; i < c->n; i++) {
        if (c->metrics[i] == metric) {
            return;
        }
    }
    if (metric >= 0 && c->n < CURVES) {
        c->metrics[c->n++] = metric;
    }
}

static void choose_metrics(Chart *c)
{
    for (int i = 0; i < c->s->scenario->expectations.n; i++) {
        const Expectation *e = &c->s->scenario->expectations.at[i];
        if (e->kind == EXPECT_GROWTH && e->parameter == c->sweep->parameter) {
            add_metric(c, metric_find(&c->s->names, e->metric));
        }
    }
    if (c->n == 0) {
        add_metric(c, metric_find(&c->s->names, T("loop.stall.max")));
    }
}

// Some room on both sides, and never an axis without length.
static void pad(Range *r)
{
    if (!(r->low > 0)) {
        *r = (Range){0.1, 10};
    }
    double room = fmax(pow(r->high / r->low, 0.06), 1.25);
    r->low /= room;
    r->high *= room;
}

static void measure_ranges(Chart *c)
{
    for (int i = 0; i < c->sweep->n; i++) {
        widen(&c->x, c->sweep->values[i]);
        for (int k = 0; k < c->n; k++) {
            widen(&c->y, c->points[i].values[c->metrics[k]]);
        }
    }
    pad(&c->x);
    pad(&c->y);
}

static double along(const Range *r, double value)
{
    return log(value / r->low) / log(r->high / r->low);
}

static double x_of(const Chart *c, double value)
{
    return LEFT + PLOT * along(&c->x, value);
}

static double y_of(const Chart *c, double value)
{
    return c->top + HEAD + HEIGHT * (1 - along(&c->y, value));
}

static bool is_seconds(const Chart *c)
{
    return c->s->names.at[c->metrics[0]].unit == UNIT_SECONDS;
}

static Text value_text(const Chart *c, double value)
{
    if (!is_seconds(c)) {
        return text_format(c->scratch, "%.6g", value);
    }
    double scaled = value >= 1 ? value : value >= 0.000999 ? value * 1e3 : value * 1e6;
    return text_format(c->scratch, "%.4g %s", scaled, value >= 1 ? "s" : value >= 0.000999 ? "ms" : "\u00b5s");
}

// 1, 2 and 5 of each decade; powers of ten alone when there are many decades.
static void draw_y_axis(const Chart *c)
{
    static const double steps[] = {1, 2, 5};
    int count = log10(c->y.high / c->y.low) > 3 ? 1 : 3;
    for (int decade = (int)floor(log10(c->y.low)); decade <= (int)ceil(log10(c->y.high)); decade++) {
        for (int k = 0; k < count; k++) {
            double value = steps[k] * pow(10, decade);
            if (value >= c->y.low && value <= c->y.high) {
                svg_line(c->o, LEFT, y_of(c, value), LEFT + PLOT, y_of(c, value), "#eeeeee", 1);
                svg_text(c->o, LEFT - 10, y_of(c, value) + 4, SVG_END, 12, SVG_GREY, value_text(c, value));
            }
        }
    }
}

// The values that were swept; where they stand too close not all have a number.
static void draw_x_axis(const Chart *c)
{
    double last = -1e9, bottom = c->top + HEAD + HEIGHT;
    svg_line(c->o, LEFT, bottom, LEFT + PLOT, bottom, SVG_GREY, 1);
    for (int i = 0; i < c->sweep->n; i++) {
        double x = c->sweep->values[i] > 0 ? x_of(c, c->sweep->values[i]) : -1;
        if (x >= 0) {
            svg_line(c->o, x, bottom, x, bottom + 5, SVG_GREY, 1);
        }
        if (x >= 0 && x - last > 34) {
            svg_text(c->o, x, bottom + 20, SVG_MIDDLE, 12, SVG_GREY, text_format(c->scratch, "%.6g", c->sweep->values[i]));
            last = x;
        }
    }
    Text name = program_parameter_name(c->s->scenario->program, c->sweep->parameter);
    svg_text(c->o, LEFT + PLOT / 2.0, bottom + 42, SVG_MIDDLE, 14, SVG_INK, display_text(c->scratch, name));
}

// The line of the exponent through the middle of the points that it was fitted to: the last three octaves.
static void draw_fit(const Chart *c, int metric, double exponent, const char *color)
{
    double x = 0, y = 0, first = 0, last = 0;
    int n = 0;
    for (int i = 0; i < c->sweep->n; i++) {
        last = fmax(last, c->sweep->values[i]);
    }
    for (int i = 0; i < c->sweep->n; i++) {
        double at = c->sweep->values[i], value = c->points[i].values[metric];
        if (at >= last / 8 && value > 0) {
            x += log(at);
            y += log(value);
            first = n++ ? fmin(first, at) : at;
        }
    }
    if (n > 1) {
        double base = y / n - exponent * x / n;
        double from = exp(base + exponent * log(first)), to = exp(base + exponent * log(last));
        svg_dashes(c->o, x_of(c, first), y_of(c, from), x_of(c, last), y_of(c, to), color, 2);
    }
}

static void draw_curve(const Chart *c, int k)
{
    int metric = c->metrics[k];
    const char *color = COLORS[k];
    double exponent, last = 0;
    bool fits = study_growth(c->s, metric, c->sweep->parameter, &exponent);
    if (fits) {
        draw_fit(c, metric, exponent, color);
    }
    for (int i = 0; i < c->sweep->n; i++) {
        double value = c->points[i].values[metric];
        if (value > 0 && c->sweep->values[i] > 0) {
            svg_circle(c->o, x_of(c, c->sweep->values[i]), y_of(c, value), 5, color);
            last = value;
        }
    }
    Text name = display_text(c->scratch, c->s->names.at[metric].name);
    Text parameter = display_text(c->scratch, program_parameter_name(c->s->scenario->program, c->sweep->parameter));
    double y = c->top + HEAD + 14 + 44 * k;
    svg_circle(c->o, LEFT + PLOT + 28, y - 5, 5, color);
    svg_text(c->o, LEFT + PLOT + 40, y, SVG_START, 14, SVG_INK, name);
    Text words = last == 0 ? T("is 0 throughout")
               : !fits ? T("no exponent fits")
               : fabs(exponent) < 0.05 ? text_format(c->scratch, "does not grow with %.*s", PRI(parameter))
               : text_format(c->scratch, "grows as %.*s^%.2f", PRI(parameter), exponent);
    svg_text(c->o, LEFT + PLOT + 40, y + 18, SVG_START, 13, color, words);
}

void draw_chart(Out *o, Arena *scratch, const Study *s, const Sweep *sweep, const StudyRun *points, double top)
{
    Chart c = {.o = o, .scratch = scratch, .s = s, .sweep = sweep, .points = points, .top = top};
    choose_metrics(&c);
    measure_ranges(&c);
    svg_line(o, 32, top + 8, 968, top + 8, SVG_FAINT, 1);
    draw_y_axis(&c);
    draw_x_axis(&c);
    for (int k = 0; k < c.n; k++) {
        draw_curve(&c, k);
    }
}
