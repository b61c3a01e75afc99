// A task made in the block of a TaskGroup that is bound to a local name and only passed on: the group should have it. A task that
// is dropped is dangling-task's.
#include "lint/rule.h"

// The function itself ends the task, or keeps it otherwise: t.cancel(), await t, a callback, a collection.
static bool is_cared_for(Module *m, const Binding *b)
{
    for (int i = 0; i < b->reads.n; i++) {
        Node *read = b->reads.at[i];
        Use use = use_of(m, read);
        bool spawned = use.kind == USE_PASSED && use.call->parent->kind == AST_CALL && group_of_spawn(m, use.call->parent);
        if (!spawned) {
            return true;
        }
    }
    return b->reads.n == 0;
}

CHECK(task_beside_taskgroup, c, n)
{
    Module *m = c->module;
    Scoped kind;
    Node *item, *group = scope_around(m, n, &kind, &item);
    Use use = group && kind == SCOPED_GROUP ? use_of(m, n) : (Use){0};
    Node *target = group ? item->with_item.target : NULL;
    if (use.kind == USE_BOUND && target && target->kind == AST_NAME && !is_cared_for(m, use.binding)) {
        Finding *f = REPORT(c, node_span(n), "", {"group", target->name.id});
        report_related(c, f, node_span(item->with_item.context), "the group");
    }
}
