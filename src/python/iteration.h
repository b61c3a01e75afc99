// Loops over containers that other tasks may change meanwhile.
#ifndef AQLINT_PYTHON_ITERATION_H
#define AQLINT_PYTHON_ITERATION_H

#include "python/model.h"

typedef struct {
    Node *container;    // what the loop goes over; NULL: nothing that others change
    Node *awaiting;     // where the body suspends
    Node *change;       // what takes an element out, in another function of the module: the CALL, or the SUBSCRIPT that is deleted
} Iteration;

// Of a FOR in a coroutine: a dict or set of the object or of the module, gone through as it is, with an await in the body, no asyncio.Lock
// around the loop, and not while all comes to its end (close, shutdown). Iterating over either raises RuntimeError once its size has changed (CPython, Objects/dictobject.c and setobject.c).
Iteration shared_iteration(Module *m, const Node *loop);

// The function brings something to its end, by its name: nobody comes or goes any more.
bool function_is_ending(const Node *function);

#endif
