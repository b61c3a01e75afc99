// The one rule by which figures become a severity, of rules when aqlint is built and of findings when it runs.
//
//   error     the delay that everything else on the loop sees grows with the load (exponent >= 0.8) and costs the budget
//             or more; or what waits in a queue grows so, and nothing bounds its producer
//   warning   it grows and costs less; or it is constant and costs the budget or more
//   note      constant and below the budget
//   off       the remedy is not better by a tenth or a millisecond: there is nothing to say
#ifndef AQLINT_LINT_GRADE_H
#define AQLINT_LINT_GRADE_H

#include "lint/finding.h"

#define GRADE_BUDGET 0.1        // seconds that everything else may wait
#define GRADE_GROWS 0.8         // the exponent from which on something grows
#define GRADE_MEMORY 1048576.0  // bytes that a queue may hold too many, where the code says how many items there are at all

#define MEMORY_TASK 1228.0      // bytes of a waiting task with its coroutine, of one frame (CPython 3.11, by tracemalloc)
#define MEMORY_DONE 676.0       // bytes of one that is done, in the set that keeps it (likewise)
#define MEMORY_ITEM 1024.0      // bytes of an item in a queue: assumed, as an item may be anything

typedef struct {
    double bad, good;           // seconds: the longest delay as it is, and with the remedy; or how long it all takes
    double growth;              // its exponent in the load; NaN: it does not depend on one
    double queue_bad, queue_good;   // items that wait at most; NaN: there is no queue
    double queue_growth;        // the exponent of that where nothing bounds the producer; NaN: something does
} Figures;

// Bytes that tasks and the items of a queue hold; NaN for what there is not.
double memory_held(double tasks, double items);

Severity grade(Figures f);

#endif
