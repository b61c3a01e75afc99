// return f() with f a coroutine function, in the block of a timeout, or of a with whose variable is used in the call.
#include "lint/rule.h"

// The name that an item of the with binds and the call uses, its receiver included; NULL when there is none.
static Node *used_target(Module *m, const Node *with, const Node *call)
{
    for (int i = call->id; i <= call->last; i++) {
        Node *d = m->ast->nodes[i];
        for (int k = 0; d->kind == AST_NAME && k < with->with.items.n; k++) {
            Node *target = with->with.items.at[k]->with_item.target;
            if (target && target->kind == AST_NAME && m->binding_of[d->id] && m->binding_of[d->id] == m->binding_of[target->id]) {
                return target;
            }
        }
    }
    return NULL;
}

static void check_return(Check *c, Node *with, Node *ret)
{
    Node *call = ret->value.value;
    if (!call || call->kind != AST_CALL) {
        return;
    }
    Node *last = with->with.items.at[with->with.items.n - 1], *target = used_target(c->module, with, call);
    bool timeout = scoped_by(c->module, last) == SCOPED_TIMEOUT;
    if ((!timeout && !target) || !is_coroutine_call(c->module, call)) {
        return;
    }
    Finding *f = REPORT(c, node_span(call), timeout ? "timeout" : "resource", {"call", code_text(c, call)},
                        {"scope", code_text(c, last->with_item.context)}, {"name", target ? target->name.id : (Text){0}});
    report_related(c, f, node_span(timeout ? last->with_item.context : target), "left before the coroutine runs");
}

CHECK(coroutine_escapes_scope, c, n)
{
    Module *m = c->module;
    Node *owner = node_owner(m, n);
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_RETURN && node_owner(m, d) == owner && !function_is_generator(m, owner)) {
            check_return(c, n, d);
        }
    }
}
