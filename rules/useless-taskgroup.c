// A block that is a single spawn into the group, which is not handed on.
#include "lint/rule.h"

static bool mentions(const Module *m, const Node *n, const Node *name)
{
    for (int i = n->id; i <= n->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_NAME && m->binding_of[d->id] == m->binding_of[name->id]) {
            return true;
        }
    }
    return false;
}

CHECK(useless_taskgroup, c, n)
{
    Module *m = c->module;
    if (n->with.body.n != 1 || n->with.items.n == 0) {
        return;     // a body that could not be read is empty
    }
    Node *item = n->with.items.at[n->with.items.n - 1], *statement = n->with.body.at[0];
    if (statement->kind != AST_EXPR || scoped_by(m, item) != SCOPED_GROUP || !item->with_item.target) {
        return;
    }
    Node *call = statement->value.value->kind == AST_AWAIT ? statement->value.value->value.value : statement->value.value;
    if (!call || call->kind != AST_CALL || group_of_spawn(m, call) != item || call->call.args.n == 0) {
        return;
    }
    for (int i = 0; i < call->call.args.n; i++) {
        if (mentions(m, call->call.args.at[i], item->with_item.target)) {
            return;
        }
    }
    REPORT(c, node_span(item->with_item.context), "", {"coroutine", code_text(c, call->call.args.at[0])});
}
