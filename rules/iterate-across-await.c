// A loop over a shared dict or set that awaits in its body (python/iteration.h).
#include "lint/rule.h"

CHECK(iterate_across_await, c, n)
{
    Iteration it = n->kind == AST_FOR ? shared_iteration(c->module, n) : (Iteration){0};
    if (!it.container) {
        return;
    }
    Finding *f = REPORT(c, node_span(n->for_.iter), "", {"container", code_text(c, it.container)}, {"change", code_text(c, it.change)});
    report_related(c, f, (Span){it.awaiting->beg, it.awaiting->beg + 5}, "others run here");
    report_related(c, f, node_span(it.change), "and may come by here");
}
