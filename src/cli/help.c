// `aqlint help`: the overview, or the help of a subcommand.
#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/manual.h"
#include "cli/memory.h"
#include "cli/option.h"
#include "cli/page.h"

#include <string.h>

static const Example USAGES[] = {
    {"  aqlint [check] [OPTION]... [PATH]...", "check Python files"},
    {"  aqlint COMMAND --help", "explain a command and its options"},
    {0},
};

static const Example STARTS[] = {
    {"  aqlint", "check everything below this directory"},
    {"  aqlint --statistics src", "count what there is"},
    {"  aqlint rule AQ101", "explain a rule: why, and what to write instead"},
    {0},
};

static void put_entries(const Page *p, const Example *e)
{
    int longest = 0;
    for (int i = 0; e[i].command; i++) {
        int n = (int)strlen(e[i].command);
        longest = n > longest ? n : longest;
    }
    for (; e->command; e++) {
        page_entry(p, text_from(e->command), text_from(e->words), page_column(p, longest));
    }
}

static void put_commands(const Page *p)
{
    int longest = 0, n = 0;
    while (COMMANDS[n].name) {
        int length = (int)strlen(COMMANDS[n++].name) + 2;
        longest = length > longest ? length : longest;
    }
    for (int i = 0; i < n; i++) {
        Page now = *p;
        Text label = text_format(&now.scratch, "  %s", COMMANDS[i].name);
        page_entry(&now, label, text_from(COMMANDS[i].summary), longest + 2);
    }
}

static void put_overview(Out *o)
{
    Page p = page_on_terminal(o);
    page_wrap(&p, T("aqlint " AQLINT_VERSION " finds asyncio code that stalls the event loop, and says by how much."), 0, 0);
    page_heading(&p, T("Usage"));
    put_entries(&p, USAGES);
    page_heading(&p, T("Commands"));
    put_commands(&p);
    page_heading(&p, T("A good start"));
    put_entries(&p, STARTS);
}

static int help(Arena *a, int argc, char **argv)
{
    Out o = out_to_fd(a, 1);
    if (argc < 2) {
        put_overview(&o);
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
