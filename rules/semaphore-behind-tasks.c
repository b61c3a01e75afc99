// A fan-out whose coroutine takes a semaphore before anything else that suspends.
#include "lint/rule.h"

static Text tasks_of(Check *c, const Fanout *f)
{
    return f->width.kind == WIDTH_CONSTANT ? text_format(c->arena, "all %g tasks are", f->width.count)
           : f->width.kind == WIDTH_ENDLESS ? T("each task is") : T("all tasks are");
}

static void report_fanout(Check *c, const Fanout *f)
{
    bool idle = f->gate.kind == GATE_IDLE;
    Text what = f->function.node ? f->function.node->function.name.text : (Text){0};
    Finding *finding = REPORT(c, node_span(f->site), idle ? "idle" : "suspends", {"what", what}, {"tasks", tasks_of(c, f)});
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
    for (int i = 0; i < c->module->fanout_count; i++) {
        const Fanout *f = &c->module->fanouts[i];
        bool large = f->width.kind == WIDTH_OPEN || f->width.kind == WIDTH_ENDLESS ||
                     (f->width.kind == WIDTH_CONSTANT && f->width.count > (double)option_int(c, "small"));
        if (large && f->gate.kind != GATE_NONE) {
            report_fanout(c, f);
        }
    }
}
