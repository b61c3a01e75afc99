#include "cli/memory.h"

#include "cli/command.h"

#include <stdio.h>

// Address space only. Where it is rationed (ulimit -v), a quarter of what there is: workers want theirs, too.
static bool reserve(Arena *a, ArenaHome *home)
{
    enum { LEAST_LOG = 24, MOST_LOG = 34 };
    for (int log = MOST_LOG; log >= LEAST_LOG; log--) {
        if (arena_reserve(a, home, (size_t)1 << log)) {
            if (log == MOST_LOG) {
                return true;
            }
            arena_release(a);
            return arena_reserve(a, home, (size_t)1 << (log - 2));
        }
    }
    return false;
}

static int out_of_memory(void)
{
    fputs("aqlint: out of memory\n", stderr);
    return EXIT_TROUBLE;
}

int memory_run(int (*run)(Arena *a, int argc, char **argv), int argc, char **argv)
{
    Arena arena;
    ArenaHome home;
    jmp_buf exhausted;
    if (!reserve(&arena, &home)) {
        return out_of_memory();
    }
    arena_on_exhaustion(&arena, &exhausted);
    Arena whole = arena;
    int code = setjmp(exhausted) ? out_of_memory() : run(&arena, argc, argv);
    arena_release(&whole);
    return code;
}
