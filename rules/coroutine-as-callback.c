// Functions of the standard library that call another one and drop what it gives, or take it for an answer. `map` is none of them: what it
// gives may be awaited.
#include "lint/rule.h"

typedef enum {
    DROPPED,
    IN_THREAD,              // dropped, and run off the loop
    ANSWER                  // looked at as it is: true, whatever the function would say
} Fate;

typedef struct {
    const char *name;       // qualified
    const char *parameter;
    int index;              // -1: by keyword only
    Fate fate;
} Caller;

static const Caller callers[] = {
    {"asyncio.AbstractEventLoop.call_soon", "callback", 0, DROPPED},
    {"asyncio.AbstractEventLoop.call_soon_threadsafe", "callback", 0, DROPPED},
    {"asyncio.AbstractEventLoop.call_later", "callback", 1, DROPPED},
    {"asyncio.AbstractEventLoop.call_at", "callback", 1, DROPPED},
    {"asyncio.AbstractEventLoop.add_reader", "callback", 1, DROPPED},
    {"asyncio.AbstractEventLoop.add_writer", "callback", 1, DROPPED},
    {"asyncio.AbstractEventLoop.add_signal_handler", "callback", 1, DROPPED},
    {"asyncio.AbstractEventLoop.run_in_executor", "func", 1, IN_THREAD},
    {"asyncio.Task.add_done_callback", "fn", 0, DROPPED}, {"asyncio.Future.add_done_callback", "fn", 0, DROPPED},
    {"concurrent.futures.Future.add_done_callback", "fn", 0, DROPPED},
    {"asyncio.to_thread", "func", 0, IN_THREAD}, {"signal.signal", "handler", 1, DROPPED}, {"atexit.register", "func", 0, DROPPED},
    {"weakref.finalize", "func", 1, DROPPED}, {"threading.Thread", "target", 1, IN_THREAD}, {"threading.Timer", "function", 1, IN_THREAD},
    {"multiprocessing.Process", "target", 1, IN_THREAD},
    {"concurrent.futures.ThreadPoolExecutor.submit", "fn", 0, IN_THREAD},
    {"concurrent.futures.ProcessPoolExecutor.submit", "fn", 0, IN_THREAD}, {"concurrent.futures.Executor.submit", "fn", 0, IN_THREAD},
    {"builtins.sorted", "key", -1, ANSWER}, {"builtins.min", "key", -1, ANSWER}, {"builtins.max", "key", -1, ANSWER},
    {"builtins.list.sort", "key", -1, ANSWER}, {"builtins.filter", "function", 0, ANSWER}, {"functools.reduce", "function", 0, ANSWER},
    {"itertools.filterfalse", "predicate", 0, ANSWER}, {"itertools.takewhile", "predicate", 0, ANSWER},
    {"itertools.dropwhile", "predicate", 0, ANSWER}, {"itertools.groupby", "key", 1, ANSWER},
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

CHECK(coroutine_as_callback, c, n)
{
    Text name = callee_name(c->module, n);
    for (size_t i = 0; name.n && i < sizeof callers / sizeof *callers; i++) {
        const Caller *k = &callers[i];
        Node *function = text_is(name, k->name) ? call_argument(n, k->index, k->parameter, NULL) : NULL;
        Ref definition;
        if (!function || is_expected_to_fail(n) || !is_coroutine_function(c->module, function, &definition)) {
            continue;
        }
        Finding *f = REPORT(c, node_span(function), k->fate == ANSWER ? "answer" : "dropped", {"callee", code_text(c, n->call.func)},
                            {"function", code_text(c, function)}, {"advice", advice_for(k)});
        if (definition.node) {
            report_related_in(c, f, definition.module->source, definition.node->function.name.span, "a coroutine function");
        }
    }
}
