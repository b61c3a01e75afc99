// Both axes are logarithmic: what grows as a power of the parameter is a straight line, and its slope the exponent.
// Values of 0 have no place on such an axis; a metric that has nothing else is named in words.
#include "report/growth.h"

#include "report/svg.h"
#include "report/timeline_svg.h"
#include "report/display.h"
#include "report/measured.h"

#include <math.h>

enum { LEFT = 170, PLOT = 560, HEIGHT = 270, HEAD = 66, CURVES = 4 };

static const char *const COLORS[CURVES] = {SVG_BLUE, SVG_RED, SVG_GREEN, SVG_PURPLE};

typedef struct {
    double low, high;           // powers of ten may lie outside
} Range;

typedef struct {
    Out *o;
    Arena *scratch;
    Text parameter;
    const double *values;       // of the parameter
    int points;
    const Curve *curves;
    int n;
    double top;
    Range x, y;
} Chart;

static void widen(Range *r, double value)
{
    if (value > 0 && isfinite(value)) {
        r->low = r->low > 0 ? fmin(r->low, value) : value;
        r->high = fmax(r->high, value);
    }
}

// Some room on both sides, and so many decades at least.
static void pad(Range *r, double decades)
{
    if (!(r->low > 0)) {
        *r = (Range){0.1, 10};
    }
    double least = fmax(sqrt(decades * 10 * r->low / r->high), 1), room = fmax(pow(r->high / r->low, 0.06), 1.25);
    room = fmax(room, least);
    r->low /= room;
    r->high *= room;
}

static void measure_ranges(Chart *c)
{
    for (int i = 0; i < c->points; i++) {
        widen(&c->x, c->values[i]);
        for (int k = 0; k < c->n; k++) {
            widen(&c->y, c->curves[k].y[i]);
        }
    }
    pad(&c->x, 0);
    pad(&c->y, 1);
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

// All curves, so that the axis can have units.
static bool is_seconds(const Chart *c)
{
    for (int k = 0; k < c->n; k++) {
        if (!c->curves[k].is_seconds) {
            return false;
        }
    }
    return true;
}

static Text value_text(const Chart *c, double value)
{
    if (!is_seconds(c)) {
        return text_format(c->scratch, "%.6g", value);
    }
    double scaled = value >= 1 ? value : value >= 0.000999 ? value * 1e3 : value * 1e6;
    return text_format(c->scratch, "%.4g %s", scaled, value >= 1 ? "s" : value >= 0.000999 ? "ms" : "us");
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
                svg_line(c->o, LEFT, y_of(c, value), LEFT + PLOT, y_of(c, value), SVG_GRID, 1);
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
    for (int i = 0; i < c->points; i++) {
        double x = c->values[i] > 0 ? x_of(c, c->values[i]) : -1;
        if (x >= 0) {
            svg_line(c->o, x, bottom, x, bottom + 5, SVG_GREY, 1);
        }
        Text words = text_format(c->scratch, "%.6g", c->values[i]);
        double half = svg_text_width(words, 12) / 2;
        if (x >= 0 && x - half > last + 6) {
            svg_text(c->o, x, bottom + 20, SVG_MIDDLE, 12, SVG_GREY, words);
            last = x + half;
        }
    }
    svg_text(c->o, LEFT + PLOT / 2.0, bottom + 42, SVG_MIDDLE, 14, SVG_INK, display_text(c->scratch, c->parameter));
}

// The curve of the exponent, over the points that it was fitted to.
static void draw_fit(const Chart *c, const StudyFit *fit, const char *color)
{
    if (fit->factor > 0) {
        double from = fit->factor * pow(fit->from, fit->exponent), to = fit->factor * pow(fit->to, fit->exponent);
        svg_dashes(c->o, x_of(c, fit->from), y_of(c, from), x_of(c, fit->to), y_of(c, to), color, 3);
    }
}

static bool has_place(const Chart *c, int i, const Curve *curve)
{
    return curve->y[i] > 0 && c->values[i] > 0;
}

// A thin line through the points.
static void draw_joins(const Chart *c, const Curve *curve)
{
    int before = -1;
    for (int i = 0; i < c->points; i++) {
        if (!has_place(c, i, curve)) {
            continue;
        }
        if (before >= 0) {
            svg_line(c->o, x_of(c, c->values[before]), y_of(c, curve->y[before]), x_of(c, c->values[i]), y_of(c, curve->y[i]),
                     SVG_IDLE, 1);
        }
        before = i;
    }
}

// Draws the points, and returns the largest value.
static double draw_points(const Chart *c, const Curve *curve, const char *color)
{
    double most = 0;
    for (int i = 0; i < c->points; i++) {
        if (has_place(c, i, curve)) {
            svg_circle(c->o, x_of(c, c->values[i]), y_of(c, curve->y[i]), 5, color);
            most = fmax(most, curve->y[i]);
        }
    }
    return most;
}

// What a curve is, and how it grows, at the right.
static void draw_key(const Chart *c, int k, double most)
{
    const Curve *curve = &c->curves[k];
    const StudyFit *fit = &curve->fit;
    double x = LEFT + PLOT + 40, y = c->top + HEAD + 14 + 44 * k;
    Text name = display_text(c->scratch, curve->name);
    Text parameter = svg_clip(c->scratch, display_text(c->scratch, c->parameter), 13, 60);
    name = curve->is_seconds && !is_seconds(c) ? text_join(c->scratch, name, T(" (s)")) : name;
    svg_circle(c->o, x - 12, y - 5, 5, curve->color);
    svg_text(c->o, x, y, SVG_START, 14, SVG_INK, svg_clip(c->scratch, name, 14, PICTURE_WIDTH - PICTURE_MARGIN - x));
    if (curve->fits && most > 0 && fabs(fit->exponent) >= 0.05) {
        svg_power(c->o, x, y + 19, 13, curve->color,
                  text_format(c->scratch, "%s as %.*s", fit->exponent > 0 ? "grows" : "shrinks", PRI(parameter)),
                  text_format(c->scratch, "%s%.2f", fit->exponent < 0 ? "\u2212" : "", fabs(fit->exponent)));
    } else {
        Text words = most == 0 ? (curve->fits ? T("is 0 throughout") : T("never happens")) : !curve->fits ? T("no exponent fits")
                               : text_format(c->scratch, "does not grow with %.*s", PRI(parameter));
        svg_text(c->o, x, y + 19, SVG_START, 13, curve->color, words);
    }
}

static void draw_curve(const Chart *c, int k)
{
    const Curve *curve = &c->curves[k];
    draw_joins(c, curve);
    if (curve->fits) {
        draw_fit(c, &curve->fit, curve->color);
    }
    draw_key(c, k, draw_points(c, curve, curve->color));
}

static void draw_heading(const Chart *c)
{
    Text words = text_format(c->scratch, "How it grows with %.*s", PRI(display_text(c->scratch, c->parameter)));
    svg_text(c->o, PICTURE_MARGIN, c->top + 40, SVG_START, 16, SVG_INK, svg_clip(c->scratch, words, 16, 800));
}

void draw_curves(Out *o, Arena *scratch, Text parameter, const double *values, int points, const Curve *curves, int n,
                 double top)
{
    Chart c = {.o = o, .scratch = scratch, .parameter = parameter, .values = values, .points = points, .curves = curves, .n = n,
               .top = top};
    measure_ranges(&c);
    svg_line(o, PICTURE_MARGIN, top + 8, PICTURE_WIDTH - PICTURE_MARGIN, top + 8, SVG_FAINT, 1);
    draw_heading(&c);
    draw_y_axis(&c);
    draw_x_axis(&c);
    for (int k = 0; k < c.n; k++) {
        draw_curve(&c, k);
    }
}

// ---- the sweep of a study

typedef struct {
    int at[CURVES], n;
} Chosen;

static void add_metric(Chosen *m, int metric)
{
    for (int i = 0; i < m->n; i++) {
        if (m->at[i] == metric) {
            return;
        }
    }
    if (metric >= 0 && m->n < CURVES) {
        m->at[m->n++] = metric;
    }
}

static Chosen choose_metrics(const Study *s, const Sweep *sweep)
{
    Chosen m = {.n = 0};
    for (int i = 0; i < s->scenario->expectations.n; i++) {
        const Expectation *e = &s->scenario->expectations.at[i];
        if (e->kind == EXPECT_GROWTH && e->parameter == sweep->parameter) {
            add_metric(&m, metric_find(&s->names, e->metric));
        }
    }
    if (m.n == 0) {
        add_metric(&m, metric_find(&s->names, T("loop.stall.max")));
    }
    return m;
}

void draw_chart(Out *o, Arena *scratch, const Study *s, const Sweep *sweep, const StudyRun *points, double top)
{
    Chosen m = choose_metrics(s, sweep);
    Curve curves[CURVES];
    for (int k = 0; k < m.n; k++) {
        double *y = NEW(scratch, double, sweep->n);
        for (int i = 0; i < sweep->n; i++) {
            y[i] = points[i].values[m.at[k]];
        }
        const MetricName *name = &s->names.at[m.at[k]];
        curves[k] = (Curve){.name = name->name, .is_seconds = name->unit == UNIT_SECONDS, .color = COLORS[k], .y = y};
        curves[k].fits = study_fit(s, m.at[k], sweep->parameter, &curves[k].fit);
    }
    Text parameter = program_parameter_name(s->scenario->program, sweep->parameter);
    draw_curves(o, scratch, parameter, sweep->values, sweep->n, curves, m.n, top);
}
