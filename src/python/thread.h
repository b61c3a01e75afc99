// What runs in a thread of its own.
#ifndef AQLINT_PYTHON_THREAD_H
#define AQLINT_PYTHON_THREAD_H

#include "python/model.h"

// The FUNCTION of this module, or the LAMBDA, that the call has run in a thread, where nothing else in the file uses it in another
// way; NULL when there is none.
Node *thread_body(Module *m, Node *call);

// The body runs an event loop of its own, or asks in which thread it is.
bool thread_has_loop(const Module *m, const Node *body);

// What is used of asyncio that only the loop's own thread may use.
typedef enum { THREAD_SAFE, THREAD_UNSAFE, THREAD_WITHOUT_LOOP } ThreadUse;

// Of a CALL in a thread's body.
ThreadUse thread_use(Module *m, const Node *body, Node *call);

#endif
