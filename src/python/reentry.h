// A coroutine that takes a lock that it holds.
#ifndef AQLINT_PYTHON_REENTRY_H
#define AQLINT_PYTHON_REENTRY_H

#include "python/model.h"

typedef struct {
    Node *again;        // the lock, where it is taken again; NULL: nowhere
    Node *function;     // the coroutine function of this module that takes it, awaited in the block; NULL: the block itself does
    Node *call;         // that AWAIT
} Reentry;

// Of `lock`, which the async WITH takes: the first place in its block that takes it again, for certain where it is in another function.
Reentry lock_reentry(Module *m, const Node *with, const Node *lock);

#endif
