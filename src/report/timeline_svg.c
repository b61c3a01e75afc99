// A run and its sweeps as one picture: the timeline, and below it a chart for each sweep.
#include "report/timeline.h"
#include "report/growth.h"
#include "report/svg.h"

#include "report/display.h"
#include "report/measured.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 1000, LEFT = 170, PLOT = 690, TOP = 84, ROW = 20, TALL = 46, GAP = 8, FOOT = 66 };

static const double LONG_STALL = 0.1;

typedef struct {
    Out *o;
    const Timeline *t;
    Arena *scratch;
    double y;                   // of the row's top
} Canvas;

static double x_of(const Canvas *c, double time)
{
    return LEFT + PLOT * time / c->t->end;
}

static double height_of(const PictureRow *r)
{
    return r->kind == ROW_GROUP || r->kind == ROW_QUEUE ? TALL : ROW;
}

static TimelineView view_at(const Canvas *c, const PictureRow *r, int column)
{
    double step = c->t->end / PLOT;
    double to = column + 1 == PLOT ? nextafter(c->t->end, INFINITY) : (column + 1) * step;
    return timeline_view(c->t, r->track, column * step, to);
}

// What a bar looks like; equal ones side by side are drawn as one.
typedef struct {
    double top, height;         // of the row: 0..1
    const char *fill;           // NULL: nothing
} Bar;

static Bar loop_bar(const Canvas *c, const TimelineView *v, int column)
{
    double busy = v->level[TIMELINE_RUNNING], from = column * c->t->end / PLOT;
    bool stalls = c->t->stall_end - c->t->stall_begin >= LONG_STALL && from + c->t->end / PLOT > c->t->stall_begin &&
                  from < c->t->stall_end;
    double height = busy > 0.97 ? 1 : ceil(busy * 10) / 10;
    height = v->stepped && height < 0.15 ? 0.15 : height;
    return (Bar){1 - height, height, height > 0 ? (stalls ? SVG_RED : SVG_BLUE) : NULL};
}

static Bar task_bar(const TimelineView *v)
{
    if (v->level[TIMELINE_RUNNING] >= 0.25) {
        return (Bar){0, 1, SVG_BLUE};
    }
    if (v->level[TIMELINE_READY] >= 0.02) {
        return (Bar){0.2, 0.6, SVG_ORANGE};
    }
    if (v->stepped) {
        return (Bar){0, 1, SVG_BLUE};
    }
    return v->level[TIMELINE_ALIVE] > 0 ? (Bar){0.45, 0.1, "#b8b8b8"} : (Bar){0};
}

static Bar level_bar(double value, double most, const char *fill)
{
    double height = most > 0 ? ceil(value / most * TALL) / TALL : 0;
    return (Bar){1 - height, height, height > 0 ? fill : NULL};
}

static Bar bar_of(const Canvas *c, const PictureRow *r, int column)
{
    TimelineView v = view_at(c, r, column);
    switch (r->kind) {
    case ROW_LOOP: return loop_bar(c, &v, column);
    case ROW_TASK: return task_bar(&v);
    case ROW_GROUP: return level_bar(v.level[TIMELINE_READY], r->most, SVG_ORANGE);
    case ROW_QUEUE: return level_bar(v.most, r->most, SVG_GREEN);
    default: return (Bar){0};
    }
}

static bool same_bar(Bar a, Bar b)
{
    return a.fill == b.fill && a.height == b.height && a.top == b.top;
}

static void draw_bars(const Canvas *c, const PictureRow *r)
{
    double height = height_of(r);
    for (int i = 0; i < PLOT;) {
        Bar bar = bar_of(c, r, i);
        int end = i + 1;
        while (end < PLOT && same_bar(bar, bar_of(c, r, end))) {
            end++;
        }
        if (bar.fill) {
            svg_rect(c->o, LEFT + i, c->y + bar.top * height, end - i, bar.height * height, bar.fill);
        }
        i = end;
    }
}

// Below what stands in line: where one of the group runs.
static void draw_running(const Canvas *c, const PictureRow *r)
{
    enum { STRIP = 4 };
    for (int i = 0; i < PLOT;) {
        int end = i;
        while (end < PLOT && view_at(c, r, end).stepped) {
            end++;
        }
        if (end > i) {
            svg_rect(c->o, LEFT + i, c->y + TALL - STRIP, end - i, STRIP, SVG_BLUE);
        }
        i = end + 1;
    }
}

static void draw_beats(const Canvas *c, const PictureRow *r)
{
    for (int i = 0; i < c->t->beats.n; i++) {
        const TimelineBeat *b = &c->t->beats.at[i];
        if (b->name != r->name) {
            continue;
        }
        bool late = b->late >= LONG_STALL;
        if (late) {
            svg_line(c->o, x_of(c, b->time - b->late), c->y + ROW / 2, x_of(c, b->time), c->y + ROW / 2, SVG_RED, 3);
        }
        svg_line(c->o, x_of(c, b->time), c->y, x_of(c, b->time), c->y + ROW, late ? SVG_RED : SVG_BLUE, late ? 3 : 2);
    }
}

static void draw_row(Canvas *c, const PictureRow *r)
{
    double height = height_of(r), middle = c->y + height / 2 + 5;
    svg_text(c->o, LEFT - 12, middle, SVG_END, 14, SVG_INK, r->label);
    svg_text(c->o, LEFT + PLOT + 10, middle, SVG_START, 13, SVG_GREY, r->note);
    svg_line(c->o, LEFT, c->y + height, LEFT + PLOT, c->y + height, SVG_FAINT, 1);
    if (r->kind == ROW_BEAT) {
        draw_beats(c, r);
    } else {
        draw_bars(c, r);
    }
    if (r->kind == ROW_GROUP) {
        draw_running(c, r);
    }
    c->y += height + GAP;
}

// The bracket below the loop's row.
static void draw_stall(Canvas *c)
{
    double length = c->t->stall_end - c->t->stall_begin;
    if (length < LONG_STALL) {
        return;
    }
    double from = x_of(c, c->t->stall_begin), to = x_of(c, c->t->stall_end), middle = (from + to) / 2;
    middle = fmin(fmax(middle, LEFT + 50), LEFT + PLOT - 50);
    svg_line(c->o, from, c->y - 2, to, c->y - 2, SVG_RED, 2);
    svg_line(c->o, from, c->y - 6, from, c->y + 2, SVG_RED, 2);
    svg_line(c->o, to, c->y - 6, to, c->y + 2, SVG_RED, 2);
    svg_text(c->o, middle, c->y + 14, SVG_MIDDLE, 13, SVG_RED,
             text_format(c->scratch, "%.*s stall", PRI(measured_seconds(c->scratch, length))));
    c->y += 26;
}

static void draw_axis(const Canvas *c, double top)
{
    double tick = picture_tick(c->t->end, 8);
    for (int k = 0; k * tick <= c->t->end * (1 + 1e-9); k++) {
        double x = x_of(c, k * tick);
        svg_line(c->o, x, top, x, c->y, "#eeeeee", 1);
        svg_text(c->o, x, c->y + 16, SVG_MIDDLE, 12, SVG_GREY, k ? text_format(c->scratch, "%.6g s", k * tick) : T("0"));
    }
}

static double draw_key(Out *o, double x, double y, const char *fill, const char *words)
{
    svg_rect(o, x, y - 10, 14, 12, fill);
    svg_text(o, x + 20, y, SVG_START, 12, SVG_GREY, text_from(words));
    return x + 40 + 6.2 * (double)strlen(words);
}

static void draw_legend(const Canvas *c, const PictureRows *rows)
{
    bool queues = false;
    for (int i = 0; i < rows->n; i++) {
        queues = queues || rows->at[i].kind == ROW_QUEUE;
    }
    double x = LEFT, y = c->y + 42;
    x = draw_key(c->o, x, y, SVG_BLUE, "runs");
    x = draw_key(c->o, x, y, SVG_ORANGE, "ready, in line");
    x = draw_key(c->o, x, y, "#b8b8b8", "waits");
    x = queues ? draw_key(c->o, x, y, SVG_GREEN, "items in a queue") : x;
    draw_key(c->o, x, y, SVG_RED, "stall, late");
}

static double timeline_height(const Timeline *t, const PictureRows *rows)
{
    double height = t->stall_end - t->stall_begin >= LONG_STALL ? 26 : 0;
    for (int i = 0; i < rows->n; i++) {
        height += height_of(&rows->at[i]) + GAP;
    }
    return height + FOOT;
}

static void draw_timeline(Canvas *c, const PictureRows *rows)
{
    double bottom = c->y + timeline_height(c->t, rows) - FOOT;
    Canvas below = *c;
    below.y = bottom;
    draw_axis(&below, c->y);
    for (int i = 0; i < rows->n; i++) {
        draw_row(c, &rows->at[i]);
        if (rows->at[i].kind == ROW_LOOP) {
            draw_stall(c);
        }
    }
    draw_legend(c, rows);
    c->y = bottom + FOOT;
}

static void draw_head(const Canvas *c, const Study *s)
{
    Text name = display_text(c->scratch, s->scenario->name.n ? s->scenario->name : T("aqlint sim"));
    Text line = text_format(c->scratch, "asyncio of Python %.*s in virtual time", PRI(sim_profile_version(s->options.profile)));
    for (int i = 1; i <= program_parameter_count(s->scenario->program); i++) {
        Text parameter = display_text(c->scratch, program_parameter_name(s->scenario->program, i));
        line = text_format(c->scratch, "%.*s%s%.*s = %.6g", PRI(line), i == 1 ? ":  " : ",  ", PRI(parameter), s->base.parameters[i]);
    }
    svg_title(c->o, 32, 38, name);
    svg_text(c->o, 32, 62, SVG_START, 14, SVG_GREY, line);
}

void study_svg(Out *o, Arena scratch, const Study *s, const Timeline *t)
{
    Canvas c = {.o = o, .t = t, .scratch = &scratch, .y = TOP};
    bool lasts = t->end > 0;
    PictureRows rows = lasts ? picture_rows(&scratch, t, false) : (PictureRows){0};
    int charts = s->point_count ? s->scenario->sweeps.n : 0;
    double height = TOP + (lasts ? timeline_height(t, &rows) : 40) + charts * CHART_HEIGHT;
    svg_begin(o, WIDTH, height);
    draw_head(&c, s);
    if (lasts) {
        draw_timeline(&c, &rows);
    } else {
        svg_text(o, 32, TOP + 10, SVG_START, 14, SVG_GREY, T("no time passes in this run"));
        c.y += 40;
    }
    const StudyRun *points = s->points;
    for (int i = 0; i < charts; i++) {
        draw_chart(o, &scratch, s, &s->scenario->sweeps.at[i], points, c.y);
        points += s->scenario->sweeps.at[i].n;
        c.y += CHART_HEIGHT;
    }
    svg_end(o);
}
