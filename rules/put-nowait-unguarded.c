// put_nowait() on a queue with a bound, where nobody reckons with its being full.
#include "lint/rule.h"

CHECK(put_nowait_unguarded, c, n)
{
    Feed f = feed_of(c->module, n);
    if (f.kind == FEED_NONE || f.bound.kind != BOUND_SET || f.is_watched || f.is_expected || f.fits) {
        return;
    }
    const char *variant = f.is_scheduled ? "scheduled" : node_in_async(c->module, n) ? "coroutine" : "plain";
    Finding *finding = REPORT(c, node_span(n), variant, {"queue", code_text(c, f.queue)}, {"size", text_format(c->arena, "%g", f.bound.size)});
    if (f.made) {
        report_related_in(c, finding, f.made_in->source, node_span(f.made), f.bound.size == 1 ? "has room for one" : "has room for %g", f.bound.size);
    }
}
