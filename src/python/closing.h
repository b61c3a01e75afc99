// What closes things: calls and functions that end the use of something. What is waited for there is short, and comes last.
#ifndef AQLINT_PYTHON_CLOSING_H
#define AQLINT_PYTHON_CLOSING_H

#include "python/model.h"

// A function by this name ends something: close, aclose, _stop_reader, async_unload_entry, __aexit__, on_shutdown, async_will_remove.
bool name_closes(Text name);

// All that the statements wait for are such calls: `await x.aclose()`, also within wait_for(), shield() and gather(). At least one.
bool only_closes(Module *m, Nodes body);

// The node stands in a function that ends something by its name, or behind the yield of a context manager (is_context_generator) or a
// lifespan.
bool node_closes(Module *m, const Node *n);

// The node, a step of a flow graph or a part of one, waits for more than calls that close, and for what is not certain to be done or
// cancelled: not for a task by its name, `await task`, `await gather(*done)`.
bool waits_for_work(Module *m, const Node *n);

#endif
