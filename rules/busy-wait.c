// A loop that sleeps until state of this program has changed. A note where that is once in a program's life, or not for long.
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
    if (poll_is_rare(c->module, n, &p)) {
        report_rare(c, f);
    }
}
