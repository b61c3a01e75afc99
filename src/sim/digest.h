// A number for a whole trace: equal traces, equal digests.
#ifndef AQLINT_SIM_DIGEST_H
#define AQLINT_SIM_DIGEST_H

#include "sim/trace.h"

typedef struct {
    Trace trace;
    SimObserver writer;
    Out line;
    uint64_t value;
} Digest;

// An observer that keeps d->value; `d` lives as long as it, and memory comes from `a`.
SimObserver digest_observer(Digest *d, Arena *a, const Program *program, const SimProfile *profile);

#endif
