// yield within a scope of structured concurrency (PEP 789), but for generators that are context managers or fixtures.
#include "lint/rule.h"

CHECK(yield_in_scope, c, n)
{
    Module *m = c->module;
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if ((d->kind != AST_YIELD && d->kind != AST_YIELD_FROM) || node_owner(m, d) != n) {
            continue;
        }
        Scoped kind;
        Node *item, *scope = scope_around(m, d, &kind, &item);
        if (scope && !is_context_generator(m, n)) {
            Finding *f = REPORT(c, node_span(d), "", {"scope", code_text(c, item->with_item.context)});
            report_related(c, f, node_span(item->with_item.context), "the scope");
            return;     // one yield tells it all
        }
    }
}
