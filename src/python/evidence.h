// What speaks for a fan-out being wide in practice (evidence.c).
#ifndef AQLINT_PYTHON_EVIDENCE_H
#define AQLINT_PYTHON_EVIDENCE_H

#include "python/fanout.h"

// The evidence for `f`, whose other fields are filled.
Evidence evidence_of(Module *m, const Fanout *f);

#endif
