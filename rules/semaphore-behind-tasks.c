// A fan-out whose coroutine takes a semaphore before anything else that suspends.
#include "lint/rule.h"

static Text tasks_of(Check *c, const Fanout *f)
{
    return f->width.kind == WIDTH_CONSTANT ? text_format(c->arena, "all %g tasks", f->width.count)
           : f->width.kind == WIDTH_ENDLESS ? T("the tasks") : T("all tasks");
}

static void report_gate(Check *c, const Fanout *f)
{
    bool idle = f->gate.kind == GATE_IDLE;
    Finding *finding = REPORT(c, node_span(f->site), idle ? "idle" : "suspends", {"what", fanout_coroutine(c, f)}, {"tasks", tasks_of(c, f)});
    Node *gate = f->gate.node;
    Span head = {gate->beg, gate->kind == AST_WITH ? gate->with.items.at[gate->with.items.n - 1]->end : gate->end};
    if (f->gate.limit >= 0) {
        report_related_in(c, finding, f->gate.module->source, head, "lets %g through at a time", f->gate.limit);
    } else {
        report_related_in(c, finding, f->gate.module->source, head, "waits here, after it was made");
    }
    if (!idle || f->evidence == EVIDENCE_FEW) {
        report_severity(c, finding, SEVERITY_NOTE);
    }
}

CHECK(semaphore_behind_tasks, c, n)
{
    (void)n;
    const Fanouts *all = fanouts_of(c->module);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (fanout_is_large(c, f) && f->gate.kind != GATE_NONE) {
            report_gate(c, f);
        }
    }
}
