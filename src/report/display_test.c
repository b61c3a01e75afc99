#include "report/display.h"
#include "report/svg.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Arena arena;
static ArenaHome home;
static jmp_buf exhausted;

static void check(Text got, const char *want)
{
    assert_int_equal(got.n, text_from(want).n);
    assert_memory_equal(got.s, want, (size_t)got.n);
}

static void clips_the_middle(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
        bool ascii;
        const char *want;
    } CASES[] = {
        {"heartbeat", 9, false, "heartbeat"},
        {"heartbeat", 8, false, "heart\u2026at"},
        {"heartbeat", 8, true, "hear..at"},
        {"heartbeat", 3, false, "he\u2026"},
        {"heartbeat", 2, true, ".."},
        {"heartbeat", 1, true, "."},
        {"heartbeat", 1, false, "\u2026"},
        {"heartbeat", 0, false, ""},
        {"\u4ed5\u4e8b\u4ed5\u4e8b\u4ed5", 10, false, "\u4ed5\u4e8b\u4ed5\u4e8b\u4ed5"},
        {"\u4ed5\u4e8b\u4ed5\u4e8b\u4ed5", 9, false, "\u4ed5\u4e8b\u4ed5\u2026\u4ed5"},
        {"\u4ed5\u4e8b\u4ed5\u4e8b\u4ed5", 8, false, "\u4ed5\u4e8b\u2026\u4ed5"},
        {"", 0, false, ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Text got = display_clip(&arena, text_from(CASES[i].text), CASES[i].width, CASES[i].ascii);
        assert_true(display_width(got) <= CASES[i].width);
        check(got, CASES[i].want);
    }
}

// An e with an accent of its own is one column and stays in one piece.
static void clips_between_clusters(void **state)
{
    (void)state;
    check(display_clip(&arena, text_from("e\u0301e\u0301e\u0301e\u0301e\u0301"), 3, false), "e\u0301e\u0301\u2026");
}

static void escapes_as_python(void **state)
{
    (void)state;
    check(display_ascii(&arena, text_from("a\\b")), "a\\b");
    check(display_ascii(&arena, text_from("\u00e9\u4ed5\U0001f600")), "\\xe9\\u4ed5\\U0001f600");
}

static void svg_texts_fit(void **state)
{
    (void)state;
    Text name = text_from("a_coroutine_with_a_long_name_of_many_words");
    assert_true(svg_text_width(text_from("mmmm"), 10) > svg_text_width(text_from("iiii"), 10));
    assert_true(svg_text_width(text_from("\u4ed5"), 10) > svg_text_width(text_from("e"), 10));
    for (int room = 20; room < 400; room += 7) {
        Text shown = svg_clip(&arena, name, 14, room);
        assert_true(svg_text_width(shown, 14) <= room);
        assert_true(shown.n == name.n || svg_text_width(shown, 14) > room - 20);     // no more is left out than must be
    }
}

static int begin(void **state)
{
    (void)state;
    bool got = arena_reserve(&arena, &home, (size_t)1 << 28);
    arena_on_exhaustion(&arena, &exhausted);
    return got ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clips_the_middle), cmocka_unit_test(clips_between_clusters), cmocka_unit_test(escapes_as_python),
        cmocka_unit_test(svg_texts_fit),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
