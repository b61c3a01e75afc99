// How the files that count (width.c, held.c, count.c, repeat.c) ask each other. `depth` is how many more questions they may ask
// on the way; where it ends, nobody knows.
#ifndef AQLINT_PYTHON_COUNTING_H
#define AQLINT_PYTHON_COUNTING_H

#include "python/width.h"

enum { WIDTH_DEPTH = 8 };

static const Width WIDTH_UNKNOWN = {WIDTH_OPEN, 0}, WIDTH_SOME = {WIDTH_BOUNDED, 0};

// So many; without end when that is not finite.
Width width_constant(double count);

// The larger one of two that may each be the case.
Width width_widest(Width a, Width b);

// Of an iterable (width.c).
Width width_at(Module *m, Node *iterable, int depth);

// Of what a name holds at `use`, or NULL: anywhere; of an attribute; of what is imported (held.c).
Width width_of_name(Module *m, Node *name, int depth);
Width width_of_attribute(Module *m, Node *attribute, int depth);

// What a project function returns: `return [a, b]` (held.c).
Width width_of_returned(Ref function, int depth);

// Of all the clauses of a comprehension together (repeat.c).
Width width_of_clauses(Module *m, const Node *comprehension, int depth);

// Of a number (count.c); of range(...).
Width width_of_count(Module *m, Node *number, int depth);
Width width_of_range(Module *m, const Node *call, int depth);

// Every caller of the private function whose parameter it is gives it a slice (caller.c).
bool callers_slice(Module *m, const Node *parameter);

// Every call that is seen of the function whose parameter it is gives it a small collection (caller.c, passed.c): of a private
// function all calls in its file, of a public method those that its own class makes, and there are no others.
bool callers_pass_few(Module *m, const Node *parameter);

// The value that the name has been given once, or NULL (count.c).
Node *assigned_once(Module *m, Node *name);

#endif
