#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint/lines.h"
#include "lint/suppress.h"

static Arena arena;
static ArenaHome home;

// Lines that belong together, each line's number by the last one of its group: "1 3 3 3".
static Text groups(const char *text, bool logical)
{
    Source s = source_read(&arena, T("x.py"), text_from(text));
    Lines l = lines_read(&arena, &s);
    Text all = {0};
    for (int i = 1; i <= l.n; i++) {
        all = text_format(&arena, "%.*s%s%d", PRI(all), i > 1 ? " " : "", (logical ? l.logical : l.joined)[i]);
    }
    return all;
}

static void lines_belong_together(void **state)
{
    (void)state;
    static const struct {
        const char *text, *joined, *logical;
    } CASES[] = {
        {"", "1", "1"},
        {"a\nb", "1 2", "1 2"},
        {"a\r\nb\rc\n", "1 2 3 4", "1 2 3 4"},
        {"f(\n1,\n2)\nb", "1 2 3 4", "3 3 3 4"},
        {"f(')',\n1)\nb", "1 2 3", "2 2 3"},
        {"# (\nb", "1 2", "1 2"},
        {"\"\"\"a\n'b\n\"\"\"\nc", "3 3 3 4", "3 3 3 4"},
        {"'a\\\nb'\nc", "2 2 3", "2 2 3"},
        {"'a\nb'\nc", "1 2 3", "1 2 3"},
        {"a + \\\n  b\nc", "2 2 3", "2 2 3"},
        {"a # \\\nb", "1 2", "1 2"},
        {"f('''a\n''', [\n1])\nb", "2 2 3 4", "3 3 3 4"},
        {"r'\\'\nb", "1 2", "1 2"},
        {"'\\\\'\nb", "1 2", "1 2"},
        {")]}\nf(\n", "1 2 3", "1 3 3"},
        {"'''never\nclosed\n", "3 3 3", "3 3 3"},
        {"a\\", "1", "1"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Text joined = groups(CASES[i].text, false), logical = groups(CASES[i].text, true);
        if (!text_eq(joined, text_from(CASES[i].joined)) || !text_eq(logical, text_from(CASES[i].logical))) {
            fail_msg("%s: joined %.*s, logical %.*s", CASES[i].text, PRI(joined), PRI(logical));
        }
    }
}

static const char HOSTILE[] = "# aqlint: disable[AQ1, AQ4O1] -- reason\nx = 1  # noqa: AQ401\n"
                              "# aqlint: ignore-function[AQ4]\ndef f():\n    '''\n    ''' # noqa\n    y  # aqlint: ignroe\n"
                              "# aqlint: enable[AQ1, AQ4O1]\n# aqlint: file-ignore[AQ5]\n";

static Finding *finding_on(Arena *a, const Source *s, const char *code, int line)
{
    Finding *f = NEW(a, Finding, 1);
    f->rule = rule_find(text_from(code));
    f->at.path = s->path;
    f->at.span = (Span){s->line_start[line - 1], s->line_start[line - 1] + 1};
    return f;
}

// Findings that must be silent, and the last one that must not.
static void suppress_hostile(Parser *parser, Arena *a, Arena scratch)
{
    Source s = source_read(a, T("x.py"), T(HOSTILE));
    Ast *ast = ast_parse(parser, a, &s);
    Findings findings = {0};
    Warnings warnings = {0};
    static const char *const codes[] = {"AQ101", "AQ401", "AQ401", "AQ501", "AQ201"};
    static const int lines[] = {4, 2, 7, 1, 7};
    for (int i = 0; i < 5; i++) {
        *list_push(a, &findings) = finding_on(a, &s, codes[i], lines[i]);
    }
    suppress_judge(suppress_begin(a, &scratch, &s, ast, &warnings), &findings, 0);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(findings.at[i]->suppressed, i < 4);
    }
    assert_true(text_eq(findings.at[0]->reason, T("reason")));
    assert_int_equal(warnings.n, 1);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    Parser *parser = parser_new();
    Arena scratch;
    ArenaHome scratch_home;
    assert_non_null(parser);
    assert_true(arena_reserve(&scratch, &scratch_home, 16 << 20));
    for (int both = 0; both < 2; both++) {
        ArenaHome *failing = both ? &scratch_home : &home;
        volatile long n = 0;
        volatile bool done = false;
        while (!done) {
            jmp_buf exhausted;
            Arena now = arena;
            arena_on_exhaustion(&arena, &exhausted);
            arena_on_exhaustion(&scratch, &exhausted);
            failing->fail_after = n++;
            if (!setjmp(exhausted)) {
                suppress_hostile(parser, &now, scratch);
                done = true;
            }
        }
        failing->fail_after = -1;
        assert_true(n > 5);
    }
    arena_release(&scratch);
    parser_free(parser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_belong_together),
        cmocka_unit_test(every_allocation_may_fail),
    };
    if (!arena_reserve(&arena, &home, 64 << 20)) {
        return 2;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
