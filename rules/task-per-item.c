// Tasks made in a loop that nothing bounds. Workers and tasks that start behind a semaphore have rules of their own.
#include "lint/rule.h"

static const char *variant_of(const Fanout *f)
{
    if (f->width.kind == WIDTH_CONSTANT) {
        return "constant";
    }
    return !f->iterable ? "endless" : f->loop->is_async ? "stream" : "items";
}

static void report_fanout(Check *c, const Fanout *f)
{
    Node *what = f->coroutine ? f->coroutine : f->site;
    Finding *finding = REPORT(c, node_span(f->site), variant_of(f), {"count", text_format(c->arena, "%g", f->width.count)},
                              {"what", code_text(c, what)}, {"iterable", fanout_iterable(c, f)});
    if (f->iterable) {
        report_related(c, finding, node_span(f->iterable), "one for each of these");
    }
    if (f->evidence < EVIDENCE_ROWS) {
        report_severity(c, finding, SEVERITY_NOTE);
    }
}

CHECK(task_per_item, c, n)
{
    (void)n;
    for (int i = 0; i < c->module->fanout_count; i++) {
        const Fanout *f = &c->module->fanouts[i];
        bool large = f->width.kind == WIDTH_OPEN || f->width.kind == WIDTH_ENDLESS ||
                     (f->width.kind == WIDTH_CONSTANT && f->width.count > (double)option_int(c, "small"));
        if (f->kind == FANOUT_TASKS && large && !f->is_worker && f->gate.kind == GATE_NONE) {
            report_fanout(c, f);
        }
    }
}
