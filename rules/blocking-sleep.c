// time.sleep where an event loop runs: the body of a coroutine. sleep(0), which the manifest leaves out, gives way to other
// threads and comes back at once, and a negative time raises ValueError (CPython, Modules/timemodule.c, time_sleep).
#include "lint/rule.h"

static Text duration(Arena *a, double seconds)
{
    return seconds >= 1 ? text_format(a, "%g s", seconds) : seconds >= 1e-3 ? text_format(a, "%g ms", seconds * 1e3)
                                                          : text_format(a, "%g us", seconds * 1e6);
}

CHECK(blocking_sleep, c, n)
{
    Node *seconds = call_argument(n, 0, "secs", NULL);
    Constant value = seconds ? constant_of(c->module, seconds) : (Constant){0};
    if (value.kind == CONSTANT_NUMBER) {
        REPORT(c, node_span(n), "constant", {"seconds", source_span_text(c->module->source, node_span(seconds))},
               {"duration", duration(c->arena, value.number)});
    } else {
        REPORT(c, node_span(n), "unknown", {"seconds", {0}});
    }
}
