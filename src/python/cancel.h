// Cancellation: what catches asyncio.CancelledError, and what a coroutine does that has caught it.
//
// A task is cancelled by a CancelledError that is raised where it waits (CPython, Lib/asyncio/tasks.py, Task.cancel). A
// coroutine that catches it and does not raise it again has undone the request: whoever cancelled waits for ever, or takes
// the task for finished. How much that matters depends on what follows, so the facts say what follows.
#ifndef AQLINT_PYTHON_CANCEL_H
#define AQLINT_PYTHON_CANCEL_H

#include "python/model.h"

typedef enum {
    CATCH_NONE,         // something else, or nobody knows
    CATCH_CANCELLED,    // by its name: asyncio.CancelledError, anyio.get_cancelled_exc_class(), also in a tuple
    CATCH_BASE,         // BaseException
    CATCH_BARE          // no type at all
} Catch;

// What an exception type, as in `except TYPE`, catches of asyncio.CancelledError; NULL is a bare except.
// concurrent.futures.CancelledError has been another class since Python 3.8.
Catch catches_cancelled(Module *m, Node *type);

// The type of the exceptions that `contextlib.suppress(...)` in the item takes includes CancelledError.
Catch suppresses_cancelled(Module *m, const Node *with_item);

// A handler of the TRY takes a cancellation, and raises nothing: those outside do not see it.
bool try_keeps_cancellation(Module *m, const Node *try);

// A cancellation of the task may arrive in `body`, of which `catcher` (a HANDLER or WITH) takes the exceptions: the body can
// suspend, no scope shields it, here or around all callers, what it awaits is not done already and does not keep the cancellation to itself, and the function neither asks Task.cancelling() nor has itself cancelled
// after a time.
bool cancellation_arrives(Module *m, const Node *catcher, Nodes body);

typedef enum {
    AFTER_RAISE,        // it is raised again on every path, or cannot arrive
    AFTER_END,          // the coroutine ends
    AFTER_CONVERSION,   // another exception is raised instead: `at`
    AFTER_AWAIT,        // the coroutine goes on and waits again: `at`
    AFTER_LOOP          // so it does in the next turn of a loop: `at` is the loop
} After;

typedef struct {
    Catch by;
    After after;
    Node *at;
    bool on_condition;      // another path raises it again
    bool joins;             // all that it waits for is a task or future that existed before, which may have been cancelled itself
    bool endless;           // AFTER_LOOP: not a `for` over what comes to an end
    bool forwards;          // the exception is handed on: returned, stored, given to a future, raised in a BaseExceptionGroup
    Node *cancelled;        // the call x.cancel() further up, of the x that is awaited; or NULL
    bool is_awaited;        // AFTER_END: a coroutine of the file awaits this one, and goes on
    bool drains;            // AFTER_LOOP: the loop goes on `while not task.done()` only, so that the task comes to its end
    double within;          // the seconds that all its wait_for() wait at most, by constants; infinite when it waits otherwise
    bool is_explained;      // a comment in the handler says that it is meant: "not re-raised", "by design"; or one above, of the cancellation
    bool ends_something;    // all that it waits for is calls that close something (closing.h)
    bool is_passed;         // the handler does nothing at all: `pass`
    bool follows_failure;   // the coroutine is called with an exception, to deal with it: `async def fail(error: BaseException)`
    bool shields;           // all that it waits for is asyncio.shield(...): whatever it is goes on, and the coroutine with it
    Node *work;             // waited for behind it, neither in the same `finally` nor to close something (waits_for_work); or NULL
} Swallow;

// Whoever wrote it decided what comes of a cancellation: the handler names CancelledError, and no loop turns again. What the coroutine
// still waits for is its last work.
bool swallow_is_decided(const Swallow *s);

// What becomes of a cancellation that arrives in the body of the HANDLER's try. CATCH_NONE when the handler does not get it:
// another type, an earlier handler, a body where none arrives.
Swallow swallow_of_handler(Module *m, Node *handler);

// The same for a WITH of contextlib.suppress.
Swallow swallow_of_with(Module *m, Node *with);

#endif
