// A loop that sleeps until an asyncio object says something that can be awaited on that object.
#include "lint/rule.h"

// What to await instead, in terms of the object's source.
static Text awaitable(const Check *c, const Poll *p, Text object)
{
    if (text_eq(p->method, T("is_set"))) {
        return text_format(c->arena, "await %.*s.wait()", (int)object.n, object.s);
    }
    if (text_eq(p->method, T("empty"))) {
        return text_format(c->arena, p->until ? "await %.*s.join()" : "await %.*s.get()", (int)object.n, object.s);
    }
    if (text_eq(p->method, T("full"))) {
        return text_format(c->arena, "await %.*s.put(...)", (int)object.n, object.s);
    }
    if (text_eq(p->method, T("done"))) {
        return text_format(c->arena, "await asyncio.wait([%.*s])", (int)object.n, object.s);
    }
    return text_format(c->arena, "async with %.*s:", (int)object.n, object.s);
}

static bool asks_class_of(const Module *m, const Node *test, const Node *subject)
{
    for (int i = test ? test->id : 1; test && i <= test->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool asks = d->kind == AST_CALL && text_eq(last_name(d->call.func), T("isinstance")) && d->call.args.n == 2;
        if (asks && same_place(m, d->call.args.at[0], subject)) {
            return true;
        }
    }
    return false;
}

// The loop stands in the other branch of a question of which class the object is: there it is another one.
static bool is_of_other_class(const Module *m, const Node *loop, const Node *subject)
{
    const Node *child = loop;
    for (const Node *p = loop->parent; p && !opens_definition(p); child = p, p = p->parent) {
        for (int i = 0; p->kind == AST_IF && i < p->if_.branches.n && p->if_.branches.at[i] != child; i++) {
            if (asks_class_of(m, p->if_.branches.at[i]->branch.test, subject)) {
                return true;
            }
        }
    }
    return false;
}

CHECK(poll_awaitable, c, n)
{
    Poll p = poll_of(c->module, n);
    if (p.kind != POLL_OBJECT || is_of_other_class(c->module, n, p.subject)) {
        return;
    }
    Text object = code_text(c, p.subject);
    Span head = {n->beg, n->while_.test->end};
    Finding *f = REPORT(c, head, constant_of(c->module, p.delay).kind == CONSTANT_NUMBER ? "constant" : "unknown", {"object", object}, {"method", p.method},
                        {"delay", code_text(c, p.delay)}, {"instead", awaitable(c, &p, object)});
    report_related(c, f, node_span(p.sleep), "wakes up to ask again");
    if (poll_is_rare(c->module, n, &p)) {
        report_rare(c, f);
    }
}
