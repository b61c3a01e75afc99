// An HTTP client made for each item, or made in a coroutine that neither closes it nor hands it on.
#include "lint/rule.h"

// The for loop that makes one each time round. A `while` around a client is mostly a reconnect.
static Node *loop_of(Module *m, const Node *n)
{
    Node *loop = node_loop(m, n);
    bool repeats = loop && loop->kind != AST_WHILE;
    return repeats && width_of_loop(m, loop).kind != WIDTH_CONSTANT ? loop : NULL;
}

// Some read of the name closes it, enters it, or hands it to somebody.
static bool is_looked_after(Module *m, const Binding *b)
{
    for (int i = 0; i < b->reads.n; i++) {
        const Node *read = b->reads.at[i], *p = read->parent;
        bool method = p->kind == AST_ATTRIBUTE && p->attribute.value == read;
        if (!method || text_eq(p->attribute.attr.text, T("close")) || text_eq(p->attribute.attr.text, T("aclose")) ||
            text_eq(p->attribute.attr.text, T("detach")) || node_owner(m, read) != b->scope->node) {
            return true;
        }
    }
    return false;
}

CHECK(client_per_call, c, n)
{
    Text call = code_text(c, n->call.func);
    Finding *f = NULL;
    Node *loop = loop_of(c->module, n);
    if (loop) {
        f = REPORT(c, node_span(n), "loop", {"call", call});
        Span head = {loop->beg, loop->kind == AST_FOR ? loop->for_.iter->end : loop->end};
        report_related(c, f, head, "each time round this loop");
    } else {
        Use use = use_of(c->module, n);
        bool dropped = use.kind == USE_BOUND && node_in_async(c->module, n) && !is_looked_after(c->module, use.binding);
        f = dropped ? REPORT(c, node_span(n), "dropped", {"call", call}) : NULL;
    }
    if (f && module_is_test(c->module)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
