// A producer that never waits, on a queue that never says no. The queue itself is reported where it is made (unbounded-queue);
// here stands what has to change beside it: with a bound, put_nowait() raises QueueFull. `await q.put()` needs no more than the
// bound, and is not reported.
#include "lint/rule.h"

static const char *variant_of(const Check *c, const Feed *f, const Node *n)
{
    if (f->is_scheduled) {
        return "scheduled";
    }
    return f->kind == FEED_CALLBACK ? "callback" : node_in_async(c->module, n) ? "loop" : "plain";
}

static Span head_of(const Node *by)
{
    Span span = node_span(by);
    if (by->kind == AST_FOR) {
        span.end = by->for_.iter->end;
    } else if (by->kind == AST_WHILE) {
        span.end = by->while_.test->end;
    } else if (by->kind == AST_FUNCTION) {
        span = by->function.name.span;
    }
    return span;
}

CHECK(put_nowait_unbounded, c, n)
{
    Feed f = feed_of(c->module, n);
    if ((f.kind != FEED_LOOP && f.kind != FEED_CALLBACK) || !queue_is_unbounded(f.bound) || f.is_watched) {
        return;
    }
    Text function = f.by->kind == AST_FUNCTION ? f.by->function.name.text : T("the lambda");
    Finding *finding = REPORT(c, node_span(n), variant_of(c, &f, n), {"queue", code_text(c, f.queue)}, {"function", function});
    report_related(c, finding, head_of(f.by), f.kind == FEED_LOOP ? "each time round this loop" : "each time this is called");
    if (f.made) {
        report_related_in(c, finding, f.made_in->source, node_span(f.made), "made without a bound");
    }
    if (!f.flows_in || module_is_test(c->module)) {
        report_severity(c, finding, SEVERITY_NOTE);
    }
}
