// return, break, continue that leave the block of a task group, but for a return at its end.
#include "lint/rule.h"

// The innermost loop around a break or continue within the block, or NULL.
static bool stays(const Node *jump, const Node *with)
{
    const Node *child = jump;
    for (const Node *p = jump->parent; p && p != with; child = p, p = p->parent) {
        bool inside = (p->kind == AST_FOR && nodes_contain(p->for_.body, child)) || (p->kind == AST_WHILE && nodes_contain(p->while_.body, child));
        if (inside) {
            return true;
        }
    }
    return false;
}

// The last statement of the block, also of a with or if that is the last one.
static bool is_last(const Node *jump, const Node *with)
{
    const Node *child = jump;
    for (const Node *p = jump->parent; p; child = p, p = p->parent) {
        const Nodes *body = p->kind == AST_WITH ? &p->with.body : p->kind == AST_BRANCH ? &p->branch.body : NULL;
        if (p->kind == AST_IF) {
            continue;
        }
        if (!body || body->at[body->n - 1] != child) {
            return false;
        }
        if (p == with) {
            return true;
        }
    }
    return false;
}

static Node *group_item(Module *m, const Node *with)
{
    for (int i = 0; i < with->with.items.n; i++) {
        if (scoped_by(m, with->with.items.at[i]) == SCOPED_GROUP) {
            return with->with.items.at[i];
        }
    }
    return NULL;
}

CHECK(jump_out_of_taskgroup, c, n)
{
    Module *m = c->module;
    Node *item = group_item(m, n), *owner = node_owner(m, n);
    for (int i = n->id + 1; item && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        bool jumps = d->kind == AST_RETURN || ((d->kind == AST_BREAK || d->kind == AST_CONTINUE) && !stays(d, n));
        if (jumps && node_owner(m, d) == owner && !is_last(d, n)) {
            Text word = d->kind == AST_RETURN ? T("return") : d->kind == AST_BREAK ? T("break") : T("continue");
            Finding *f = REPORT(c, node_span(d), "", {"jump", word});
            report_related(c, f, node_span(item->with_item.context), "the group");
        }
    }
}
