// The semaphore that a coroutine takes before anything else that suspends, through calls: `async with semaphore:` or `await
// semaphore.acquire()`, after a counter, inside a try, one call deeper, given as a parameter. And whether what is done under it
// suspends: a body that never does holds its place in line as if there were no semaphore.
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

bool is_semaphore(Module *m, Node *expression, double *limit)
{
    *limit = -1;
    Ref r = ref_of(m, expression);
    if (r.kind == REF_UNKNOWN) {
        // a parameter or attribute that nobody declares, by the name it goes by
        Text name = last_name(expression);
        return name_contains(name, "semaphore") || text_eq_nocase(name, T("sem")) || text_eq_nocase(name, T("_sem")) ||
               text_eq_nocase(name, T("sema"));
    }
    if (!ref_is_instance(r, "asyncio.Semaphore") && !ref_is_instance(r, "asyncio.BoundedSemaphore")) {
        return false;
    }
    if (r.origin && r.origin->kind == AST_CALL) {
        Node *value = call_argument(r.origin, 0, "value", NULL);
        Constant c = value ? constant_of(r.origin_module, value) : (Constant){.kind = CONSTANT_NUMBER, .number = 1};
        *limit = c.kind == CONSTANT_NUMBER ? c.number : -1;
    }
    return true;
}

// The semaphore expression of an async with or of `await s.acquire()`, or NULL.
static Node *taken(Node *awaiting)
{
    if (awaiting->kind == AST_WITH && awaiting->with.items.n) {
        return awaiting->with.items.at[0]->with_item.context;
    }
    Node *call = awaiting->kind == AST_AWAIT ? awaiting->value.value : NULL;
    if (call && call->kind == AST_CALL && call->call.func->kind == AST_ATTRIBUTE &&
        text_eq(call->call.func->attribute.attr.text, T("acquire"))) {
        return call->call.func->attribute.value;
    }
    return NULL;
}

// Whether anything suspends while the semaphore is held: the body of the with; after acquire(), the rest of the function.
static bool held_body_suspends(Module *m, const Node *function, Node *awaiting)
{
    if (awaiting->kind == AST_WITH) {
        for (int i = 0; i < awaiting->with.body.n; i++) {
            if (subtree_suspends(m, awaiting->with.body.at[i])) {
                return true;
            }
        }
        return false;
    }
    for (int i = awaiting->last + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d) && may_suspend(m, d)) {
            return true;
        }
    }
    return false;
}

// What a parameter stands for at the call that made the coroutine.
static bool parameter_is_semaphore(Module *caller, Ref function, const Node *call, Node *expression, double *limit)
{
    if (!call || expression->kind != AST_NAME) {
        return false;
    }
    const Binding *b = function.module->binding_of[expression->id];
    if (!b || !b->defs.n || b->defs.at[0].kind != DEF_PARAM || b->scope->node != function.node) {
        return false;
    }
    Nodes params = function.node->function.params;
    int index = function.bound ? -1 : 0;
    for (int i = 0; i < params.n && params.at[i] != b->defs.at[0].node; i++) {
        index++;
    }
    char name[64] = "";
    for (ptrdiff_t i = 0; i < b->name.n && i < 63; i++) {
        name[i] = b->name.s[i];
    }
    Node *argument = call_argument(call, index, name, NULL);
    return argument && is_semaphore(caller, argument, limit);
}

static Gate gate_in(Module *caller, Ref function, const Node *call, int depth)
{
    Module *m = function.module;
    Node *f = function.node;
    for (int i = f->id + 1; i <= f->last && depth > 0; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
            continue;
        }
        if (!is_awaiting(d) || nodes_contain(f->function.decorators, d)) {
            continue;
        }
        Node *semaphore = taken(d);
        double limit;
        if (semaphore && (is_semaphore(m, semaphore, &limit) || parameter_is_semaphore(caller, function, call, semaphore, &limit))) {
            return (Gate){held_body_suspends(m, f, d) ? GATE_SUSPENDS : GATE_IDLE, m, d, limit};
        }
        Node *inner = d->kind == AST_AWAIT ? d->value.value : NULL;
        Ref r = inner ? ref_of(m, inner) : (Ref){0};
        if (r.kind == REF_COROUTINE && r.node) {
            Gate g = gate_in(m, (Ref){.kind = REF_FUNCTION, .module = r.module, .node = r.node}, inner->kind == AST_CALL ? inner : NULL,
                             depth - 1);
            if (g.kind != GATE_NONE) {
                return g;
            }
        }
        if (may_suspend(m, d)) {
            break;
        }
    }
    return (Gate){.limit = -1};
}

Gate first_gate(Module *m, Ref function, const Node *call)
{
    bool known = (function.kind == REF_COROUTINE || function.kind == REF_FUNCTION) && function.node && function.node->is_async;
    return known ? gate_in(m, function, call, 3) : (Gate){.limit = -1};
}
