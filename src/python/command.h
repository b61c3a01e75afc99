// Texts that are put together for a shell.
#ifndef AQLINT_PYTHON_COMMAND_H
#define AQLINT_PYTHON_COMMAND_H

#include "python/model.h"

// The first value that an f-string, `+`, `%` or format() puts into the command without quoting it for the shell, through a name that is
// bound once; NULL when there is none, or when the command is no text that is put together. A constant, a number and what
// shlex.quote() or shlex.join() give are safe (shlex documentation).
Node *unquoted_value(Module *m, Node *command);

#endif
