// The choice as a whole, and what it leaves to be parsed.
#include "python/region_choice.h"

#include <string.h>

static uint32_t line_begin(const Source *s, uint32_t offset)
{
    return s->line_start[source_line(s, offset) - 1];
}

// `class C:` must keep something in its body: the first unit that is out becomes `pass`. Only where a body line is there
// that is in, or another unit is, there is no need.
static bool body_is_empty(const Chooser *c, const Unit *first)
{
    int end = chooser_block_end(c, first->class_line);
    int line = first->class_line + 1;
    for (int i = 0; i < c->units.n && line < end; i++) {
        const Unit *u = c->units.at[i];
        if (u->class_line != first->class_line) {
            continue;
        }
        if (u->in || line < u->first) {
            return false;
        }
        line = u->last;
    }
    return line >= end;
}

static void write_pass(Lexed *lexed, const Line *line)
{
    memcpy(lexed->view + line->beg, "pass\n", 5);
}

// Where the text of what is left out begins and ends: whole lines; of a unit that becomes `pass`, what comes after that.
static Span left_out(const Chooser *c, const Source *s, Lexed *lexed, const Unit *u)
{
    const Line *first = &lexed->lines.at[u->first];
    Span span = {line_begin(s, first->beg), u->last < lexed->lines.n ? line_begin(s, lexed->lines.at[u->last].beg)
                                                                     : (uint32_t)s->text.n};
    bool is_first = u->class_line >= 0 && u->first == u->class_line + 1;
    if (is_first && body_is_empty(c, u)) {
        write_pass(lexed, first);
        span.beg = first->beg + 5;
    }
    return span;
}

static Spans all_left_out(Chooser *c, const Source *s, Lexed *lexed)
{
    Spans out = {0};
    for (int i = 0; i < c->units.n; i++) {
        const Unit *u = c->units.at[i];
        if (!u->in) {
            *list_push(c->arena, &out) = left_out(c, s, lexed, u);
        }
    }
    return out;
}

static void note_methods(Chooser *c, Regions *r)
{
    r->left_out = NEW(c->arena, Method, c->units.n);
    for (int i = 0; i < c->units.n; i++) {
        const Unit *u = c->units.at[i];
        Text name = u->in || u->is_statement || u->class_line < 0 ? (Text){0} : line_defined_name(chooser_line(c, unit_head(c, u)));
        if (name.n) {
            uint32_t at = (uint32_t)(name.s - c->lexed->view);
            r->left_out[r->left_out_count++] = (Method){c->lexed->lines.at[u->class_line].beg, {at, at + (uint32_t)name.n}};
        }
    }
}

static Regions regions_of(Chooser *c, const Source *s, Lexed *lexed)
{
    Spans list = {0}, out = all_left_out(c, s, lexed);
    uint32_t from = 0;
    for (int i = 0; i < out.n; i++) {
        Span span = out.at[i];
        // a line that two units share (after a semicolon, in broken text) stays
        if (span.beg < from || span.end <= span.beg) {
            continue;
        }
        if (span.beg > from) {
            *list_push(c->arena, &list) = (Span){from, span.beg};
        }
        from = span.end;
    }
    if (from < (uint32_t)s->text.n) {
        *list_push(c->arena, &list) = (Span){from, (uint32_t)s->text.n};
    }
    return (Regions){.at = list.at, .n = list.n, .whole = list.n == 1 && list.at[0].beg == 0 && list.at[0].end == (uint32_t)s->text.n};
}

// Those of the words that the view holds: few, mostly, and every unit is searched for them.
static const char *const *held(Arena *a, Text view, const char *const *words)
{
    LIST(const char *) found = {0};
    for (; words && *words; words++) {
        if (holds(view, text_from(*words))) {
            *list_push(a, &found) = *words;
        }
    }
    *list_push(a, &found) = NULL;
    return found.at;
}

static TriggerWords held_words(Arena *a, Text view, const TriggerWords *words)
{
    TriggerWords w = *words;
    if (words->held) {
        w.all = words->held;
        return w;
    }
    w.all = held(a, view, words->all);
    w.wide = words->wide == words->all ? w.all : held(a, view, words->wide);
    w.stray = held(a, view, words->stray);
    return w;
}

Regions regions_choose(Arena *scratch, const Source *source, Lexed *lexed, const TriggerWords *words, bool closed)
{
    TriggerWords present = held_words(scratch, (Text){lexed->view, source->text.n}, words);
    Chooser c = {.arena = scratch, .lexed = lexed, .words = &present, .spelt = words->all, .closed = closed};
    chooser_find_units(&c, 0, lexed->lines.n, -1);
    if (closed) {
        chooser_note_outside(&c);
    }
    for (int i = 0; i < c.units.n && closed; i++) {
        chooser_define(&c, c.units.at[i]);
    }
    chooser_seed(&c);
    if (closed) {
        chooser_close(&c);
    }
    Regions methods = {0};
    if (!closed) {
        note_methods(&c, &methods);         // before a `pass` is written over one
    }
    Regions regions = regions_of(&c, source, lexed);
    regions.left_out = methods.left_out;
    regions.left_out_count = methods.left_out_count;
    return regions;
}
