// What the configuration says of calls that cannot be looked into (`assume:`), for the measure layer.
#ifndef AQLINT_LINT_ASSUME_H
#define AQLINT_LINT_ASSUME_H

#include "base/list.h"
#include "base/text.h"

typedef struct {
    Text pattern;               // a qualified name, or the callee as it is written; `*` stands for anything, dots too
    double cpu;                 // seconds that the loop stands still; NaN: not said
    double await;               // seconds until an await of it comes back; NaN: not said
} Assume;

typedef struct {
    LIST(Assume) entries;       // the first that fits decides
} AssumeTable;

#endif
