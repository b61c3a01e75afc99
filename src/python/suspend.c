// Where a coroutine suspends. `await f()` of a project coroutine is a call, no suspension; it suspends only where
// something in it does (CPython: an await passes control to the loop only when a future is yielded). What is not known is
// taken to suspend.
#include "python/flow.h"
#include "python/shape.h"

#include <math.h>

enum { DEPTH = 6 };

static bool suspends(Module *m, Node *awaiting, int depth);

static bool is_awaiting(const Node *n)
{
    return n->kind == AST_AWAIT || (n->is_async && (n->kind == AST_FOR || n->kind == AST_WITH || n->kind == AST_COMP_FOR));
}

bool subtree_awaits(const Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d)) {
            return true;
        }
    }
    return false;
}

static bool subtree(Module *m, const Node *n, int depth)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (i > n->id && opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d) && suspends(m, d, depth)) {
            return true;
        }
    }
    return false;
}

static bool suspends(Module *m, Node *awaiting, int depth)
{
    if (awaiting->kind != AST_AWAIT || !awaiting->value.value || depth == 0) {
        return true;
    }
    Ref r = ref_of(m, awaiting->value.value);
    if (r.kind != REF_COROUTINE || !r.node || r.node->function.body.n == 0) {
        return true;
    }
    return subtree(r.module, r.node, depth - 1);
}

bool may_suspend(Module *m, Node *awaiting)
{
    return suspends(m, awaiting, DEPTH);
}

bool subtree_suspends(Module *m, const Node *n)
{
    return subtree(m, n, DEPTH);
}

static bool contains_word(Text name, const char *word)
{
    Text w = text_from(word);
    for (ptrdiff_t i = 0; i + w.n <= name.n; i++) {
        if (text_eq_nocase(text_sub(name, i, i + w.n), w)) {
            return true;
        }
    }
    return false;
}

bool is_semaphore(Module *m, Node *expression, double *limit)
{
    *limit = -1;
    Ref r = ref_of(m, expression);
    if (r.kind == REF_UNKNOWN) {
        // a parameter or attribute that nobody declares, by the name it goes by
        Text name = last_name(expression);
        return contains_word(name, "semaphore") || text_eq_nocase(name, T("sem")) || text_eq_nocase(name, T("_sem")) ||
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

static bool is_endless(Module *m, const Node *loop)
{
    Constant c = constant_of(m, loop->while_.test);
    return c.kind == CONSTANT_NUMBER && c.number != 0;
}

static bool takes_from_queue(Module *m, Node *await)
{
    Node *call = await->value.value;
    if (!call || call->kind != AST_CALL || call->call.func->kind != AST_ATTRIBUTE ||
        !text_eq(call->call.func->attribute.attr.text, T("get"))) {
        return false;
    }
    Node *queue = call->call.func->attribute.value;
    Ref r = ref_of(m, queue);
    return ref_is_instance(r, "asyncio.Queue") || ref_is_instance(r, "asyncio.LifoQueue") || ref_is_instance(r, "asyncio.PriorityQueue") ||
           (r.kind == REF_UNKNOWN && (contains_word(last_name(queue), "queue") || text_eq_nocase(last_name(queue), T("q"))));
}

bool is_worker(Ref function)
{
    if (!function.node || function.node->kind != AST_FUNCTION) {
        return false;
    }
    Module *m = function.module;
    for (int i = function.node->id + 1; i <= function.node->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT && takes_from_queue(m, d)) {
            Node *loop = node_loop(m, d);
            if (loop && loop->kind == AST_WHILE && (is_endless(m, loop) || node_within(d, loop->while_.test))) {
                return true;
            }
        }
    }
    return false;
}
