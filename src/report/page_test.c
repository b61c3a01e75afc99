// The page of a hand-made rule against goldens in testdata/page; BLESS=1 rewrites them.
#include "base/os.h"
#include "report/measured.h"
#include "report/page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static const RuleText texts[] = {
    {"", "{call} is slow, \"very\"", "do {other}\n\nor nothing"},
    {"loop", "{call} in a loop", ""},
};
static const char *const entries[] = {"requests.*", "日本", NULL};
static const RuleOption options[] = {
    {.name = "limit", .doc = "above this number it counts,\nsee below", .kind = OPTION_INT, .fallback = 200},
    {.name = "strict", .doc = "also when nobody knows", .kind = OPTION_BOOL, .fallback = 1},
    {.name = "extra", .doc = "more callees, `*` for any part", .kind = OPTION_LIST, .list = entries},
    {.name = "none", .doc = "an empty list", .kind = OPTION_LIST},
};
static const char *const calls[] = {"time.sleep", "*.sleep", NULL};
static const char *const peers[] = {"ASYNC251", "S7487", NULL};

#define NO ((double)NAN)
static const ScenePoint points[] = {
    {10, {{0.5, 0.75, 0.25, NO, NO, 11, 1023, 1}, {0.0099951, 4.04e-6, 0, 1, 2.24e-9, 2, 1024, 1.5}}},
    {1000, {{123.4, 9999, 1e-10, NO, NO, 1001, 102300, 2}, {0.99999, 0.0994, 0.1, 1, 1, 2, 3e9, NO}}},
};
#define PICTURE(body) \
    "aqsim: 1\ncoroutines:\n  heartbeat:\n    - forever:\n        - sleep: 10ms\n        - beat: heartbeat\n" \
    "  main:\n    - spawn: heartbeat\n" body "run: main\n"
static const RuleScene scene = {
    .load = "N jobs of 10 ms", .remedy = "a \"queue\"", .parameter = "N", .bad = "aqsim: 1\n", .good = "aqsim: 2\n",
    .picture = {PICTURE("    - cpu: 500ms\n    - sleep: 500ms\n"), PICTURE("    - sleep: 1.5s\n")}, .picture_at = 10,
    .growth = {1, 0}, .queue_growth = {NO, 0}, .points = points, .point_count = 2, .reference = 12, .cost = 0.7,
};

static const Rule full_rule = {
    .code = "AQ999",
    .name = "made-up",
    .summary = "a rule that has everything, so that its page shows all there is to show",
    .kind = KIND_CORRECTNESS,
    .severity = SEVERITY_WARNING,
    .severity_reason = "Somebody has to lose <something>.",
    .on = ON_CALL,
    .calls = calls,
    .in_async = true,
    .texts = texts,
    .text_count = 2,
    .options = options,
    .option_count = 4,
    .doc = "The first paragraph is long enough that it needs breaking on a terminal of ordinary width, and\nholds `code`.\n"
           "\n\n- one item\n  that goes on\n- another item\n\n## Instead\nA word after a heading.\n\n```python\nawait x\n\n"
           "    deep()\n```\nand the end.",
    .bad = "import time\n\nasync def f():\n    time.sleep(1)\n",
    .good = "import asyncio\n\nasync def f():\n    await asyncio.sleep(1)\n",
    .peers = peers,
    .scene = &scene,
};

static const Rule bare_rule = {
    .code = "AQ998",
    .name = "bare",
    .summary = "a rule with nothing more than it must have",
    .severity = SEVERITY_NOTE,
    .severity_reason = "",
    .on_by_default = true,
    .on = ON_MODULE,
    .texts = texts,
    .text_count = 1,
    .doc = "## Heading first\ntext",
    .bad = "bad\n",
    .good = "good\n",
};

static Arena arena, scratch;
static ArenaHome home, scratch_home;

static void check_golden(const char *name, Text got)
{
    Text path = text_format(&scratch, "testdata/page/%s", name), expected;
    if (os_env("BLESS").n) {
        assert_int_equal(os_replace_file(scratch, path, got), 0);
    }
    assert_int_equal(os_read_file(&scratch, path, 1 << 20, &expected), 0);
    if (!text_eq(got, expected)) {
        fail_msg("%s differs; got:\n%.*s", name, PRI(got));
    }
}

typedef void Writer(Out *o, const Rule *rule, const ReportOptions *opt);

static void check_page(const char *name, Writer *write, const Rule *rule, ReportOptions opt)
{
    Out o = out_to_memory(&arena);
    opt.scratch = scratch;
    write(&o, rule, &opt);
    check_golden(name, out_text(&o));
}

static void write_json(Out *o, const Rule *rule, const ReportOptions *opt)
{
    page_write_json(o, rule, opt, "");
    out_char(o, '\n');
}

static void write_svg(Out *o, const Rule *rule, const ReportOptions *opt)
{
    assert_true(page_write_svg(o, rule, opt));
}

static void write_html(Out *o, const Rule *rule, const ReportOptions *opt)
{
    page_write_html(o, &rule, 1, opt);
}

static void a_picture_needs_a_scene(void **state)
{
    (void)state;
    Out o = out_to_memory(&arena);
    assert_false(page_write_svg(&o, &bare_rule, &(ReportOptions){.scratch = scratch}));
    assert_int_equal(out_text(&o).n, 0);
}

static void pages_match(void **state)
{
    (void)state;
    check_page("full.txt", page_write_text, &full_rule, (ReportOptions){0});
    check_page("full-40.txt", page_write_text, &full_rule, (ReportOptions){.width = 40});
    check_page("full-color.txt", page_write_text, &full_rule,
        (ReportOptions){.color = true, .hyperlinks = true, .homepage = T("https://example.org/rules")});
    check_page("full.md", page_write_markdown, &full_rule, (ReportOptions){0});
    check_page("full.json", write_json, &full_rule, (ReportOptions){.homepage = T("https://example.org/rules")});
    check_page("bare.txt", page_write_text, &bare_rule, (ReportOptions){0});
    check_page("bare.md", page_write_markdown, &bare_rule, (ReportOptions){0});
    check_page("full.svg", write_svg, &full_rule, (ReportOptions){0});
    check_page("full.html", write_html, &full_rule, (ReportOptions){0});
    check_page("bare.html", write_html, &bare_rule, (ReportOptions){0});
    check_page("full-ascii.txt", page_write_text, &full_rule, (ReportOptions){.ascii = true, .width = 120});
    check_page("bare.json", write_json, &bare_rule, (ReportOptions){0});
}

static void expect_growth(double exponent, const char *words)
{
    Text got = measured_growth(&arena, exponent, T("N"));
    if (!text_starts(got, text_from(words))) {
        fail_msg("%g: %.*s", exponent, PRI(got));
    }
}

static void growth_is_told_in_words(void **state)
{
    (void)state;
    expect_growth(0, "does not depend on N (exponent 0.00)");
    expect_growth(0.5, "grows more slowly than N");
    expect_growth(1, "grows in proportion to N (exponent 1.00)");
    expect_growth(1.5, "grows faster than N");
    expect_growth(2, "grows with the square of N");
    expect_growth(3, "grows faster than the square of N");
    expect_growth(-1, "shrinks with N");
    expect_growth(NO, "cannot be told");
}

static void expect_block(Text *rest, BlockKind kind, const char *text)
{
    Block b = block_next(rest);
    assert_int_equal(b.kind, kind);
    assert_true(text_eq(b.text, text_from(text)));
}

static void blocks_are_told_apart(void **state)
{
    (void)state;
    Text doc = T("\n\na\nb\n# H #1 \n* x\ny\n- z\n\n```\n# no heading\n\n```\n``` open\nto the end");
    expect_block(&doc, BLOCK_PARAGRAPH, "a\nb");
    expect_block(&doc, BLOCK_HEADING, "H #1");
    expect_block(&doc, BLOCK_ITEM, "x\ny");
    expect_block(&doc, BLOCK_ITEM, "z");
    expect_block(&doc, BLOCK_CODE, "# no heading\n\n");
    expect_block(&doc, BLOCK_CODE, "to the end");
    expect_block(&doc, BLOCK_END, "");
    expect_block(&doc, BLOCK_END, "");
}

static void index_names_every_rule(void **state)
{
    (void)state;
    Out o = out_to_memory(&arena);
    page_write_index(&o, &(ReportOptions){.scratch = scratch});
    Text line, rest = out_text(&o);
    for (int i = 0; i < rule_count; i++) {
        text_cut(rest, '\n', &line, &rest);
        assert_true(text_starts(line, text_from(rule_table[i].code)));
        assert_true(text_find(line, text_from(rule_table[i].name)) > 0);
        assert_true(text_ends(line, text_from(rule_table[i].summary)));
    }
    assert_int_equal(rest.n, 0);
    assert_true(rule_count > 0);
}

static int set_up(void **state)
{
    (void)state;
    return arena_reserve(&arena, &home, 64 << 20) && arena_reserve(&scratch, &scratch_home, 64 << 20) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    arena_release(&scratch);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_match),
        cmocka_unit_test(a_picture_needs_a_scene),
        cmocka_unit_test(growth_is_told_in_words),
        cmocka_unit_test(blocks_are_told_apart),
        cmocka_unit_test(index_names_every_rule),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
