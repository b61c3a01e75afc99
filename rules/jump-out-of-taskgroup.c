// return, break, continue that leave the block of a task group, but for a return at its end, and where the tasks are cancelled.
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

static bool calls_cancel(const Module *m, const Node *within)
{
    for (int i = within->id; i <= within->last; i++) {
        const Node *d = m->ast->nodes[i];
        const Node *f = d->kind == AST_CALL ? d->call.func : NULL;
        if (f && f->kind == AST_ATTRIBUTE && text_eq(f->attribute.attr.text, T("cancel"))) {
            return true;
        }
    }
    return false;
}

// Something is cancelled there: the group's scope, or its tasks; also by a function that the statement calls.
static bool cancels(Module *m, const Node *statement)
{
    for (int i = statement->id; i <= statement->last; i++) {
        const Node *d = m->ast->nodes[i];
        Ref callee = d->kind == AST_CALL ? ref_of(m, d->call.func) : (Ref){0};
        if (callee.kind == REF_FUNCTION && calls_cancel(callee.module, callee.node)) {
            return true;
        }
    }
    return calls_cancel(m, statement);
}

// Statements before `child` in its block, on every way to it.
static bool cancels_before(Module *m, const Node *block, const Node *child)
{
    for (int i = block->id + 1; i < child->id && child->kind != AST_HANDLER; i = m->ast->nodes[i]->last + 1) {
        const Node *d = m->ast->nodes[i];
        if (ast_is_statement(d) && d->kind != AST_IF && d->kind != AST_TRY && d->kind != AST_FUNCTION && cancels(m, d)) {
            return true;
        }
    }
    return false;
}

// The jump leaves a group that has been cancelled, or that a finally block on the way out cancels: it waits for no work.
static bool is_cancelled(Module *m, const Node *jump, const Node *with)
{
    const Node *child = jump;
    for (const Node *p = jump->parent; child != with; child = p, p = p->parent) {
        Nodes finally = p->kind == AST_TRY && !nodes_contain(p->try_.finalbody, child) ? p->try_.finalbody : (Nodes){0};
        for (int i = 0; i < finally.n; i++) {
            if (cancels(m, finally.at[i])) {
                return true;
            }
        }
        if (cancels_before(m, p, child)) {
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
        if (jumps && node_owner(m, d) == owner && !is_last(d, n) && !is_cancelled(m, d, n)) {
            Text word = d->kind == AST_RETURN ? T("return") : d->kind == AST_BREAK ? T("break") : T("continue");
            Finding *f = REPORT(c, node_span(d), "", {"jump", word});
            report_related(c, f, node_span(item->with_item.context), "the group");
        }
    }
}
