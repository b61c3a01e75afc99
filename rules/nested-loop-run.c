// CPython, Lib/asyncio/runners.py: run() raises RuntimeError when _get_running_loop() gives one; Lib/asyncio/base_events.py,
// _check_running: so do run_forever() and run_until_complete(), of any loop. nest_asyncio patches both.
#include "lint/rule.h"

static bool uses_nest_asyncio(const Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if ((d->kind == AST_ALIAS && text_starts(d->alias.name, T("nest_asyncio"))) ||
            (d->kind == AST_IMPORT_FROM && text_starts(d->import_from.module, T("nest_asyncio")))) {
            return true;
        }
    }
    return false;
}

CHECK(nested_loop_run, c, n)
{
    if (n->parent->kind == AST_AWAIT || uses_nest_asyncio(c->module)) {
        return;
    }
    REPORT(c, node_span(n), "", {"call", callee_name(c->module, n)});
}
