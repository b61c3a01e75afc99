// A name that a with block inside of a task group's block binds, given to a task of the group, when the block does not wait for
// that task.
#include "lint/rule.h"

// The task is awaited within the block: a direct await, or a name that is awaited there.
static bool is_awaited_within(Module *m, Node *call, const Node *with)
{
    Use use = use_of(m, call);
    for (int i = 0; use.kind == USE_BOUND && i < use.binding->reads.n; i++) {
        const Node *read = use.binding->reads.at[i];
        for (const Node *p = read->parent; node_within(read, with) && p && p != with; p = p->parent) {
            if (p->kind == AST_AWAIT) {
                return true;
            }
        }
    }
    return use.kind == USE_AWAITED || use.kind == USE_STORED || use.kind == USE_PASSED || use.kind == USE_RETURNED;
}

CHECK(inner_context_variable, c, n)
{
    Module *m = c->module;
    Node *item = group_of_spawn(m, n);
    for (int i = n->id + 1; item && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        const Binding *b = d->kind == AST_NAME ? m->binding_of[d->id] : NULL;
        for (int k = 0; b && k < b->defs.n; k++) {
            const Def *def = &b->defs.at[k];
            Node *inner = def->kind == DEF_WITH && def->node->parent->kind == AST_WITH_ITEM ? def->node->parent : NULL;
            bool inside = inner && inner != item && node_within(n, inner->parent) && inner->parent != item->parent &&
                          node_within(inner->parent, item->parent);
            if (inside && scoped_by(m, inner) == SCOPED_NOT && !is_awaited_within(m, n, inner->parent)) {
                Finding *f = REPORT(c, node_span(d), "", {"name", b->name});
                report_related(c, f, node_span(inner->with_item.context), "closed at the end of this block");
                return;
            }
        }
    }
}
