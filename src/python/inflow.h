// What comes into a program from outside, as fast as somebody else sends it (inflow.c).
#ifndef AQLINT_PYTHON_INFLOW_H
#define AQLINT_PYTHON_INFLOW_H

#include "base/text.h"

// What is done at `at` in the text of one function is done for each piece that comes in from outside: a peer, a client or a broker
// sets the rate.
bool flows_in(Text function, ptrdiff_t at);

#endif
