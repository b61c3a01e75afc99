// Calls in a function that runs in a thread (python/thread.h), on what belongs to the event loop's.
#include "lint/rule.h"

CHECK(not_threadsafe, c, n)
{
    Module *m = c->module;
    Node *body = thread_body(m, n);
    for (int i = body && !thread_has_loop(m, body) ? body->id + 1 : INT32_MAX; body && i <= body->last; i++) {
        Node *d = m->ast->nodes[i];
        ThreadUse use = d->kind == AST_CALL ? thread_use(m, body, d) : THREAD_SAFE;
        if (use == THREAD_SAFE) {
            continue;
        }
        Finding *f = use == THREAD_UNSAFE ? REPORT(c, node_span(d), "unsafe", {"call", code_text(c, d)}, {"function", code_text(c, d->call.func)})
                                          : REPORT(c, node_span(d), "no-loop", {"call", code_text(c, d)});
        report_related(c, f, node_span(n->call.func), "runs it in another thread");
    }
}
