// A worker of the run, and how it checks a file.
#ifndef AQLINT_LINT_WORKER_H
#define AQLINT_LINT_WORKER_H

#include "lint/dispatch.h"
#include "lint/trigger.h"

#include <stdatomic.h>

typedef enum { ARENA_FILE, ARENA_KEEP, ARENA_SCRATCH, ARENA_KEPT, ARENA_MODULES, ARENAS = ARENA_MODULES + 2 } ArenaRole;

typedef struct {
    Arena arenas[ARENAS];       // by role
    ArenaHome homes[ARENAS];
    Arena *file, *keep;
    ProjectReader reader;
    Findings findings;
    LIST(Complaint) complaints;
    Warnings warnings;
    int files, parsed;
    bool ready;
} Worker;

typedef struct Run {
    const RunFile *files;
    int n;
    const RunOptions *options;
    const Dispatch *dispatch;
    const Triggers *triggers;
    Project *project;
    Worker *workers;
    int worker_count;
    atomic_int next;
} Run;

// Reserves `bytes` of address space for each of its arenas. False when there is no memory: what was taken is given back by
// worker_stop and worker_forget.
bool worker_start(Worker *w, size_t bytes);

// Gives back all but what its findings point to; and that.
void worker_stop(Worker *w);
void worker_forget(Worker *w);

// Where the worker goes on when one of its arenas is exhausted.
void worker_set_handler(Worker *w, jmp_buf *handler);

// Checks one file with a handler of its own: when memory runs out the file is a complaint, and the next one is checked.
void worker_check(Run *run, Worker *w, const RunFile *f);

#endif
