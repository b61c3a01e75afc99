// The body of a loop that polls (poll_body.c).
#ifndef AQLINT_PYTHON_POLL_BODY_H
#define AQLINT_PYTHON_POLL_BODY_H

#include "python/model.h"

// A WHILE whose body sleeps, and else may log, look at a deadline, count and leave. Gives the call of asyncio.sleep and its delay.
// Not when the delay is a constant of zero or less, or is worked out of the clock: that is a timer that something may put off.
bool poll_is_idle(Module *m, const Node *loop, Node **sleep, Node **delay);

// The call asks for the time.
bool is_clock(Module *m, const Node *call);

#endif
