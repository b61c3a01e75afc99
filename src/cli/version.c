#include "cli/command.h"
#include "cli/memory.h"
#include "cli/stream.h"

static int version(Arena *a, int argc, char **argv)
{
    (void)argc, (void)argv;
    Out o = out_to_fd(a, 1);
    out_c(&o, "aqlint " AQLINT_VERSION "\n");
    return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
}

int version_command(int argc, char **argv)
{
    return memory_run(version, argc, argv);
}
