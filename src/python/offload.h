// Work that is sent to threads or processes (offload.c).
#ifndef AQLINT_PYTHON_OFFLOAD_H
#define AQLINT_PYTHON_OFFLOAD_H

#include "python/model.h"

typedef struct {
    Node *function;         // what is run there, or NULL
    bool own_pool;          // an executor of its own: others use the default one
} Offload;

// The call puts work into an executor's queue: run_in_executor() and, of an executor of concurrent.futures in a coroutine, submit(). Also
// to_thread(), which does so once it is started: as a task, or by gather, wait and as_completed. (CPython, Lib/asyncio/threads.py;
// Lib/concurrent/futures/thread.py: the queue is a SimpleQueue, which has no bound.)
bool offload_of(Module *m, Node *call, Offload *result);

#endif
