// The keys of a configuration file: one table with what each is called, what it may hold, what it means and how it is
// read. The manual page and --show-settings are made from it.
#include "config/schema.h"

#include "config/keys.h"

typedef struct {
    ConfigKey doc;
    void (*read)(Reader *r, const Value *v);
} Key;

const char *const CONFIG_SEVERITIES[] = {"off", "note", "warning", "error", NULL};

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

// -- the run

static void read_fail_on(Reader *r, const Value *v)
{
    int index;
    if (config_choice(r, v, CONFIG_SEVERITIES + 1, &index)) {
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
     read_key_select},
    {{"extend-select", "list of rules", "none", "Rules to check besides."}, read_key_extend_select},
    {{"ignore", "list of rules", "none", "Rules not to check. Where `select` and `ignore` both name a rule, the "
      "narrower word wins, and `ignore` wins a tie."},
     read_key_ignore},
    {{"per-file-ignores", "table of pattern to list of rules", "none",
      "Rules not to check in some files. A pattern is one as in `exclude`; with `!` before it, the files that do not "
      "match are meant."},
     read_key_per_file_ignores},
    {{"severity", "table of rule to severity", "each rule's own",
      "The severity of rules: `off`, `note`, `warning` or `error`. Narrower words win."},
     read_key_severity},
    {{"rules", "table of rule to table of options", "each option's own",
      "Options of rules; `aqlint rule` NAME shows which a rule has."},
     read_key_rules},
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
      "entry that fits decides. Otherwise an unknown call takes 10us, and an unknown await comes back after 10ms. A loop of "
      "which nobody knows how often it goes round does so 200 times for a finding and 10 times in `aqlint sim`, but 3 times "
      "where it lies within what happens 10 times or more already: sizes that are not known are not multiplied with each "
      "other. A branch is taken every other time, unless it leads out of its loop or function."},
     read_key_assume},
    {{"target-version", "version", "what the project requires",
      "The oldest Python that the code must run on, as `py311` or `3.11`. Without it, the lower bound of `requires-python` in the "
      "nearest pyproject.toml (or of `python` among Poetry's dependencies, of Flit's `requires-python`, or of `python_requires` in setup.cfg)."},
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
