// `with` on what wants `async with`, and the other way round, by the class of the object (python/manager.h).
#include "lint/rule.h"

CHECK(context_manager_mismatch, c, n)
{
    for (int i = 0; i < n->with.items.n; i++) {
        Node *context = n->with.items.at[i]->with_item.context;
        Manages how = is_expected_to_fail(context) ? MANAGES_UNKNOWN : manager_of(c->module, context);
        Text manager = code_text(c, context);
        if (how == MANAGES_COROUTINE) {
            Text with = n->is_async ? T("async with") : T("with");
            REPORT(c, node_span(context), "coroutine", {"manager", manager}, {"with", with});
        } else if (how == (n->is_async ? MANAGES_PLAIN : MANAGES_ASYNC)) {
            REPORT(c, node_span(context), n->is_async ? "plain" : "async", {"manager", manager});
        }
    }
}
