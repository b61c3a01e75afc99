// What comes into a program from outside, as fast as somebody else sends it (inflow.c).
#ifndef AQLINT_PYTHON_INFLOW_H
#define AQLINT_PYTHON_INFLOW_H

#include "base/text.h"

// What is done at `place` in the text of a file is done for each piece that comes in from outside: a peer, a client or a broker sets
// the rate.
bool flows_in(Text source, ptrdiff_t place);

#endif
