// Code that is not run on a running event loop, not more than once, or never (guard.c).
#ifndef AQLINT_PYTHON_GUARD_H
#define AQLINT_PYTHON_GUARD_H

#include "python/model.h"

// The node is run only where its function has found that no event loop runs in this thread, that it is another thread, or by type
// checkers: it stands behind a test that asks for that (`get_running_loop`, `loop.is_running()`, `threading.get_ident`,
// TYPE_CHECKING), in the handler of a try that asks, or behind an `if` that asks and leaves the function.
bool is_guarded(Module *m, const Node *n);

// The node is run the first time only: under `if x is None`, `if not x`, `if key not in x` of an attribute or global that is then
// assigned there, or behind an `if` that returns when it is there.
bool is_run_once(Module *m, const Node *n);

// The node stands behind a return, raise, break or continue of a block that it is in: nothing gets there.
bool is_never_reached(const Node *n);

#endif
