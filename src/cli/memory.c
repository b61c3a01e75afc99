#include "cli/memory.h"

#include "cli/command.h"

#include <stdio.h>

int memory_run(int (*run)(Arena *a, int argc, char **argv), int argc, char **argv)
{
    // Address space only; where it is rationed (ulimit -v), less will do.
    enum { LEAST_LOG = 24, MOST_LOG = 34 };
    Arena arena;
    ArenaHome home;
    bool reserved = false;
    for (int log = MOST_LOG; log >= LEAST_LOG && !reserved; log--) {
        reserved = arena_reserve(&arena, &home, (size_t)1 << log);
    }
    jmp_buf exhausted;
    if (!reserved || setjmp(exhausted)) {
        fputs("aqlint: out of memory\n", stderr);
        return EXIT_TROUBLE;
    }
    arena_on_exhaustion(&arena, &exhausted);
    return run(&arena, argc, argv);
}
