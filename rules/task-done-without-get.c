// task_done() in a finally block that is reached without an item, or after another one for the same item.
#include "lint/rule.h"

CHECK(task_done_without_get, c, n)
{
    Module *m = c->module;
    if (n->call.func->kind != AST_ATTRIBUTE || is_no_asyncio_queue(m, call_receiver(n))) {
        return;
    }
    Node *get = get_under_done(m, n), *twice = get ? NULL : done_twice(m, n);
    if (get) {
        Finding *f = REPORT(c, node_span(n), "around", {"done", code_text(c, n)}, {"get", code_text(c, get)});
        report_related(c, f, node_span(get), "the item is taken here");
    } else if (twice) {
        Finding *f = REPORT(c, node_span(twice), "twice", {"done", code_text(c, n)});
        report_related(c, f, node_span(n), "and here");
    }
}
