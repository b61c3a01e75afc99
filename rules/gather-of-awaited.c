// `await` of an element that gather, wait, as_completed or wait_for is to await itself. What the awaited function gives must
// not be something to be awaited in turn.
#include "lint/rule.h"

static bool is_done_already(Module *m, Node *n)
{
    return n->kind == AST_AWAIT && n->value.value && gives_plain_result(m, n->value.value);
}

static Node *first_awaited(Module *m, Node *argument)
{
    if (argument->kind == AST_STARRED) {
        return argument->value.value->kind == AST_AWAIT ? NULL : first_awaited(m, argument->value.value);
    }
    if (argument->kind == AST_LIST || argument->kind == AST_TUPLE || argument->kind == AST_SET) {
        for (int i = 0; i < argument->sequence.elts.n; i++) {
            Node *found = first_awaited(m, argument->sequence.elts.at[i]);
            if (found) {
                return found;
            }
        }
        return NULL;
    }
    if (argument->kind == AST_LIST_COMP || argument->kind == AST_SET_COMP || argument->kind == AST_GENERATOR) {
        return first_awaited(m, argument->comp.elt);
    }
    return is_done_already(m, argument) ? argument : NULL;
}

CHECK(gather_of_awaited, c, n)
{
    Text name = callee_name(c->module, n);
    bool all = text_eq(name, T("asyncio.gather")), takes_many = text_eq(name, T("asyncio.wait")) || text_eq(name, T("asyncio.as_completed"));
    for (int i = 0; i < n->call.args.n && (all || i == 0); i++) {
        bool gives_many = takes_many && n->call.args.at[i]->kind == AST_AWAIT;      // no element, but all of them
        Node *found = gives_many ? NULL : first_awaited(c->module, n->call.args.at[i]);
        if (found) {
            REPORT(c, node_span(found), text_eq(name, T("asyncio.wait_for")) ? "timeout" : "several", {"callee", code_text(c, n->call.func)});
            return;
        }
    }
}
