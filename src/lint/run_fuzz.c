// Any text as a Python file, all rules on: findings lie in the file and in order, leaving out of the parse what no rule
// looks at changes none of them, and when memory ends somewhere the run complains or finds the same.
//
// What is left out of the parse is not looked at for errors either, and an error changes what is read around it; so the
// two ways to parse are compared where the file is good Python.
#include "lint/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Settings settings;

static RunResult run(Arena *a, Text text, bool parse_full, long fail_allocation)
{
    // No directory of this name: imports lead to nothing, whatever lies around the fuzzer.
    RunFile file = {.path = T("/no/such/folder/fuzz.py"), .is_text = true, .text = text, .settings = &settings};
    RunOptions options = {
        .workers = 1, .parse_full = parse_full, .max_file_size = 1 << 20, .excerpts = true,
        .fail_allocation = fail_allocation,
    };
    return run_files(a, &file, 1, &options);
}

static void check_places(const RunResult *r, Text text)
{
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i];
        const Location *at = &f->at;
        assert_or_trap(i == 0 || finding_compare(r->findings.at[i - 1], f) <= 0);
        assert_or_trap(f->message.n && f->severity > SEVERITY_OFF);
        assert_or_trap(at->beg.line >= 1 && at->beg.column >= 1 && at->span.beg <= at->span.end);
        assert_or_trap(at->end.line > at->beg.line || (at->end.line == at->beg.line && at->end.column >= at->beg.column));
        assert_or_trap(at->beg.line <= text.n + 1);
    }
}

static void check_same(const RunResult *r, const RunResult *other)
{
    assert_or_trap(r->findings.n == other->findings.n);
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i], *g = other->findings.at[i];
        assert_or_trap(finding_compare(f, g) == 0 && f->suppressed == g->suppressed && f->severity == g->severity);
        assert_or_trap(f->at.end.line == g->at.end.line && f->at.end.column == g->at.end.column);
        assert_or_trap(text_eq(f->help, g->help) && f->related.n == g->related.n);
    }
}

static bool is_broken(const RunResult *r)
{
    for (int i = 0; i < r->findings.n; i++) {
        if (text_eq(text_from(r->findings.at[i]->rule->code), T("AQ900"))) {
            return true;
        }
    }
    return false;
}

static void check(Arena *a, Text text, long fail_allocation)
{
    RunResult needed = run(a, text, false, 0), full = run(a, text, true, 0);
    check_places(&needed, text);
    if (!is_broken(&full)) {
        check_same(&needed, &full);
    }
    RunResult failing = run(a, text, false, fail_allocation);
    if (!failing.complaints.n) {
        check_same(&needed, &failing);
    }
    run_free(&failing);
    run_free(&full);
    run_free(&needed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a;
    ArenaHome home;
    for (int i = 0; i < rule_count; i++) {
        settings.enabled[i] = true;
    }
    if (size < 2 || !arena_reserve(&a, &home, 1 << 30)) {
        return 0;
    }
    jmp_buf exhausted;
    arena_on_exhaustion(&a, &exhausted);
    if (!setjmp(exhausted)) {
        // The last two bytes, which a text may as well have, say which allocation fails.
        long fail = 1 + data[size - 1] + 256 * (data[size - 2] & 15);
        check(&a, text_copy(&a, (Text){(const char *)data, (ptrdiff_t)size}), fail);
    }
    arena_release(&a);
    return 0;
}
