// A loop of a coroutine in which the event loop never gets its turn.
#include "lint/rule.h"

CHECK(endless_loop_without_await, c, n)
{
    Spin s = n->kind == AST_WHILE ? spin_of(c->module, n) : (Spin){0};
    Span head = {n->beg, n->kind == AST_WHILE ? n->while_.test->end : n->end};
    if (s.kind == SPIN_ENDLESS) {
        REPORT(c, head, "endless");
    } else if (s.kind == SPIN_IDLE) {
        bool constant = s.test->kind == AST_CONSTANT;
        Finding *f = REPORT(c, head, constant ? "nothing" : s.awaiting ? "around" : "asks", {"test", code_text(c, s.test)});
        if (!constant && !node_within(s.test, n->while_.test)) {
            report_related(c, f, node_span(s.test), "asks this, again and again");
        }
        if (s.awaiting) {
            report_related(c, f, node_span(s.awaiting), "the other way waits here");
        }
    }
}
