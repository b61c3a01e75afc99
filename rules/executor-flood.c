// Work for an executor, as much at once as there is data. What the loop itself has to bear is the business of the rules about
// tasks (task-per-item, unbounded-gather), which leave threads alone.
#include "lint/rule.h"

static const char *variant_of(const Fanout *f)
{
    if (f->offload.own_pool) {
        return f->width.kind == WIDTH_CONSTANT ? "own-constant" : f->iterable ? "own" : "own-endless";
    }
    return f->width.kind == WIDTH_CONSTANT ? "constant" : f->iterable ? "items" : "endless";
}

CHECK(executor_flood, c, n)
{
    (void)n;
    const Fanouts *all = fanouts_of(c->module);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (f->kind != FANOUT_THREADS || !fanout_is_large(c, f)) {
            continue;
        }
        Text what = f->offload.function ? code_text(c, f->offload.function) : T("the function");
        Finding *finding = REPORT(c, node_span(f->site), variant_of(f), {"count", fanout_count(c, f)}, {"what", what},
                                  {"iterable", fanout_iterable(c, f)});
        report_fanout(c, finding, f);
        // the threads are few whatever waits for them: data that may be few is not enough to believe in a flood
        if (f->offload.own_pool || !f->is_firm) {
            report_severity(c, finding, SEVERITY_NOTE);
        }
    }
}
