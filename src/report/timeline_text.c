// A timeline with characters: a row for the loop, for tasks, for queues and for beats, a column for a stretch of time.
#include "report/timeline.h"

#include "report/display.h"
#include "report/measured.h"
#include "report/style.h"

#include <math.h>
#include <string.h>

enum { LEAST_WIDTH = 40, LEAST_PLOT = 10, TICK_COLUMNS = 12 };

typedef struct {
    Out *o;
    const Timeline *t;
    const TimelineLook *look;
    Arena *scratch;
    int label, note, plot;          // columns
    double column;                  // seconds
} Canvas;

static const char *const HEIGHTS[] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
static const char *const DIGITS[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};

static const double LONG_STALL = 0.1;   // seconds from which on it is one to be seen

static const char *glyph(const Canvas *c, const char *unicode, const char *ascii)
{
    return c->look->ascii ? ascii : unicode;
}

static void put(const Canvas *c, Style style, const char *s)
{
    style_put(c->o, c->look->color && style != STYLE_PLAIN, style, text_from(s));
}

static void put_label(const Canvas *c, Text label, Style style)
{
    int width = display_width(label);
    out_c(c->o, "  ");
    style_put(c->o, c->look->color, style, label);
    out_repeat(c->o, ' ', c->label - width + 1);
}

static bool in_stall(const Canvas *c, double from, double to)
{
    return c->t->stall_end - c->t->stall_begin >= LONG_STALL && to > c->t->stall_begin && from < c->t->stall_end;
}

static void put_loop(const Canvas *c, const TimelineView *v, double from, double to)
{
    double busy = v->level[TIMELINE_RUNNING];
    Style style = in_stall(c, from, to) ? STYLE_ERROR : STYLE_HELP;
    if (busy < 0.02) {
        put(c, v->stepped ? STYLE_HELP : STYLE_PLAIN, v->stepped ? glyph(c, "\u00b7", ".") : " ");
    } else if (busy < 0.3) {
        put(c, style, glyph(c, "\u2591", ":"));
    } else if (busy < 0.6) {
        put(c, style, glyph(c, "\u2592", "+"));
    } else {
        put(c, style, busy < 0.95 ? glyph(c, "\u2593", "%") : glyph(c, "\u2588", "#"));
    }
}

static void put_task(const Canvas *c, const TimelineView *v)
{
    double runs = v->level[TIMELINE_RUNNING], waits = v->level[TIMELINE_READY];
    if (runs >= 0.5) {
        put(c, STYLE_HELP, glyph(c, "\u2588", "#"));
    } else if (waits >= 0.02 && waits >= runs) {
        put(c, STYLE_WARNING, glyph(c, "\u2591", ":"));
    } else if (runs >= 0.02 || v->stepped) {
        put(c, STYLE_HELP, runs >= 0.02 ? glyph(c, "\u258c", "+") : glyph(c, "\u2502", "|"));
    } else {
        put(c, STYLE_DIM, v->level[TIMELINE_ALIVE] > 0 ? glyph(c, "\u2500", "-") : " ");
    }
}

static void put_height(const Canvas *c, double value, double most, Style style)
{
    int n = c->look->ascii ? 9 : 8;
    int i = most > 0 ? (int)ceil(value / most * n) - 1 : 0;
    i = i < 0 ? 0 : i >= n ? n - 1 : i;
    put(c, style, c->look->ascii ? DIGITS[i] : HEIGHTS[i]);
}

static void put_group(const Canvas *c, const TimelineView *v, double most)
{
    double waits = v->level[TIMELINE_READY];
    if (waits > 0.02) {
        put_height(c, waits, most, STYLE_WARNING);
    } else {
        put_task(c, v);
    }
}

static void put_queue(const Canvas *c, const TimelineView *v, double most)
{
    if (v->most > 0) {
        put_height(c, v->most, most, STYLE_SECONDARY);
    } else {
        put(c, STYLE_DIM, glyph(c, "\u2500", "-"));
    }
}

// The latest beat that was expected in a column decides; a late one stands where it was heard.
static void put_beat(const Canvas *c, int name, double from, double to)
{
    double worst = -1;
    for (int i = 0; i < c->t->beats.n; i++) {
        const TimelineBeat *b = &c->t->beats.at[i];
        if (b->name == name && b->time >= from && b->time < to) {
            worst = fmax(worst, b->late);
        }
    }
    bool late = worst > c->column || worst >= LONG_STALL;
    put(c, late ? STYLE_ERROR : STYLE_HELP, worst < 0 ? " " : late ? "!" : glyph(c, "\u2502", "|"));
}

static void put_row(const Canvas *c, const PictureRow *r)
{
    put_label(c, r->label, r->kind == ROW_LOOP ? STYLE_HEADING : STYLE_PLAIN);
    for (int i = 0; i < c->plot; i++) {
        double from = i * c->column, to = i + 1 == c->plot ? nextafter(c->t->end, INFINITY) : (i + 1) * c->column;
        TimelineView v = r->track ? timeline_view(c->t, r->track, from, to) : (TimelineView){0};
        switch (r->kind) {
        case ROW_LOOP: put_loop(c, &v, from, to); break;
        case ROW_TASK: put_task(c, &v); break;
        case ROW_GROUP: put_group(c, &v, r->most); break;
        case ROW_QUEUE: put_queue(c, &v, r->most); break;
        case ROW_BEAT: put_beat(c, r->name, from, to); break;
        }
    }
    if (r->note.n) {
        out_char(c->o, ' ');
        style_put(c->o, c->look->color, STYLE_DIM, r->note);
    }
    out_char(c->o, '\n');
}

// Below the loop: how long it stood still at a stretch, where that is worth a word.
static void put_stall(const Canvas *c)
{
    double length = c->t->stall_end - c->t->stall_begin;
    if (length < LONG_STALL) {
        return;
    }
    Text words = text_format(c->scratch, " %.*s ", PRI(measured_seconds(c->scratch, length)));
    int from = (int)(c->t->stall_begin / c->column), columns = (int)ceil(length / c->column);
    int spare = columns - 2 - (int)words.n;
    out_repeat(c->o, ' ', 3 + c->label + from);
    style_set(c->o, c->look->color, STYLE_ERROR);
    if (spare < 0) {
        out_format(c->o, "^%.*s", PRI(text_sub(words, 0, words.n - 1)));
    } else {
        out_c(c->o, glyph(c, "\u2514", "\\"));
        for (int i = 0; i < spare; i++) {
            if (i == spare / 2) {
                out_put(c->o, words);
            }
            out_c(c->o, glyph(c, "\u2500", "_"));
        }
        if (spare == 0) {
            out_put(c->o, words);
        }
        out_c(c->o, glyph(c, "\u2518", "/"));
    }
    style_set(c->o, c->look->color, STYLE_PLAIN);
    out_char(c->o, '\n');
}

static void put_axis(const Canvas *c)
{
    double tick = picture_tick(c->t->end, c->plot / TICK_COLUMNS);
    out_repeat(c->o, ' ', 3 + c->label);
    int at = 0;
    for (int k = 0; k * tick <= c->t->end * (1 + 1e-9); k++) {
        int column = (int)(k * tick / c->column + 1e-6);
        Text words = k == 0 ? T("0") : text_format(c->scratch, "%.6g s", k * tick);
        if (column >= at && column + 2 + (int)words.n <= c->plot + c->note) {
            out_repeat(c->o, ' ', column - at);
            style_put(c->o, c->look->color, STYLE_DIM, text_from(glyph(c, "\u2575", "'")));
            style_put(c->o, c->look->color, STYLE_DIM, words);
            at = column + 1 + (int)words.n;
        }
    }
    out_char(c->o, '\n');
}

static bool has_kind(const PictureRows *rows, PictureRowKind kind)
{
    for (int i = 0; i < rows->n; i++) {
        if (rows->at[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static void put_legend(const Canvas *c, const PictureRows *rows)
{
    Text line = c->look->ascii ? T("# runs   : ready, in line   - waits") : T("\u2588 runs   \u2591 ready, in line   \u2500 waits");
    if (has_kind(rows, ROW_GROUP)) {
        line = text_join(c->scratch, line, c->look->ascii ? T("   1..9 how many in line") : T("   \u2582\u2585\u2588 how many in line"));
    }
    if (has_kind(rows, ROW_BEAT)) {
        line = text_join(c->scratch, line, T("   ! late"));
    }
    out_repeat(c->o, ' ', 3 + c->label);
    style_put(c->o, c->look->color, STYLE_DIM, line);
    out_char(c->o, '\n');
}

static void measure_margins(Canvas *c, const PictureRows *rows)
{
    int width = c->look->width < LEAST_WIDTH ? LEAST_WIDTH : c->look->width;
    for (int i = 0; i < rows->n; i++) {
        int label = display_width(rows->at[i].label), note = display_width(rows->at[i].note);
        c->label = label > c->label ? label : c->label;
        c->note = note > c->note ? note : c->note;
    }
    c->plot = width - 3 - c->label - 1 - c->note;
    c->plot = c->plot < LEAST_PLOT ? LEAST_PLOT : c->plot;
    c->column = c->t->end / c->plot;
}

void timeline_text(Out *o, const Timeline *t, const TimelineLook *look)
{
    Arena scratch = look->scratch;
    if (!(t->end > 0)) {
        out_c(o, "  no time passes in this run, so there is no timeline; `--costs table` gives each step its cost\n");
        return;
    }
    Canvas c = {.o = o, .t = t, .look = look, .scratch = &scratch};
    PictureRows rows = picture_rows(&scratch, t, look->ascii);
    measure_margins(&c, &rows);
    for (int i = 0; i < rows.n; i++) {
        put_row(&c, &rows.at[i]);
        if (rows.at[i].kind == ROW_LOOP) {
            put_stall(&c);
        }
    }
    put_axis(&c);
    put_legend(&c, &rows);
}
