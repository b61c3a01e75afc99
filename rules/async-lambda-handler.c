// The handler of an AWS Lambda function, by the name that its console and templates give it. The runtime calls it and turns what it returns
// into JSON (awslambdaric, bootstrap.py, handle_event_request); it never awaits.
#include "lint/rule.h"

// The file defines the name, and mentions it nowhere else: whatever calls or wraps the coroutine function would.
static bool is_only_defined(const Module *m, const Node *function)
{
    const Binding *b = map_get(&m->scope->names, function->function.name.text);
    return b && b->defs.n == 1 && b->reads.n == 0;
}

CHECK(async_lambda_handler, c, n)
{
    bool takes_event = n->function.params.n == 2 && text_eq(n->function.params.at[0]->param.name.text, T("event"));
    bool named = text_eq(n->function.name.text, T("lambda_handler"));
    bool global = scope_of_node(c->module, n)->kind == SCOPE_MODULE;
    if (named && takes_event && global && n->function.decorators.n == 0 && is_only_defined(c->module, n)) {
        REPORT(c, n->function.name.span, "", {"function", n->function.name.text});
    }
}
