#include "lint/finding.h"

#include "lint/rule.h"

// How much of a line is kept, and where in that window the place is: a line of a megabyte (generated, minified) must not
// be copied whole for each finding on it.
enum { CONTEXT = 2, MOST_TOUCHED = 6, LINE_MOST = 4096, LINE_BEFORE = 1024 };

int finding_compare(const Finding *a, const Finding *b)
{
    int c = text_cmp(a->at.path, b->at.path);
    c = c ? c : a->at.beg.line - b->at.beg.line;
    c = c ? c : a->at.beg.column - b->at.beg.column;
    c = c ? c : text_cmp_word(text_from(a->rule->code), b->rule->code);
    return c ? c : text_cmp(a->message, b->message);
}

const char *severity_name(Severity s)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[s];
}

static bool inside_char(Text t, ptrdiff_t i)
{
    return i > 0 && i < t.n && ((unsigned char)t.s[i] & 0xc0) == 0x80;
}

// The line, or of a long one a window with the byte `focus` (an offset into the file) in it.
static ExcerptLine excerpt_line(Arena *a, const Source *s, int number, uint32_t focus)
{
    Text line = source_line_text(s, number);
    uint32_t start = s->line_start[number - 1];
    ptrdiff_t beg = 0, end = line.n;
    if (line.n > LINE_MOST) {
        beg = focus > start + LINE_BEFORE ? (ptrdiff_t)(focus - start) - LINE_BEFORE : 0;
        beg = beg > line.n - LINE_MOST ? line.n - LINE_MOST : beg;
        end = beg + LINE_MOST;
        while (inside_char(line, beg)) {
            beg++;
        }
        while (inside_char(line, end)) {
            end--;
        }
    }
    return (ExcerptLine){number, start + (uint32_t)beg, text_copy(a, text_sub(line, beg, end)), beg > 0, end < line.n};
}

static bool is_blank(const Source *s, int number)
{
    return text_trim(source_line_text(s, number)).n == 0;
}

static void add_excerpt(Arena *a, const Source *s, Location *l)
{
    // An exclusive end at the start of a line touches the line before it only.
    int last = l->span.end > l->span.beg ? source_line(s, l->span.end - 1) : l->beg.line;
    int from = l->beg.line > CONTEXT ? l->beg.line - CONTEXT : 1;
    int to = last + CONTEXT < s->lines ? last + CONTEXT : s->lines;
    while (from < l->beg.line && is_blank(s, from)) {
        from++;
    }
    while (to > last && is_blank(s, to)) {
        to--;
    }
    bool is_long = last - l->beg.line + 1 > MOST_TOUCHED;
    l->lines = NEW(a, ExcerptLine, MOST_TOUCHED + 2 * CONTEXT);
    for (int i = from; i <= to; i++) {
        if (is_long && i == l->beg.line + MOST_TOUCHED / 2) {
            i = last - MOST_TOUCHED / 2 + 1;
        }
        uint32_t focus = i == l->beg.line ? l->span.beg : i == last ? l->span.end : 0;
        l->lines[l->line_count++] = excerpt_line(a, s, i, focus);
    }
}

Location location_make(Arena *a, const Source *s, Span span, bool excerpt, Text label)
{
    uint32_t size = s->line_start[s->lines];
    span.beg = span.beg > size ? size : span.beg;
    span.end = span.end > size ? size : span.end < span.beg ? span.beg : span.end;
    Location l = {
        .path = text_copy(a, s->path),
        .span = span,
        .beg = source_place(s, span.beg),
        .end = source_place(s, span.end),
        .label = text_copy(a, label),
    };
    if (excerpt) {
        add_excerpt(a, s, &l);
    }
    return l;
}
