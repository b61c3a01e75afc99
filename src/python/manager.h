// Context managers: which of `with` and `async with` an object can be used in.
//
// `with` wants __enter__ and __exit__ of the object's class, `async with` __aenter__ and __aexit__ (Python reference, "The with
// statement"); where they are missing it raises TypeError, before 3.11 AttributeError.
#ifndef AQLINT_PYTHON_MANAGER_H
#define AQLINT_PYTHON_MANAGER_H

#include "python/model.h"

typedef enum {
    MANAGES_UNKNOWN,        // nobody knows, or it can be used in both
    MANAGES_PLAIN,          // in `with` only
    MANAGES_ASYNC,          // in `async with` only
    MANAGES_COROUTINE       // a coroutine of the project: in neither, before it is awaited
} Manages;

Manages manager_of(Module *m, Node *expression);

#endif
