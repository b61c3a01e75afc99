// A loop that sleeps until state of this program has changed.
#include "lint/rule.h"

CHECK(busy_wait, c, n)
{
    Poll p = poll_of(c->module, n);
    if (p.kind != POLL_STATE) {
        return;
    }
    Span head = {n->beg, n->while_.test->end};
    Finding *f = REPORT(c, head, "", {"subject", code_text(c, p.subject)}, {"delay", code_text(c, p.delay)});
    report_related(c, f, node_span(p.sleep), "wakes up to look again");
    if (p.is_minor) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
