// The run over many files. Workers take the next file from an atomic index. Each has things of its own: a parser with its
// scratch memory, an arena that is cleared after every file, one that lasts as long as the result (findings), and two for
// modules that are read because an import leads there, which the project clears. Nothing else is shared but the project's
// table of modules. The end sorts, so that the order in which workers finish does not show.
#include "lint/run.h"

#include "base/os.h"
#include "lint/audit.h"
#include "lint/dispatch.h"
#include "lint/suppress.h"

#include <stdatomic.h>

enum { KEEP_BETWEEN_FILES = 1 << 21, WORKER_STACK = 1 << 24 };

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

typedef struct {
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

static void complain(Worker *w, Text path, Text message)
{
    *list_push(w->keep, &w->complaints) = (Complaint){path, message};
}

static int read_file(Worker *w, const RunFile *f, size_t limit, Text *bytes)
{
    if (f->is_text) {
        *bytes = f->text;
        return 0;
    }
    return os_read_file(w->file, f->path, limit, bytes);
}

static void report_syntax(const RunFile *f, Module *m, FileRun *run)
{
    const Rule *rule = rule_find(T("AQ900"));
    int index = rule ? rule_index(rule) : -1;
    if (index < 0 || !settings_is_on(f->settings, index)) {
        return;
    }
    Check c = {.rule = rule, .rule_index = index, .module = m, .arena = run->arena, .settings = f->settings, .run = run};
    for (int i = 0; i < m->source->problems.n; i++) {
        SourceProblem p = m->source->problems.at[i];
        REPORT(&c, p.span, "", {"message", p.message});
    }
    for (int i = 0; i < m->ast->errors.n; i++) {
        SyntaxError e = m->ast->errors.at[i];
        REPORT(&c, e.span, "", {"message", e.message});
    }
}

// The innermost definition around a place: from the last node that starts at or before it, upwards.
static const Node *definition_around(const Module *m, Span span)
{
    int low = 0, high = m->ast->n;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        m->ast->nodes[middle]->beg <= span.beg ? (low = middle) : (high = middle);
    }
    const Node *n = m->ast->nodes[low];
    while (n && !((n->kind == AST_FUNCTION || n->kind == AST_CLASS) && n->beg <= span.beg && span.end <= n->end)) {
        n = n->parent;
    }
    return n;
}

static void give_contexts(Worker *w, const Module *m, const Findings *findings)
{
    for (int i = 0; i < findings->n; i++) {
        Finding *f = findings->at[i];
        const Node *d = definition_around(m, f->at.span);
        if (d) {
            Text name = d->kind == AST_FUNCTION ? d->function.name.text : d->class_.name.text;
            Text outer = node_context(m, w->file, d);
            f->context = text_copy(w->keep, outer.n ? text_format(w->file, "%.*s.%.*s", PRI(outer), PRI(name)) : name);
        }
    }
}

// The findings to be measured. A note in a test stays one, whatever it measures (measure/job.h): if it is not shown, that is all.
static Findings to_be_measured(const Run *run, Worker *w, const Module *m, const Findings *findings)
{
    Findings some = {0};
    for (int i = 0; i < findings->n; i++) {
        Finding *f = findings->at[i];
        bool is_hidden = f->severity == SEVERITY_NOTE && run->options->least > SEVERITY_NOTE && module_is_test(m);
        if (f->rule->kind == KIND_LATENCY && !f->suppressed && !is_hidden) {
            *list_push(w->file, &some) = f;
        }
    }
    return some;
}

// A queue's users are needed to measure it, wherever in the file they are.
static bool has_queue(const Findings *findings)
{
    static const char *const codes[] = {"AQ101", "AQ102", "AQ109", "AQ305"};
    for (int i = 0; i < findings->n; i++) {
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
            if (text_eq(text_from(findings->at[i]->rule->code), text_from(codes[k]))) {
                return true;
            }
        }
    }
    return false;
}

static const TriggerWords *with_users_of_queues(Arena *a, const TriggerWords *words)
{
    static const char *const users[] = {".put(", ".put_nowait(", ".get()", ".get_nowait("};
    LIST(const char *) all = {0};
    for (int i = 0; words->all[i]; i++) {
        *list_push(a, &all) = words->all[i];
    }
    for (int i = 0; i < 4; i++) {
        *list_push(a, &all) = users[i];
    }
    *list_push(a, &all) = NULL;
    TriggerWords *more = NEW(a, TriggerWords, 1);
    *more = (TriggerWords){.all = all.at, .wide = words->wide, .stray = words->stray, .runs = words->runs};
    return more;
}

// What is measured must not depend on how much was parsed.
static Module *needed_module(Worker *w, Module *m, const TriggerWords *words)
{
    Ast *ast = ast_parse_part(w->reader.parser, w->file, m->source, PART_OWN, words);
    return module_new(w->file, m->source, ast, m->project, &w->reader, m->path);
}

// The model goes on to take memory of the file's arena while it is asked, so measuring gets the upper half for itself.
static void measure(Run *run, Worker *w, Module *m, const TriggerWords *words, const Settings *settings, Findings *findings)
{
    if (words && has_queue(findings)) {
        m = needed_module(w, m, with_users_of_queues(w->file, words));
    } else if (run->options->parse_full) {
        m = needed_module(w, m, words);
    }
    Arena scratch = *w->file;
    char *end = w->file->end;
    scratch.beg += (scratch.end - scratch.beg) / 2 & -4096;
    w->file->end = scratch.beg;
    run->options->measure(m, settings, findings, w->keep, scratch);
    w->file->end = end;
}

// What the comments silence; then what is wrong with them, which they may silence as well.
static void suppress(Worker *w, Module *m, const Settings *settings, FileRun *run)
{
    Suppression *s = suppress_begin(w->keep, w->file, m->source, m->ast, &w->warnings);
    suppress_judge(s, run->findings, 0);
    int before = run->findings->n;
    audit_suppressions(suppress_directives(s), m, settings, run, &w->warnings);
    suppress_judge(s, run->findings, before);
}

// `syntax`: report what the parser met. A file in which nothing can be found is not judged for its grammar either, however
// much of it is parsed: the findings must not depend on that.
static void check_text(Run *run, Worker *w, const RunFile *f, Text bytes, Held held, bool syntax)
{
    Text path = f->is_text && !f->path.n ? T("-") : f->path;
    Source *source = NEW(w->file, Source, 1);
    *source = source_read(w->file, path, bytes);
    const TriggerWords *words = triggers_words(run->triggers, w->file, held, f->settings);
    Ast *ast = ast_parse_part(w->reader.parser, w->file, source, run->options->parse_full ? PART_COMPARED : PART_OWN, words);
    Text absolute = f->is_text && !f->path.n ? (Text){0} : os_absolute(w->file, f->path);
    Module *m = module_new(w->file, source, ast, run->project, &w->reader, absolute);
    m->methods_block = held.methods_block;
    Findings findings = {0};
    FileRun file_run = {.arena = w->keep, .source = source, .findings = &findings, .options = run->options};
    w->parsed++;
    if (syntax) {
        report_syntax(f, m, &file_run);
    }
    bool on[RULES_MAX] = {false};
    triggers_rules(run->triggers, held, f->settings, on);
    dispatch_run(run->dispatch, m, on, f->settings, &file_run);
    suppress(w, m, f->settings, &file_run);
    Findings some = run->options->measure ? to_be_measured(run, w, m, &findings) : (Findings){0};
    if (some.n) {
        measure(run, w, m, words, f->settings, &some);
    }
    give_contexts(w, m, &findings);
    for (int i = 0; i < findings.n; i++) {
        *list_push(w->keep, &w->findings) = findings.at[i];
    }
}

static void check_file(Run *run, Worker *w, const RunFile *f)
{
    Text bytes;
    int error = read_file(w, f, run->options->max_file_size, &bytes);
    if (error) {
        complain(w, f->path, text_format(w->keep, "cannot read: %.*s", PRI(os_error_text(w->keep, error))));
        return;
    }
    w->files++;
    Held held = triggers_held(run->triggers, w->file, bytes);
    bool may_find = triggers_may_find(run->triggers, held, f->settings);
    if (may_find || (run->options->parse_full && triggers_concern(run->triggers, held))) {
        check_text(run, w, f, bytes, held, may_find);
    }
}

static void set_handler(Worker *w, jmp_buf *handler)
{
    for (int i = 0; i < ARENAS; i++) {
        arena_on_exhaustion(&w->arenas[i], handler);
    }
}

// One file with its own handler: when memory runs out the file is a complaint, and the next one is checked.
static void check_guarded(Run *run, Worker *w, const RunFile *f)
{
    jmp_buf here;
    Findings before = w->findings;
    set_handler(w, &here);
    w->reader.memos = NULL;
    w->file->home->fail_after = run->options->fail_allocation - 1;
    project_enter(run->project, &w->reader);
    if (setjmp(here) == 0) {
        check_file(run, w, f);
    } else {
        w->findings.n = before.n;
        if (w->keep->end - w->keep->beg > 4096) {
            complain(w, f->path, T("not checked: out of memory"));
        }
    }
    project_leave(run->project, &w->reader);
    arena_clear(w->file, KEEP_BETWEEN_FILES);
}

static void work(void *context, int index)
{
    Run *run = context;
    Worker *w = &run->workers[index];
    if (!w->ready || !project_set_reader(run->project, &w->reader)) {
        return;
    }
    for (int i; (i = atomic_fetch_add(&run->next, 1)) < run->n;) {
        check_guarded(run, w, &run->files[i]);
    }
}

static void stop_worker(Worker *w)
{
    parser_free(w->reader.parser);
    for (int i = 0; i < ARENAS; i++) {
        if (w->arenas[i].home && i != ARENA_KEEP) {
            arena_release(&w->arenas[i]);
        }
    }
    w->ready = false;
}

static void forget_worker(Worker *w)
{
    if (w->keep && w->keep->home) {
        arena_release(w->keep);
    }
    *w = (Worker){0};
}

static bool start_worker(Worker *w, size_t bytes)
{
    w->file = &w->arenas[ARENA_FILE];
    w->keep = &w->arenas[ARENA_KEEP];
    for (int i = 0; i < ARENAS; i++) {
        if (!arena_reserve(&w->arenas[i], &w->homes[i], bytes)) {
            return false;
        }
    }
    w->reader = (ProjectReader){.parser = parser_new(), .file = w->file,
                                .modules = {&w->arenas[ARENA_MODULES], &w->arenas[ARENA_MODULES + 1]},
                                .kept = &w->arenas[ARENA_KEPT]};
    w->ready = w->reader.parser != NULL;
    if (w->ready) {
        parser_set_scratch(w->reader.parser, &w->arenas[ARENA_SCRATCH]);
    }
    return w->ready;
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
        stop_worker(&run->workers[i]);
        forget_worker(&run->workers[i]);
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
        good = start_worker(&run->workers[i], bytes);
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
        stop_worker(&run->workers[i]);
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
        forget_worker(&run->workers[i]);
    }
    *result = (RunResult){0};
}
