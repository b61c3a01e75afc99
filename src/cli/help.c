// `aqlint help`: the overview, or the help of a subcommand.
#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/flags.h"
#include "cli/manual.h"
#include "cli/memory.h"
#include "cli/plan.h"
#include "report/style.h"

#include <string.h>

static const char *const OVERVIEW[] = {
    "aqlint [check] [OPTION]... [PATH]...   check Python files",
    "aqlint COMMAND --help                  explain a command and its options",
    NULL,
};

static void put_overview(Out *o, bool color)
{
    out_c(o, "aqlint " AQLINT_VERSION ": finds asyncio code that stalls the event loop, and says by how much.\n\n");
    style_put(o, color, STYLE_HEADING, T("Usage:\n"));
    for (const char *const *line = OVERVIEW; *line; line++) {
        out_format(o, "  %s\n", *line);
    }
    style_put(o, color, STYLE_HEADING, T("\nCommands:\n"));
    for (const Command *c = COMMANDS; c->name; c++) {
        out_c(o, "  ");
        style_put(o, color, STYLE_HELP, text_from(c->name));
        out_repeat(o, ' ', 10 - (int)strlen(c->name));
        out_format(o, "%s\n", c->summary);
    }
    style_put(o, color, STYLE_HEADING, T("\nA good start:\n"));
    out_c(o, "  aqlint                    check everything below this directory\n"
             "  aqlint --statistics src   count what there is\n"
             "  aqlint rule AQ101         explain a rule: why, and what to write instead\n");
}

static int help(Arena *a, int argc, char **argv)
{
    Out o = out_to_fd(a, 1);
    if (argc < 2) {
        put_overview(&o, stream_has_color(1, COLOR_AUTO));
        return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
    }
    if (manual_write(&o, text_from(argv[1]))) {
        return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
    }
    const Command *c = command_find(argv[1]);
    if (c) {
        char *arguments[] = {argv[1], (char[]){"--help"}, NULL};
        return c->run(2, arguments);
    }
    Text near = command_nearest(a, text_from(argv[1]));
    complain(a, "help: there is no command `%s`%s%.*s%s", argv[1], near.n ? "; did you mean `" : "", PRI(near),
             near.n ? "`?" : "");
    return EXIT_TROUBLE;
}

int help_command(int argc, char **argv)
{
    return memory_run(help, argc, argv);
}
