// Chooses the subcommand. What names none is an argument of `check`: `aqlint src/` means `aqlint check src/`.
#include "cli/command.h"

#include "base/os.h"

#include <signal.h>
#include <string.h>

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
