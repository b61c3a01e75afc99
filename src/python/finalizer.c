// Tasks at the end of an object, and what becomes of the exceptions of tasks that nobody awaits.
#include "python/cancel.h"
#include "python/flow.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

// The name is an argument of `finalize(...)` or `weakref.ref(...)`.
static bool is_given_to_weakref(Text t, Text name)
{
    static const char *const takers[] = {"finalize", "ref", "proxy", NULL};
    for (int i = 0; takers[i]; i++) {
        Text taker = text_from(takers[i]);
        for (ptrdiff_t at = 0, given; identifier_find(t, taker, &at); at += taker.n) {
            ptrdiff_t open = at + taker.n;
            bool weak = i == 0 || text_ends(text_sub(t, 0, at), T("weakref."));
            if (weak && open < t.n && t.s[open] == '(' && (given = 0, identifier_find(text_sub(t, open + 1, part_end(t, open + 1, ")")), name, &given))) {
                return true;
            }
        }
    }
    return false;
}

bool runs_in_finalizer(const Module *m, const Node *n)
{
    bool weak = text_find(m->source->text, T("weakref")) >= 0;
    for (const Node *f = n->parent; f; f = f->parent) {
        if (f->kind == AST_FUNCTION && (text_eq(f->function.name.text, T("__del__")) || (weak && is_given_to_weakref(m->source->text, f->function.name.text)))) {
            return true;
        }
    }
    return false;
}

static bool takes_exceptions(Module *m, Node *type)
{
    return !type || catches_cancelled(m, type) == CATCH_BASE || ref_is_name(ref_of(m, type), "builtins.Exception");
}

static bool raises(const Module *m, const Node *handler)
{
    for (int i = handler->id + 1; i <= handler->last; i++) {
        if (m->ast->nodes[i]->kind == AST_RAISE) {
            return true;
        }
    }
    return false;
}

static bool is_guarded(Module *m, const Node *n, const Node *function)
{
    for (const Node *p = n->parent; p && n != function; n = p, p = p->parent) {
        for (int i = 0; p->kind == AST_TRY && nodes_contain(p->try_.body, n) && i < p->try_.handlers.n; i++) {
            const Node *handler = p->try_.handlers.at[i];
            if (takes_exceptions(m, handler->handler.type)) {
                return !raises(m, handler);
            }
        }
    }
    return false;
}

bool keeps_exceptions(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    int guarded = 0;
    if (r.kind != REF_COROUTINE || !r.node) {
        return false;
    }
    for (int i = r.node->id + 1; i <= r.node->last; i++) {
        const Node *d = r.module->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d)) {
            bool in_handler = false;
            for (const Node *p = d; p != r.node; p = p->parent) {
                in_handler = in_handler || p->kind == AST_HANDLER;
            }
            if (!in_handler && !is_guarded(r.module, d, r.node)) {
                return false;
            }
            guarded++;
        }
    }
    return guarded > 0;
}

bool wrapper_adds_callback(Module *m, const Node *call)
{
    Ref r = ref_of(m, call->call.func);
    for (int i = r.kind == REF_FUNCTION ? r.node->id : 1; r.kind == REF_FUNCTION && i <= r.node->last; i++) {
        if (is_method_call(r.module->ast->nodes[i], "add_done_callback")) {
            return true;
        }
    }
    return false;
}
