// What speaks for a fan-out being wide in practice (evidence.c).
#ifndef AQLINT_PYTHON_EVIDENCE_H
#define AQLINT_PYTHON_EVIDENCE_H

#include "python/fanout.h"

// The evidence for `f`, whose other fields are filled.
Evidence evidence_of(Module *m, const Fanout *f);

// There are many, whoever runs it: a hundred are written down, or the elements are files or rows that were listed. `f` has its
// evidence. Names, answers and messages may be few.
bool evidence_is_firm(Module *m, const Fanout *f);

#endif
