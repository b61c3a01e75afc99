// The arena of a subcommand.
#ifndef AQLINT_CLI_MEMORY_H
#define AQLINT_CLI_MEMORY_H

#include "base/arena.h"

// Runs a subcommand with the process's arena; returns its exit code, or 2 after a message when memory runs out.
int memory_run(int (*run)(Arena *a, int argc, char **argv), int argc, char **argv);

#endif
