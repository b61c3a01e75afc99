// The generated parts of the manual pages (man/): lists of options and of configuration keys.
#ifndef AQLINT_CLI_MANUAL_H
#define AQLINT_CLI_MANUAL_H

#include "base/out.h"

// Writes the part of that name: `--mdoc-options`, `--mdoc-sim`, `--mdoc-keys` or `--mdoc-excludes` (arguments of `help`,
// for man/update). false when there is none.
bool manual_write(Out *o, Text part);

#endif
