// `[await f(x) for x in xs]`, and the loop that appends the same to a list.
#include "lint/rule.h"

static bool mentions(const Module *m, const Node *n, const Node *target)
{
    for (int i = n->id; i <= n->last; i++) {
        const Node *d = m->ast->nodes[i];
        for (int k = target->id; d->kind == AST_NAME && k <= target->last; k++) {
            const Node *t = m->ast->nodes[k];
            if (t->kind == AST_NAME && text_eq(t->name.id, d->name.id)) {
                return true;
            }
        }
    }
    return false;
}

// An argument of the call has to do with the element.
static bool is_given(const Module *m, const Node *call, const Node *target)
{
    for (int i = 0; i < call->call.args.n + call->call.keywords.n; i++) {
        const Node *a = i < call->call.args.n ? call->call.args.at[i] : call->call.keywords.at[i - call->call.args.n];
        if (mentions(m, a, target)) {
            return true;
        }
    }
    return false;
}

static bool is_few(const Node *iter)
{
    return iter->kind == AST_LIST || iter->kind == AST_TUPLE || iter->kind == AST_SET;
}

// The loop's only statement is `xs.append(await ...)`.
static bool only_appends(const Node *loop, const Node *await)
{
    const Node *call = await->parent;
    bool appends = is_method_call(call, "append") && nodes_contain(call->call.args, await) && call->parent->kind == AST_EXPR;
    return appends && loop->for_.body.n == 1 && loop->for_.body.at[0] == call->parent;
}

CHECK(await_in_loop, c, n)
{
    const Node *p = n->parent, *target = NULL, *iter = NULL;
    Node *call = n->value.value;
    if (call->kind != AST_CALL || text_eq(last_name(call->call.func), T("enter_async_context"))) {
        return;     // a stack is entered in order
    }
    if (is_comprehension(p) && p->kind != AST_GENERATOR && p->comp.clauses.n == 1 && !p->comp.clauses.at[0]->is_async) {
        target = p->comp.clauses.at[0]->comp_for.target;
        iter = p->comp.clauses.at[0]->comp_for.iter;
    } else if (p->kind == AST_CALL && p->parent->parent && p->parent->parent->kind == AST_FOR && !p->parent->parent->is_async &&
               only_appends(p->parent->parent, n)) {
        target = p->parent->parent->for_.target;
        iter = p->parent->parent->for_.iter;
    }
    if (target && !is_few(iter) && is_given(c->module, call, target) && may_suspend(c->module, n)) {
        REPORT(c, node_span(n), "", {"call", code_text(c, call->call.func)});
    }
}
