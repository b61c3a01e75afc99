// What people write down by hand is short: configurations, command lines (written.c).
#ifndef AQLINT_PYTHON_WRITTEN_H
#define AQLINT_PYTHON_WRITTEN_H

#include "python/model.h"

// What is in it, as an attribute or under a key, was written by hand: `config`, `settings`, the `args` of a command line.
bool holder_is_written(const Node *holder);
bool name_is_written(Text holder);

// Of a function that a command line calls (click, typer).
bool parameter_is_written(const Node *parameter);

// The call reads a configuration or a command line (argparse, yaml, tomllib), or gives a part: `search(q, limit=5)`, `await get_page(n)`.
bool call_gives_few(Module *m, Node *call);

#endif
