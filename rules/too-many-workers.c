// Workers on a queue, started in a constant number beyond the threshold.
#include "lint/rule.h"

CHECK(too_many_workers, c, n)
{
    (void)n;
    const Fanouts *all = fanouts_of(c->module);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (!f->is_worker || f->width.kind != WIDTH_CONSTANT || f->width.count <= (double)option_int(c, "most")) {
            continue;
        }
        Finding *finding = REPORT(c, node_span(f->site), "", {"count", text_format(c->arena, "%g", f->width.count)},
                                  {"what", f->function.node->function.name.text});
        if (f->iterable) {
            report_related(c, finding, node_span(f->iterable), "%g of them", f->width.count);
        }
    }
}
