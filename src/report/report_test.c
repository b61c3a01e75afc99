// Findings written in YAML (testdata/report/NAME.yaml) against goldens beside them. A golden's extension says what to
// write: NAME.FORMAT[-WIDTH][-color][-links][-all][-note], as full, full-40, concise-color, json-all. BLESS=1 rewrites
// them; an empty file is a wish for a new one.
//
//     files:    {PATH: TEXT}                     the sources
//     findings: a list of
//         rule: sleep-zero                       code AQ201 is made up from it, the same name has the same code
//         severity: warning
//         at: [PATH, LINE, TEXT]                 the first TEXT on that line; it may go over several lines, or be empty
//         message, help, context:  texts
//         related: a list of {at: as above, label: TEXT}
//         suppressed: REASON
//         cost: TEXT, or why-not: TEXT           what was measured; `assumed`: a list of texts
//         repeat: N                              the finding N times
//     excerpts: false                            without source lines
#include "base/map.h"
#include "base/os.h"
#include "base/value.h"
#include "report/report.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char DIRECTORY[] = "testdata/report";

typedef struct {
    Arena arena, scratch;
    ArenaHome home, scratch_home;
    Map rules;                  // by name
    const Value *root;
    bool excerpts;
} Case;

static Text scalar(const Value *map, Text key)
{
    const Value *v = value_get(map, key);
    return v ? v->text : T("");
}

static int number(const Value *v)
{
    int64_t n = 0;
    assert_true(v && text_to_int(v->text, &n));
    return (int)n;
}

static const Rule *case_rule(Case *c, Text name)
{
    Rule **r = (Rule **)map_put(&c->arena, &c->rules, name);
    if (!*r) {
        *r = NEW(&c->arena, Rule, 1);
        (*r)->name = text_c(&c->arena, name);
        (*r)->code = (const char *)text_format(&c->arena, "AQ%d", 100 + c->rules.n).s;
    }
    return *r;
}

static Location case_location(Case *c, const Value *at, Text label)
{
    assert_true(at && at->items.n == 3);
    Text path = at->items.at[0]->text;
    const Value *text = value_get(value_get(c->root, T("files")), path);
    assert_non_null(text);
    Source s = source_read(&c->arena, path, text->text);
    int line = number(at->items.at[1]);
    assert_true(line >= 1 && line <= s.lines);
    uint32_t start = s.line_start[line - 1];
    ptrdiff_t i = text_find(text_sub(s.text, start, s.text.n), at->items.at[2]->text);
    assert_true(i >= 0);
    Span span = {start + (uint32_t)i, start + (uint32_t)i + (uint32_t)at->items.at[2]->text.n};
    return location_make(&c->arena, &s, span, c->excerpts, label);
}

static Severity case_severity(Text name)
{
    Severity s = SEVERITY_ERROR;
    while (s > SEVERITY_OFF && !text_eq(name, text_from(severity_name(s)))) {
        s--;
    }
    assert_true(s > SEVERITY_OFF);
    return s;
}

static Finding *case_finding(Case *c, const Value *v)
{
    Finding *f = NEW(&c->arena, Finding, 1);
    *f = (Finding){
        .rule = case_rule(c, scalar(v, T("rule"))),
        .severity = case_severity(scalar(v, T("severity"))),
        .at = case_location(c, value_get(v, T("at")), scalar(v, T("label"))),
        .message = scalar(v, T("message")),
        .help = scalar(v, T("help")),
        .context = scalar(v, T("context")),
        .suppressed = value_get(v, T("suppressed")) != NULL,
        .reason = scalar(v, T("suppressed")),
    };
    f->measured = (Measurement){.words = scalar(v, T("cost")), .why_not = scalar(v, T("why-not")), .now = 2, .remedied = 0.02,
                                .bad_case = (double)NAN, .growth = 1, .depth_now = (double)NAN, .depth_remedied = (double)NAN,
                                .wait_now = (double)NAN, .wait_remedied = (double)NAN,
                                .tasks_now = 201, .tasks_remedied = 5, .memory_now = 246828, .memory_remedied = 6140};
    const Value *assumed = value_get(v, T("assumed"));
    for (int i = 0; assumed && i < assumed->items.n; i++) {
        *list_push(&c->arena, &f->measured.assumed) = (AssumedLine){i + 1, assumed->items.at[i]->text};
    }
    const Value *related = value_get(v, T("related"));
    for (int i = 0; related && i < related->items.n; i++) {
        const Value *r = related->items.at[i];
        *list_push(&c->arena, &f->related) = case_location(c, value_get(r, T("at")), scalar(r, T("label")));
    }
    return f;
}

static int by_order(const void *a, const void *b)
{
    return finding_compare(*(Finding *const *)a, *(Finding *const *)b);
}

static RunResult case_result(Case *c)
{
    RunResult r = {0};
    const Value *list = value_get(c->root, T("findings"));
    for (int i = 0; list && i < list->items.n; i++) {
        const Value *repeat = value_get(list->items.at[i], T("repeat"));
        Finding *f = case_finding(c, list->items.at[i]);
        for (int n = repeat ? number(repeat) : 1; n > 0; n--) {
            *list_push(&c->arena, &r.findings) = f;
        }
    }
    if (r.findings.n) {
        qsort(r.findings.at, (size_t)r.findings.n, sizeof *r.findings.at, by_order);
    }
    return r;
}

static Text case_output(Case *c, Text mode)
{
    Text format, word;
    bool more = text_cut(mode, '-', &format, &mode);
    if (more && text_eq(format, T("json")) && text_starts(mode, T("lines"))) {
        format = T("json-lines");
        text_cut(mode, '-', &word, &mode);
    }
    const ReportFormat *f = report_find(format);
    ReportOptions opt = {
        .scratch = c->scratch, .width = 80, .directory = T("/home/me/project/sub"), .workspace = T("/home/me/project")};
    assert_non_null(f);
    while (mode.n) {
        int64_t width;
        text_cut(mode, '-', &word, &mode);
        opt.color = opt.color || text_eq(word, T("color"));
        opt.show_suppressed = opt.show_suppressed || text_eq(word, T("all"));
        opt.hyperlinks = opt.hyperlinks || text_eq(word, T("links"));
        opt.least = text_eq(word, T("warning")) ? SEVERITY_WARNING : opt.least;
        opt.width = text_to_int(word, &width) ? (int)width : opt.width;
    }
    opt.homepage = opt.hyperlinks ? T("https://example.org/rules") : T("");
    RunResult r = case_result(c);
    Out o = out_to_memory(&c->arena);
    f->write(&o, &r, &opt);
    return out_text(&o);
}

static void case_open(Case *c, Text path)
{
    Text source;
    ValueError error;
    *c = (Case){0};
    assert_true(arena_reserve(&c->arena, &c->home, (size_t)1 << 30));
    assert_true(arena_reserve(&c->scratch, &c->scratch_home, (size_t)1 << 30));
    assert_int_equal(os_read_file(&c->arena, path, 1 << 20, &source), 0);
    c->root = value_read_yaml(&c->arena, source, &error);
    if (!c->root) {
        fail_msg("%.*s:%d: %.*s", PRI(path), error.line, PRI(error.message));
    }
    bool excerpts = true;
    const Value *v = value_get(c->root, T("excerpts"));
    c->excerpts = !v || !value_bool(v, &excerpts) || excerpts;
}

static void case_close(Case *c)
{
    arena_release(&c->arena);
    arena_release(&c->scratch);
}

static bool check_golden(Arena scratch, Text name)
{
    Case c;
    Text stem, mode, expected, path = text_format(&scratch, "%s/%.*s", DIRECTORY, PRI(name));
    text_cut(name, '.', &stem, &mode);
    case_open(&c, text_format(&scratch, "%s/%.*s.yaml", DIRECTORY, PRI(stem)));
    Text got = case_output(&c, mode);
    if (os_env("BLESS").n) {
        assert_int_equal(os_replace_file(scratch, path, got), 0);
    }
    assert_int_equal(os_read_file(&scratch, path, 64 << 20, &expected), 0);
    bool same = text_eq(got, expected);
    if (!same) {
        print_error("%.*s differs; got:\n%.*s", PRI(path), PRI(got));
    }
    case_close(&c);
    return same;
}

static bool is_golden(Text name)
{
    Text stem, mode, format;
    text_cut(name, '.', &stem, &mode);
    text_cut(mode, '-', &format, &mode);
    return report_find(format) != NULL;
}

static void goldens_match(void **state)
{
    (void)state;
    Arena a;
    ArenaHome home;
    OsEntry *entries;
    int n, checked = 0, failed = 0;
    assert_true(arena_reserve(&a, &home, 256 << 20));
    assert_int_equal(os_list(&a, text_from(DIRECTORY), &entries, &n), 0);
    for (int i = 0; i < n; i++) {
        if (is_golden(entries[i].name)) {
            failed += !check_golden(a, entries[i].name);
            checked++;
        }
    }
    arena_release(&a);
    assert_int_equal(failed, 0);
    assert_true(checked > 20);
}

// Writes with the n-th allocation failing. true when none failed and the output is `whole`.
static bool write_with_failure(const ReportFormat *f, Case *c, const RunResult *r, long n, Text whole)
{
    jmp_buf here;
    Arena out_arena = c->arena;
    Out o = out_to_memory(&out_arena);
    ReportOptions opt = {.scratch = c->scratch, .width = 80, .directory = T("/home/me/project/sub"),
        .workspace = T("/home/me/project")};
    volatile bool done = false;
    arena_on_exhaustion(&c->arena, &here);
    arena_on_exhaustion(&c->scratch, &here);
    c->home.fail_after = c->scratch_home.fail_after = n;
    if (setjmp(here) == 0) {
        f->write(&o, r, &opt);
        done = true;
        assert_true(text_eq(out_text(&o), whole));
    }
    c->home.fail_after = c->scratch_home.fail_after = -1;
    return done;
}

// Every format, when its n-th allocation fails for n = 0, 1, 2 ..., unwinds to the handler; at last it gets through, with
// the output of a run without failures.
static void exhaustion_unwinds(void **state)
{
    (void)state;
    for (const ReportFormat *f = report_formats; f->name; f++) {
        Case c;
        long n = 0;
        case_open(&c, T("testdata/report/files.yaml"));
        Text whole = text_copy(&c.arena, case_output(&c, text_from(f->name)));
        RunResult r = case_result(&c);
        while (!write_with_failure(f, &c, &r, n, whole)) {
            n++;
        }
        assert_true(n > 3);
        case_close(&c);
    }
}

static void formats_are_found(void **state)
{
    (void)state;
    assert_ptr_equal(report_find(T("full")), &report_formats[0]);
    assert_string_equal(report_find(T("json-lines"))->name, "json-lines");
    assert_null(report_find(T("jsn")));
    assert_null(report_find(T("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goldens_match),
        cmocka_unit_test(exhaustion_unwinds),
        cmocka_unit_test(formats_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
