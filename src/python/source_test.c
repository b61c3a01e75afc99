#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "python/source.h"

#include <string.h>

static Arena arena;
static ArenaHome home;

static Source read(Text bytes)
{
    return source_read(&arena, T("x.py"), bytes);
}

static void lines_end_three_ways(void **state)
{
    (void)state;
    Source s = read(T("a\nbc\r\nd\re\f\n"));
    static const uint32_t STARTS[] = {0, 2, 6, 8, 11, 11};
    assert_int_equal(s.lines, 5);
    assert_memory_equal(s.line_start, STARTS, sizeof STARTS);
    assert_true(text_eq(source_line_text(&s, 2), T("bc")));
    assert_true(text_eq(source_line_text(&s, 4), T("e\f")));
    assert_int_equal(source_line_text(&s, 5).n, 0);
    assert_int_equal(source_line_text(&s, 0).n, 0);
    assert_int_equal(source_line_text(&s, 6).n, 0);
    assert_int_equal(read(T("")).lines, 1);
    assert_int_equal(read(T("\r")).lines, 2);
    assert_int_equal(read(T("\r\n")).lines, 2);
}

static void columns_count_code_points(void **state)
{
    (void)state;
    Source s = read(T("ab\n\xC3\xA9\t\xF0\x9F\x8E\x89z"));
    static const struct { uint32_t offset; int line, column; } PLACES[] = {
        {0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {5, 2, 2}, {6, 2, 3}, {10, 2, 4}, {11, 2, 5}, {99, 2, 5},
    };
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        Place p = source_place(&s, PLACES[i].offset);
        assert_int_equal(p.line, PLACES[i].line);
        assert_int_equal(p.column, PLACES[i].column);
    }
}

static void columns_of_a_long_line(void **state)
{
    (void)state;
    enum { N = 10000 };
    char *text = NEW(&arena, char, 2 * N + 2);
    for (int i = 0; i < N; i++) {
        memcpy(text + 2 * i, i % 3 ? "\xC3\xA9" : "ab", 2);
    }
    Source s = read((Text){text, 2 * N});
    int column = 1;
    for (uint32_t i = 0; i < 2 * N; i++) {
        bool starts = (text[i] & 0xC0) != 0x80;
        if (starts) {
            assert_int_equal(source_place(&s, i).column, column);
        }
        column += starts;
    }
}

static void encodings_are_decoded(void **state)
{
    (void)state;
    static const struct { const char *bytes, *text, *encoding; } CASES[] = {
        {"x = 'a'", "x = 'a'", "utf-8"},
        {"# coding: latin-1\n\xE9", "# coding: latin-1\n\xC3\xA9", "iso-8859-1"},
        {"# -*- coding: ISO-8859-15 -*-\n\xA4", "# -*- coding: ISO-8859-15 -*-\n\xE2\x82\xAC", "iso-8859-15"},
        {"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n\x80", "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n\xE2\x82\xAC", "cp1252"},
        {"# coding: koi8-r\n\xC1", "# coding: koi8-r\n\xD0\xB0", "koi8-r"},
        {"# coding: euc_jp\n\xC6\xFC", "# coding: euc_jp\n\xE6\x97\xA5", "euc-jp"},
        {"\xEF\xBB\xBF# coding: utf-8\n\xC3\xA9", "# coding: utf-8\n\xC3\xA9", "utf-8"},
        {"# coding: utf-8-sig\n\xC3\xA9", "# coding: utf-8-sig\n\xC3\xA9", "utf-8"},
        {"x = 1\n# coding: latin-1\n\xC3\xA9", "x = 1\n# coding: latin-1\n\xC3\xA9", "utf-8"},
        {"\n\n# coding: latin-1\n\xC3\xA9", "\n\n# coding: latin-1\n\xC3\xA9", "utf-8"},
        {"# encoding=ascii\nx", "# encoding=ascii\nx", "ascii"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Source s = read(text_from(CASES[i].bytes));
        if (s.problems.n || !text_eq(s.text, text_from(CASES[i].text)) || !text_eq(s.encoding, text_from(CASES[i].encoding))) {
            fail_msg("%s: %.*s as %.*s", CASES[i].bytes, PRI(s.text), PRI(s.encoding));
        }
    }
}

static void what_is_wrong_is_noted(void **state)
{
    (void)state;
    static const struct { Text bytes, text; uint32_t at; const char *message; } CASES[] = {
        {{"a\xFF", 2}, {"a\xEF\xBF\xBD", 4}, 1, "invalid utf-8"},
        {{"a\xE2\x82\x62\xFF", 5}, {"a\xEF\xBF\xBD" "b\xEF\xBF\xBD", 8}, 1, "invalid utf-8, here and in 1 more places"},
        {{"\xED\xA0\x80", 3}, {"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 9}, 0, "invalid utf-8, here and in 2 more places"},
        {{"a\0b", 3}, {"a\xEF\xBF\xBD" "b", 5}, 1, "source code cannot contain NUL bytes"},
        {{"# coding: ascii\n\xE9", 17}, {"# coding: ascii\n\xEF\xBF\xBD", 19}, 16, "invalid ascii"},
        {{"# coding: cp1252\n\x81", 18}, {"# coding: cp1252\n\xEF\xBF\xBD", 20}, 17, "invalid cp1252"},
        {{"# coding: klingon\n\xC3\xA9", 20}, {"# coding: klingon\n\xC3\xA9", 20}, 10, "unknown encoding `klingon`"},
        {{"\xEF\xBB\xBF# coding: latin-1\n\xC3\xA9", 23}, {"# coding: latin-1\n\xC3\xA9", 20}, 10,
         "the file starts with a UTF-8 byte order mark but declares `latin-1`"},
        {{"\xFF\xFE" "a\0\xE9\0", 6}, {"a\xC3\xA9", 3}, 0, "the file is in UTF-16, which Python does not read; save it as UTF-8"},
        {{"\xFE\xFF\0a\0\xE9", 6}, {"a\xC3\xA9", 3}, 0, "the file is in UTF-16, which Python does not read; save it as UTF-8"},
        {{"a\0b\0", 4}, {"ab", 2}, 0, "the file is in UTF-16, which Python does not read; save it as UTF-8"},
        {{"\0a\0b", 4}, {"ab", 2}, 0, "the file is in UTF-16, which Python does not read; save it as UTF-8"},
        {{"\xFF\xFE\0\0a\0\0\0", 8}, {"a", 1}, 0, "the file is in UTF-32, which Python does not read; save it as UTF-8"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Source s = read(CASES[i].bytes);
        assert_true(text_eq(s.text, CASES[i].text));
        assert_int_equal(s.problems.n, 1);
        assert_int_equal(s.problems.at[0].span.beg, CASES[i].at);
        assert_string_equal(text_c(&arena, s.problems.at[0].message), CASES[i].message);
    }
}

static void good_text_is_not_copied(void **state)
{
    (void)state;
    Text bytes = T("x = '\xE2\x82\xAC'\n");
    Source s = read(bytes);
    assert_ptr_equal(s.text.s, bytes.s);
    assert_false(s.was_decoded);
    assert_true(read(T("\xEF\xBB\xBFx")).had_bom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_three_ways),   cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(columns_of_a_long_line), cmocka_unit_test(encodings_are_decoded),
        cmocka_unit_test(what_is_wrong_is_noted), cmocka_unit_test(good_text_is_not_copied),
    };
    assert_true(arena_reserve(&arena, &home, (size_t)1 << 28));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
