// A timeline as SVG: the rows of the terminal, a column for each unit of the plot.
#include "report/timeline_svg.h"

#include "report/display.h"
#include "report/measured.h"
#include "report/svg.h"
#include "report/timeline.h"
#include "report/timeline_row.h"

#include <math.h>
#include <string.h>

enum { LEAST_LABEL = 90, MOST_LABEL = 260, LABEL_GAP = 12, LABEL_SIZE = 14, NOTE_SIZE = 13, TICK_SIZE = 12 };
enum { ROW = 20, TALL = 46, GAP = 8, FOOT = 66, STALL = 26, STRIP = 4 };

typedef struct {
    Out *o;
    const Timeline *t;
    Arena *scratch;
    int left, plot;             // where the plot begins, and how wide it is
    double span;                // seconds of the plot
    double y;                   // of the row's top
} Canvas;

static double x_of(const Canvas *c, double time)
{
    return c->left + c->plot * time / c->span;
}

static double height_of(const TimelineRow *r)
{
    return r->kind == ROW_GROUP || r->kind == ROW_QUEUE ? TALL : ROW;
}

static TrackView view_at(const Canvas *c, const TimelineRow *r, int column)
{
    double step = c->span / c->plot, from = column * step;
    double to = column + 1 == c->plot ? INFINITY : (column + 1) * step;
    return track_view(r->track, c->t->cell, from, fmin(to, nextafter(c->t->end, INFINITY)));
}

// ---- bars: equal ones side by side are drawn as one

typedef struct {
    double top, height;         // of the row: 0..1
    const char *fill;           // NULL: nothing
} Bar;

static Bar loop_bar(const Canvas *c, const TrackView *v, int column)
{
    double busy = v->level[TRACK_RUNNING], step = c->span / c->plot;
    bool stalls = c->t->stall_end - c->t->stall_begin >= LONG_STALL && (column + 1) * step > c->t->stall_begin &&
                  column * step < c->t->stall_end;
    double height = busy > 0.97 ? 1 : ceil(busy * 10) / 10;
    height = v->stepped && height < 0.15 ? 0.15 : height;
    return (Bar){1 - height, height, height > 0 ? (stalls ? SVG_RED : SVG_BLUE) : NULL};
}

static Bar task_bar(const TrackView *v)
{
    if (v->level[TRACK_RUNNING] >= 0.25) {
        return (Bar){0, 1, SVG_BLUE};
    }
    if (v->level[TRACK_READY] >= 0.02) {
        return (Bar){0.2, 0.6, SVG_ORANGE};
    }
    if (v->stepped) {
        return (Bar){0, 1, SVG_BLUE};
    }
    return v->level[TRACK_ALIVE] > 0 ? (Bar){0.45, 0.1, SVG_IDLE} : (Bar){0};
}

static Bar level_bar(double value, double most, const char *fill)
{
    double height = most > 0 ? ceil(value / most * TALL) / TALL : 0;
    return (Bar){1 - height, height, height > 0 ? fill : NULL};
}

static Bar bar_of(const Canvas *c, const TimelineRow *r, int column)
{
    TrackView v = view_at(c, r, column);
    switch (r->kind) {
    case ROW_LOOP: return loop_bar(c, &v, column);
    case ROW_TASK: return task_bar(&v);
    case ROW_GROUP: return level_bar(v.level[TRACK_READY], r->most, SVG_ORANGE);
    case ROW_QUEUE: return level_bar(v.most, r->most, SVG_GREEN);
    default: return (Bar){0};
    }
}

static bool same_bar(Bar a, Bar b)
{
    return a.fill == b.fill && a.height == b.height && a.top == b.top;
}

static void draw_bars(const Canvas *c, const TimelineRow *r)
{
    double height = height_of(r);
    Bar next = bar_of(c, r, 0);
    for (int i = 0; i < c->plot;) {
        Bar bar = next;
        int end = i + 1;
        while (end < c->plot && same_bar(bar, next = bar_of(c, r, end))) {
            end++;
        }
        if (bar.fill) {
            svg_rect(c->o, c->left + i, c->y + bar.top * height, end - i, bar.height * height, bar.fill);
        }
        i = end;
    }
}

// Below what stands in line: where one of the group runs, and where none does but some wait.
static const char *strip_at(const Canvas *c, const TimelineRow *r, int column)
{
    TrackView v = view_at(c, r, column);
    return v.stepped || v.level[TRACK_RUNNING] > 0 ? SVG_BLUE : v.level[TRACK_ALIVE] > 0 ? SVG_IDLE : NULL;
}

static void draw_strip(const Canvas *c, const TimelineRow *r)
{
    const char *next = strip_at(c, r, 0);
    for (int i = 0; i < c->plot;) {
        const char *fill = next;
        int end = i + 1;
        while (end < c->plot && fill == (next = strip_at(c, r, end))) {
            end++;
        }
        if (fill) {
            svg_rect(c->o, c->left + i, c->y + TALL - STRIP, end - i, STRIP, fill);
        }
        i = end;
    }
}

// ---- beats

static void draw_late(const Canvas *c, TimelineBeatCell beat)
{
    double middle = c->y + ROW / 2, expected = fmax(beat.time - beat.late, 0);
    svg_line(c->o, x_of(c, expected), middle, x_of(c, beat.time), middle, SVG_RED, 3);
    svg_line(c->o, x_of(c, beat.time), c->y, x_of(c, beat.time), c->y + ROW, SVG_RED, 3);
}

static TimelineBeatCell beat_at(const Canvas *c, const TimelineBeats *b, int column)
{
    double step = c->span / c->plot, from = column * step;
    return beats_view(b, c->t->cell, from, column + 1 >= c->plot ? INFINITY : (column + 1) * step);
}

static bool is_timely(TimelineBeatCell beat)
{
    return beat.count && beat.late < LONG_STALL;
}

// A late beat is drawn from when it was expected to when it was heard. Where there are more of them than columns to tell them
// apart, timely ones make a block.
static void draw_beats(const Canvas *c, const TimelineBeats *b)
{
    enum { BLOCK = 4 };
    for (int i = 0; i < c->plot;) {
        TimelineBeatCell beat = beat_at(c, b, i);
        int end = i + 1;
        while (is_timely(beat) && end < c->plot && is_timely(beat_at(c, b, end))) {
            end++;
        }
        if (beat.count && !is_timely(beat)) {
            draw_late(c, beat);
        } else if (beat.count && end - i < BLOCK) {
            svg_line(c->o, x_of(c, beat.time), c->y, x_of(c, beat.time), c->y + ROW, SVG_BLUE, 2);
            end = i + 1;
        } else if (beat.count) {
            svg_rect(c->o, c->left + i, c->y, end - i, ROW, SVG_BLUE);
        }
        i = end;
    }
}

// ---- rows

static void draw_row(Canvas *c, const TimelineRow *r)
{
    double height = height_of(r), middle = c->y + height / 2 + 5;
    svg_text(c->o, c->left - LABEL_GAP, middle, SVG_END, LABEL_SIZE, SVG_INK,
             svg_clip(c->scratch, r->label, LABEL_SIZE, c->left - LABEL_GAP - PICTURE_MARGIN));
    svg_text(c->o, c->left + c->plot + 10, middle, SVG_START, NOTE_SIZE, SVG_GREY, r->note);
    svg_line(c->o, c->left, c->y + height, c->left + c->plot, c->y + height, SVG_FAINT, 1);
    if (r->kind == ROW_BEAT) {
        draw_beats(c, r->beats);
    } else {
        draw_bars(c, r);
    }
    if (r->kind == ROW_GROUP) {
        draw_strip(c, r);
    }
    c->y += height + GAP;
}

// Below the loop's row: its longest iteration.
static void draw_stall(Canvas *c)
{
    double length = c->t->stall_end - c->t->stall_begin;
    if (!(length > 0)) {
        return;
    }
    bool is_long = length >= LONG_STALL;
    const char *color = is_long ? SVG_RED : SVG_GREY;
    double from = x_of(c, c->t->stall_begin), to = x_of(c, c->t->stall_end), middle = (from + to) / 2;
    Text seconds = measured_seconds(c->scratch, length);
    Text words = is_long ? text_format(c->scratch, "%.*s stall", PRI(seconds))
                         : text_format(c->scratch, "longest iteration %.*s", PRI(seconds));
    double half = svg_text_width(words, NOTE_SIZE) / 2;
    middle = fmin(fmax(middle, c->left + half), c->left + c->plot - half);
    svg_line(c->o, from, c->y - 2, to, c->y - 2, color, 2);
    svg_line(c->o, from, c->y - 6, from, c->y + 2, color, is_long ? 2 : 1);
    svg_line(c->o, to, c->y - 6, to, c->y + 2, color, is_long ? 2 : 1);
    svg_text(c->o, middle, c->y + 14, SVG_MIDDLE, NOTE_SIZE, color, words);
    c->y += STALL;
}

// ---- axis and legend

static void draw_axis(const Canvas *c, double top)
{
    TimeAxis axis = time_axis(c->span, 8);
    for (int k = 0; k * axis.step <= c->span * (1 + 1e-9); k++) {
        double x = x_of(c, k * axis.step);
        svg_line(c->o, x, top, x, c->y, SVG_GRID, 1);
        svg_text(c->o, x, c->y + 16, SVG_MIDDLE, TICK_SIZE, SVG_GREY, time_axis_text(c->scratch, &axis, k));
    }
}

static double draw_key(Out *o, double x, double y, const char *fill, const char *words)
{
    svg_rect(o, x, y - 10, 14, 12, fill);
    svg_text(o, x + 20, y, SVG_START, TICK_SIZE, SVG_GREY, text_from(words));
    return x + 20 + svg_text_width(text_from(words), TICK_SIZE) + 22;
}

static void draw_legend(const Canvas *c, const TimelineRows *rows)
{
    bool queues = false, late = c->t->stall_end - c->t->stall_begin >= LONG_STALL;
    for (int i = 0; i < rows->n; i++) {
        queues = queues || rows->at[i].kind == ROW_QUEUE;
        late = late || (rows->at[i].beats && rows->at[i].beats->late >= LONG_STALL);
    }
    double x = c->left, y = c->y + 42;
    x = draw_key(c->o, x, y, SVG_BLUE, "runs");
    x = draw_key(c->o, x, y, SVG_ORANGE, "ready, in line");
    x = draw_key(c->o, x, y, SVG_IDLE, "waits");
    x = queues ? draw_key(c->o, x, y, SVG_GREEN, "items in a queue") : x;
    if (late) {
        draw_key(c->o, x, y, SVG_RED, "stall, late");
    }
}

// ---- the whole

static double rows_height(const Timeline *t, const TimelineRows *rows)
{
    double height = t->stall_end > t->stall_begin ? STALL : 0;
    for (int i = 0; i < rows->n; i++) {
        height += height_of(&rows->at[i]) + GAP;
    }
    return height;
}

double timeline_height(Arena *scratch, const Timeline *t)
{
    TimelineRows rows = t->end > 0 ? timeline_rows(scratch, t, false) : (TimelineRows){0};
    return t->end > 0 ? rows_height(t, &rows) + FOOT : 40;
}

static void measure_margins(Canvas *c, const TimelineRows *rows)
{
    double label = LEAST_LABEL, note = 60;
    for (int i = 0; i < rows->n; i++) {
        label = fmax(label, svg_text_width(rows->at[i].label, LABEL_SIZE));
        note = fmax(note, svg_text_width(rows->at[i].note, NOTE_SIZE));
    }
    c->left = PICTURE_MARGIN + (int)ceil(fmin(label, MOST_LABEL)) + LABEL_GAP;
    c->plot = PICTURE_WIDTH - PICTURE_MARGIN - 10 - (int)ceil(note) - c->left;
}

void draw_timeline(Out *o, Arena *scratch, const Timeline *t, double top, double span)
{
    Canvas c = {.o = o, .t = t, .scratch = scratch, .span = fmax(span, t->end), .y = top};
    if (!(t->end > 0)) {
        svg_text(o, PICTURE_MARGIN, top + 10, SVG_START, LABEL_SIZE, SVG_GREY, T("no time passes in this run"));
        return;
    }
    TimelineRows rows = timeline_rows(scratch, t, false);
    measure_margins(&c, &rows);
    Canvas below = c;
    below.y = top + rows_height(t, &rows);
    draw_axis(&below, top);
    for (int i = 0; i < rows.n; i++) {
        draw_row(&c, &rows.at[i]);
        if (rows.at[i].kind == ROW_LOOP) {
            draw_stall(&c);
        }
    }
    draw_legend(&c, &rows);
}

void draw_head(Out *o, Arena *scratch, Text title, Text subtitle)
{
    double room = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
    svg_title(o, PICTURE_MARGIN, 38, svg_clip(scratch, display_text(scratch, title), 22, room));
    svg_text(o, PICTURE_MARGIN, 62, SVG_START, 14, SVG_GREY, svg_clip(scratch, display_text(scratch, subtitle), 14, room));
}

void timeline_svg(Out *o, Arena scratch, const Timeline *t, Text title, Text subtitle, double span)
{
    double head = title.n || subtitle.n ? PICTURE_HEAD : PICTURE_MARGIN;
    svg_begin(o, PICTURE_WIDTH, head + timeline_height(&scratch, t), display_text(&scratch, title));
    if (title.n || subtitle.n) {
        draw_head(o, &scratch, title, subtitle);
    }
    draw_timeline(o, &scratch, t, head, span);
    svg_end(o);
}
