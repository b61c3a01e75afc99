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

CHECK(poll_awaitable, c, n)
{
    Poll p = poll_of(c->module, n);
    if (p.kind != POLL_OBJECT) {
        return;
    }
    Text object = code_text(c, p.subject);
    Span head = {n->beg, n->while_.test->end};
    Finding *f = REPORT(c, head, constant_of(c->module, p.delay).kind == CONSTANT_NUMBER ? "constant" : "unknown", {"object", object}, {"method", p.method},
                        {"delay", code_text(c, p.delay)}, {"instead", awaitable(c, &p, object)});
    report_related(c, f, node_span(p.sleep), "wakes up to ask again");
    if (p.is_minor) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
