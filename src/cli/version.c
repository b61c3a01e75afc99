#include "cli/command.h"

#include <stdio.h>

int version_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    return puts("aqlint " AQLINT_VERSION) < 0 || fflush(stdout) ? EXIT_TROUBLE : EXIT_CLEAN;
}
