// async for over a call of an async generator function of the project that yields under a with or finally, left by break or
// return.
#include "lint/rule.h"

// The with, or the try with a finally block, around the YIELD; of several one of which the end matters; NULL when there is none.
static Node *block_around(Module *m, const Node *yield, const Node *function)
{
    Node *found = NULL;
    const Node *child = yield;
    for (Node *p = yield->parent; p && p != function; child = p, p = p->parent) {
        bool holds = (p->kind == AST_WITH && nodes_contain(p->with.body, child)) ||
                     (p->kind == AST_TRY && p->try_.finalbody.n && nodes_contain(p->try_.body, child));
        if (holds && late_end_matters(m, p)) {
            return p;
        }
        found = found || !holds ? found : p;
    }
    return found;
}

static bool is_held(Module *m, const Node *yield, const Node *function)
{
    return block_around(m, yield, function) != NULL;
}

// The block around the first yield that has one, or around one of which the end matters. *inside gets the yield.
static Node *held_block(Module *m, const Node *function, const Node **inside)
{
    Node *found = NULL;
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        Node *block = d->kind == AST_YIELD && node_owner(m, d) == function ? block_around(m, d, function) : NULL;
        bool matters = block && late_end_matters(m, block);
        if (matters || (block && !found)) {
            found = block;
            *inside = d;
        }
        if (matters) {
            break;
        }
    }
    return found;
}

// `if row is None: break`: the place of the name among the targets of the loop, -1 when it is the only one, -2 when it is none.
static int end_asked_for(const Node *loop, const Node *jump)
{
    const Node *branch = jump->parent->kind == AST_BRANCH ? jump->parent : NULL, *test = branch ? branch->branch.test : NULL;
    if (!test || test->kind != AST_COMPARE || test->compare.ops[0] != OP_IS || test->compare.left->kind != AST_NAME ||
        test->compare.comparators.at[0]->kind != AST_CONSTANT || test->compare.comparators.at[0]->constant.kind != CONST_NONE) {
        return -2;
    }
    const Node *target = loop->for_.target;
    Text name = test->compare.left->name.id;
    for (int i = 0; target->kind == AST_TUPLE && i < target->sequence.elts.n; i++) {
        if (text_eq(last_name(target->sequence.elts.at[i]), name)) {
            return i;
        }
    }
    return target->kind == AST_NAME && text_eq(target->name.id, name) ? -1 : -2;
}

// A break of this loop, or a return, in its body, but where the generator says that it has ended; NULL when there is none.
static Node *jump_out(Module *m, Node *loop, Ref generator)
{
    Node *owner = node_owner(m, loop);
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        bool jumps = d->kind == AST_RETURN || (d->kind == AST_BREAK && node_loop(m, d) == loop);
        if (!jumps || !nodes_contain(loop->for_.body, d) || node_owner(m, d) != owner) {
            continue;
        }
        int end = end_asked_for(loop, d);
        if (end < -1 || !yields_end_outside(generator.module, generator.node, end, is_held)) {
            return d;
        }
    }
    return NULL;
}

CHECK(generator_not_closed, c, n)
{
    Module *m = c->module;
    Node *call = n->kind == AST_FOR && n->is_async && n->for_.iter->kind == AST_CALL ? n->for_.iter : NULL;
    Ref r = call ? ref_of(m, call->call.func) : (Ref){0};
    if (r.kind != REF_FUNCTION || !r.node->is_async || r.node->function.decorators.n) {
        return;
    }
    const Node *yield = NULL;
    Node *block = held_block(r.module, r.node, &yield), *jump = block ? jump_out(m, n, r) : NULL;
    if (jump) {
        Finding *f = REPORT(c, node_span(jump), "", {"jump", jump->kind == AST_RETURN ? T("return") : T("break")},
                            {"generator", code_text(c, call)}, {"block", block->kind == AST_WITH ? T("with") : T("try")});
        report_related(c, f, node_span(call), "the generator");
        if (!late_end_matters(r.module, block) || block_ends_given(r.module, block, yield) || node_serves_test(m, n)) {
            report_severity(c, f, SEVERITY_NOTE);
        }
    }
}
