// Chooses the subcommand. What names none is an argument of `check`: `aqlint src/` means `aqlint check src/`.
#include "cli/command.h"

#include "base/os.h"

#include <signal.h>
#include <string.h>

const Command COMMANDS[] = {
    {"check", "check Python files (the default)", check_command},
    {"rule", "explain rules", rule_command},
    {"dump", "show what a stage makes of a file", dump_command},
    {"sim", "run programs on the event loop in virtual time", sim_command},
    {"version", "print the version", version_command},
    {"help", "explain a command", help_command},
    {0},
};

const Command *command_find(const char *name)
{
    for (const Command *c = COMMANDS; c->name; c++) {
        if (strcmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

Text command_nearest(Arena *a, Text name)
{
    Texts names = {0};
    for (const Command *c = COMMANDS; c->name; c++) {
        *list_push(a, &names) = text_from(c->name);
    }
    return text_nearest(name, names.at, names.n);
}

static bool asks_for_overview(const char *first)
{
    return strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0;
}

int main(int argc, char **argv)
{
    os_guard_streams();
    signal(SIGPIPE, SIG_IGN);       // a reader that goes away is an error of write(2), judged where it happens
    if (argc == 2 && asks_for_overview(argv[1])) {
        return help_command(1, argv);
    }
    const Command *c = argc > 1 ? command_find(argv[1]) : NULL;
    return c ? c->run(argc - 1, argv + 1) : check_command(argc, argv);
}
