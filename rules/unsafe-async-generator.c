// Any async generator function but for context managers and fixtures.
#include "lint/rule.h"

CHECK(unsafe_async_generator, c, n)
{
    if (n->is_async && function_is_generator(c->module, n) && !is_context_generator(c->module, n)) {
        REPORT(c, n->function.name.span, "", {"function", n->function.name.text});
    }
}
