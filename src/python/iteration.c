#include "python/iteration.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

// `d` itself, or the d of d.items(), d.keys(), d.values().
static Node *container_of_loop(const Node *loop)
{
    Node *iter = loop->for_.iter;
    bool view = is_method_call(iter, "items") || is_method_call(iter, "values") || is_method_call(iter, "keys");
    return view ? iter->call.func->attribute.value : iter;
}

static bool counts_its_size(Module *m, Node *container)
{
    static const char *const classes[] = {"builtins.dict", "builtins.set", "collections.Counter", "collections.OrderedDict",
                                          "collections.defaultdict", NULL};
    Ref r = ref_of(m, container);
    AstKind kind = r.kind == REF_LITERAL ? r.node->kind : AST_ERROR;
    return kind == AST_DICT || kind == AST_SET || kind == AST_DICT_COMP || kind == AST_SET_COMP || (r.kind == REF_INSTANCE && name_in(r.name, classes));
}

// The binding of `self.x` in its class, or of a name of the module.
static const Binding *shared_binding(Module *m, const Node *container)
{
    if (container->kind == AST_NAME) {
        const Binding *b = m->binding_of[container->id];
        return b && b->scope == m->scope ? b : NULL;
    }
    bool of_self = container->kind == AST_ATTRIBUTE && container->attribute.value->kind == AST_NAME && text_eq(container->attribute.value->name.id, T("self"));
    const Node *c = of_self ? function_class(m, node_owner(m, container)) : NULL;
    return c ? map_get(&scope_opened(m, c)->attributes, container->attribute.attr.text) : NULL;
}

// What the read of the container is part of, when that takes an element out. What is only put in is mostly put in before anything runs.
static Node *removal_by(const Node *read)
{
    static const char *const methods[] = {"discard", "remove", "pop", "popitem", NULL};
    Node *p = read->parent, *outer = p->parent;
    if (p->kind == AST_ATTRIBUTE && outer->kind == AST_CALL && outer->call.func == p) {
        return name_in(p->attribute.attr.text, methods) ? outer : NULL;
    }
    return p->kind == AST_SUBSCRIPT && p->subscript.value == read && outer->kind == AST_DELETE ? p : NULL;
}

bool function_is_ending(const Node *function)
{
    static const char *const words[] = {"close", "aclose", "shutdown", "cleanup", "stop", "exit", "aexit", "teardown", "terminate", "dispose",
                                        "disconnect", "finish", "end", NULL};
    return name_has_word(function->function.name.text, words);
}

static Node *change_elsewhere(const Module *m, const Binding *b, const Node *owner)
{
    for (int i = 0; i < b->reads.n; i++) {
        const Node *by = node_owner(m, b->reads.at[i]);
        bool other = by != owner && by->kind == AST_FUNCTION && !text_eq(by->function.name.text, T("__init__"));
        Node *change = other && !function_is_ending(by) ? removal_by(b->reads.at[i]) : NULL;
        if (change) {
            return change;
        }
    }
    return NULL;
}

static bool is_under_lock(Module *m, const Node *loop)
{
    for (const Node *p = loop->parent; p && p->kind != AST_FUNCTION; p = p->parent) {
        for (int i = 0; p->kind == AST_WITH && p->is_async && i < p->with.items.n; i++) {
            Node *context = p->with.items.at[i]->with_item.context;
            if (ref_is_instance(ref_of(m, context), "asyncio.Lock") || name_contains(last_name(context), "lock")) {
                return true;
            }
        }
    }
    return false;
}

// Where the body suspends, and the loop may go on behind it.
static Node *suspends_in(Module *m, const Node *loop)
{
    Nodes body = loop->for_.body;
    AstKind last = body.n ? body.at[body.n - 1]->kind : AST_RETURN;
    for (int i = body.n ? body.at[0]->id : 1; body.n && i <= body.at[body.n - 1]->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d) && may_suspend(m, d)) {
            return last == AST_RETURN || last == AST_BREAK || last == AST_RAISE ? NULL : d;
        }
    }
    return NULL;
}

Iteration shared_iteration(Module *m, const Node *loop)
{
    Node *container = container_of_loop(loop);
    const Node *owner = node_owner(m, loop);
    const Binding *b = loop->is_async || owner->kind != AST_FUNCTION || function_is_ending(owner) ? NULL : shared_binding(m, container);
    Iteration it = {.change = b ? change_elsewhere(m, b, owner) : NULL};
    it.awaiting = it.change && counts_its_size(m, container) && !is_under_lock(m, loop) ? suspends_in(m, loop) : NULL;
    it.container = it.awaiting ? container : NULL;
    return it;
}
