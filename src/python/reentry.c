// A lock of asyncio knows no owner (CPython, Lib/asyncio/locks.py, Lock.acquire): whoever holds it and takes it waits for itself.
#include "python/reentry.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

enum { CALLS_DEEP = 4 };

static bool is_self(const Node *n)
{
    return n->kind == AST_NAME && text_eq(n->name.id, T("self"));
}

// The same variable, or the same attribute of `self` in two methods of which one calls the other on `self`.
static bool is_same(const Module *m, const Node *a, const Node *b)
{
    bool of_self = a->kind == AST_ATTRIBUTE && b->kind == AST_ATTRIBUTE && is_self(a->attribute.value) && is_self(b->attribute.value);
    return same_place(m, a, b) || (of_self && text_eq(a->attribute.attr.text, b->attribute.attr.text));
}

// `async with` on the place among the nodes from..last that the owner runs itself.
static Node *takes_again(Module *m, const Node *owner, int from, int last, const Node *lock)
{
    for (int i = from; i <= last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind != AST_WITH || !d->is_async || node_owner(m, d) != owner) {
            continue;
        }
        for (int k = 0; k < d->with.items.n; k++) {
            Node *again = d->with.items.at[k]->with_item.context;
            if (is_same(m, again, lock)) {
                return again;
            }
        }
    }
    return NULL;
}

// Some other method of the file has the name: it may be what runs instead.
static bool is_named_alone(const Module *m, const Node *function)
{
    Text t = m->source->text;
    int definitions = 0;
    for (ptrdiff_t at = 0; identifier_find(t, function->function.name.text, &at); at += function->function.name.text.n) {
        definitions += text_ends(text_trim(text_sub(t, at > 8 ? at - 8 : 0, at)), T("def"));
    }
    return definitions == 1;
}

// The coroutine function of this module that `await f()` runs here and now, on the same object when it is a method.
static Node *awaited_function(Module *m, const Node *await)
{
    Node *call = await->kind == AST_AWAIT ? await->value.value : NULL;
    Node *f = call && call->kind == AST_CALL ? call->call.func : NULL;
    bool direct = f && (f->kind == AST_NAME || (f->kind == AST_ATTRIBUTE && is_self(f->attribute.value)));
    Ref r = direct ? ref_of(m, f) : (Ref){0};
    bool sure = r.kind == REF_FUNCTION && r.module == m && r.node->is_async && r.node->function.decorators.n == 0;
    return sure && is_named_alone(m, r.node) ? r.node : NULL;
}

// Whoever calls the function comes to the node: no condition stands around it, and nothing leaves the function before it. Conditions are
// often there to tell whether the lock is held.
static bool is_always_reached(const Module *m, const Node *function, const Node *n)
{
    for (const Node *p = n->parent; p != function; p = p->parent) {
        if (p->kind == AST_BRANCH || p->kind == AST_CASE || p->kind == AST_HANDLER || p->kind == AST_FOR || p->kind == AST_WHILE ||
            p->kind == AST_IF_EXP || p->kind == AST_BOOL_OP || is_comprehension(p)) {
            return false;
        }
    }
    for (int i = function->id + 1; i < n->id; i++) {
        const Node *d = m->ast->nodes[i];
        if ((d->kind == AST_RETURN || d->kind == AST_RAISE) && !node_within(n, d) && node_owner(m, d) == function) {
            return false;
        }
    }
    return true;
}

// Where the function takes the lock, itself or by what it awaits.
static Node *taken_in(Module *m, Node *function, const Node *lock, int depth)
{
    Node *again = takes_again(m, function, function->id + 1, function->last, lock);
    again = again && is_always_reached(m, function, again) ? again : NULL;
    for (int i = function->id + 1; !again && depth < CALLS_DEEP && i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        Node *next = node_owner(m, d) == function ? awaited_function(m, d) : NULL;
        next = next && is_always_reached(m, function, d) ? next : NULL;
        again = next && next != function ? taken_in(m, next, lock, depth + 1) : NULL;
    }
    return again;
}

Reentry lock_reentry(Module *m, const Node *with, const Node *lock)
{
    const Node *owner = node_owner(m, with);
    int first = with->with.body.n ? with->with.body.at[0]->id : with->last + 1;
    Reentry r = {.again = takes_again(m, owner, first, with->last, lock)};
    for (int i = first; !r.again && i <= with->last; i++) {
        Node *d = m->ast->nodes[i];
        r.function = node_owner(m, d) == owner ? awaited_function(m, d) : NULL;
        r.call = d;
        r.again = r.function ? taken_in(m, r.function, lock, 0) : NULL;
    }
    return r;
}
