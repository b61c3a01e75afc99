// One call that makes a task inside a loop, and what keeps the loop from piling its tasks up.
#ifndef AQLINT_PYTHON_SPAWN_H
#define AQLINT_PYTHON_SPAWN_H

#include "python/flow.h"

enum { SPAWN_HANDLES_MAX = 8 };

typedef struct {
    Module *m;
    Node *site;                                 // the call
    TaskMaker maker;
    const Node *handles[SPAWN_HANDLES_MAX];     // NAME or ATTRIBUTE: the places that hold the task or a collection it is in
    int handle_count;
} Spawn;

// Follows the task from the call into names, lists, sets and what these are copied into.
Spawn spawn_new(Module *m, Node *call, TaskMaker maker);

// The expression names a place that holds the task; some expression in the subtree does.
bool spawn_is_handle(const Spawn *s, const Node *n);
bool spawn_is_in(const Spawn *s, const Node *n);

// `n` is not run on the way to the call: `if limited: await acquire(); spawn else: spawn`, the gate of one branch does not hold
// the other.
bool spawn_is_elsewhere(const Spawn *s, const Node *n);

// The task has ended before the loop comes round: awaited, waited for (also through a helper that is given it), or its
// TaskGroup is left (spawn.c).
bool spawn_ends_within(const Spawn *s, const Node *loop);

// Something on the way to the call lets no more than so many through: a semaphore acquired, a wait while the collection
// is full, a batch flushed when it is (admission.c).
bool spawn_is_admitted(const Spawn *s, Node *loop);

// No more than one is alive: the loop is left after the call, it runs only when there is none, the one before is
// cancelled first, or what it runs has been closed (single.c).
bool spawn_is_single(const Spawn *s, const Node *loop);

#endif
