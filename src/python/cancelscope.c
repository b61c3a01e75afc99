#include "python/cancelscope.h"

#include "python/shape.h"
#include "python/word.h"

Scoped scoped_by(Module *m, const Node *item)
{
    static const char *const timeouts[] = {"asyncio.timeout", "asyncio.timeout_at", "async_timeout.timeout", "async_timeout.timeout_at",
                                           "anyio.move_on_after", "anyio.fail_after", NULL};
    static const char *const groups[] = {"asyncio.TaskGroup", "anyio.create_task_group", NULL};
    Node *context = item->with_item.context;
    Text name = context->kind == AST_CALL ? callee_name(m, context) : (Text){0};
    Ref r = name.n ? (Ref){0} : ref_of(m, context);     // made before: `scope = asyncio.timeout(1)`
    if (r.kind == REF_INSTANCE && (ref_is_instance(r, "asyncio.TaskGroup") || ref_is_instance(r, "asyncio.Timeout"))) {
        return ref_is_instance(r, "asyncio.Timeout") ? SCOPED_TIMEOUT : SCOPED_GROUP;
    }
    return name_in(name, timeouts) ? SCOPED_TIMEOUT : name_in(name, groups) ? SCOPED_GROUP
           : text_eq(name, T("anyio.CancelScope")) ? SCOPED_CANCEL : SCOPED_NOT;
}

Node *scope_around(Module *m, const Node *n, Scoped *kind, Node **item)
{
    const Node *owner = node_owner(m, n), *child = n;
    for (Node *p = n->parent; p && p != owner; child = p, p = p->parent) {
        for (int i = p->kind == AST_WITH && nodes_contain(p->with.body, child) ? p->with.items.n - 1 : -1; i >= 0; i--) {
            *kind = scoped_by(m, p->with.items.at[i]);
            if (*kind != SCOPED_NOT) {
                if (item) {
                    *item = p->with.items.at[i];
                }
                return p;
            }
        }
    }
    *kind = SCOPED_NOT;
    return NULL;
}

Node *group_of_spawn(Module *m, const Node *call)
{
    Node *func = call->call.func;
    Text method = func->kind == AST_ATTRIBUTE ? func->attribute.attr.text : (Text){0};
    bool spawns = text_eq(method, T("create_task")) || text_eq(method, T("start_soon")) || text_eq(method, T("start"));
    if (!spawns || func->attribute.value->kind != AST_NAME) {
        return NULL;
    }
    const Binding *b = m->binding_of[func->attribute.value->id];
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        Node *item = d->kind == DEF_WITH && d->node->parent->kind == AST_WITH_ITEM ? d->node->parent : NULL;
        if (item && node_within(call, item->parent) && scoped_by(m, item) == SCOPED_GROUP) {
            return item;
        }
    }
    return NULL;
}
