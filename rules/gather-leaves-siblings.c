// `try: await gather(f(), g())` with a handler after which the coroutine goes on: gather leaves the others running (CPython,
// Lib/asyncio/tasks.py, gather: _done_callback).
#include "lint/rule.h"

// At least two coroutines that begin here: tasks that exist already may well be somebody else's to wait for.
static bool starts_several(Module *m, const Node *gather)
{
    int calls = 0;
    for (int i = 0; i < gather->call.args.n; i++) {
        Node *a = gather->call.args.at[i];
        bool each = a->kind == AST_STARRED && (is_comprehension(a->value.value) && a->value.value->comp.elt->kind == AST_CALL);
        calls += each ? 2 : a->kind == AST_CALL && !is_future(m, a);
    }
    return calls >= 2;
}

// Only what also ends the others: the cancellation of the gather, the end of the program.
static bool is_for_the_end(Module *m, const Node *handler)
{
    Node *type = handler->handler.type;
    Ref r = type ? ref_of(m, type) : (Ref){0};
    return ref_is_name(r, "builtins.KeyboardInterrupt") || ref_is_name(r, "builtins.SystemExit") ||
           (type && type->kind != AST_TUPLE && catches_cancelled(m, type) == CATCH_CANCELLED);
}

// Raises, by a function that is there to raise too, ends the others or waits for them.
static bool is_care(const Node *n)
{
    Text name = n->kind == AST_CALL ? last_name(n->call.func) : (Text){0};
    return n->kind == AST_RAISE || text_eq(name, T("cancel")) || text_eq(name, T("exit")) || text_eq(name, T("gather")) ||
           text_find(name, T("raise")) >= 0;
}

static bool takes_care(const Module *m, const Node *handler)
{
    for (int i = handler->id + 1; i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_care(d)) {
            return true;
        }
    }
    return false;
}

CHECK(gather_leaves_siblings, c, n)
{
    Module *m = c->module;
    Node *flag = call_argument(n, -1, "return_exceptions", NULL);
    if (n->parent->kind != AST_AWAIT || flag || node_in_test(m, n) || !starts_several(m, n)) {
        return;
    }
    const Node *function = node_owner(m, n), *child = n;
    for (const Node *p = n->parent; p && p != function; child = p, p = p->parent) {
        if (p->kind != AST_TRY || !nodes_contain(p->try_.body, child)) {
            continue;
        }
        for (int i = 0; i < p->try_.handlers.n; i++) {
            Node *handler = p->try_.handlers.at[i];
            if (!is_for_the_end(m, handler) && !takes_care(m, handler)) {
                Finding *f = REPORT(c, node_span(n), "");
                report_related(c, f, (Span){handler->beg, handler->beg + 6}, "goes on here");
                return;
            }
        }
        return;
    }
}
