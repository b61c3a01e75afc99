// StreamWriter.write() in a loop that never waits for what it wrote. A function with no drain() at all is a note: what it writes may
// be small, and somebody else may wait.
#include "lint/rule.h"

static Span head_of(const Node *loop)
{
    return (Span){loop->beg, loop->kind == AST_FOR ? loop->for_.iter->end : loop->while_.test->end};
}

CHECK(write_without_drain, c, n)
{
    StreamWrite w = stream_write(c->module, n);
    if (w.kind == WRITE_OTHER) {
        return;
    }
    const char *variant = w.kind == WRITE_FUNCTION ? "function" : !node_in_async(c->module, n) ? "plain" : w.drain ? "behind" : "loop";
    Finding *f = REPORT(c, node_span(n), variant, {"writer", code_text(c, w.writer)});
    if (w.loop) {
        report_related(c, f, head_of(w.loop), "each time round this loop");
    }
    if (w.drain) {
        report_related(c, f, node_span(w.drain), "waits here, when all is written");
    }
    if (w.kind == WRITE_FUNCTION || module_is_test(c->module)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
