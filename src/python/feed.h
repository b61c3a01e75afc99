// Who puts into a queue without waiting: put_nowait(), called or given to call_soon() (feed.c).
#ifndef AQLINT_PYTHON_FEED_H
#define AQLINT_PYTHON_FEED_H

#include "python/queue.h"

typedef enum {
    FEED_NONE,          // no put_nowait() on a queue of asyncio
    FEED_SINGLE,        // nothing says that it is done again and again
    FEED_LOOP,          // each time round `by`, a loop that nothing bounds
    FEED_CALLBACK       // each time that somebody calls the function `by` with more data
} FeedKind;

typedef struct {
    FeedKind kind;
    QueueBound bound;   // of the queue
    Node *queue;        // the expression that is the queue
    Node *made;         // the call that made it, in `made_in`; NULL when an annotation tells of it
    Module *made_in;
    Node *by;           // LOOP: FOR, WHILE, a comprehension; CALLBACK: FUNCTION, LAMBDA
    bool flows_in;      // once for each piece that the other side of a connection sends (inflow.h)
    bool is_scheduled;  // given to the loop to be called later
    bool is_watched;    // somebody looks at how full the queue is, makes room in it, or holds the source back
    bool is_expected;   // QueueFull is caught around it
    bool fits;          // as many as the function puts in have room in the queue that it has just made
} Feed;

// What a call of `m` puts into which queue, and how often.
Feed feed_of(Module *m, Node *call);

#endif
