// Loops that do nothing but sleep until something holds, and what they wait for (poll.c).
#ifndef AQLINT_PYTHON_POLL_H
#define AQLINT_PYTHON_POLL_H

#include "python/model.h"

typedef enum {
    POLL_NONE,          // the loop does something else
    POLL_UNKNOWN,       // it polls what cannot be told: a file, another process, an object of somebody else
    POLL_STATE,         // state that other code of this program changes: `subject` is the name or attribute
    POLL_OBJECT         // an asyncio object that has an awaitable for it: `subject` is the object, `method` what is asked
} PollKind;

typedef struct {
    PollKind kind;
    Node *sleep;        // the call of asyncio.sleep
    Node *subject;      // STATE, OBJECT
    Text method;        // OBJECT: "is_set", "empty", "full", "done", "locked"
    bool until;         // OBJECT: the loop ends once the method says yes (`while not event.is_set()`)
    Node *delay;        // of the sleep
    bool gives_up;      // it also looks at the clock, a deadline or a count of its tries
    bool is_mixed;      // OBJECT: it also asks what cannot be told, a process perhaps, which no awaitable tells
    bool is_outside;    // STATE: of a class with a base outside the project, by which others may change it, on a thread perhaps
} Poll;

// What a WHILE in a coroutine polls. Its body may log, look at a deadline, count and leave, but must do nothing else and
// await nothing but asyncio.sleep. A constant delay of zero or less is no sleep but a bare yield: NONE.
Poll poll_of(Module *m, const Node *loop);

// What the poll costs is paid once, or for a moment (poll_rare.c). `p` is poll_of(m, loop).
bool poll_is_rare(Module *m, const Node *loop, const Poll *p);

#endif
