// The subcommands. To add one: declare its function here and put a line into the table in main.c.
#ifndef AQLINT_CLI_COMMAND_H
#define AQLINT_CLI_COMMAND_H

#include "base/text.h"

// Exit codes of every subcommand: nothing wrong; findings (or a difference); could not do its job.
enum { EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE };

typedef struct {
    const char *name;
    const char *summary;                    // one line for the overview, no full stop
    int (*run)(int argc, char **argv);      // argv[0] is the subcommand's name; returns the exit code
} Command;

// In the order of the overview; ends with a NULL name.
extern const Command COMMANDS[];

// The subcommand of that name, or NULL.
const Command *command_find(const char *name);

// The name of the subcommand that was perhaps meant, or an empty text.
Text command_nearest(Arena *a, Text name);

int check_command(int argc, char **argv);
int dump_command(int argc, char **argv);
int rule_command(int argc, char **argv);
int sim_command(int argc, char **argv);
int version_command(int argc, char **argv);
int help_command(int argc, char **argv);

#endif
