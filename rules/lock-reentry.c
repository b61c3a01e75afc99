// `async with lock` around what takes the same lock again (python/reentry.h).
#include "lint/rule.h"

CHECK(lock_reentry, c, n)
{
    for (int i = 0; n->is_async && i < n->with.items.n; i++) {
        Node *lock = n->with.items.at[i]->with_item.context;
        Reentry r = ref_is_instance(ref_of(c->module, lock), "asyncio.Lock") ? lock_reentry(c->module, n, lock) : (Reentry){0};
        if (!r.again) {
            continue;
        }
        Text name = code_text(c, lock);
        Finding *f = r.function ? REPORT(c, node_span(r.call), "called", {"lock", name}, {"function", r.function->function.name.text})
                                : REPORT(c, node_span(r.again), "nested", {"lock", name});
        report_related(c, f, node_span(lock), "taken here");
        if (r.function) {
            report_related(c, f, node_span(r.again), "and again here");
        }
    }
}
