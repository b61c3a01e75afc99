#include "python/join.h"

#include "python/cancel.h"
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

#include <math.h>

// What a name goes over when a for binds it; else the expression itself.
static Node *source_of(const Module *m, Node *n)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    for (int i = 0; b && i < b->defs.n; i++) {
        if (b->defs.at[i].kind == DEF_ITER && b->defs.at[i].value) {
            return b->defs.at[i].value;
        }
    }
    return n;
}

static bool is_place(const Node *n)
{
    return n->kind == AST_NAME || n->kind == AST_ATTRIBUTE;
}

static bool means_same(const Module *m, Node *a, Node *b)
{
    Node *x = source_of(m, a), *y = source_of(m, b);
    return same_place(m, a, b) || same_place(m, x, y) ||
           text_eq(source_span_text(m->source, node_span(x)), source_span_text(m->source, node_span(y)));
}

// Functions that wait for the futures that they are given.
static bool waits_for_arguments(Module *m, const Node *call)
{
    static const char *const names[] = {"asyncio.gather", "asyncio.wait", "asyncio.wait_for", "asyncio.shield", NULL};
    return name_in(callee_name(m, call), names);
}

bool each_awaited(Module *m, Node *value, AwaitedVisit visit, void *context)
{
    value = value->kind == AST_STARRED ? value->value.value : value;
    if (value->kind == AST_CALL && waits_for_arguments(m, value)) {
        int most = text_eq(callee_name(m, value), T("asyncio.gather")) ? value->call.args.n : value->call.args.n > 0;
        for (int i = 0; i < most; i++) {
            if (!each_awaited(m, value->call.args.at[i], visit, context)) {
                return false;
            }
        }
        return true;
    }
    if (value->kind == AST_LIST || value->kind == AST_TUPLE || value->kind == AST_SET) {
        for (int i = 0; i < value->sequence.elts.n; i++) {
            if (!each_awaited(m, value->sequence.elts.at[i], visit, context)) {
                return false;
            }
        }
        return true;
    }
    return visit(context, m, value);
}

static bool is_existing(void *context, Module *m, Node *awaited)
{
    (void)context;
    return is_place(awaited) || is_future(m, awaited);
}

// The same for all that the statements await; false also when that is nothing, or an async for or with that `plain` forbids.
static bool each_in_body(Module *m, Nodes body, AwaitedVisit visit, void *context, bool plain)
{
    bool any = false;
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            Node *d = m->ast->nodes[i];
            if (opens_definition(d)) {
                i = d->last;
            } else if (d->kind == AST_AWAIT && d->value.value) {
                any = true;
                if (!each_awaited(m, d->value.value, visit, context)) {
                    return false;
                }
            } else if (d->is_async && plain) {
                return false;
            }
        }
    }
    return any;
}

// Calls that wait for others and keep their exceptions to themselves: what such an await raises is the waiting task's own cancellation.
static bool collects(Module *m, Node *awaited)
{
    Text name = awaited && awaited->kind == AST_CALL ? callee_name(m, awaited) : (Text){0};
    Node *flag = text_eq(name, T("asyncio.gather")) ? call_argument(awaited, -1, "return_exceptions", NULL) : NULL;
    return text_eq(name, T("asyncio.wait")) || (flag && constant_of(m, flag).number != 0);
}

static bool only_collects(Module *m, Nodes body)
{
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            Node *d = m->ast->nodes[i];
            if (d->kind == AST_AWAIT && !collects(m, d->value.value)) {
                return false;
            }
        }
    }
    return true;
}

bool joins_only(Module *m, Nodes body)
{
    return !only_collects(m, body) && each_in_body(m, body, is_existing, NULL, true);
}

bool joins_shields(Module *m, Nodes body)
{
    bool any = false;
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            Node *d = m->ast->nodes[i], *call = d->kind == AST_AWAIT ? d->value.value : NULL;
            if (is_awaiting(d) && !(call && call->kind == AST_CALL && text_eq(callee_name(m, call), T("asyncio.shield")))) {
                return false;
            }
            any = any || is_awaiting(d);
        }
    }
    return any;
}

double joined_within(Module *m, Nodes body)
{
    double most = 0;
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            Node *d = m->ast->nodes[i], *call = d->kind == AST_AWAIT ? d->value.value : NULL;
            if (!is_awaiting(d)) {
                continue;
            }
            Text name = call && call->kind == AST_CALL ? callee_name(m, call) : (Text){0};
            bool bounds = text_eq(name, T("asyncio.wait_for")) || text_eq(name, T("asyncio.wait"));
            Node *timeout = bounds ? call_argument(call, text_eq(name, T("asyncio.wait_for")) ? 1 : -1, "timeout", NULL) : NULL;
            Constant c = timeout ? constant_of(m, timeout) : (Constant){0};
            double seconds = c.kind == CONSTANT_NUMBER ? c.number : (double)INFINITY;
            most = seconds > most ? seconds : most;
        }
    }
    return most;
}

typedef struct {
    const Node *function, *begin, *end;     // the statements that await, from the first to the last
    Node *found;
} Search;

// Within the statements something takes the cancellation that the await raises: it does not come out of them.
static bool is_taken_inside(const Search *s, Module *m, const Node *awaited)
{
    for (const Node *n = awaited, *p = n->parent; p && p->id >= s->begin->id; n = p, p = p->parent) {
        if (p->kind == AST_TRY && nodes_contain(p->try_.body, n) && try_keeps_cancellation(m, p)) {
            return true;
        }
        for (int i = 0; p->kind == AST_WITH && nodes_contain(p->with.body, n) && i < p->with.items.n; i++) {
            if (suppresses_cancelled(m, p->with.items.at[i]) != CATCH_NONE) {
                return true;
            }
        }
    }
    return false;
}

// The call stands in a branch that ends in `return`, and no finally block around it awaits: what is awaited is in another branch.
static bool returns_before(const Node *call, const Node *awaited)
{
    bool returns = false;
    for (const Node *p = call->parent; p && p->kind != AST_FUNCTION && !node_within(awaited, p); p = p->parent) {
        returns = returns || (p->kind == AST_BRANCH && p->branch.body.at[p->branch.body.n - 1]->kind == AST_RETURN);
    }
    for (const Node *n = awaited; returns && n->parent; n = n->parent) {
        const Node *p = n->parent;
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n) && node_within(call, p)) {
            return false;
        }
    }
    return returns;
}

// The call `awaited.method()` before the end.
static Node *call_before(const Search *s, Module *m, Node *awaited, const char *method)
{
    for (int i = s->function->id + 1; i <= s->end->last; i++) {
        Node *d = m->ast->nodes[i];
        if (is_method_call(d, method) && means_same(m, d->call.func->attribute.value, awaited) && !returns_before(d, awaited)) {
            return d;
        }
    }
    return NULL;
}

static bool look_for_cancel(void *context, Module *m, Node *awaited)
{
    Search *s = context;
    s->found = is_taken_inside(s, m, awaited) ? NULL : call_before(s, m, awaited, "cancel");
    return !s->found;
}

Node *cancelled_before(Module *m, const Node *function, Nodes body)
{
    if (!body.n) {
        return NULL;
    }
    Search s = {function, body.at[0], body.at[body.n - 1], NULL};
    each_in_body(m, body, look_for_cancel, &s, false);
    return s.found;
}

static bool is_settled(void *context, Module *m, Node *awaited)
{
    Search *s = context;
    return is_place(awaited) && (call_before(s, m, awaited, "set_exception") || call_before(s, m, awaited, "set_result"));
}

bool joins_settled(Module *m, const Node *function, Nodes body)
{
    Search s = {function, body.at[0], body.at[body.n - 1], NULL};
    return each_in_body(m, body, is_settled, &s, true);
}

// task, asyncio.shield(task), asyncio.wait_for(task, 1): when it has given something the task is done.
static bool waits_for_end_of(Module *m, Node *awaited, Node *task)
{
    static const char *const wrappers[] = {"asyncio.shield", "asyncio.wait_for", NULL};
    while (awaited && awaited->kind == AST_CALL && awaited->call.args.n && name_in(callee_name(m, awaited), wrappers)) {
        awaited = awaited->call.args.at[0];
    }
    return awaited && same_place(m, awaited, task);
}

static bool leaves_early(const Node *n)
{
    return n->kind == AST_RETURN || n->kind == AST_BREAK || n->kind == AST_CONTINUE;
}

// The statements come to their end only when the task has: they await it at their own level, and do not leave before.
static bool end_with(Module *m, Nodes body, Node *task)
{
    for (int k = 0; k < body.n; k++) {
        const Node *statement = body.at[k];
        bool plain = statement->kind == AST_EXPR || statement->kind == AST_ASSIGN || statement->kind == AST_RETURN;
        for (int i = statement->id; i <= statement->last; i++) {
            Node *d = m->ast->nodes[i];
            if (plain && d->kind == AST_AWAIT && waits_for_end_of(m, d->value.value, task)) {
                return true;
            }
            if (!plain && leaves_early(d)) {
                return false;
            }
        }
    }
    return false;
}

bool joins_in_finally(Module *m, const Node *catcher, Node *task)
{
    for (const Node *n = catcher, *p = n->parent; p && !opens_definition(p); n = p, p = p->parent) {
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n)) {
            return end_with(m, p->try_.body, task);
        }
    }
    return false;
}
