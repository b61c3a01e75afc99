#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/stream.h"

#include <string.h>

static int version(Arena *a, int argc, char **argv)
{
    bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
    if (argc > 1 && !help) {
        complain(a, "version: takes no arguments, not `%s`", argv[1]);
        return EXIT_TROUBLE;
    }
    Out o = out_to_fd(a, 1);
    out_c(&o, help ? "Prints the version.\n\nUsage: aqlint version\n" : "aqlint " AQLINT_VERSION "\n");
    return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
}

int version_command(int argc, char **argv)
{
    return memory_run(version, argc, argv);
}
