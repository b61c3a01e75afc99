// Tasks made in a loop that nothing bounds. Workers and tasks that start behind a semaphore have rules of their own.
#include "lint/rule.h"

static const char *variant_of(const Fanout *f)
{
    if (f->width.kind == WIDTH_CONSTANT) {
        return "constant";
    }
    if (!f->iterable) {
        return f->evidence == EVIDENCE_STREAM ? "messages" : "endless";
    }
    return f->loop->is_async ? "stream" : f->evidence == EVIDENCE_TREE ? "tree" : f->evidence == EVIDENCE_POLL ? "poll" : "items";
}

CHECK(task_per_item, c, n)
{
    (void)n;
    const Fanouts *all = fanouts_of(c->module);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (f->kind == FANOUT_TASKS && fanout_is_large(c, f) && !f->is_worker && f->gate.kind == GATE_NONE) {
            Finding *finding = REPORT(c, node_span(f->site), variant_of(f), {"count", fanout_count(c, f)},
                                      {"what", fanout_coroutine(c, f)}, {"iterable", fanout_iterable(c, f)});
            report_fanout(c, finding, f);
        }
    }
}
