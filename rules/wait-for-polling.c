// wait_for() with a short timeout in a loop whose handler for the timeout does nothing but let it come round.
#include "lint/rule.h"

static bool takes_timeout(Module *m, Node *type)
{
    if (type && type->kind == AST_TUPLE) {
        for (int i = 0; i < type->sequence.elts.n; i++) {
            if (takes_timeout(m, type->sequence.elts.at[i])) {
                return true;
            }
        }
        return false;
    }
    Ref r = type ? ref_of(m, type) : (Ref){0};
    return ref_is_name(r, "asyncio.TimeoutError") || ref_is_name(r, "builtins.TimeoutError");
}

static bool does_nothing(Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        if (body.at[i]->kind != AST_PASS && body.at[i]->kind != AST_CONTINUE) {
            return false;
        }
    }
    return true;
}

// The handler inside the loop that takes the timeout and passes over it, or NULL.
static Node *passed_over(Module *m, const Node *call, const Node *loop)
{
    const Node *child = call;
    for (Node *p = call->parent; p && p != loop; child = p, p = p->parent) {
        for (int i = 0; p->kind == AST_TRY && nodes_contain(p->try_.body, child) && i < p->try_.handlers.n; i++) {
            Node *h = p->try_.handlers.at[i];
            if (takes_timeout(m, h->handler.type)) {
                return does_nothing(h->handler.body) ? h : NULL;
            }
        }
    }
    return NULL;
}

CHECK(wait_for_polling, c, n)
{
    Node *loop = node_loop(c->module, n), *timeout = call_argument(n, 1, "timeout", NULL), *waited = call_argument(n, 0, "fut", NULL);
    Constant seconds = timeout ? constant_of(c->module, timeout) : (Constant){0};
    if (!loop || loop->kind != AST_WHILE || !waited || seconds.kind != CONSTANT_NUMBER ||
        seconds.number * 1000 > (double)option_int(c, "milliseconds")) {
        return;
    }
    Node *handler = passed_over(c->module, n, loop);
    if (handler) {
        Finding *f = REPORT(c, node_span(n), "", {"seconds", text_format(c->arena, "%g s", seconds.number)}, {"what", code_text(c, waited)});
        Node *type = handler->handler.type;
        report_related(c, f, node_span(type), "and is passed over here");
    }
}
