// return, break, continue that leave a finally block of a coroutine (PEP 765), where the try statement may be cancelled.
#include "lint/rule.h"

// The statement leaves `block`: it returns, or its loop is around the block.
static bool leaves(Module *m, const Node *jump, const Node *try)
{
    if (jump->kind == AST_RETURN) {
        return true;
    }
    const Node *loop = jump;
    while (loop && loop != try && loop->kind != AST_FOR && loop->kind != AST_WHILE) {
        // the else block of a loop jumps in the loop around it
        const Node *p = loop->parent;
        bool orelse = (p->kind == AST_FOR && nodes_contain(p->for_.orelse, loop)) || (p->kind == AST_WHILE && nodes_contain(p->while_.orelse, loop));
        loop = orelse ? p->parent : p;
    }
    (void)m;
    return !loop || !node_within(loop, try) || loop == try;
}

static bool waits(Module *m, const Node *try)
{
    for (int i = 0; i < try->try_.body.n && !try_keeps_cancellation(m, try); i++) {
        if (subtree_suspends(m, try->try_.body.at[i])) {
            return true;
        }
    }
    for (int i = 0; i < try->try_.handlers.n; i++) {
        if (subtree_suspends(m, try->try_.handlers.at[i])) {
            return true;
        }
    }
    return false;
}

static void check_block(Check *c, const Node *function, const Node *try)
{
    Nodes body = try->try_.finalbody;
    for (int i = body.n ? body.at[0]->id : 1; body.n && i <= body.at[body.n - 1]->last; i++) {
        Node *d = c->module->ast->nodes[i];
        bool jumps = d->kind == AST_RETURN || d->kind == AST_BREAK || d->kind == AST_CONTINUE;
        if (jumps && node_owner(c->module, d) == function && leaves(c->module, d, try) && !jumps_when_handled(c->module, d, try) &&
            !jump_is_out_of_reach(c->module, d, try)) {
            Text word = d->kind == AST_RETURN ? T("return") : d->kind == AST_BREAK ? T("break") : T("continue");
            REPORT(c, node_span(d), "", {"jump", word});
        }
    }
}

CHECK(jump_in_finally, c, n)
{
    for (int i = n->id + 1; n->is_async && i <= n->last; i++) {
        Node *d = c->module->ast->nodes[i];
        if (d->kind == AST_TRY && d->try_.finalbody.n && node_owner(c->module, d) == n && waits(c->module, d)) {
            check_block(c, n, d);
        }
    }
}
