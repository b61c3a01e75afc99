// Functions of the standard library that call another one and drop what it gives.
#include "lint/rule.h"

typedef struct {
    const char *name;       // qualified; by its end when it starts with a dot
    const char *parameter;
    int index;
    bool thread;            // runs it off the loop
} Caller;

static const Caller callers[] = {
    {"asyncio.AbstractEventLoop.call_soon", "callback", 0, false},
    {"asyncio.AbstractEventLoop.call_soon_threadsafe", "callback", 0, false},
    {"asyncio.AbstractEventLoop.call_later", "callback", 1, false},
    {"asyncio.AbstractEventLoop.call_at", "callback", 1, false},
    {"asyncio.AbstractEventLoop.add_reader", "callback", 1, false},
    {"asyncio.AbstractEventLoop.add_writer", "callback", 1, false},
    {"asyncio.AbstractEventLoop.add_signal_handler", "callback", 1, false},
    {"asyncio.AbstractEventLoop.run_in_executor", "func", 1, true},
    {"asyncio.Task.add_done_callback", "fn", 0, false}, {"asyncio.Future.add_done_callback", "fn", 0, false},
    {"concurrent.futures.Future.add_done_callback", "fn", 0, false},
    {"asyncio.to_thread", "func", 0, true}, {"signal.signal", "handler", 1, false}, {"atexit.register", "func", 0, false},
    {"weakref.finalize", "func", 1, false}, {"threading.Thread", "target", 1, true}, {"threading.Timer", "function", 1, true},
    {"multiprocessing.Process", "target", 1, true},
    {"concurrent.futures.ThreadPoolExecutor.submit", "fn", 0, true},
    {"concurrent.futures.ProcessPoolExecutor.submit", "fn", 0, true}, {"concurrent.futures.Executor.submit", "fn", 0, true},
};

CHECK(coroutine_as_callback, c, n)
{
    Text name = callee_name(c->module, n);
    for (size_t i = 0; name.n && i < sizeof callers / sizeof *callers; i++) {
        const Caller *k = &callers[i];
        Node *function = text_eq(name, text_from(k->name)) ? call_argument(n, k->index, k->parameter, NULL) : NULL;
        Ref definition;
        if (!function || is_expected_to_fail(n) || !is_coroutine_function(c->module, function, &definition)) {
            continue;
        }
        Text advice = k->thread ? T("give it a plain function; for a coroutine in a thread, one that calls `asyncio.run`")
                                : T("give it a function that makes a task and keeps it");
        Finding *f = REPORT(c, node_span(function), "", {"callee", code_text(c, n->call.func)},
                            {"function", code_text(c, function)}, {"advice", advice});
        if (definition.node) {
            report_related_in(c, f, definition.module->source, definition.node->function.name.span, "a coroutine function");
        }
    }
}
