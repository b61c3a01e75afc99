// How many elements an iterable has, as far as the code tells.
#ifndef AQLINT_PYTHON_WIDTH_H
#define AQLINT_PYTHON_WIDTH_H

#include "python/model.h"

typedef enum {
    WIDTH_OPEN,             // as many as the data has
    WIDTH_CONSTANT,         // `count`
    WIDTH_BOUNDED,          // small by construction: a slice, a batch, a count named after workers or a limit
    WIDTH_ENDLESS           // a stream: while, async for, iter() of a callable
} WidthKind;

typedef struct {
    WidthKind kind;
    double count;           // CONSTANT
} Width;

// How many elements an iterable has.
Width width_of(Module *m, Node *iterable);

// How often a loop or comprehension repeats (a comprehension: all its clauses), loops around it not counted.
Width width_of_loop(Module *m, Node *loop);

// How often one clause of a comprehension, or a FOR, repeats.
Width width_of_clause(Module *m, Node *clause);

// How often something is done in a loop of one width inside a loop of another.
Width width_times(Width a, Width b);

// A number of such a name is a bound that somebody chose: workers, limit, batch_size.
bool names_a_limit(Text name);

// The loop goes on until there are so many: `for _ in range(target - len(alive))`.
bool tops_up(Module *m, Node *loop);

// The collection that a `while` loop takes one element after the other out of, so that it repeats as often as that is
// long: `while xs: x = xs.pop()`; NULL for other loops.
Node *drained_by(Module *m, const Node *loop);

#endif
