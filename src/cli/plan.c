#include "cli/plan.h"

#include "cli/complaint.h"
#include "config/schema.h"

enum { INPUT_LIMIT = 64 << 20 };

const char *const *plan_formats(Arena *a)
{
    LIST(const char *) names = {0};
    for (const ReportFormat *f = report_formats; f->name; f++) {
        *list_push(a, &names) = f->name;
    }
    *list_push(a, &names) = NULL;
    return names.at;
}

// -- rules and patterns of the command line

static bool take_rules(Plan *p, const char *option, const Texts *words, bool (*take)(RuleLayer *, Text))
{
    bool good = true;
    for (int i = 0; i < words->n; i++) {
        if (!take(&p->overrides.rules, words->at[i])) {
            Text hint = selector_hint(p->arena, words->at[i]);
            complain(p->arena, "--%s: unknown rule `%.*s`%.*s", option, PRI(words->at[i]), PRI(hint));
            good = false;
        }
    }
    return good;
}

static bool take_patterns(Plan *p, const char *option, const Texts *words, const IgnoreList **result)
{
    if (words->n == 0) {
        return true;
    }
    bool good = true;
    IgnoreList *list = NEW(p->arena, IgnoreList, 1);
    *list = (IgnoreList){.base = p->store.current, .everywhere = true};
    for (int i = 0; i < words->n; i++) {
        const char *error = ignore_add(p->arena, list, words->at[i]);
        if (error) {
            complain(p->arena, "--%s: bad pattern `%.*s`: %s", option, PRI(words->at[i]), error);
            good = false;
        }
    }
    *result = list;
    return good;
}

static bool take_target_version(Plan *p)
{
    Text word = p->flags->target_version;
    if (!word.s || target_version_read(word, &p->overrides.target_version)) {
        return true;
    }
    complain(p->arena, "--target-version: expected a version like py311 or 3.11, not `%.*s`", PRI(word));
    return false;
}

static bool make_overrides(Plan *p)
{
    const Flags *f = p->flags;
    Overrides *o = &p->overrides;
    o->rules.has_select = f->select.n > 0;
    o->no_gitignore = f->no_respect_gitignore;
    o->force_exclude = f->force_exclude;
    bool good = take_rules(p, "select", &f->select, layer_select);
    good &= take_rules(p, "extend-select", &f->extend_select, layer_select);
    good &= take_rules(p, "ignore", &f->ignore, layer_ignore);
    good &= take_patterns(p, "exclude", &f->exclude, &o->exclude);
    good &= take_patterns(p, "extend-exclude", &f->extend_exclude, &o->extend_exclude);
    good &= take_target_version(p);
    return good;
}

// -- configuration

static void open_configuration(Plan *p)
{
    p->store = config_store(p->arena, plan_formats(p->arena));
    if (p->flags->isolated) {
        p->store.only = p->store.fallback;
    } else if (p->flags->config.s) {
        p->store.only = config_read(&p->store, os_absolute(p->arena, p->flags->config), p->store.current);
    }
    p->config = config_for_directory(&p->store, p->store.current);
}

static bool configuration_is_good(const Plan *p)
{
    for (int i = 0; i < p->store.problems.n; i++) {
        complain_config(p->arena, &p->store.problems.at[i], (ColorChoice)p->flags->color);
    }
    return p->store.problems.n == 0;
}

// -- files

static bool read_names(Plan *p, Texts *paths)
{
    Text from = p->flags->files_from, content;
    bool is_stdin = text_eq(from, T("-"));
    int error = is_stdin ? os_read_stdin(p->arena, INPUT_LIMIT, &content)
                         : os_read_file(p->arena, from, INPUT_LIMIT, &content);
    if (error) {
        Text why = os_error_text(p->arena, error), name = is_stdin ? T("standard input") : from;
        complain(p->arena, "--files-from: cannot read %.*s: %.*s", PRI(name), PRI(why));
        return false;
    }
    while (content.n) {
        Text name;
        text_cut(content, p->flags->null ? '\0' : '\n', &name, &content);
        if (!p->flags->null && text_ends(name, T("\r"))) {
            name.n--;
        }
        if (name.n) {
            *list_push(p->arena, paths) = name;
        }
    }
    return true;
}

static void add_file(Plan *p, RunFile f, const Config *c, Text absolute)
{
    f.settings = resolve_settings(&p->resolver, c, absolute);
    *list_push(p->arena, &p->files) = f;
}

static bool add_stdin(Plan *p)
{
    bool named = p->flags->stdin_filename.s != NULL;
    Text path = named ? p->flags->stdin_filename : T("");
    Text absolute = os_absolute(p->arena, named ? path : T("-"));
    Text directory = text_sub(absolute, 0, text_rfind_char(absolute, '/'));
    const Config *c = config_for_directory(&p->store, directory.n ? directory : T("/"));
    bool forced = c->force_exclude || p->overrides.force_exclude;
    if (named && forced && discover_excludes(c, &p->overrides, absolute, false, *p->arena)) {
        return true;
    }
    int error = os_read_stdin(p->arena, INPUT_LIMIT, &p->stdin_text);
    if (error) {
        Text why = os_error_text(p->arena, error);
        complain(p->arena, "cannot read standard input: %.*s", PRI(why));
        return false;
    }
    add_file(p, (RunFile){.path = path, .is_text = true, .text = p->stdin_text}, c, absolute);
    return true;
}

static void add_found(Plan *p, const Texts *paths)
{
    p->found = discover(p->arena, &p->store, &p->overrides, paths);
    for (int i = 0; i < p->found.files.n; i++) {
        const FoundFile *f = &p->found.files.at[i];
        add_file(p, (RunFile){.path = f->path}, f->config, f->absolute);
    }
}

static bool find_files(Plan *p)
{
    const Flags *f = p->flags;
    Texts paths = {0};
    bool dash = f->paths.n == 1 && text_eq(f->paths.at[0], T("-"));
    if (!f->files_from.s && (dash || (f->stdin_filename.s && f->paths.n == 0))) {
        return add_stdin(p);
    }
    if (f->stdin_filename.s) {
        complain(p->arena, "--stdin-filename is for standard input: it goes with no path but `-`");
        return false;
    }
    for (int i = 0; i < f->paths.n; i++) {
        *list_push(p->arena, &paths) = f->paths.at[i];
    }
    if (f->files_from.s && !read_names(p, &paths)) {
        return false;
    }
    if (f->paths.n == 0 && !f->files_from.s) {
        *list_push(p->arena, &paths) = T(".");
    }
    add_found(p, &paths);
    return true;
}

static void choose_output(Plan *p)
{
    const Flags *f = p->flags;
    p->format = f->format >= 0 ? &report_formats[f->format]
                : p->config->output_format.n ? report_find(p->config->output_format) : &report_formats[0];
    p->fail_on = f->fail_on ? (Severity)f->fail_on : p->config->fail_on;
    Severity usual = p->fail_on < SEVERITY_WARNING ? p->fail_on : SEVERITY_WARNING;
    p->level = f->level ? (Severity)f->level : usual;
}

bool plan_make(Arena *a, const Flags *flags, Plan *plan)
{
    *plan = (Plan){.arena = a, .flags = flags};
    if (flags->isolated && flags->config.s) {
        complain(a, "--isolated and --config do not go together");
        return false;
    }
    open_configuration(plan);
    plan->resolver = (Resolver){.arena = a, .overrides = &plan->overrides, .reads_projects = !flags->isolated, .requires = {.arena = a}};
    bool good = make_overrides(plan);
    good = configuration_is_good(plan) && good;
    if (!good) {
        return false;
    }
    choose_output(plan);
    return find_files(plan) && configuration_is_good(plan);
}

Texts plan_roots(Plan *p)
{
    Texts roots = {0};
    const Config *last = NULL;
    for (int i = 0; i < p->found.files.n; i++) {
        const Config *c = p->found.files.at[i].config;
        for (int k = 0; c != last && k < c->src.n; k++) {
            if (!texts_have(&roots, c->src.at[k])) {
                *list_push(p->arena, &roots) = c->src.at[k];
            }
        }
        last = c;
    }
    return roots;
}
