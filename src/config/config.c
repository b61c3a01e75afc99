#include "config/config.h"

#include "base/os.h"
#include "config/schema.h"

#include <errno.h>

const char *const config_names[] = {".aqlint.yaml", ".aqlint.yml", "aqlint.yaml", NULL};

// What no one wants checked: version control, caches, environments, builds. Environments of any name are known by their
// pyvenv.cfg (discover.c).
const char *const config_usual_excludes[] = {
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d",
    ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pycache__",
    "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv", NULL,
};

static const IgnoreList *usual_excludes(Arena *a, Text directory)
{
    IgnoreList *list = NEW(a, IgnoreList, 1);
    *list = (IgnoreList){.base = directory, .everywhere = true};
    for (const char *const *name = config_usual_excludes; *name; name++) {
        ignore_add(a, list, text_from(*name));
    }
    return list;
}

static Config *make_default(Arena *a, Text directory)
{
    Config *c = NEW(a, Config, 1);
    c->directory = directory;
    c->exclude = usual_excludes(a, directory);
    c->respect_gitignore = true;
    c->fail_on = SEVERITY_WARNING;
    return c;
}

ConfigStore config_store(Arena *a, const char *const *formats)
{
    ConfigStore store = {.arena = a, .formats = formats, .current = os_current_directory(a)};
    store.fallback = make_default(a, store.current);
    return store;
}

// A path as a person in the working directory would write it.
static Text shown_path(const ConfigStore *store, Text path)
{
    Text current = store->current;
    bool below = text_starts(path, current) && path.n > current.n && path.s[current.n] == '/';
    return below ? text_sub(path, current.n + 1, path.n) : path;
}

static Text directory_of(Text path)
{
    ptrdiff_t slash = text_rfind_char(path, '/');
    return slash > 0 ? text_sub(path, 0, slash) : T("/");
}

static bool is_extended(const Reader *r, Text shown)
{
    for (; r; r = r->from) {
        if (text_eq(r->path, shown)) {
            return true;
        }
    }
    return false;
}

static void read_content(Reader *r, Text content);

// Starts r->config from the file that the value of `extend` names.
static void read_base(Reader *r, const Value *v)
{
    enum { LIMIT = 1 << 20 };
    Arena *a = r->store->arena;
    Text word, content;
    if (!config_word(r, v, &word)) {
        return;
    }
    Text path = os_absolute(a, word.s[0] == '/' ? word : text_format(a, "%.*s/%.*s", PRI(r->directory), PRI(word)));
    Reader base = {.store = r->store, .config = r->config, .path = shown_path(r->store, path), .from = r};
    base.directory = directory_of(path);
    if (is_extended(r, base.path)) {
        reader_problem(r, v, "`extend`: `%.*s` extends itself", PRI(word));
        return;
    }
    int error = os_read_file(a, path, LIMIT, &content);
    if (error) {
        Text why = os_error_text(a, error);
        reader_problem(r, v, "`extend`: cannot read `%.*s`: %.*s", PRI(base.path), PRI(why));
        return;
    }
    Text own = r->config->directory;
    r->config->directory = base.directory;
    read_content(&base, content);
    r->config->directory = own;
}

static int depth_of(const Reader *r)
{
    int depth = 0;
    for (; r; r = r->from) {
        depth++;
    }
    return depth;
}

static void read_content(Reader *r, Text content)
{
    enum { EXTEND_MAX = 32 };
    r->source = content;
    ValueError error;
    Value *root = value_read_yaml(r->store->arena, content, &error);
    if (!root) {
        reader_problem_at(r, error.line, error.column, 0, error.message);
        return;
    }
    const Value *extend = value_get(root, T("extend"));
    for (int i = 0; extend && i < root->pairs.n; i++) {
        r->key = root->pairs.at[i].value == extend ? root->pairs.at[i].key : r->key;
    }
    if (extend && depth_of(r) > EXTEND_MAX) {
        reader_problem(r, extend, "`extend`: too many files extend each other");
    } else if (extend) {
        read_base(r, extend);
    }
    schema_read(r, root);
}

static Reader reader_of(ConfigStore *store, Text path, Text directory)
{
    Config *c = make_default(store->arena, directory);
    c->path = shown_path(store, path);
    return (Reader){.store = store, .config = c, .path = c->path, .directory = directory_of(path)};
}

const Config *config_parse(ConfigStore *store, Text path, Text directory, Text content)
{
    Reader r = reader_of(store, path, directory);
    read_content(&r, content);
    return r.config;
}

const Config *config_read(ConfigStore *store, Text path, Text directory)
{
    enum { LIMIT = 1 << 20 };
    Text content;
    int error = os_read_file(store->arena, path, LIMIT, &content);
    if (!error) {
        return config_parse(store, path, directory, content);
    }
    Reader r = reader_of(store, path, directory);
    Text why = os_error_text(store->arena, error);
    reader_problem_at(&r, 0, 0, 0, text_format(store->arena, "cannot read: %.*s", PRI(why)));
    return r.config;
}

const Config *config_for_listed(ConfigStore *store, Text directory, Text name, const Config *above)
{
    if (store->only) {
        return store->only;
    }
    void **place = map_put(store->arena, &store->directories, directory);
    if (!*place) {
        Text slash = text_ends(directory, T("/")) ? T("") : T("/");
        Text path = text_format(store->arena, "%.*s%.*s%.*s", PRI(directory), PRI(slash), PRI(name));
        *place = name.n ? (void *)config_read(store, path, directory) : (void *)above;
    }
    return *place;
}

static Text find_name(const ConfigStore *store, Text directory)
{
    Arena scratch = *store->arena;
    for (const char *const *name = config_names; *name; name++) {
        Text path = text_format(&scratch, "%.*s/%s", PRI(directory), *name);
        if (os_stat(scratch, path, true).kind != OS_NONE) {
            return text_from(*name);
        }
    }
    return (Text){0};
}

const Config *config_for_directory(ConfigStore *store, Text directory)
{
    if (store->only) {
        return store->only;
    }
    ptrdiff_t known = directory.n;
    const Config *c = NULL;
    while (!(c = map_get(&store->directories, text_sub(directory, 0, known))) && known > 1) {
        known = directory_of(text_sub(directory, 0, known)).n;
    }
    if (!c) {
        c = config_for_listed(store, T("/"), find_name(store, T("/")), store->fallback);
        known = 0;
    }
    while (known < directory.n) {
        ptrdiff_t from = known > 1 ? known + 1 : 1;
        ptrdiff_t slash = text_find_char(text_sub(directory, from, directory.n), '/');
        known = slash < 0 ? directory.n : from + slash;
        Text part = text_sub(directory, 0, known);
        c = config_for_listed(store, part, find_name(store, part), c);
    }
    return c;
}
