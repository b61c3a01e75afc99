// What a call passes, read in the text of the file: the function that it stands in may have been left out when the file was parsed.
#ifndef AQLINT_PYTHON_PASSED_H
#define AQLINT_PYTHON_PASSED_H

#include "base/text.h"

// `argument` of the call at the offset `call` of `source` is a small collection that its caller wrote down or that consists of things of
// which there is a handful. Of a call in a file's main program, which only tries the function, nothing is known.
bool passed_is_few(Text source, ptrdiff_t call, Text argument);

#endif
