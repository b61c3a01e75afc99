// Awaiting a task that exists already, and having cancelled it before.
#ifndef AQLINT_PYTHON_JOIN_H
#define AQLINT_PYTHON_JOIN_H

#include "python/model.h"

// Calls visit for each expression that is awaited by `value`: itself, or what it gives to gather(), wait(), wait_for() and shield(), and
// the elements of lists there. false as soon as one call of it is.
typedef bool (*AwaitedVisit)(void *context, Module *m, Node *awaited);
bool each_awaited(Module *m, Node *value, AwaitedVisit visit, void *context);

// All that the statements await is tasks or futures by their names (`await t`, `await self.task`, `await gather(*tasks)`):
// the CancelledError that arrives may be theirs. Not when all of it is asyncio.wait and gather(return_exceptions=True), which raise
// none of theirs.
bool joins_only(Module *m, Nodes body);

// All that the statements await is asyncio.shield(...), once or more.
bool joins_shields(Module *m, Nodes body);

// The most seconds that an await of the statements waits, all of them wait_for() or wait() with a constant timeout; infinite when
// another one is among them.
double joined_within(Module *m, Nodes body);

// The call x.cancel() that stands before the statements end in `function`, for an x that they await, also one by one:
// `for t in ts: t.cancel()` before `await gather(*ts)`. NULL when there is none.
Node *cancelled_before(Module *m, const Node *function, Nodes body);

// The HANDLER or WITH stands in a `finally` whose try awaits the task to its end: there it is done, or an exception is under way already,
// which goes on behind the finally.
bool joins_in_finally(Module *m, const Node *catcher, Node *task);

// All that the statements await are futures that the function has given a result or an exception before: that does not wait.
bool joins_settled(Module *m, const Node *function, Nodes body);

#endif
