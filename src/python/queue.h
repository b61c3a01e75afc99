// asyncio's queues and their bounds.
#ifndef AQLINT_PYTHON_QUEUE_H
#define AQLINT_PYTHON_QUEUE_H

#include "python/model.h"

typedef enum {
    BOUND_NOT_A_QUEUE,
    BOUND_UNKNOWN,          // a queue whose bound the code does not tell
    BOUND_SET,              // a positive maxsize: `size`
    BOUND_MISSING,          // no maxsize given
    BOUND_ZERO,             // a constant <= 0: asyncio takes it for no bound
    BOUND_INFINITE          // math.inf and the like
} QueueBoundKind;

typedef struct {
    QueueBoundKind kind;
    double size;            // of SET, ZERO
    Node *size_node;        // the argument, or NULL
    Text class_name;        // as constructed: "asyncio.Queue", or the project class's name
} QueueBound;

// What a call that constructs a Queue, LifoQueue or PriorityQueue of asyncio, or of a project class derived from one,
// says of its bound. A class whose own __init__ fixes the bound is SET or UNKNOWN at its constructions: the defect, if
// any, is in the class (queue_super_bound).
QueueBound queue_bound(Module *m, Node *call);

// A class of that family, by reference: its name, or an empty text.
Text queue_class(Module *m, Node *expression);

// What `super().__init__(...)` or `asyncio.Queue.__init__(self, ...)` in a derived class's __init__ says.
QueueBound queue_super_bound(Module *m, Node *call);

// The queue that an expression (a variable, an attribute) holds; NOT_A_QUEUE when it is not known to be one.
QueueBound queue_held(Module *m, Node *expression);

// A function of the module puts into the queue that `call` constructs and compares its qsize() with something else than 0: it may
// keep a bound by hand. By the name of the variable or attribute that the queue is made for (queuewatch.c).
bool queue_is_watched(const Module *m, const Node *call);

// The variable or attribute that the queue which `call` constructs is made for; empty where there is none.
Text queue_name_made_for(const Node *call);

// The file shows that items come into the queue which `call` constructs from outside, and are taken more slowly (queuefeed.c).
bool queue_is_fed(const Module *m, const Node *call);

// A loop of the file puts into the queue that `call` constructs, for as long as its source gives something: nothing but a bound would ever
// slow it down (queuefeed.c).
bool queue_is_filled(const Module *m, const Node *call);

static inline bool queue_is_unbounded(QueueBound b)
{
    return b.kind == BOUND_MISSING || b.kind == BOUND_ZERO || b.kind == BOUND_INFINITE;
}

#endif
