// gather, wait and as_completed over a comprehension, a map or a list that a loop filled with coroutines.
#include "lint/rule.h"

static void report_fanout(Check *c, const Fanout *f)
{
    const char *variant = f->width.kind == WIDTH_CONSTANT ? "constant" : f->iterable ? "items" : "many";
    Text what = f->coroutine ? code_text(c, f->coroutine)
              : f->function.node ? f->function.node->function.name.text : code_text(c, f->site);
    Finding *finding = REPORT(c, node_span(f->site), variant, {"call", code_text(c, f->site->call.func)},
                              {"count", text_format(c->arena, "%g", f->width.count)}, {"what", what}, {"iterable", fanout_iterable(c, f)});
    if (f->iterable && (f->iterable->beg < f->site->beg || f->iterable->end > f->site->end)) {
        report_related(c, finding, node_span(f->iterable), "one for each of these");
    }
    if (f->evidence < EVIDENCE_ROWS) {
        report_severity(c, finding, SEVERITY_NOTE);
    }
}

CHECK(unbounded_gather, c, n)
{
    (void)n;
    for (int i = 0; i < c->module->fanout_count; i++) {
        const Fanout *f = &c->module->fanouts[i];
        bool large = f->width.kind == WIDTH_OPEN || f->width.kind == WIDTH_ENDLESS ||
                     (f->width.kind == WIDTH_CONSTANT && f->width.count > (double)option_int(c, "small"));
        if (f->kind == FANOUT_GATHER && large && !f->is_worker && f->gate.kind == GATE_NONE) {
            report_fanout(c, f);
        }
    }
}
