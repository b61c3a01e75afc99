// Any source, any spans, any width: the drawing keeps to the width, and nothing that a terminal or GitHub's runner obeys
// comes out.
//
// Input: a byte for the width, six for three spans (start and length), then the text.
#include "report/report.h"

#include <utf8proc.h>

#include "report/display.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 7 };

static Span fuzz_span(const uint8_t *at, uint32_t size)
{
    uint32_t beg = size * at[0] / 255, length = at[1] > 250 ? size : at[1];
    return (Span){beg, length < size - beg ? beg + length : size};
}

// A line of an excerpt: digits or blanks, then ` |`.
static bool is_drawn(Text line)
{
    ptrdiff_t i = 0;
    while (i < line.n && (line.s[i] == ' ' || (line.s[i] >= '0' && line.s[i] <= '9'))) {
        i++;
    }
    return i > 1 && i < line.n && line.s[i] == '|' && line.s[i - 1] == ' ';
}

static void check_line(Text line, int width)
{
    Text word = text_trim(line);
    assert_or_trap(text_find(line, T("##[")) < 0);
    assert_or_trap(!text_starts(word, T("::")) || text_starts(word, T(":::")));
    assert_or_trap(!is_drawn(line) || display_width(line) <= width);
    for (ptrdiff_t i = 0; i < line.n;) {
        utf8proc_int32_t c;
        ptrdiff_t n = utf8proc_iterate((const utf8proc_uint8_t *)line.s + i, line.n - i, &c);
        assert_or_trap(n > 0 && c >= 0x20 && !(c >= 0x7f && c < 0xa0));
        assert_or_trap(!(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069));
        i += n;
    }
}

// A piece of the text in words short enough for every width.
static Text fuzz_label(Arena *a, Text text, int from)
{
    Text first = text_sub(text, from, from + 6), second = text_sub(text, from + 6, from + 12);
    return text_format(a, "%.*s %.*s words", PRI(first), PRI(second));
}

static void check(Arena *a, Arena scratch, const uint8_t *data, size_t size)
{
    static const Rule rule = {.code = "AQ999", .name = "fuzz"};
    Text text = text_copy(a, (Text){(const char *)data + HEAD, (ptrdiff_t)size - HEAD});
    Text path = text_sub(text, 0, 20), message = text_copy(a, text_sub(text, 20, 90));
    for (ptrdiff_t i = 0; i < message.n; i++) {
        ((char *)message.s)[i] = message.s[i] == '|' ? '!' : message.s[i];      // not to look drawn
    }
    Source s = source_read(a, path, text);
    uint32_t n = (uint32_t)s.text.n;
    Finding f = {.rule = &rule, .severity = SEVERITY_WARNING, .message = message, .help = message};
    f.at = location_make(a, &s, fuzz_span(data + 1, n), true, fuzz_label(a, text, 10));
    *list_push(a, &f.related) = location_make(a, &s, fuzz_span(data + 3, n), true, fuzz_label(a, text, 30));
    *list_push(a, &f.related) = location_make(a, &s, fuzz_span(data + 5, n), true, T("words to say"));
    RunResult r = {0};
    *list_push(a, &r.findings) = &f;
    ReportOptions opt = {.scratch = scratch, .width = 30 + data[0] / 2};
    Out o = out_to_memory(a);
    report_find(T("full"))->write(&o, &r, &opt);
    Text line, rest = out_text(&o);
    while (rest.n) {
        text_cut(rest, '\n', &line, &rest);
        check_line(line, opt.width);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a, scratch;
    ArenaHome home, scratch_home;
    if (size > HEAD && arena_reserve(&a, &home, 64 << 20)) {
        if (arena_reserve(&scratch, &scratch_home, 64 << 20)) {
            check(&a, scratch, data, size);
            arena_release(&scratch);
        }
        arena_release(&a);
    }
    return 0;
}
