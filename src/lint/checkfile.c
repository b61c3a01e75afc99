// One file: read, searched for words, parsed, looked at by the rules, and what they find judged by its comments and measured.
#include "lint/worker.h"

#include "base/os.h"
#include "lint/audit.h"
#include "lint/suppress.h"

enum { KEEP_BETWEEN_FILES = 1 << 21 };

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
    Module *needed = module_new(w->file, m->source, ast, m->project, &w->reader, m->path);
    needed->names_no_package = m->names_no_package;
    return needed;
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
    m->names_no_package = !held.package && !held.is_wide;
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

void worker_check(Run *run, Worker *w, const RunFile *f)
{
    jmp_buf here;
    Findings before = w->findings;
    worker_set_handler(w, &here);
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
