#include "python/source.h"

#include "python/encoding.h"

#include <string.h>

enum { POINTS_STEP = 1024 };

static void note(Arena *a, Source *s, uint32_t beg, uint32_t end, Text message)
{
    *list_push(a, &s->problems) = (SourceProblem){{beg, end}, message};
}

// The declaration's place in the text, for messages about it.
static Span declaration_span(const Source *s, Text name)
{
    ptrdiff_t at = name.n ? text_find(s->text, name) : -1;
    return at < 0 ? (Span){0, 0} : (Span){(uint32_t)at, (uint32_t)(at + name.n)};
}

static void note_decoding(Arena *a, Source *s, const Decoded *d)
{
    if (d->bad) {
        note(a, s, d->first_bad, d->first_bad + 3,
             d->bad == 1 ? text_format(a, "invalid %.*s", PRI(s->encoding))
                         : text_format(a, "invalid %.*s, here and in %d more places", PRI(s->encoding), d->bad - 1));
    }
    if (d->nul) {
        note(a, s, d->first_nul, d->first_nul + 3, T("source code cannot contain NUL bytes"));
    }
}

// Windows and old Mac line ends are looked for only when there is a CR at all.
static void make_line_table(Arena *a, Source *s)
{
    const char *p = s->text.s, *end = p + s->text.n;
    bool has_cr = s->text.n && memchr(p, '\r', (size_t)s->text.n);
    int n = 1;
    for (const char *q = p; q < end && (q = memchr(q, '\n', (size_t)(end - q))); q++) {
        n++;
    }
    for (const char *q = p; has_cr && q < end && (q = memchr(q, '\r', (size_t)(end - q))); q++) {
        n += q + 1 == end || q[1] != '\n';
    }
    s->line_start = NEW(a, uint32_t, n + 1);
    s->lines = n;
    n = 1;
    if (!has_cr) {
        for (const char *q = p; q < end && (q = memchr(q, '\n', (size_t)(end - q))); q++) {
            s->line_start[n++] = (uint32_t)(q + 1 - p);
        }
    } else {
        for (const char *q = p; q < end; q++) {
            if (*q == '\n' || (*q == '\r' && (q + 1 == end || q[1] != '\n'))) {
                s->line_start[n++] = (uint32_t)(q + 1 - p);
            }
        }
    }
    s->line_start[n] = (uint32_t)s->text.n;
}

// Code points in UTF-8, eight bytes at a time.
static int count_code_points(const char *s, ptrdiff_t n)
{
    int count = 0;
    ptrdiff_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t eight;
        memcpy(&eight, s + i, 8);
        uint64_t continuations = eight >> 7 & ~eight >> 6 & 0x0101010101010101u;
        count += 8 - (int)(continuations * 0x0101010101010101u >> 56);      // the sum of the bytes
    }
    for (; i < n; i++) {
        count += (s[i] & 0xC0) != 0x80;
    }
    return count;
}

static void make_point_table(Arena *a, Source *s)
{
    uint32_t n = (uint32_t)s->text.n, steps = n / POINTS_STEP;
    if ((uint32_t)count_code_points(s->text.s, n) == n) {
        return;
    }
    s->points = NEW(a, uint32_t, steps + 1);
    for (uint32_t i = 1; i <= steps; i++) {
        const char *step = s->text.s + (size_t)(i - 1) * POINTS_STEP;
        s->points[i] = s->points[i - 1] + (uint32_t)count_code_points(step, POINTS_STEP);
    }
}

// After a BOM CPython takes utf-8 and utf-8-..., but not the alias utf8 (get_normal_name in Parser/tokenizer).
static bool allowed_with_bom(Text name)
{
    if (name.n < 5 || !(name.s[3] == '-' || name.s[3] == '_')) {
        return false;
    }
    return text_eq_nocase(text_sub(name, 0, 3), T("utf")) && name.s[4] == '8'
        && (name.n == 5 || name.s[5] == '-' || name.s[5] == '_');
}

// What Python refuses at the first byte is read all the same, for what else there is to say about it.
static void read_wide(Arena *a, Source *s, Text bytes)
{
    Decoded d = encoding_decode(a, s->encoding, bytes);
    s->text = d.text;
    s->was_decoded = true;
    note(a, s, 0, 0, text_format(a, "the file is in UTF-%.2s, which Python does not read; save it as UTF-8", s->encoding.s + 4));
    note_decoding(a, s, &d);
    make_line_table(a, s);
    make_point_table(a, s);
}

Source source_read(Arena *a, Text path, Text bytes)
{
    Source s = {.path = path, .encoding = encoding_wide(bytes)};
    if (s.encoding.n) {
        read_wide(a, &s, bytes);
        return s;
    }
    s.encoding = T("utf-8");
    if (text_starts(bytes, T("\xEF\xBB\xBF"))) {
        s.had_bom = true;
        bytes = text_sub(bytes, 3, bytes.n);
    }
    if (!bytes.n) {
        bytes = T("");
    }
    Text declared = encoding_declared(bytes);
    if (declared.n) {
        s.encoding = encoding_canonical(a, declared);
    }
    bool contradicts = s.had_bom && declared.n && !allowed_with_bom(declared);
    Decoded d = encoding_decode(a, contradicts ? T("utf-8") : s.encoding, bytes);
    s.text = d.text;
    s.was_decoded = d.text.s != bytes.s;
    Span where = declaration_span(&s, declared);
    if (contradicts) {
        note(a, &s, where.beg, where.end,
             text_format(a, "the file starts with a UTF-8 byte order mark but declares `%.*s`", PRI(declared)));
        s.encoding = T("utf-8");
    } else if (!d.known) {
        note(a, &s, where.beg, where.end, text_format(a, "unknown encoding `%.*s`", PRI(declared)));
        s.encoding = T("utf-8");
    }
    note_decoding(a, &s, &d);
    make_line_table(a, &s);
    make_point_table(a, &s);
    return s;
}

int source_line(const Source *s, uint32_t offset)
{
    int low = 0, high = s->lines - 1;       // the last line that starts at or before the offset
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (s->line_start[middle] <= offset) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low + 1;
}

// The number of code points before an offset: on a line of a megabyte columns are not counted from its start.
static int points_before(const Source *s, uint32_t offset)
{
    uint32_t step = offset / POINTS_STEP;
    return (int)s->points[step] + count_code_points(s->text.s + step * POINTS_STEP, offset % POINTS_STEP);
}

Place source_place(const Source *s, uint32_t offset)
{
    offset = offset > (uint32_t)s->text.n ? (uint32_t)s->text.n : offset;
    int line = source_line(s, offset);
    uint32_t beg = s->line_start[line - 1];
    return (Place){line, 1 + (s->points ? points_before(s, offset) - points_before(s, beg) : (int)(offset - beg))};
}

Text source_line_text(const Source *s, int line)
{
    if (line < 1 || line > s->lines) {
        return (Text){0};
    }
    ptrdiff_t beg = s->line_start[line - 1], end = s->line_start[line];
    while (end > beg && (s->text.s[end - 1] == '\n' || s->text.s[end - 1] == '\r')) {
        end--;
    }
    return text_sub(s->text, beg, end);
}

Text source_span_text(const Source *s, Span span)
{
    return text_sub(s->text, span.beg, span.end);
}
