// Who says that the items of an asyncio queue are handled: get(), task_done() and join().
//
// join() waits until as many task_done() were called as items were put (Lib/asyncio/queues.py, Queue._unfinished_tasks). So
// each get() takes exactly one task_done(), whatever becomes of the item in between.
#ifndef AQLINT_PYTHON_HANDLING_H
#define AQLINT_PYTHON_HANDLING_H

#include "python/cfg.h"

// What is done with the queue in a variable or attribute, anywhere in the module, in functions that it is passed to, too.
typedef struct {
    bool escapes;           // to where it cannot be followed
    bool is_parameter;      // it comes from a caller
    bool is_private;        // a local variable, or a name with an underscore before it
    bool gets, finishes, joins, shuts_down;
} QueueUse;

QueueUse queue_use(Module *m, Node *queue);

// Known to be something else than a queue of asyncio.
bool is_no_asyncio_queue(Module *m, Node *expression);

// The receiver of a method call.
static inline Node *call_receiver(const Node *call)
{
    return call->call.func->attribute.value;
}

// The statement `jump` in the finally block of `try` stands under `if error:`, of a name that is None or False before and gets something
// in handlers of the try only, which raise nothing: where it is true the exception has been dealt with.
bool jumps_when_handled(Module *m, const Node *jump, const Node *try);

// The handler of the `try` that has the node in it, if it raises nothing; or NULL.
const Node *quiet_handler_around(const Module *m, const Node *n, const Node *try);

// It stands under a test of a variable or attribute that no cancellation of the `try` can meet: what would make it true is nothing in the
// module, or stands behind the last await of the body, or in a handler that raises nothing (lateguard.c).
bool jump_is_out_of_reach(Module *m, const Node *jump, const Node *try);

// A way that is there in the code from a get() past all task_done() of the same queue, to the next get() or out of the function.
typedef struct {
    Node *get;              // the call; NULL: there is no such way
    Node *cause;            // where it leaves the ordinary one: CONTINUE, BREAK, RETURN, RAISE; or what may raise
    Node *handler;          // the HANDLER that takes the exception, for the latter
} Skip;

// `done` is a call of task_done(). What ends the worker along with it (an exception that nobody catches, cancellation, the end of
// the work) is no such way, and neither is a batch: items that are taken in one loop and finished in another.
Skip skipped_done(Module *m, Node *done);

// The get() in the try block whose finally block calls `done`: it is called for an item that was never got when get() is cancelled.
Node *get_under_done(Module *m, Node *done);

// `done` stands in a finally block, and this one in the body or a handler of the same try: both are called for one item. NULL: none.
Node *done_twice(Module *m, Node *done);

#endif
