// async for over a call of an async generator function of the project that yields under a with or finally, left by break or
// return.
#include "lint/rule.h"

// The with, or the try with a finally block, around a yield of the function; NULL when there is none.
static Node *held_block(Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind != AST_YIELD || node_owner(m, d) != function) {
            continue;
        }
        const Node *child = d;
        for (Node *p = d->parent; p && p != function; child = p, p = p->parent) {
            if ((p->kind == AST_WITH && nodes_contain(p->with.body, child)) || (p->kind == AST_TRY && p->try_.finalbody.n && nodes_contain(p->try_.body, child))) {
                return p;
            }
        }
    }
    return NULL;
}

// A break of this loop, or a return, in its body; NULL when there is none.
static Node *jump_out(Module *m, Node *loop)
{
    Node *owner = node_owner(m, loop);
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        bool jumps = d->kind == AST_RETURN || (d->kind == AST_BREAK && node_loop(m, d) == loop);
        if (jumps && nodes_contain(loop->for_.body, d) && node_owner(m, d) == owner) {
            return d;
        }
    }
    return NULL;
}

CHECK(generator_not_closed, c, n)
{
    Module *m = c->module;
    Node *call = n->kind == AST_FOR && n->is_async && n->for_.iter->kind == AST_CALL ? n->for_.iter : NULL;
    Node *jump = call ? jump_out(m, n) : NULL;
    Ref r = jump ? ref_of(m, call->call.func) : (Ref){0};
    if (r.kind != REF_FUNCTION || !r.node->is_async || r.node->function.decorators.n) {
        return;
    }
    Node *block = held_block(r.module, r.node);
    if (block) {
        Finding *f = REPORT(c, node_span(jump), "", {"jump", jump->kind == AST_RETURN ? T("return") : T("break")},
                            {"generator", code_text(c, call)}, {"block", block->kind == AST_WITH ? T("with") : T("try")});
        report_related(c, f, node_span(call), "the generator");
    }
}
