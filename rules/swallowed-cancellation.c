// A handler that gets CancelledError where a path leads out of it without raising it again. How grave that is depends on
// what the coroutine does next (python/cancel.h). What awaits a task that was cancelled just before is cancel-then-wait.
#include "lint/rule.h"

static Severity severity_of(const Swallow *s, bool in_test)
{
    if (in_test || (s->after == AFTER_END && !s->is_awaited)) {     // tests refuse cancellations to see what happens
        return SEVERITY_NOTE;
    }
    // clean-up that goes on whatever happens: a cancellation in that time is rare, and what it is to end has ended
    bool ends = (s->ends_something && !s->work) || s->follows_failure || (s->joins && s->is_passed) || (s->shields && s->by == CATCH_CANCELLED);
    bool deliberate = (ends && !s->endless) || s->on_condition || s->is_explained || s->drains || swallow_is_decided(s) || (s->forwards && !s->endless) || (s->joins && s->by == CATCH_CANCELLED);
    return deliberate ? SEVERITY_NOTE : s->endless && !s->forwards ? SEVERITY_ERROR : SEVERITY_WARNING;
}

static const char *variant_of(Check *c, const Swallow *s, const Node *handler)
{
    if (s->after == AFTER_END && s->is_awaited && waits_for_work(c->module, handler)) {
        return "await";     // in the handler itself
    }
    switch (s->after) {
    case AFTER_LOOP: return s->endless ? "loop" : "turn";
    case AFTER_AWAIT: return "await";
    case AFTER_CONVERSION: return "convert";
    default: return s->is_awaited ? "return" : "end";
    }
}

static Text advice(const Swallow *s)
{
    if (s->by == CATCH_CANCELLED) {
        return T("end the handler with `raise`, or clean up in `finally`");
    }
    return T("catch `Exception`, which CancelledError is not, or end the handler with `raise`");
}

CHECK(swallowed_cancellation, c, n)
{
    Swallow s = swallow_of_handler(c->module, n);
    if (s.by == CATCH_NONE || s.after == AFTER_RAISE || s.cancelled) {
        return;
    }
    Text type = n->handler.type ? text_format(c->arena, "except %.*s", PRI(code_text(c, n->handler.type))) : T("except");
    Span span = {n->beg, n->handler.type ? n->handler.type->end : n->beg + 6};
    Finding *f = REPORT(c, span, variant_of(c, &s, n), {"type", type}, {"advice", advice(&s)});
    report_severity(c, f, severity_of(&s, node_serves_test(c->module, n) || node_runs_alone(c->module, n)));
    if (s.at) {
        report_related(c, f, node_span(s.at), s.after == AFTER_LOOP ? "this loop goes on" : s.after == AFTER_AWAIT ? "it waits again" : "raised instead");
    }
}
