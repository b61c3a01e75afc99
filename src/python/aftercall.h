// What those do who await a function, once it has returned. They may not have been parsed, so their text is asked.
#ifndef AQLINT_PYTHON_AFTERCALL_H
#define AQLINT_PYTHON_AFTERCALL_H

#include "python/model.h"

// Some function of the file awaits this one (`await f()`, of a method `await self.f()`) and goes on to wait for more than calls that close
// something (closing.h), or turns again in a `while` loop; directly, or by functions that end with the call. What is called only from where
// things are closed does not count, nor what returns or raises next, nor a call in a `finally`.
bool callers_go_on(const Module *m, const Node *function);

// Nobody can cancel the coroutine: the file mentions it only as `loop.run_until_complete(f())`, of a loop made by new_event_loop() in the
// same function; or each `await f()` stands in a block `with ...(shield=True)`.
bool callers_forbid_cancelling(const Module *m, const Node *function);

#endif
