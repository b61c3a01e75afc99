// Functions of the standard library that call another one and drop what it gives, or take it for an answer. `map` is none of them: what it
// gives may be awaited.
#include "lint/rule.h"

typedef enum {
    DROPPED,
    IN_THREAD,              // dropped, and run off the loop
    ANSWER                  // looked at as it is: true, whatever the function would say
} Fate;

// By the last part of its name: the manifest's `calls` say whose it has to be.
typedef struct {
    const char *name;
    const char *parameter;
    int index;              // -1: by keyword only
    Fate fate;
} Caller;

static const Caller callers[] = {
    {"call_soon", "callback", 0, DROPPED}, {"call_soon_threadsafe", "callback", 0, DROPPED}, {"call_later", "callback", 1, DROPPED},
    {"call_at", "callback", 1, DROPPED}, {"add_reader", "callback", 1, DROPPED}, {"add_writer", "callback", 1, DROPPED},
    {"add_signal_handler", "callback", 1, DROPPED}, {"add_done_callback", "fn", 0, DROPPED}, {"signal", "handler", 1, DROPPED},
    {"register", "func", 0, DROPPED}, {"finalize", "func", 1, DROPPED}, {"run_in_executor", "func", 1, IN_THREAD},
    {"to_thread", "func", 0, IN_THREAD}, {"Thread", "target", 1, IN_THREAD}, {"Timer", "function", 1, IN_THREAD},
    {"Process", "target", 1, IN_THREAD}, {"submit", "fn", 0, IN_THREAD}, {"sorted", "key", -1, ANSWER}, {"min", "key", -1, ANSWER},
    {"max", "key", -1, ANSWER}, {"sort", "key", -1, ANSWER}, {"filter", "function", 0, ANSWER}, {"reduce", "function", 0, ANSWER},
    {"filterfalse", "predicate", 0, ANSWER}, {"takewhile", "predicate", 0, ANSWER}, {"dropwhile", "predicate", 0, ANSWER},
    {"groupby", "key", 1, ANSWER},
};

static Text advice_for(const Caller *k)
{
    switch (k->fate) {
    case DROPPED: return T("give it a function that makes a task and keeps it");
    case IN_THREAD: return T("give it a plain function; for a coroutine in a thread, one that calls `asyncio.run`");
    case ANSWER: break;
    }
    return T("await the answers first, and give it a function that looks them up");
}

// A method that derived classes define: what they make of it, a coroutine function or not, is theirs.
static bool is_for_others_to_define(Ref definition)
{
    return function_has_decorator(definition.module, definition.node, "abc.abstractmethod") || method_is_redefined(definition.module, definition.node);
}

CHECK(coroutine_as_callback, c, n)
{
    Text name = callee_name(c->module, n);
    name = text_sub(name, text_rfind_char(name, '.') + 1, name.n);
    for (size_t i = 0; i < sizeof callers / sizeof *callers; i++) {
        const Caller *k = &callers[i];
        Node *function = text_is(name, k->name) ? call_argument(n, k->index, k->parameter, NULL) : NULL;
        Ref definition;
        if (!function || is_expected_to_fail(n) || !is_coroutine_function(c->module, function, &definition) ||
            (definition.node && is_for_others_to_define(definition))) {
            continue;
        }
        Finding *f = REPORT(c, node_span(function), k->fate == ANSWER ? "answer" : "dropped", {"callee", code_text(c, n->call.func)},
                            {"function", code_text(c, function)}, {"advice", advice_for(k)});
        if (definition.node) {
            report_related_in(c, f, definition.module->source, definition.node->function.name.span, "a coroutine function");
        }
    }
}
