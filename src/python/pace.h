// What a loop waits for each time round (pace.c).
#ifndef AQLINT_PYTHON_PACE_H
#define AQLINT_PYTHON_PACE_H

#include "python/model.h"

// A `while` that sleeps each time round (not for a mere instant): what it does once a round it does once a tick.
bool loop_is_paced(Module *m, const Node *loop);

// `n` stands in a loop that takes what an await received each time round, or in an `async for`.
bool node_in_stream(Module *m, const Node *n);

#endif
