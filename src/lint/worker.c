// What a worker has: a parser with its scratch memory, and arenas (lint/run.c).
#include "lint/worker.h"

void worker_stop(Worker *w)
{
    parser_free(w->reader.parser);
    for (int i = 0; i < ARENAS; i++) {
        if (w->arenas[i].home && i != ARENA_KEEP) {
            arena_release(&w->arenas[i]);
        }
    }
    w->ready = false;
}

void worker_forget(Worker *w)
{
    if (w->keep && w->keep->home) {
        arena_release(w->keep);
    }
    *w = (Worker){0};
}

bool worker_start(Worker *w, size_t bytes)
{
    w->file = &w->arenas[ARENA_FILE];
    w->keep = &w->arenas[ARENA_KEEP];
    for (int i = 0; i < ARENAS; i++) {
        if (!arena_reserve(&w->arenas[i], &w->homes[i], bytes)) {
            return false;
        }
    }
    arena_use_large_pages(&w->arenas[ARENA_SCRATCH]);
    arena_use_large_pages(&w->arenas[ARENA_MODULES]);
    arena_use_large_pages(&w->arenas[ARENA_MODULES + 1]);
    w->reader = (ProjectReader){.parser = parser_new(), .file = w->file,
                                .modules = {&w->arenas[ARENA_MODULES], &w->arenas[ARENA_MODULES + 1]},
                                .kept = &w->arenas[ARENA_KEPT]};
    w->ready = w->reader.parser != NULL;
    if (w->ready) {
        parser_set_scratch(w->reader.parser, &w->arenas[ARENA_SCRATCH]);
    }
    return w->ready;
}

void worker_set_handler(Worker *w, jmp_buf *handler)
{
    for (int i = 0; i < ARENAS; i++) {
        arena_on_exhaustion(&w->arenas[i], handler);
    }
}
