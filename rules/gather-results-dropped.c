// `await gather(..., return_exceptions=True)` as a statement, but for tasks that exist already, and clean-up.
#include "lint/rule.h"

// The name of the function speaks of an end, or it is the end of a block.
static bool is_cleanup(const Module *m, const Node *n)
{
    static const char *const words[] = {"close", "stop", "shutdown", "teardown", "tear_down", "teardown", "cancel", "cleanup", "clean_up",
                                        "disconnect", "aexit", "unload", "finalize", "terminate", "drain", "end", "exit", "kill", "release",
                                        "dispose", "remove", "destroy"};
    const Node *function = node_owner(m, n);
    Text name = function->kind == AST_FUNCTION ? function->function.name.text : (Text){0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_find(name, text_from(words[i])) >= 0) {
            return true;
        }
    }
    return is_in_clean_up(n, function);
}

// Coroutines, of which nobody else will learn how they ended: calls, also one for each element.
static bool is_made_here(Module *m, Node *n)
{
    n = n->kind == AST_STARRED ? n->value.value : n;
    if (n->kind == AST_LIST_COMP || n->kind == AST_GENERATOR || n->kind == AST_SET_COMP) {
        n = n->comp.elt;
    }
    if (n->kind != AST_CALL || is_future(m, n)) {
        return false;
    }
    // `self._tasks.values()`, `list(tasks)`: what was there before
    static const char *const views[] = {"values", "keys", "copy", "list", "set", "tuple", "wait", "cancel", "stop", "aclose", "close", "shutdown"};
    Text name = last_name(n->call.func);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (text_find(name, text_from(views[i])) >= 0) {
            return false;
        }
    }
    return true;
}

CHECK(gather_results_dropped, c, n)
{
    Module *m = c->module;
    Node *flag = call_argument(n, -1, "return_exceptions", NULL);
    Constant value = flag ? constant_of(m, flag) : (Constant){0};
    if (value.kind != CONSTANT_NUMBER || value.number == 0 || n->parent->kind != AST_AWAIT || n->parent->parent->kind != AST_EXPR || is_cleanup(m, n)) {
        return;
    }
    for (int i = 0; i < n->call.args.n; i++) {
        if (!is_made_here(m, n->call.args.at[i])) {
            return;
        }
    }
    if (n->call.args.n && !cancelled_before(m, node_owner(m, n), (Nodes){&n->parent->parent, 1})) {
        report(c, node_span(n->parent), "", NULL, 0);
    }
}
