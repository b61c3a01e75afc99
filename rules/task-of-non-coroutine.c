// What takes a coroutine and is given a function, or what a function of the project returns that is surely none.
#include "lint/rule.h"

// A def of the project; a name that is bound once, so that nothing else can be in it.
static bool is_function(Module *m, Node *n)
{
    bool named = n->kind == AST_NAME || n->kind == AST_ATTRIBUTE;
    Ref r = named ? ref_of(m, n) : (Ref){0};
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    return n->kind == AST_LAMBDA || (r.kind == REF_FUNCTION && (!b || b->defs.n == 1));
}

// `await f()` where f is known and returns nothing that can be awaited.
static bool is_result(Module *m, const Node *call, Node *n)
{
    Text name = callee_name(m, call);
    bool gathers = text_eq(name, T("asyncio.gather")) || text_eq(name, T("asyncio.wait_for"));     // gather-of-awaited says so
    return !gathers && n->kind == AST_AWAIT && n->value.value && gives_plain_result(m, n->value.value);
}

static bool is_generator(Module *m, Node *n)
{
    Ref r = n->kind == AST_CALL ? ref_of(m, n->call.func) : (Ref){0};
    return r.kind == REF_FUNCTION && r.node->is_async && !r.node->function.decorators.n && function_is_generator(r.module, r.node);
}

static void check_argument(Check *c, Node *call, Node *argument)
{
    Module *m = c->module;
    const char *variant = is_function(m, argument) ? "function" : is_result(m, call, argument) ? "result" : is_generator(m, argument) ? "generator" : NULL;
    if (variant && !is_expected_to_fail(call)) {
        REPORT(c, node_span(argument), variant, {"callee", code_text(c, call->call.func)}, {"argument", code_text(c, argument)});
    }
}

CHECK(task_of_non_coroutine, c, n)
{
    bool all = text_eq(callee_name(c->module, n), T("asyncio.gather"));
    for (int i = 0; i < n->call.args.n && (all || i == 0); i++) {
        if (n->call.args.at[i]->kind != AST_STARRED) {
            check_argument(c, n, n->call.args.at[i]);
        }
    }
}
