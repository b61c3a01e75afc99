// Calls that block, but have little to do or keep nobody waiting, as far as the source shows (weight.c).
#ifndef AQLINT_PYTHON_WEIGHT_H
#define AQLINT_PYTHON_WEIGHT_H

#include "python/blocking.h"

// The entry asks for evidence that the call matters (BlockingNote), and the source has none. `n` is where the call stands: a CALL, a
// WITH_ITEM or a FOR.
bool blocking_is_light(Module *m, const BlockingEntry *e, const Node *n);

// The function that `n` stands in serves requests: it is a route, or is handed one.
bool blocking_is_served(const Module *m, const Node *n);

#endif
