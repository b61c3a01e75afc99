// A loop that sleeps until state of this program has changed.
#include "lint/rule.h"

CHECK(busy_wait, c, n)
{
    Poll p = poll_of(c->module, n);
    Node *delay = p.kind == POLL_STATE ? call_argument(p.sleep, 0, "delay", NULL) : NULL;
    Constant seconds = delay ? constant_of(c->module, delay) : (Constant){0};
    if (!delay || (seconds.kind == CONSTANT_NUMBER && seconds.number <= 0)) {
        return;     // sleep(0) is sleep-zero's
    }
    Span head = {n->beg, n->while_.test->end};
    Finding *f = REPORT(c, head, "", {"subject", code_text(c, p.subject)}, {"delay", code_text(c, delay)});
    report_related(c, f, node_span(p.sleep), "wakes up to look again");
}
