// What else becomes of an exception that a coroutine has caught, and who waits for the coroutine (swallow_fate.c).
#ifndef AQLINT_PYTHON_SWALLOW_H
#define AQLINT_PYTHON_SWALLOW_H

#include "python/model.h"

// Somewhere in the file the function is awaited, and what awaits it goes on behind: it does not end there, nor `raise` in the next statement.
bool swallow_is_awaited(Module *m, const Node *function);

// The exception leaves the HANDLER by another way: it is returned, stored, passed to something that keeps it.
bool swallow_forwards(const Module *m, const Node *handler);

// A comment in the handler says why nothing is raised: one before its first statement, or one that says intentionally, by design, not to
// be re-raised, cancelled. Not TODO, nor a directive.
bool swallow_is_explained(const Module *m, const Node *handler);

// The comment lines directly above the try of the HANDLER, or the WITH, speak of the cancellation.
bool swallow_is_announced(const Module *m, const Node *catcher);

// A parameter of the function is an exception by its annotation, not by __aexit__'s order: it is called when something has failed.
bool swallow_follows_failure(Module *m, const Node *function);

// `if stopped.is_set(): return` in the HANDLER, of an event that the file sets before it cancels: `stopped.set()`, then something of `cancel`.
bool swallow_obeys_event(const Module *m, const Node *handler);

// The RAISE raises a BaseExceptionGroup that holds the exception of the handler (PEP 654).
bool swallow_groups(Module *m, const Node *handler, const Node *raise);

// The loop may never come to its end: a `while`, an `async for`, a `for` over a generator or over what is endless.
bool swallow_loop_is_endless(Module *m, const Node *loop);

// Further down the function raises a CancelledError of its own: `if was_cancelled: raise asyncio.CancelledError`.
bool swallow_raises_anew(const Node *function, const Module *m, const Node *handler);

// `while not task.done():`, also with more to the test; `while tasks: done, tasks = await asyncio.wait(tasks)`.
bool swallow_loop_drains(Module *m, const Node *loop);

// error = e ... raise error, further down.
bool swallow_raises_later(const Module *m, const Node *function, const Node *handler);

#endif
