// Chooses the subcommand. What names none is an argument of `check`: `aqlint src/` means `aqlint check src/`.
#include "cli/command.h"

#include <signal.h>
#include <string.h>

const Command COMMANDS[] = {
    {"check", "check Python files (the default)", check_command},
    {"dump", "show what a stage makes of a file", dump_command},
    {"sim", "run programs on the event loop in virtual time", sim_command},
    {"version", "print the version", version_command},
    {"help", "explain a subcommand", help_command},
    {0},
};

static const Command *find_command(const char *name)
{
    for (const Command *c = COMMANDS; c->name; c++) {
        if (strcmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);       // a reader that goes away is an error of write(2), judged where it happens
    const Command *c = argc > 1 ? find_command(argv[1]) : NULL;
    return c ? c->run(argc - 1, argv + 1) : check_command(argc, argv);
}
