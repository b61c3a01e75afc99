// What gather, wait and as_completed are given: the coroutines in an iterable, traced through names, lists that a loop
// fills, comprehensions, dicts and map() to the place that makes them. Tasks and futures that exist already are none.
#ifndef AQLINT_PYTHON_GATHER_H
#define AQLINT_PYTHON_GATHER_H

#include "python/fanout.h"

typedef struct {
    Node *loop;             // what repeats the making: FOR, WHILE, a comprehension; NULL for map()
    Node *iterable;         // map(): what it goes over
    Node *coroutine;        // the expression that makes one, or NULL (map)
    Ref function;           // map(): the coroutine of its function
    Width width;
} Coroutines;

// Whether the call gathers many coroutines through one iterable (`*xs`, `wait(xs)`).
bool gather_coroutines(Module *m, Node *call, Coroutines *result);

// The coroutine inside wait_for(...) and shield(...), itself otherwise; of `a if c else b` it is a.
Node *coroutine_inside(Module *m, Node *expression);

#endif
