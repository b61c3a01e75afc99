// What an async generator yields inside a block that it holds open: facts that tell whether leaving it there matters.
#ifndef AQLINT_PYTHON_GENERATOR_H
#define AQLINT_PYTHON_GENERATOR_H

#include "python/model.h"

// The YIELD stands in an `async for` over `stream` itself, or over an async generator of the project that is given it and
// iterates it: `async with stream: async for x in stream: yield x`.
bool yield_passes_on(Module *m, const Node *yield, const Node *stream);

// The generator FUNCTION gives errors beside values, as tuples: one element is None in every tuple that it yields inside a
// block for which `is_held` says so, and is not in one outside. Who stops at an error then stops outside of the block. False
// when a tuple inside is all None, a mark of the end.
bool yields_errors_outside(Module *m, const Node *function, bool (*is_held)(Module *, const Node *yield, const Node *function));

#endif
