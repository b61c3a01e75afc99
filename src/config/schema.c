// The keys of a configuration file: one table with what each is called, what it may hold, what it means and how it is
// read. The manual page and --show-settings are made from it.
#include "config/schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    ConfigKey doc;
    void (*read)(Reader *r, const Value *v);
} Key;

static const char *const SEVERITIES[] = {"off", "note", "warning", "error", NULL};   // as in Severity

// -- rules

static RuleLayer *own_layer(Reader *r)
{
    return r->config->layers.at[r->config->layers.n - 1];
}

static void read_rule_words(Reader *r, const Value *v, bool (*take)(RuleLayer *, Text))
{
    Texts words = {0};
    if (!config_words(r, v, &words)) {
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        Selector s;
        if (config_selector(r, v->items.at[i], &s)) {
            take(own_layer(r), v->items.at[i]->text);
        }
    }
}

static void read_select(Reader *r, const Value *v)
{
    own_layer(r)->has_select = true;
    read_rule_words(r, v, layer_select);
}

static void read_extend_select(Reader *r, const Value *v)
{
    read_rule_words(r, v, layer_select);
}

static void read_ignore(Reader *r, const Value *v)
{
    read_rule_words(r, v, layer_ignore);
}

static void apply_severity(Config *c, const Selector *s, Severity severity)
{
    for (int i = 0; i < rule_count; i++) {
        if (ruleset_has(&s->rules, i)) {
            c->severity[i] = severity;
            c->disabled[i] = severity == SEVERITY_OFF;
        }
    }
}

// Narrower words win, whatever their order in the file.
static void read_severity(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    Selector *selectors = NEW(r->store->arena, Selector, v->pairs.n);
    int *severities = NEW(r->store->arena, int, v->pairs.n);
    for (int i = 0; i < v->pairs.n; i++) {
        if (!config_selector(r, v->pairs.at[i].key, &selectors[i]) ||
            !config_choice(r, v->pairs.at[i].value, SEVERITIES, &severities[i])) {
            selectors[i].depth = 0;
        }
    }
    for (int depth = 1; depth <= SELECTOR_EXACT; depth++) {
        for (int i = 0; i < v->pairs.n; i++) {
            if (selectors[i].depth == depth) {
                apply_severity(r->config, &selectors[i], (Severity)severities[i]);
            }
        }
    }
}

static const IgnoreList *read_pattern(Reader *r, const Value *at, Text pattern)
{
    IgnoreList *list = NEW(r->store->arena, IgnoreList, 1);
    *list = (IgnoreList){.base = r->config->directory, .everywhere = true};
    const char *error = ignore_add(r->store->arena, list, pattern);
    if (error) {
        reader_problem(r, at, "`%.*s`: bad pattern: %s", PRI(r->key->text), error);
    }
    return list;
}

static void read_per_file_ignores(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    r->config->file_ignores.n = r->config->file_ignores.cap = 0;
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key, *list = v->pairs.at[i].value;
        Texts words = {0};
        Text pattern;
        if (!config_word(r, key, &pattern) || !config_words(r, list, &words)) {
            continue;
        }
        FileIgnores f = {.pattern = pattern, .others = pattern.s[0] == '!'};
        f.files = read_pattern(r, key, text_sub(pattern, f.others, pattern.n));
        for (int k = 0; k < list->items.n; k++) {
            Selector s;
            if (config_selector(r, list->items.at[k], &s)) {
                ruleset_unite(&f.rules, &s.rules);
            }
        }
        *list_push(r->store->arena, &r->config->file_ignores) = f;
    }
}

// -- options of rules

static const Rule *find_rule(Reader *r, const Value *key)
{
    const Rule *rule = rule_find(key->text);
    if (rule) {
        return rule;
    }
    Text near = selector_nearest(*r->store->arena, key->text);
    rule = near.n ? rule_find(near) : NULL;
    Text hint = rule ? text_format(r->store->arena, "; did you mean `%s`?", rule->name) : T("");
    reader_problem(r, key, "`rules`: unknown rule `%.*s`%.*s", PRI(key->text), PRI(hint));
    return NULL;
}

static int find_option(Reader *r, const Rule *rule, const Value *key)
{
    const char **names = NEW(r->store->arena, const char *, rule->option_count + 1);
    for (int i = 0; i < rule->option_count; i++) {
        names[i] = rule->options[i].name;
        if (text_eq(key->text, text_from(names[i]))) {
            return i;
        }
    }
    if (rule->option_count == 0) {
        reader_problem(r, key, "rule `%s` has no options", rule->name);
    } else {
        Text hint = config_hint(r->store->arena, key->text, names);
        reader_problem(r, key, "rule `%s` has no option `%.*s`%.*s", rule->name, PRI(key->text), PRI(hint));
    }
    return -1;
}

static void read_option(Reader *r, const RuleOption *option, const Value *v, OptionValue *value)
{
    OptionValue read = {.set = true};
    bool flag = false, good = false;
    switch (option->kind) {
    case OPTION_INT:
        good = config_integer(r, v, INT64_MIN, INT64_MAX, &read.integer);
        break;
    case OPTION_BOOL:
        good = config_bool(r, v, &flag);
        read.integer = flag;
        break;
    case OPTION_LIST:
        good = config_words(r, v, &read.list);
        break;
    }
    if (good) {
        *value = read;
    }
}

static void read_rule_options(Reader *r, const Rule *rule, const Value *table)
{
    OptionValue **place = &r->config->options[rule_index(rule)];
    OptionValue *values = NEW(r->store->arena, OptionValue, rule->option_count);
    if (*place) {
        memcpy(values, *place, sizeof *values * (size_t)rule->option_count);
    }
    *place = values;
    for (int i = 0; i < table->pairs.n; i++) {
        r->key = table->pairs.at[i].key;
        int option = find_option(r, rule, r->key);
        if (option >= 0) {
            read_option(r, &rule->options[option], table->pairs.at[i].value, &values[option]);
        }
    }
}

static void read_rules(Reader *r, const Value *v)
{
    if (!config_expect_map(r, v)) {
        return;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        r->key = v->pairs.at[i].key;
        const Rule *rule = find_rule(r, r->key);
        if (rule && config_expect_map(r, v->pairs.at[i].value)) {
            read_rule_options(r, rule, v->pairs.at[i].value);
        }
    }
}

// -- files

static const IgnoreList *read_patterns(Reader *r, const Value *v, const IgnoreList *next)
{
    Texts words = {0};
    if (!config_words(r, v, &words)) {
        return next;
    }
    IgnoreList *list = NEW(r->store->arena, IgnoreList, 1);
    *list = (IgnoreList){.next = next, .base = r->config->directory, .everywhere = true};
    for (int i = 0; i < words.n; i++) {
        const char *error = ignore_add(r->store->arena, list, words.at[i]);
        if (error) {
            reader_problem(r, v->items.at[i], "`%.*s`: bad pattern: %s", PRI(r->key->text), error);
        }
    }
    return list;
}

static void read_exclude(Reader *r, const Value *v)
{
    r->config->exclude = read_patterns(r, v, NULL);
}

static void read_extend_exclude(Reader *r, const Value *v)
{
    r->config->extend_exclude = read_patterns(r, v, r->config->extend_exclude);
}

static void read_respect_gitignore(Reader *r, const Value *v)
{
    config_bool(r, v, &r->config->respect_gitignore);
}

static void read_force_exclude(Reader *r, const Value *v)
{
    config_bool(r, v, &r->config->force_exclude);
}

static void read_src(Reader *r, const Value *v)
{
    Texts words = {0}, directories = {0};
    if (!config_words(r, v, &words)) {
        return;
    }
    for (int i = 0; i < words.n; i++) {
        Text path = text_format(r->store->arena, "%.*s/%.*s", PRI(r->config->directory), PRI(words.at[i]));
        bool absolute = words.at[i].s[0] == '/';
        *list_push(r->store->arena, &directories) = os_absolute(r->store->arena, absolute ? words.at[i] : path);
    }
    r->config->src = directories;
}

// -- what is assumed of calls

// "5ms", "0.2": seconds. A bare number is seconds.
static bool read_seconds(Reader *r, const Value *v, double *seconds)
{
    static const struct {
        const char *unit;
        double factor;
    } units[] = {{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"", 1}};
    Text word;
    if (!config_word(r, v, &word)) {
        return false;
    }
    char *end;
    double x = strtod(word.s, &end);
    Text unit = text_trim(text_from(end));
    for (int i = 0; end != word.s && x >= 0 && x < 1e9 && i < 6; i++) {
        if (text_eq(unit, text_from(units[i].unit))) {
            *seconds = x * units[i].factor;
            return true;
        }
    }
    reader_problem(r, v, "`assume`: expected a time like 5ms or 0.2s, found `%.*s`", PRI(word));
    return false;
}

static bool read_assumed(Reader *r, const Value *v, Assume *a)
{
    static const char *const names[] = {"cpu", "await", NULL};
    if (v->kind != VALUE_MAP || v->pairs.n == 0) {
        reader_problem(r, v, "`assume`: expected `cpu` or `await` with a time, as in {await: 5ms}");
        return false;
    }
    bool good = true;
    for (int i = 0; i < v->pairs.n; i++) {
        Text key = v->pairs.at[i].key->text;
        bool is_cpu = text_eq(key, T("cpu"));
        if (!is_cpu && !text_eq(key, T("await"))) {
            Text hint = config_hint(r->store->arena, key, names);
            reader_problem(r, v->pairs.at[i].key, "unknown key `%.*s`%.*s", PRI(key), PRI(hint));
            good = false;
        } else {
            good &= read_seconds(r, v->pairs.at[i].value, is_cpu ? &a->cpu : &a->await);
        }
    }
    return good;
}

// This file's entries come before those that it extends.
static void read_assume(Reader *r, const Value *v)
{
    AssumeTable table = {0};
    if (v->kind != VALUE_MAP) {
        reader_problem(r, v, "`assume`: expected a table of names to times, as in {db.fetch: {await: 5ms}}");
        return;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        Assume a = {v->pairs.at[i].key->text, (double)NAN, (double)NAN};
        if (read_assumed(r, v->pairs.at[i].value, &a)) {
            *list_push(r->store->arena, &table.entries) = a;
        }
    }
    for (int i = 0; i < r->config->assume.entries.n; i++) {
        *list_push(r->store->arena, &table.entries) = r->config->assume.entries.at[i];
    }
    r->config->assume = table;
}

// -- the run

static void read_fail_on(Reader *r, const Value *v)
{
    int index;
    if (config_choice(r, v, SEVERITIES + 1, &index)) {
        r->config->fail_on = (Severity)(index + 1);
    }
}

static void read_output_format(Reader *r, const Value *v)
{
    int index;
    if (config_choice(r, v, r->store->formats, &index)) {
        r->config->output_format = text_from(r->store->formats[index]);
    }
}

static void read_target_version(Reader *r, const Value *v)
{
    Text word;
    if (config_word(r, v, &word) && !target_version_read(word, &r->config->target_version)) {
        reader_problem(r, v, "`target-version`: expected a version like py311 or 3.11, found `%.*s`", PRI(word));
    }
}

static void read_jobs(Reader *r, const Value *v)
{
    int64_t jobs;
    if (config_integer(r, v, 1, 256, &jobs)) {
        r->config->jobs = (int)jobs;
    }
}

static void read_extend(Reader *r, const Value *v)
{
    (void)r, (void)v;       // read before the others, by config.c
}

static const Key KEYS[] = {
    {{"extend", "path", "none",
      "A configuration file to start from, relative to this one. Its values hold where this file says nothing; what "
      "it ignores and selects comes first, as a layer of its own. The patterns in it stay relative to it."},
     read_extend},
    {{"select", "list of rules", "the rules that are on by default",
      "The rules to check, and no others: codes (`AQ101`), first parts of codes (`AQ1`), names (`unbounded-queue`), "
      "codes that other linters have for the same check (`RUF006`), or `ALL`."},
     read_select},
    {{"extend-select", "list of rules", "none", "Rules to check besides."}, read_extend_select},
    {{"ignore", "list of rules", "none", "Rules not to check. Where `select` and `ignore` both name a rule, the "
      "narrower word wins, and `ignore` wins a tie."},
     read_ignore},
    {{"per-file-ignores", "table of pattern to list of rules", "none",
      "Rules not to check in some files. A pattern is one as in `exclude`; with `!` before it, the files that do not "
      "match are meant."},
     read_per_file_ignores},
    {{"severity", "table of rule to severity", "each rule's own",
      "The severity of rules: `off`, `note`, `warning` or `error`. Narrower words win."},
     read_severity},
    {{"rules", "table of rule to table of options", "each option's own",
      "Options of rules; `aqlint rule` NAME shows which a rule has."},
     read_rules},
    {{"exclude", "list of patterns", "see below",
      "Files and directories to leave out, instead of the usual ones. Patterns are as in .gitignore: without a slash "
      "they match a name anywhere, with one they are relative to this file; `!` takes in again."},
     read_exclude},
    {{"extend-exclude", "list of patterns", "none", "Files and directories to leave out besides."},
     read_extend_exclude},
    {{"force-exclude", "true or false", "false",
      "Leave out excluded files even when they are named on the command line."},
     read_force_exclude},
    {{"respect-gitignore", "true or false", "true", "Leave out what git ignores, and what .ignore files name."},
     read_respect_gitignore},
    {{"src", "list of directories", "none",
      "Directories that imports are looked up in, besides the one that holds the importing package."},
     read_src},
    {{"assume", "table of name to times", "none",
      "What is assumed of calls that cannot be looked into, when the cost of a finding is measured and in `aqlint sim` of "
      "Python source: `cpu`, how long it keeps the loop, and `await`, when an await of it comes back, as in "
      "`db.fetch: {await: 5ms}`. A name is qualified, or as it is written in the call; `*` stands for anything. The first "
      "entry that fits decides. Otherwise an unknown call takes 10us, and an unknown await comes back after 10ms."},
     read_assume},
    {{"target-version", "version", "what the project requires",
      "The oldest Python that the code must run on, as `py311` or `3.11`. Without it, the lower bound of `requires-python` in the "
      "nearest pyproject.toml (or of `python` among Poetry's dependencies, or of `python_requires` in setup.cfg)."},
     read_target_version},
    {{"fail-on", "severity", "warning",
      "The least severity of a finding that makes the exit code 1. This key and the next two are taken from the file "
      "that governs the current directory."},
     read_fail_on},
    {{"output-format", "format", "full", "The format of the report."}, read_output_format},
    {{"jobs", "number", "one per processor", "How many files are checked at the same time."}, read_jobs},
};

enum { KEY_COUNT = sizeof KEYS / sizeof *KEYS };

int config_key_count(void)
{
    return KEY_COUNT;
}

ConfigKey config_key(int number)
{
    return KEYS[number].doc;
}

static void complain_unknown_key(Reader *r, const Value *key)
{
    const char *names[KEY_COUNT + 1] = {0};
    for (int i = 0; i < KEY_COUNT; i++) {
        names[i] = KEYS[i].doc.name;
    }
    Text hint = config_hint(r->store->arena, key->text, names);
    reader_problem(r, key, "unknown key `%.*s`%.*s", PRI(key->text), PRI(hint));
}

static void read_pair(Reader *r, const ValuePair *pair)
{
    for (int i = 0; i < KEY_COUNT; i++) {
        if (text_eq(pair->key->text, text_from(KEYS[i].doc.name))) {
            r->key = pair->key;
            r->config->origin[i] = r->path;
            KEYS[i].read(r, pair->value);
            return;
        }
    }
    complain_unknown_key(r, pair->key);
}

void schema_read(Reader *r, const Value *root)
{
    _Static_assert((int)KEY_COUNT <= (int)CONFIG_KEYS_MAX, "Config.origin is too small");
    if (root->kind != VALUE_MAP) {
        reader_problem(r, root, "expected a table of keys and values");
        return;
    }
    *list_push(r->store->arena, &r->config->layers) = NEW(r->store->arena, RuleLayer, 1);
    for (int i = 0; i < root->pairs.n; i++) {
        read_pair(r, &root->pairs.at[i]);
    }
}

bool target_version_read(Text word, int *version)
{
    Text digits = text_starts(word, T("py")) ? text_sub(word, 2, word.n) : word;
    Text major, minor;
    if (!text_cut(digits, '.', &major, &minor)) {
        major = text_sub(digits, 0, 1);
        minor = text_sub(digits, 1, digits.n);
    }
    int64_t low;
    bool plain = text_eq(major, T("3")) && minor.n > 0 && minor.n < 3 && minor.s[0] >= '0' && minor.s[0] <= '9';
    if (!plain || !text_to_int(minor, &low)) {
        return false;
    }
    *version = 300 + (int)low;
    return true;
}
