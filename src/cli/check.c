#include "cli/command.h"

#include <stdio.h>

int check_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    fputs("aqlint: check is not built yet\n", stderr);
    return EXIT_TROUBLE;
}
