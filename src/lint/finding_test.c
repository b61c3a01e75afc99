// Findings: their order, and the lines that a place keeps.
#include "lint/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static Arena arena;
static ArenaHome home;

static Source source(const char *text)
{
    return source_read(&arena, T("a.py"), text_copy(&arena, text_from(text)));
}

// The line numbers of the excerpt of [beg, end), as "3 4 5".
static const char *excerpt(const Source *s, uint32_t beg, uint32_t end)
{
    Location l = location_make(&arena, s, (Span){beg, end}, true, T(""));
    Text t = T("");
    for (int i = 0; i < l.line_count; i++) {
        ExcerptLine *line = &l.lines[i];
        assert_true(text_eq(line->text, source_line_text(s, line->number)));
        assert_int_equal(line->offset, s->line_start[line->number - 1]);
        assert_false(line->more_before || line->more_after);
        t = text_format(&arena, "%.*s%s%d", PRI(t), i ? " " : "", line->number);
    }
    return text_c(&arena, t);
}

static void excerpts_hold_the_lines_around(void **state)
{
    (void)state;
    Source s = source("1\n2\n\n4\n5\n6\n \t\n\n9\na\n");
    assert_string_equal(excerpt(&s, 0, 1), "1 2");                  // a blank line at the edge is left out
    assert_string_equal(excerpt(&s, 5, 6), "2 3 4 5 6");            // but not one between
    assert_string_equal(excerpt(&s, 5, 7), "2 3 4 5 6");            // the line end belongs to the line
    assert_string_equal(excerpt(&s, 5, 8), "2 3 4 5 6");
    assert_string_equal(excerpt(&s, 9, 9), "4 5 6");
    uint32_t n = (uint32_t)s.text.n;
    assert_string_equal(excerpt(&s, n - 2, n - 1), "9 10");
    assert_string_equal(excerpt(&s, n, n), "9 10 11");              // behind the last line end
    assert_string_equal(excerpt(&s, n + 100, n + 200), "9 10 11");  // clamped
    assert_string_equal(excerpt(&s, 0, n), "1 2 3 8 9 10");         // of many lines the first and the last three
    Source empty = source("");
    assert_string_equal(excerpt(&empty, 0, 0), "1");
    Location none = location_make(&arena, &s, (Span){0, 1}, false, T("label"));
    assert_int_equal(none.line_count, 0);
    assert_true(text_eq(none.label, T("label")));
}

static void places_are_lines_and_columns(void **state)
{
    (void)state;
    Source s = source("a\n\té日x\n");
    Location l = location_make(&arena, &s, (Span){3, 8}, false, T(""));
    assert_int_equal(l.beg.line, 2);
    assert_int_equal(l.beg.column, 2);
    assert_int_equal(l.end.line, 2);
    assert_int_equal(l.end.column, 4);
    Location reversed = location_make(&arena, &s, (Span){3, 1}, false, T(""));
    assert_int_equal(reversed.span.end, 3);
}

// Columns are counted eight bytes at a time; here one by one.
static void columns_count_code_points(void **state)
{
    (void)state;
    Source s = source("x\nab\u00e9\u65e5\U0001F600cdefghijk\u0301lmnopqr\u7fff\xc2\x80" "stuvwxyz\U0001F1E9\U0001F1EA");
    int column = 1;
    for (uint32_t at = s.line_start[1]; at <= s.text.n; at++) {
        assert_int_equal(source_place(&s, at).column, column);
        column += at < s.text.n && (s.text.s[at] & 0xc0) != 0x80;
    }
    assert_int_equal(column, 35);
}

// A line of a megabyte: only the part around the place is kept, whole characters, and told as cut.
static void long_lines_are_cut(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    char *text = NEW(&arena, char, 3 * SIZE + 1);
    for (int i = 0; i < SIZE; i++) {
        memcpy(text + 3 * i, "日", 3);
    }
    Source s = source(text);
    for (uint32_t at = 0; at <= 3 * SIZE; at += 3 * (SIZE / 4)) {
        Location l = location_make(&arena, &s, (Span){at, at + 3}, true, T(""));
        ExcerptLine *line = &l.lines[0];
        assert_int_equal(l.line_count, 1);
        assert_true(line->text.n > 4000 && line->text.n <= 4096);
        assert_int_equal(line->text.n % 3, 0);
        assert_int_equal(line->offset % 3, 0);
        assert_true(line->offset <= at && at <= line->offset + line->text.n);
        assert_int_equal(line->more_before, line->offset > 0);
        assert_int_equal(line->more_after, line->offset + line->text.n < 3 * SIZE);
    }
}

static Finding finding(const char *path, int line, int column, const Rule *rule, const char *message)
{
    return (Finding){.rule = rule,
        .at = {.path = text_from(path), .beg = {line, column}},
        .message = text_from(message)};
}

static void order_is_path_place_code_message(void **state)
{
    (void)state;
    static const Rule first = {.code = "AQ101"}, second = {.code = "AQ900"};
    const Finding sorted[] = {
        finding("a.py", 1, 2, &first, "a"),  finding("a.py", 1, 2, &first, "b"), finding("a.py", 1, 2, &second, "a"),
        finding("a.py", 1, 10, &first, "a"), finding("a.py", 2, 1, &first, "a"), finding("a.py", 10, 1, &first, "a"),
        finding("a/b.py", 1, 1, &first, "a"), finding("b.py", 1, 1, &first, "a"),
    };
    const int n = (int)(sizeof sorted / sizeof *sorted);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
            int c = finding_compare(&sorted[i], &sorted[k]);
            assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
        }
    }
}

static void severities_have_names(void **state)
{
    (void)state;
    assert_string_equal(severity_name(SEVERITY_OFF), "off");
    assert_string_equal(severity_name(SEVERITY_NOTE), "note");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(severity_name(SEVERITY_ERROR), "error");
}

static int set_up(void **state)
{
    (void)state;
    return arena_reserve(&arena, &home, 256 << 20) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(excerpts_hold_the_lines_around),
        cmocka_unit_test(places_are_lines_and_columns),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(order_is_path_place_code_message),
        cmocka_unit_test(severities_have_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
