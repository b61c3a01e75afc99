// Any text as a Python file, a finding on every line: only files with comments silence anything, warnings have places in
// the file, and lines that belong together are in order.
#include "lint/suppress.h"

#include "lint/lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(Arena *a, const Source *s)
{
    Lines l = lines_read(a, s);
    assert_or_trap(l.n == s->lines);
    for (int i = 1; i <= l.n; i++) {
        assert_or_trap(l.joined[i] >= i && l.joined[i] <= l.logical[i] && l.logical[i] <= l.n);
        assert_or_trap(i == 1 || l.inside[i] == (l.logical[i - 1] >= i));
        int next = lines_next_code(&l, s, i);
        assert_or_trap(next == 0 || (next > i && next <= l.n));
    }
}

static Findings make_findings(Arena *a, const Source *s)
{
    Findings findings = {0};
    for (int i = 0; i < s->lines; i++) {
        Finding *f = NEW(a, Finding, 1);
        f->rule = &rule_table[i % rule_count];
        f->at.path = s->path;
        f->at.span = (Span){s->line_start[i], s->line_start[i + 1]};
        *list_push(a, &findings) = f;
    }
    return findings;
}

static void check(Arena *a, Arena scratch, Parser *parser, Text text)
{
    Source s = source_read(a, T("fuzz.py"), text);
    Ast *ast = ast_parse(parser, a, &s);
    Findings findings = make_findings(a, &s);
    Warnings warnings = {0};
    check_lines(a, &s);
    suppress_judge(suppress_begin(a, &scratch, &s, ast, &warnings), &findings, 0);
    for (int i = 0; i < findings.n; i++) {
        assert_or_trap(!findings.at[i]->suppressed || ast->comments.n);
    }
    for (int i = 0; i < warnings.n; i++) {
        Place at = warnings.at[i].at;
        assert_or_trap(at.line >= 1 && at.line <= s.lines && at.column >= 1 && warnings.at[i].message.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a, scratch;
    ArenaHome home, scratch_home;
    Parser *parser = parser_new();
    bool ready = parser && arena_reserve(&a, &home, 1 << 30);
    if (ready && arena_reserve(&scratch, &scratch_home, 1 << 30)) {
        jmp_buf exhausted;
        arena_on_exhaustion(&a, &exhausted);
        arena_on_exhaustion(&scratch, &exhausted);
        if (!setjmp(exhausted)) {
            check(&a, scratch, parser, text_copy(&a, (Text){(const char *)data, (ptrdiff_t)size}));
        }
        arena_release(&scratch);
    }
    if (ready) {
        arena_release(&a);
    }
    if (parser) {
        parser_free(parser);
    }
    return 0;
}
