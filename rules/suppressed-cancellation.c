// with contextlib.suppress(CancelledError or BaseException): a handler that passes, written as a context manager.
#include "lint/rule.h"

CHECK(suppressed_cancellation, c, n)
{
    Swallow s = swallow_of_with(c->module, n);
    if (s.by == CATCH_NONE || s.after == AFTER_RAISE || s.cancelled) {
        return;
    }
    Node *item = n->with.items.at[0];
    for (int i = 1; i < n->with.items.n && suppresses_cancelled(c->module, item) == CATCH_NONE; i++) {
        item = n->with.items.at[i];
    }
    const char *variant = s.after == AFTER_LOOP ? (s.endless ? "loop" : "turn") : s.after == AFTER_AWAIT ? "await" : s.is_awaited ? "return" : "end";
    Text advice = s.by == CATCH_CANCELLED ? T("let it through: clean up in `finally`") : T("suppress `Exception`, which CancelledError is not");
    Finding *f = REPORT(c, node_span(item->with_item.context), variant,
                        {"suppress", code_text(c, item->with_item.context)}, {"advice", advice});
    bool last = node_in_finally(n) && s.by == CATCH_CANCELLED;       // mostly the wait for what was cancelled just now
    bool ends = s.after == AFTER_END && !s.is_awaited, waits = s.drains || (s.joins && s.by == CATCH_CANCELLED);
    bool closes = (s.ends_something && !s.work) || s.follows_failure || s.joins || (s.shields && s.by == CATCH_CANCELLED);
    bool mild = last || ends || (closes && !s.endless) || s.is_explained || waits || swallow_is_decided(&s) || node_serves_test(c->module, n);
    report_severity(c, f, mild ? SEVERITY_NOTE : s.endless ? SEVERITY_ERROR : SEVERITY_WARNING);
    if (s.at) {
        report_related(c, f, node_span(s.at), s.after == AFTER_LOOP ? "this loop goes on" : "it waits again");
    }
}
