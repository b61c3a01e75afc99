// What an async generator yields inside a block that it holds open: facts that tell whether leaving it there matters.
#ifndef AQLINT_PYTHON_GENERATOR_H
#define AQLINT_PYTHON_GENERATOR_H

#include "python/model.h"

// The YIELD stands, however deep, in an `async for` over `stream` itself, or over an async generator of the project that is given
// it and iterates it: `async with stream: async for x in stream: yield x`.
bool yield_passes_on(Module *m, const Node *yield, const Node *stream);

// All that the end of `block` closes was given to the function, which passes it on in parts at the YIELD inside: a WITH of a parameter
// that is iterated as `context.lines()` or `parsed(target)`, or of an iterable by its annotation, wrapped (`Scoped(iterable)`); a
// TRY whose finally block is `await parameter.aclose()`.
bool block_ends_given(Module *m, const Node *block, const Node *yield);

// Leaving the block late matters, a WITH, or a TRY for its finally block: its end has something to wait for, which the garbage
// collector cannot do itself (CPython, Lib/asyncio/base_events.py, _asyncgen_finalizer_hook makes a task of it), or it sets a context
// variable back, which raises ValueError in another context (contextvars, ContextVar.reset). Files that are open for reading only do not count.
bool late_end_matters(Module *m, const Node *block);

typedef enum {
    CONSUMERS_LEAVE,        // a loop over it is left by break or return, or only its next element is taken
    CONSUMERS_NONE,         // the file does not call it
    CONSUMERS_UNKNOWN,      // somebody else may call it, or a loop over it may be left
    CONSUMERS_FINISH,       // every loop over it goes to its end, nothing in its body leaves it, or waits; or it is closed
    CONSUMERS_CLOSE         // all who call it close it: by aclosing(), or aclose() where they keep it
} Consumers;

// What those do in the file who iterate the async generator FUNCTION: all, when it is nested, or private by its name (`_rows`), and
// only of one of these CONSUMERS_CLOSE is said. By the text: they are not parsed for that.
Consumers consumers_of(const Module *m, const Node *function);

// The generator FUNCTION marks its end by None, as the element `index` of tuples or as the value itself (-1): it yields that outside of
// all blocks for which `is_held` says so, and not inside.
bool yields_end_outside(Module *m, const Node *function, int index, bool (*is_held)(Module *, const Node *yield, const Node *function));

// The generator FUNCTION gives errors beside values, as tuples: one element is None in every tuple that it yields inside a
// block for which `is_held` says so, and is not in one outside. Who stops at an error then stops outside of the block. False
// when a tuple inside is all None, a mark of the end.
bool yields_errors_outside(Module *m, const Node *function, bool (*is_held)(Module *, const Node *yield, const Node *function));

#endif
