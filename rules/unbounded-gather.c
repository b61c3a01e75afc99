// gather, wait and as_completed over a comprehension, a map or a list that a loop filled with coroutines.
#include "lint/rule.h"

static const char *variant_of(const Fanout *f)
{
    if (f->width.kind == WIDTH_CONSTANT) {
        return "constant";
    }
    return !f->iterable ? "many" : f->evidence == EVIDENCE_TREE ? "tree" : f->evidence == EVIDENCE_POLL ? "poll" : "items";
}

CHECK(unbounded_gather, c, n)
{
    (void)n;
    const Fanouts *all = fanouts_of(c->module);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (f->kind == FANOUT_GATHER && fanout_is_large(c, f) && !f->is_worker && f->gate.kind == GATE_NONE) {
            Finding *finding = REPORT(c, node_span(f->site), variant_of(f), {"call", code_text(c, f->site->call.func)},
                                      {"count", fanout_count(c, f)}, {"what", fanout_coroutine(c, f)}, {"iterable", fanout_iterable(c, f)});
            report_fanout(c, finding, f);
        }
    }
}
