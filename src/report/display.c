#include "report/display.h"

#include <utf8proc.h>

enum { REPLACEMENT = 0xfffd, VS16 = 0xfe0f };

#define WORD_JOINER "\xe2\x81\xa0"

// The next code point of `t` at `i`, of `*n` bytes; a byte that starts none is U+FFFD.
static int32_t decode(Text t, ptrdiff_t i, ptrdiff_t *n)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t got = utf8proc_iterate((const utf8proc_uint8_t *)t.s + i, t.n - i, &c);
    *n = got > 0 ? got : 1;
    return got > 0 ? c : REPLACEMENT;
}

// Bidirectional controls, line and paragraph separators: they move or hide what stands around them.
static bool is_mover(int32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c ||
           c == 0x2028 || c == 0x2029;
}

static Text encode(Arena *a, int32_t c)
{
    char *s = NEW(a, char, 5);
    return (Text){s, utf8proc_encode_char(c, (utf8proc_uint8_t *)s)};
}

// What is written for a cluster of the bytes `as_is` that starts with `c`. A variation selector that starts one (after a
// control character) would change the picture before it.
static Text visible(Arena *a, int32_t c, Text as_is)
{
    if (c < 0x20) {
        return encode(a, 0x2400 + c);
    }
    if (c == 0x7f) {
        return encode(a, 0x2421);
    }
    if ((c >= 0x80 && c < 0xa0) || is_mover(c) || c == VS16) {
        return text_format(a, "<U+%04X>", (unsigned)c);
    }
    return c == REPLACEMENT ? T("\xef\xbf\xbd") : as_is;
}

static bool is_regional(int32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

// Clusters of a text, one after the other.
typedef struct {
    Text text;
    ptrdiff_t at;               // where the next cluster starts
    Text bytes;                 // the cluster found
    int32_t first;              // its first code point
    int width;
} Clusters;

// ASCII that more ASCII follows is a cluster by itself, but for CR LF, which begins with a control.
static bool is_simple(Text t, ptrdiff_t i)
{
    return t.s[i] >= ' ' && t.s[i] <= '~' && (i + 1 == t.n || (unsigned char)t.s[i + 1] < 0x80);
}

static bool next_cluster(Clusters *k)
{
    ptrdiff_t beg = k->at, n = 0;
    utf8proc_int32_t state = 0;
    if (beg >= k->text.n) {
        return false;
    }
    if (is_simple(k->text, beg)) {
        k->first = k->text.s[beg];
        k->width = 1;
        k->bytes = text_sub(k->text, beg, ++k->at);
        return true;
    }
    k->first = decode(k->text, beg, &n);
    k->width = utf8proc_charwidth(k->first);
    int32_t last = k->first;
    for (k->at = beg + n; k->at < k->text.n; k->at += n) {
        int32_t c = decode(k->text, k->at, &n);
        if (c == REPLACEMENT || utf8proc_grapheme_break_stateful(last, c, &state)) {
            break;      // what is no UTF-8 stays by itself, to be replaced
        }
        int w = c == VS16 || is_regional(c) ? 2 : utf8proc_charwidth(c);
        k->width = w > k->width ? w : k->width;
        last = c;
    }
    k->bytes = text_sub(k->text, beg, k->at);
    return true;
}

int display_width(Text t)
{
    int width = 0;
    for (Clusters k = {.text = t}; next_cluster(&k);) {
        width += k.width;
    }
    return width;
}

static bool is_command_bracket(const Clusters *k)
{
    ptrdiff_t i = k->at - k->bytes.n;
    return k->first == '[' && i >= 2 && k->text.s[i - 1] == '#' && k->text.s[i - 2] == '#';
}

static bool is_command_colon(const Clusters *k)
{
    ptrdiff_t i = k->at - k->bytes.n;
    char before = i ? k->text.s[i - 1] : ' ';
    bool at_start = before == ' ' || (before >= '\t' && before <= '\r');
    return k->first == ':' && at_start && k->at < k->text.n && k->text.s[k->at] == ':';
}

Cells cells_of(Arena *a, Text line)
{
    Cells cells = {0};
    int column = 0;
    for (Clusters k = {.text = line}; next_cluster(&k);) {
        ptrdiff_t beg = k.at - k.bytes.n;
        Cell c = {(uint32_t)beg, (uint32_t)k.at, column, 0, visible(a, k.first, k.bytes)};
        if (k.first == '\t') {
            c.shown = text_sub(T("    "), 0, TAB_STOP - column % TAB_STOP);
        } else if (is_command_bracket(&k)) {
            c.shown = text_join(a, T(WORD_JOINER), k.bytes);
        }
        c.width = c.shown.s == k.bytes.s ? k.width : display_width(c.shown);
        column += c.width;
        *list_push(a, &cells) = c;
    }
    return cells;
}

int cells_width(const Cells *cells)
{
    const Cell *last = cells->n ? &cells->at[cells->n - 1] : NULL;
    return last ? last->column + last->width : 0;
}

static Text make_visible(Arena *a, Text t, bool break_commands)
{
    Out o = out_to_memory(a);
    for (Clusters k = {.text = t}; next_cluster(&k);) {
        bool is_blank = k.first == '\n' || k.first == '\r' || k.first == '\t';
        if (break_commands && is_command_bracket(&k)) {
            out_c(&o, WORD_JOINER);
        }
        out_put(&o, is_blank ? T(" ") : visible(a, k.first, k.bytes));
        if (break_commands && is_command_colon(&k)) {
            out_c(&o, WORD_JOINER);
        }
    }
    return out_text(&o);
}

Text display_text(Arena *a, Text t)
{
    return make_visible(a, t, false);
}

Text display_line(Arena *a, Text t)
{
    return make_visible(a, t, true);
}

Text display_clip(Arena *a, Text t, int width, bool ascii)
{
    if (display_width(t) <= width) {
        return t;
    }
    Text dots = ascii ? T("..") : T("\u2026");
    int room = width - display_width(dots), head = room - room / 3, tail = room - head;
    if (room < 2) {
        return width > 0 ? text_sub(dots, 0, ascii ? width : dots.n) : T("");
    }
    Cells cells = cells_of(a, t);
    int all = cells_width(&cells);
    ptrdiff_t beg = 0, end = t.n;
    for (int i = 0; i < cells.n; i++) {
        const Cell *c = &cells.at[i];
        beg = c->column + c->width <= head ? (ptrdiff_t)c->end : beg;
        end = c->column < all - tail ? (ptrdiff_t)c->end : end;
    }
    return text_format(a, "%.*s%.*s%.*s", PRI(text_sub(t, 0, beg)), PRI(dots), PRI(text_sub(t, end, t.n)));
}

Text display_ascii(Arena *a, Text t)
{
    Out o = out_to_memory(a);
    for (ptrdiff_t at = 0, n = 0; at < t.n; at += n) {
        int32_t c = decode(t, at, &n);
        out_format(&o, c < 0x80 ? "%c" : c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
    return out_text(&o);
}

static void break_line(Arena *a, Texts *lines, Text rest, int first, int width)
{
    Text word, line = {rest.s, 0};
    int column = 0, room = lines->n ? width : first;
    for (bool more = rest.n > 0; more;) {
        more = text_cut(rest, ' ', &word, &rest);
        int n = display_width(word);
        if (width && line.n && column + 1 + n > room) {
            *list_push(a, lines) = line;
            line = (Text){word.s, 0};
            column = 0, room = width;
        }
        column += n + (line.n > 0);
        line.n = word.s + word.n - line.s;
    }
    *list_push(a, lines) = line;
}

Texts display_lines(Arena *a, Text t, int first, int width)
{
    Texts lines = {0};
    Text line;
    t = text_trim(t);
    for (bool more = true; more;) {
        more = text_cut(t, '\n', &line, &t);
        break_line(a, &lines, display_line(a, text_trim(line)), first, width);
    }
    return lines;
}

void display_wrap(Out *o, Arena scratch, Text t, int column, int indent, int width)
{
    int room = width - indent > 1 ? width - indent : 1;
    Texts lines = display_lines(&scratch, t, width - column, width ? room : 0);
    for (int i = 0; i < lines.n; i++) {
        if (i) {
            out_char(o, '\n');
            out_repeat(o, ' ', lines.at[i].n ? indent : 0);
        }
        out_put(o, lines.at[i]);
    }
}
