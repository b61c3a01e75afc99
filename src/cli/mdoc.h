// Text of ours in mdoc(7), the language of manual pages.
#ifndef AQLINT_CLI_MDOC_H
#define AQLINT_CLI_MDOC_H

#include "base/out.h"

// Running text with `code` in backquotes: one sentence or piece of code a line.
void mdoc_text(Out *o, Text t);

// An argument of a macro, quoted where it must be.
void mdoc_argument(Out *o, Text t);

#endif
