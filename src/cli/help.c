#include "cli/command.h"

#include <stdio.h>

int help_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    puts("Usage: aqlint [COMMAND] ...\n\nCommands:");
    for (const Command *c = COMMANDS; c->name; c++) {
        printf("  %-10s  %s\n", c->name, c->summary);
    }
    return fflush(stdout) ? EXIT_TROUBLE : EXIT_CLEAN;
}
