// Inside lowering: what loops and comprehensions have in common, their rounds.
#ifndef AQLINT_MEASURE_ROUND_H
#define AQLINT_MEASURE_ROUND_H

#include "measure/lowering.h"

typedef struct {
    Node *node;                 // FOR, WHILE, or a comprehension
    Node *target;
    Nodes body;                 // FOR, WHILE
    Node *element;              // a comprehension's
    List *result;               // where its elements go
} Round;

// What is assumed of a loop of which nobody knows how often it runs: what the options say (assume.h), few within another
// one's rounds.
double trips_of(const Lowering *l);
void assume_elements(Lowering *l, Node *iter);

// A `break` or `continue` of the loop itself; a read of what `target` binds.
bool has_jump(const Lowering *l, const Node *loop, AstKind kind);
bool loop_reads(const Lowering *l, const Node *target, const Node *within);

// Names that the loop assigns hold something else in each round.
void forget_assigned(Lowering *l, const Node *loop);

// How many elements there are, NaN where that is not known or they differ.
double rounds_of(Val iter);

// One after the other, the target bound to each element; as a `repeat`; or whichever of these is needed.
Flow lower_unrolled(Lowering *l, const Round *r, const Val *elements, int n);
void lower_repeated(Lowering *l, const Round *r, double count);
Flow lower_rounds(Lowering *l, const Round *r, Val iter, Node *source);

#endif
