// Doubles as Python writes them.
#ifndef AQLINT_SIM_REPR_H
#define AQLINT_SIM_REPR_H

#include "base/text.h"

enum { REPR_SIZE = 32 };

// repr(x) of a Python float: the shortest text that reads back as x. In `buffer`, or constant.
Text python_repr(double x, char buffer[REPR_SIZE]);

#endif
