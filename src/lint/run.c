// The run over many files. Workers take the next file from an atomic index. Each has things of its own: a parser with its
// scratch memory, an arena that is cleared after every file, one that lasts as long as the result (findings), and three for
// modules that are read because an import leads there, two of which the project clears. Nothing else is shared but the project's
// table of modules. The end sorts, so that the order in which workers finish does not show.
#include "lint/worker.h"

#include "base/os.h"

enum { WORKER_STACK = 1 << 24 };

static void work(void *context, int index)
{
    Run *run = context;
    Worker *w = &run->workers[index];
    if (!w->ready || !project_set_reader(run->project, &w->reader)) {
        return;
    }
    for (int i; (i = atomic_fetch_add(&run->next, 1)) < run->n;) {
        worker_check(run, w, &run->files[i]);
    }
}

// Whether there is room left for stacks, and for what libraries take.
static bool has_room(int workers)
{
    Arena a;
    ArenaHome home;
    bool room = arena_reserve(&a, &home, (size_t)workers * 2 * WORKER_STACK);
    if (room) {
        arena_release(&a);
    }
    return room;
}

static void stop(Run *run, int workers)
{
    for (int i = 0; i < workers; i++) {
        worker_stop(&run->workers[i]);
        worker_forget(&run->workers[i]);
    }
    if (run->project) {
        project_free(run->project);
        run->project = NULL;
    }
}

static bool start_with(Run *run, int workers, size_t bytes)
{
    enum { PROJECT_MOST = 1 << 28 };
    const RunOptions *o = run->options;
    run->project = project_new(o->roots, o->root_count, o->max_file_size, bytes < PROJECT_MOST ? bytes : PROJECT_MOST);
    bool good = run->project != NULL;
    for (int i = 0; good && i < workers; i++) {
        good = worker_start(&run->workers[i], bytes);
    }
    return good && has_room(workers);
}

// Reserves address space for all: the same for each arena, and as much as the system gives (ulimit -v). Where that is not
// enough for so many workers there are fewer. The number that is ready, 0 when there is no memory at all.
static int start(Run *run, int workers)
{
    enum { LEAST_LOG = 23, MOST_LOG = 34 };
    for (; workers > 0; workers /= 2) {
        for (int log = MOST_LOG; log >= LEAST_LOG; log--) {
            if (start_with(run, workers, (size_t)1 << log)) {
                return workers;
            }
            stop(run, workers);
        }
    }
    return 0;
}

static int by_place(const void *a, const void *b)
{
    return finding_compare(*(Finding *const *)a, *(Finding *const *)b);
}

static int by_path(const void *a, const void *b)
{
    return text_cmp(((const Complaint *)a)->path, ((const Complaint *)b)->path);
}

static int by_warning(const void *a, const void *b)
{
    const Warning *x = a, *y = b;
    int c = text_cmp(x->path, y->path);
    c = c ? c : (x->at.line > y->at.line) - (x->at.line < y->at.line);
    return c ? c : (x->at.column > y->at.column) - (x->at.column < y->at.column);
}

static void collect(Arena *a, RunResult *r, const Worker *w)
{
    r->files += w->files;
    r->parsed += w->parsed;
    for (int i = 0; i < w->findings.n; i++) {
        *list_push(a, &r->findings) = w->findings.at[i];
    }
    for (int i = 0; i < w->complaints.n; i++) {
        *list_push(a, &r->complaints) = w->complaints.at[i];
    }
    for (int i = 0; i < w->warnings.n; i++) {
        *list_push(a, &r->warnings) = w->warnings.at[i];
    }
}

static void sort(void *at, int n, size_t size, int (*compare)(const void *, const void *))
{
    if (n > 1) {
        qsort(at, (size_t)n, size, compare);
    }
}

// Gives back all that the run took but what its result points to.
static void finish(Run *run)
{
    for (int i = 0; i < run->worker_count; i++) {
        worker_stop(&run->workers[i]);
    }
    if (run->project) {
        project_free(run->project);
        run->project = NULL;
    }
}

static int worker_count(const RunOptions *options, int files)
{
    enum { WORKERS_MAX = 256 };
    int n = options->workers < 1 ? 1 : options->workers > WORKERS_MAX ? WORKERS_MAX : options->workers;
    return n > files ? (files ? files : 1) : n;
}

static void run_all(Arena *a, Run *run, RunResult *result)
{
    int workers = worker_count(run->options, run->n);
    run->worker_count = start(run, workers);
    if (!run->worker_count || !os_run_workers(run->worker_count, WORKER_STACK, work, run)) {
        *list_push(a, &result->complaints) = (Complaint){T("aqlint"), T("cannot start: out of memory or threads")};
    } else if (atomic_load(&run->next) < run->n) {
        *list_push(a, &result->complaints) = (Complaint){T("aqlint"), T("not all files are checked: out of memory")};
    }
    for (int i = 0; i < run->worker_count; i++) {
        collect(a, result, &run->workers[i]);
    }
}

RunResult run_files(Arena *a, const RunFile *files, int n, const RunOptions *options)
{
    Run *run = NEW(a, Run, 1);
    *run = (Run){.files = files, .n = n, .options = options, .dispatch = dispatch_new(a), .triggers = triggers_new(a),
                  .workers = NEW(a, Worker, worker_count(options, n))};
    RunResult result = {.memory = run};
    jmp_buf here, *outer = arena_on_exhaustion(a, &here);
    bool exhausted = setjmp(here) != 0;
    if (!exhausted) {
        run_all(a, run, &result);
    }
    finish(run);
    arena_on_exhaustion(a, outer);
    if (exhausted) {
        run_free(&(RunResult){.memory = run});
        arena_exhausted(a);
    }
    sort(result.findings.at, result.findings.n, sizeof *result.findings.at, by_place);
    sort(result.complaints.at, result.complaints.n, sizeof *result.complaints.at, by_path);
    sort(result.warnings.at, result.warnings.n, sizeof *result.warnings.at, by_warning);
    return result;
}

void run_free(RunResult *result)
{
    Run *run = result->memory;
    for (int i = 0; run && i < run->worker_count; i++) {
        worker_forget(&run->workers[i]);
    }
    *result = (RunResult){0};
}
