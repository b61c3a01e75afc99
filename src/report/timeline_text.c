// A timeline with characters: a row a line, a column for a stretch of time.
#include "report/timeline.h"

#include "report/display.h"
#include "report/measured.h"
#include "report/style.h"
#include "report/timeline_row.h"

#include <math.h>

enum { INDENT = 2, LEAST_WIDTH = 24, NOTES_FROM = 24, TICK_COLUMNS = 12 };

typedef struct {
    Out *o;
    const Timeline *t;
    const TimelineLook *look;
    Arena *scratch;
    int width, label, plot;         // columns: of all, of the labels, of time
    bool notes;                     // there is room for them
    double column;                  // seconds
    Style style;                    // that is in force
    int blanks;                     // to be written before anything else on this line
} Canvas;

static const char *const HEIGHTS[] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
static const char *const DIGITS[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};

// ---- characters

static const char *glyph(const Canvas *c, const char *unicode, const char *ascii)
{
    return c->look->ascii ? ascii : unicode;
}

static void put_text(Canvas *c, Style style, Text t)
{
    out_repeat(c->o, ' ', c->blanks);
    c->blanks = 0;
    if (style != c->style) {
        if (c->style != STYLE_PLAIN) {
            style_set(c->o, c->look->color, STYLE_PLAIN);
        }
        if (style != STYLE_PLAIN) {
            style_set(c->o, c->look->color, style);
        }
        c->style = style;
    }
    out_put(c->o, t);
}

static void put(Canvas *c, Style style, const char *s)
{
    if (s[0] == ' ') {
        c->blanks++;
    } else {
        put_text(c, style, text_from(s));
    }
}

static void end_line(Canvas *c)
{
    c->blanks = 0;
    put_text(c, STYLE_PLAIN, T("\n"));
}

static void put_margin(Canvas *c)
{
    c->blanks += INDENT + c->label + 1;
}

// ---- what stands in a column

static bool in_stall(const Canvas *c, double from, double to)
{
    return c->t->stall_end - c->t->stall_begin >= LONG_STALL && to > c->t->stall_begin && from < c->t->stall_end;
}

static void put_loop(Canvas *c, const TrackView *v, double from, double to)
{
    double busy = v->level[TRACK_RUNNING];
    Style style = in_stall(c, from, to) ? STYLE_ERROR : STYLE_HELP;
    if (busy < 0.02) {
        put(c, STYLE_HELP, v->stepped ? glyph(c, "\u00b7", ".") : " ");
    } else if (busy < 0.3) {
        put(c, style, glyph(c, "\u2591", ":"));
    } else if (busy < 0.6) {
        put(c, style, glyph(c, "\u2592", "+"));
    } else {
        put(c, style, busy < 0.95 ? glyph(c, "\u2593", "%") : glyph(c, "\u2588", "#"));
    }
}

static void put_task(Canvas *c, const TrackView *v)
{
    double runs = v->level[TRACK_RUNNING], waits = v->level[TRACK_READY];
    if (runs >= 0.5) {
        put(c, STYLE_HELP, glyph(c, "\u2588", "#"));
    } else if (waits >= 0.02 && waits >= runs) {
        put(c, STYLE_WARNING, glyph(c, "\u2591", ":"));
    } else if (runs >= 0.02 || v->stepped) {
        put(c, STYLE_HELP, runs >= 0.02 ? glyph(c, "\u258c", "+") : glyph(c, "\u2502", "|"));
    } else {
        put(c, STYLE_DIM, v->level[TRACK_ALIVE] > 0 ? glyph(c, "\u2500", "-") : " ");
    }
}

static void put_height(Canvas *c, double value, double most, Style style)
{
    int n = c->look->ascii ? 9 : 8;
    int i = most > 0 ? (int)ceil(value / most * n) - 1 : 0;
    i = i < 0 ? 0 : i >= n ? n - 1 : i;
    put(c, style, c->look->ascii ? DIGITS[i] : HEIGHTS[i]);
}

static void put_group(Canvas *c, const TrackView *v, double most)
{
    double waits = v->level[TRACK_READY];
    if (waits > 0.02) {
        put_height(c, waits, most, STYLE_WARNING);
    } else {
        put_task(c, v);
    }
}

static void put_queue(Canvas *c, const TrackView *v, double most)
{
    if (v->most > 0) {
        put_height(c, v->most, most, STYLE_SECONDARY);
    } else {
        put(c, STYLE_DIM, glyph(c, "\u2500", "-"));
    }
}

// A late beat stands where it was heard.
static void put_beat(Canvas *c, const TimelineBeats *b, double from, double to)
{
    TimelineBeatCell worst = beats_view(b, c->t->cell, from, to);
    if (!worst.count) {
        put(c, STYLE_PLAIN, " ");
    } else if (worst.late >= LONG_STALL) {
        put(c, STYLE_ERROR, "!");
    } else {
        put(c, STYLE_HELP, glyph(c, "\u2502", "|"));
    }
}

static void put_cell(Canvas *c, const TimelineRow *r, double from, double to)
{
    TrackView v = r->track ? track_view(r->track, c->t->cell, from, to) : (TrackView){0};
    switch (r->kind) {
    case ROW_LOOP: put_loop(c, &v, from, to); break;
    case ROW_TASK: put_task(c, &v); break;
    case ROW_GROUP: put_group(c, &v, r->most); break;
    case ROW_QUEUE: put_queue(c, &v, r->most); break;
    case ROW_BEAT: put_beat(c, r->beats, from, to); break;
    }
}

// ---- lines

static void put_row(Canvas *c, const TimelineRow *r)
{
    Text label = display_clip(c->scratch, r->label, c->label, c->look->ascii);
    c->blanks += INDENT;
    put_text(c, r->kind == ROW_LOOP ? STYLE_HEADING : STYLE_PLAIN, label);
    c->blanks += c->label + 1 - display_width(label);
    for (int i = 0; i < c->plot; i++) {
        double from = i * c->column, to = i + 1 == c->plot ? INFINITY : (i + 1) * c->column;
        if (from <= c->t->end) {
            put_cell(c, r, from, fmin(to, nextafter(c->t->end, INFINITY)));
        } else {
            c->blanks++;
        }
    }
    if (r->note.n && c->notes) {
        c->blanks++;
        put_text(c, STYLE_DIM, r->note);
    }
    end_line(c);
}

static void put_bracket(Canvas *c, Style style, int columns, Text words)
{
    int spare = columns - 4 - (int)words.n;
    Out line = out_to_memory(c->scratch);
    out_c(&line, glyph(c, "\u2514", "\\"));
    for (int i = 0; i < spare / 2; i++) {
        out_c(&line, glyph(c, "\u2500", "_"));
    }
    out_format(&line, " %.*s ", PRI(words));
    for (int i = spare / 2; i < spare; i++) {
        out_c(&line, glyph(c, "\u2500", "_"));
    }
    out_c(&line, glyph(c, "\u2518", "/"));
    put_text(c, style, out_text(&line));
}

// "^ 3 ms" below a column, or "3 ms ^" where there is no room at the right; the lead is left out where there is none for it.
static void put_caret(Canvas *c, Style style, int from, Text lead, Text words)
{
    int right = c->width - INDENT - c->label - 1 - from - 2;
    int most = right > from - 1 ? right : from - 1;
    words = (int)(lead.n + words.n) <= most ? text_join(c->scratch, lead, words) : words;
    bool fits = (int)words.n <= right;
    c->blanks += fits ? from : from - 1 - (int)words.n > 0 ? from - 1 - (int)words.n : 0;
    put_text(c, style, text_format(c->scratch, fits ? "^ %.*s" : "%.*s ^", PRI(words)));
}

// Below the loop: its longest iteration.
static void put_stall(Canvas *c)
{
    double length = c->t->stall_end - c->t->stall_begin;
    if (!(length > 0)) {
        return;
    }
    Style style = length >= LONG_STALL ? STYLE_ERROR : STYLE_DIM;
    Text words = measured_seconds(c->scratch, length);
    int from = (int)(c->t->stall_begin / c->column + 1e-6), columns = (int)ceil(c->t->stall_end / c->column - 1e-6) - from;
    put_margin(c);
    if (columns >= (int)words.n + 6) {
        c->blanks += from;
        put_bracket(c, style, columns, words);
    } else {
        put_caret(c, style, from, length >= LONG_STALL ? T("") : T("longest iteration "), words);
    }
    end_line(c);
}

static void put_axis(Canvas *c)
{
    double span = c->column * c->plot;
    TimeAxis axis = time_axis(span, c->plot / TICK_COLUMNS);
    int room = c->width - INDENT - c->label - 1, at = 0;
    put_margin(c);
    for (int k = 0; k * axis.step <= span * (1 + 1e-9); k++) {
        int column = (int)(k * axis.step / c->column + 1e-6);
        Text words = time_axis_text(c->scratch, &axis, k);
        if (column >= at && column + 1 + (int)words.n <= room) {
            c->blanks += column - at;
            put(c, STYLE_DIM, glyph(c, "\u2575", "'"));
            put_text(c, STYLE_DIM, words);
            at = column + 1 + (int)words.n;
        }
    }
    end_line(c);
}

static void put_legend(Canvas *c, const TimelineRows *rows)
{
    static const struct {
        const char *unicode, *ascii;
        RowKind kind;
    } KEYS[] = {
        {"\u2588 runs", "# runs", ROW_TASK},
        {"\u2502 a step", "| a step", ROW_TASK},
        {"\u2591 ready, in line", ": ready, in line", ROW_TASK},
        {"\u2500 waits", "- waits", ROW_TASK},
        {"\u2582\u2585\u2588 how many in line", "1..9 how many in line", ROW_GROUP},
        {"! late", "! late", ROW_BEAT},
    };
    bool has[ROW_BEAT + 1] = {[ROW_TASK] = true};
    for (int i = 0; i < rows->n; i++) {
        has[rows->at[i].kind] = true;
    }
    int column = 0, room = c->width - INDENT - c->label - 1;
    put_margin(c);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        Text key = text_from(glyph(c, KEYS[i].unicode, KEYS[i].ascii));
        int width = display_width(key);
        if (!has[KEYS[i].kind]) {
            continue;
        }
        if (column && column + 3 + width > room) {
            end_line(c);
            put_margin(c);
            column = 0;
        }
        c->blanks += column ? 3 : 0;
        put_text(c, STYLE_DIM, display_clip(c->scratch, key, room, c->look->ascii));
        column += width + (column ? 3 : 0);
    }
    end_line(c);
}

// How wide labels, plot and notes are: labels never take more than a third; where little is left, the notes go.
static void measure_margins(Canvas *c, const TimelineRows *rows)
{
    int note = 0;
    for (int i = 0; i < rows->n; i++) {
        c->label = (int)fmax(c->label, display_width(rows->at[i].label));
        note = (int)fmax(note, display_width(rows->at[i].note));
    }
    c->label = (int)fmin(c->label, c->width / 3);
    c->plot = c->width - INDENT - c->label - 1;
    c->notes = c->plot - 1 - note >= NOTES_FROM;
    c->plot -= c->notes ? 1 + note : 0;
    c->column = fmax(c->look->span, c->t->end) / c->plot;
}

void timeline_text(Out *o, const Timeline *t, const TimelineLook *look)
{
    Arena scratch = look->scratch;
    if (!(t->end > 0)) {
        out_repeat(o, ' ', INDENT);
        Text words = T("no time passes in this run, so there is no timeline; `--costs table` gives each step its cost");
        display_wrap(o, scratch, words, INDENT, INDENT, look->width < LEAST_WIDTH ? LEAST_WIDTH : look->width);
        out_char(o, '\n');
        return;
    }
    Canvas c = {.o = o, .t = t, .look = look, .scratch = &scratch, .style = STYLE_PLAIN};
    c.width = look->width < LEAST_WIDTH ? LEAST_WIDTH : look->width;
    TimelineRows rows = timeline_rows(&scratch, t, look->ascii);
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
