// put_nowait() on a queue with a bound, where nobody reckons with its being full.
#include "lint/rule.h"

// Before it the function has acquired a semaphore, which has as many places as the queue, or fewer.
static bool has_acquired_place(Module *m, const Node *call)
{
    const Node *owner = node_owner(m, call);
    for (int i = owner->id + 1; i < call->id; i++) {
        const Node *d = m->ast->nodes[i];
        if (is_method_call(d, "acquire") && node_owner(m, d) == owner) {
            Ref r = ref_of(m, d->call.func->attribute.value);
            if (ref_is_instance(r, "asyncio.Semaphore") || ref_is_instance(r, "asyncio.BoundedSemaphore")) {
                return true;
            }
        }
    }
    return false;
}

CHECK(put_nowait_unguarded, c, n)
{
    Feed f = feed_of(c->module, n);
    if (f.kind == FEED_NONE || f.bound.kind != BOUND_SET || f.is_watched || f.is_expected || f.fits || has_acquired_place(c->module, n)) {
        return;
    }
    const char *variant = f.is_scheduled ? "scheduled" : node_in_async(c->module, n) ? "coroutine" : "plain";
    Finding *finding = REPORT(c, node_span(n), variant, {"queue", code_text(c, f.queue)}, {"size", text_format(c->arena, "%g", f.bound.size)});
    if (f.made) {
        report_related_in(c, finding, f.made_in->source, node_span(f.made), f.bound.size == 1 ? "has room for one" : "has room for %g", f.bound.size);
    }
}
