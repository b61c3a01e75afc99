// The table of subcommands.
#include "cli/command.h"

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
