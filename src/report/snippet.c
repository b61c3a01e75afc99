// The layout is rustc's and ruff's:
//
//      |
//    4 |     queue = asyncio.Queue()
//      |             ^^^^^^^^^^^^^^^ no bound
//   ...
//    9 |         queue.put_nowait(item)
//      |         ---------------- filled here
//      |
//
// Each row is seen through a window as wide as the terminal; marks that are too far apart for one window get a row each.
// One label stands beside its mark, the others below, joined to theirs by `|`. A primary span over several lines is a bar
// at the left, from `/` or from `____^` to `|____^`.
#include "report/snippet.h"

#include "report/row.h"
#include "report/style.h"
#include "report/window.h"

#define ELLIPSIS "\xe2\x80\xa6"

enum { LEAST_ROOM = 24 };       // columns that a label wants to itself

typedef struct {
    Out *o;
    Arena *arena;
    const SnippetStyle *style;
    const Finding *finding;
    bool has_bar;               // two columns left of the text are the bar's
} Snippet;

int snippet_digits(const Finding *f)
{
    int most = f->at.line_count ? f->at.lines[f->at.line_count - 1].number : 1;
    for (int i = 0; i < f->related.n; i++) {
        const Location *l = &f->related.at[i];
        int last = l->line_count ? l->lines[l->line_count - 1].number : 1;
        most = last > most ? last : most;
    }
    int digits = 1;
    for (; most >= 10; most /= 10) {
        digits++;
    }
    return digits;
}

static Style mark_style(const Snippet *s, bool is_primary)
{
    return is_primary ? style_of_severity(s->style->severity) : STYLE_SECONDARY;
}

static void put_styled(Snippet *s, bool is_primary, const char *c_string)
{
    style_put(s->o, s->style->color, mark_style(s, is_primary), text_from(c_string));
}

static void put_gutter(Snippet *s, const char *number)
{
    style_set(s->o, s->style->color, STYLE_GUTTER);
    out_format(s->o, "%*s |", s->style->digits, number);
    style_set(s->o, s->style->color, STYLE_PLAIN);
}

// The gutter of a row under the text, with the bar if it goes on there; the text's first column follows.
static void put_under_gutter(Snippet *s, bool in_bar)
{
    put_gutter(s, "");
    if (s->has_bar) {
        out_char(s->o, ' ');
        put_styled(s, true, in_bar ? "|" : " ");
    }
    out_char(s->o, ' ');
}

// -- marks ----------------------------------------------------------------------------------------------------------

// Carets win over dashes where they overlap. Returns the column reached.
static int put_underline(Snippet *s, const Marks *marks)
{
    int column = 0, end = 0;
    for (int i = 0; i < marks->n; i++) {
        end = marks->at[i].end > end ? marks->at[i].end : end;
    }
    for (; column < end; column++) {
        char c[2] = " ";
        for (int i = 0; i < marks->n; i++) {
            const Mark *m = &marks->at[i];
            if (column >= m->beg && column < m->end && c[0] != '^') {
                c[0] = m->is_primary ? '^' : '-';
            }
        }
        if (c[0] == ' ') {
            out_char(s->o, ' ');
        } else {
            put_styled(s, c[0] == '^', c);
        }
    }
    return column;
}

// The mark that ends last, the primary one if it is among several: nothing stands right of it, so its label may.
static int last_mark(const Marks *marks)
{
    int last = 0;
    for (int i = 1; i < marks->n; i++) {
        const Mark *m = &marks->at[i], *best = &marks->at[last];
        last = m->end > best->end || (m->end == best->end && m->is_primary) ? i : last;
    }
    return last;
}

// The labelled mark furthest to the right of those not yet done, or -1.
static int next_label(const Marks *marks, const bool *done)
{
    int next = -1;
    for (int i = 0; i < marks->n; i++) {
        if (!done[i] && marks->at[i].label.n && (next < 0 || marks->at[i].beg > marks->at[next].beg)) {
            next = i;
        }
    }
    return next;
}

// `|` under the start of each mark whose label is still to come, left of `limit`. Returns the column reached.
static int put_connectors(Snippet *s, const Marks *marks, const bool *done, int limit)
{
    int column = 0;
    for (int i = 0; i < marks->n; i++) {
        const Mark *m = &marks->at[i];
        if (!done[i] && m->label.n && m->beg >= column && m->beg < limit) {
            out_repeat(s->o, ' ', m->beg - column);
            put_styled(s, m->is_primary, "|");
            column = m->beg + 1;
        }
    }
    return column;
}

// The columns that a label needs: all or a few of its words, but the longest at any rate.
static int wanted_room(Arena scratch, Text label)
{
    int width = display_width(label), longest = 0;
    Texts words = display_lines(&scratch, label, 1, 1);
    for (int i = 0; i < words.n; i++) {
        int n = display_width(words.at[i]);
        longest = n > longest ? n : longest;
    }
    int wanted = width < LEAST_ROOM ? width : LEAST_ROOM;
    return wanted > longest ? wanted : longest;
}

// The label on rows of its own, starting under its mark, or further left where there is no room for it.
static void put_label_below(Snippet *s, const Window *w, bool in_bar, bool *done, int i)
{
    const Mark *m = &w->marks.at[i];
    int wanted = wanted_room(*s->arena, m->label);
    int at = m->beg + wanted > w->room ? w->room - wanted : m->beg;
    at = at < 0 ? 0 : at;
    done[i] = true;
    Texts lines = display_lines(s->arena, m->label, w->room - at, w->room - at);
    for (int k = 0; k < lines.n; k++) {
        put_under_gutter(s, in_bar);
        int column = put_connectors(s, &w->marks, done, at);
        out_repeat(s->o, ' ', at - column);
        style_put(s->o, s->style->color, mark_style(s, m->is_primary), lines.at[k]);
        out_char(s->o, '\n');
    }
}

static void put_marks(Snippet *s, const Window *w, bool in_bar)
{
    if (w->marks.n == 0) {
        return;
    }
    bool *done = NEW(s->arena, bool, w->marks.n);
    int last = last_mark(&w->marks);
    const Mark *m = &w->marks.at[last];
    put_under_gutter(s, in_bar);
    int column = put_underline(s, &w->marks);
    if (m->label.n && column + 1 + display_width(m->label) <= w->room) {
        out_char(s->o, ' ');
        style_put(s->o, s->style->color, mark_style(s, m->is_primary), m->label);
        done[last] = true;
    }
    out_char(s->o, '\n');
    int i = next_label(&w->marks, done);
    if (i >= 0) {
        put_under_gutter(s, in_bar);
        put_connectors(s, &w->marks, done, w->room);
        out_char(s->o, '\n');
    }
    for (; i >= 0; i = next_label(&w->marks, done)) {
        put_label_below(s, w, in_bar, done, i);
    }
}

static void put_text(Snippet *s, const Row *r, const Window *w)
{
    const char *bar = r->starts_bar ? "/" : r->bar == BAR_INNER || r->bar == BAR_LAST ? "|" : " ";
    put_gutter(s, (const char *)text_format(s->arena, "%d", r->line->number).s);
    if (s->has_bar && (r->cells.n || bar[0] != ' ')) {
        out_char(s->o, ' ');
        put_styled(s, true, bar);
    }
    out_c(s->o, r->cells.n ? " " : "");
    style_put(s->o, s->style->color && w->more_before, STYLE_GUTTER, w->more_before ? T(ELLIPSIS) : T(""));
    int column = w->more_before, end = w->room - w->more_after;
    for (int i = 0; i < r->cells.n && column + r->cells.at[i].width <= end; i++) {
        const Cell *c = &r->cells.at[i];
        if (c->column >= w->from) {
            out_put(s->o, c->shown);
            column += c->width;
        }
    }
    style_put(s->o, s->style->color && w->more_after, STYLE_GUTTER, w->more_after ? T(ELLIPSIS) : T(""));
    out_char(s->o, '\n');
}

// -- the bar --------------------------------------------------------------------------------------------------------

static void put_bar_line(Snippet *s, const char *edge, int column)
{
    put_gutter(s, "");
    out_char(s->o, ' ');
    style_set(s->o, s->style->color, mark_style(s, true));
    out_c(s->o, edge);
    out_repeat(s->o, '_', column + 1);
    out_char(s->o, '^');
    style_set(s->o, s->style->color, STYLE_PLAIN);
}

// The row that leads from the bar to the span's end, with the label beside or below.
static void put_bar_end(Snippet *s, const Row *r, const Window *w)
{
    int column = window_column(w, r->bar_column);
    put_bar_line(s, "|", column);
    int at = w->room - column - 2 >= wanted_room(*s->arena, s->finding->at.label) ? column + 2 : 0;
    Texts lines = display_lines(s->arena, s->finding->at.label, w->room - at, w->room - at);
    bool beside = at > 0 && s->finding->at.label.n;
    for (int i = 0; i < lines.n && s->finding->at.label.n; i++) {
        if (i || !beside) {
            out_char(s->o, '\n');
            put_under_gutter(s, false);
            out_repeat(s->o, ' ', at);
        } else {
            out_char(s->o, ' ');
        }
        style_put(s->o, s->style->color, mark_style(s, true), lines.at[i]);
    }
    out_char(s->o, '\n');
}

static void put_bar(Snippet *s, const Row *r, const Window *w)
{
    if (r->bar == BAR_LAST) {
        put_bar_end(s, r, w);
    } else if (r->bar == BAR_FIRST && !r->starts_bar) {
        put_bar_line(s, " ", window_column(w, r->bar_column));
        out_char(s->o, '\n');
    }
}

// -- the whole ------------------------------------------------------------------------------------------------------

static void draw_row(Snippet *s, const Row *r)
{
    int room = s->style->width - s->style->digits - 3 - 2 * s->has_bar;
    int i = 0;
    do {
        Window w = {.room = room};
        i = window_take(s->arena, r, i, &w);
        put_text(s, r, &w);
        if (i >= r->marks.n) {
            put_bar(s, r, &w);
        }
        put_marks(s, &w, r->bar == BAR_FIRST || r->bar == BAR_INNER);
    } while (i < r->marks.n);
}

static void put_gap(Snippet *s, const Row *before, const Row *next)
{
    if (next->line->number > before->line->number + 1) {
        style_put(s->o, s->style->color, STYLE_GUTTER, T("..."));
        if (next->bar >= BAR_INNER) {
            out_repeat(s->o, ' ', s->style->digits);
            put_styled(s, true, "|");
        }
        out_char(s->o, '\n');
    }
}

static void put_empty(Snippet *s)
{
    put_gutter(s, "");
    out_char(s->o, '\n');
}

void snippet_draw(Out *o, Arena scratch, const SnippetStyle *style, const Finding *f, Text path)
{
    Snippet s = {.o = o, .arena = &scratch, .style = style, .finding = f};
    Rows rows = rows_of(&scratch, f, path);
    for (int i = 0; i < rows.n; i++) {
        s.has_bar = s.has_bar || rows.at[i].bar != BAR_NONE;
    }
    put_empty(&s);
    for (int i = 0; i < rows.n; i++) {
        if (i) {
            put_gap(&s, &rows.at[i - 1], &rows.at[i]);
        }
        draw_row(&s, &rows.at[i]);
    }
    put_empty(&s);
}
