#include "config/discover.h"

#include "config/repository.h"

#include <stdlib.h>
#include <string.h>

enum { IGNORE_FILE_LIMIT = 16 << 20 };

// The ignore files that hold in a directory, nearest first.
typedef struct {
    const IgnoreList *dot;          // .ignore
    const IgnoreList *git;          // .gitignore, then the repository's and the user's
} Ignores;

typedef struct {
    Text path;                      // as shown; empty: the working directory
    Text absolute;
    Ignores ignores;                // of the directory above
    const Config *config;           // of the directory above; NULL: to be looked for
    bool is_named;
} Directory;

typedef struct {
    Arena *arena;
    ConfigStore *store;
    const Overrides *overrides;
    LIST(Directory) pending;        // a queue: what was named is visited first
    Map visited;                    // device and inode of directories
    Found found;
} Walk;

static Text join(Arena *a, Text directory, Text name)
{
    if (directory.n == 0) {
        return name;
    }
    return text_format(a, "%.*s%s%.*s", PRI(directory), text_ends(directory, T("/")) ? "" : "/", PRI(name));
}

static Text parent_of(Text path)
{
    ptrdiff_t slash = text_rfind_char(path, '/');
    return slash > 0 ? text_sub(path, 0, slash) : T("/");
}

static const IgnoreList *add_ignore_file(Walk *w, Text directory, Text name, const IgnoreList *next)
{
    Text content;
    Text path = join(w->arena, directory, name);
    return os_read_file(w->arena, path, IGNORE_FILE_LIMIT, &content) == 0
               ? ignore_read(w->arena, content, directory, next) : next;
}

// -- what is left out

static IgnoreVerdict excludes(const Config *c, const Overrides *o, Text path, bool is_directory, Arena scratch)
{
    IgnoreVerdict v = ignore_verdict(o->extend_exclude, path, is_directory, scratch);
    if (v == IGNORE_UNDECIDED) {
        v = ignore_verdict(o->exclude ? NULL : c->extend_exclude, path, is_directory, scratch);
    }
    return v != IGNORE_UNDECIDED ? v : ignore_verdict(o->exclude ? o->exclude : c->exclude, path, is_directory, scratch);
}

bool discover_excludes(const Config *c, const Overrides *o, Text path, bool is_directory, Arena scratch)
{
    ptrdiff_t base = text_eq(c->directory, T("/")) ? 0 : c->directory.n;
    bool below = text_starts(path, c->directory) && path.n > base && path.s[base] == '/';
    for (ptrdiff_t i = base + 1; below && i < path.n; i++) {
        if (path.s[i] == '/' && excludes(c, o, text_sub(path, 0, i), true, scratch) == IGNORE_OUT) {
            return true;
        }
    }
    return excludes(c, o, path, is_directory, scratch) == IGNORE_OUT;
}

static bool is_left_out(const Walk *w, const Config *c, Ignores ignores, Text path, bool is_directory)
{
    if (excludes(c, w->overrides, path, is_directory, *w->arena) == IGNORE_OUT) {
        return true;
    }
    if (w->overrides->no_gitignore || !c->respect_gitignore) {
        return false;
    }
    IgnoreVerdict v = ignore_verdict(ignores.dot, path, is_directory, *w->arena);
    return (v != IGNORE_UNDECIDED ? v : ignore_verdict(ignores.git, path, is_directory, *w->arena)) == IGNORE_OUT;
}

// -- walking

static bool is_python(Text name)
{
    return text_ends(name, T(".py")) || text_ends(name, T(".pyi")) || text_ends(name, T(".pyw"));
}

static const OsEntry *find_entry(const OsEntry *entries, int n, Text name)
{
    for (int i = 0; i < n; i++) {
        if (text_eq(entries[i].name, name)) {
            return &entries[i];
        }
    }
    return NULL;
}

// The ignore files of a directory on top of those above it. A repository starts afresh with git's.
static Ignores enter(Walk *w, Text directory, const OsEntry *entries, int n, Ignores above)
{
    Ignores now = above;
    if (find_entry(entries, n, T(".git"))) {
        now.git = repository_excludes(w->arena, directory);
    }
    if (find_entry(entries, n, T(".gitignore"))) {
        now.git = add_ignore_file(w, directory, T(".gitignore"), now.git);
    }
    if (find_entry(entries, n, T(".ignore"))) {
        now.dot = add_ignore_file(w, directory, T(".ignore"), now.dot);
    }
    return now;
}

static const Config *govern(Walk *w, const Directory *d, const OsEntry *entries, int n)
{
    if (!d->config) {
        return config_for_directory(w->store, d->absolute);
    }
    Text name = {0};
    for (const char *const *c = config_names; *c && !name.n; c++) {
        const OsEntry *e = find_entry(entries, n, text_from(*c));
        name = e ? e->name : name;
    }
    return config_for_listed(w->store, d->absolute, name, d->config);
}

static bool was_visited(Walk *w, uint64_t device, uint64_t inode)
{
    Text key = text_format(w->arena, "%llx:%llx", (unsigned long long)device, (unsigned long long)inode);
    void **place = map_put(w->arena, &w->visited, key);
    bool visited = *place != NULL;
    *place = w;
    return visited;
}

static void add_trouble(Walk *w, Text path, int error)
{
    *list_push(w->arena, &w->found.troubles) = (FoundTrouble){path, error};
}

static void visit_entry(Walk *w, const Directory *d, uint64_t device, const OsEntry *e)
{
    OsKind kind = e->kind;
    if (kind != OS_DIRECTORY && !is_python(e->name) && kind != OS_NONE) {
        return;
    }
    Text absolute = join(w->arena, d->absolute, e->name);
    FoundFile f = {join(w->arena, d->path, e->name), absolute, d->config, device, e->inode, kind == OS_LINK, false};
    if (kind == OS_NONE) {
        OsStat st = os_stat(*w->arena, f.path, false);
        kind = st.kind;
    }
    if (kind == OS_LINK) {
        OsStat st = os_stat(*w->arena, f.path, true);
        kind = st.kind == OS_FILE ? OS_FILE : OS_OTHER;
        f.device = st.device, f.inode = st.inode;
    }
    bool wanted = kind == OS_DIRECTORY || (kind == OS_FILE && is_python(e->name));
    if (!wanted || is_left_out(w, d->config, d->ignores, absolute, kind == OS_DIRECTORY)) {
        return;
    }
    if (kind == OS_DIRECTORY) {
        *list_push(w->arena, &w->pending) = (Directory){f.path, absolute, d->ignores, d->config, false};
    } else {
        *list_push(w->arena, &w->found.files) = f;
    }
}

static void visit_directory(Walk *w, Directory d)
{
    Text path = d.path.n ? d.path : T(".");
    OsStat st = os_stat(*w->arena, path, true);
    if (st.kind == OS_DIRECTORY && was_visited(w, st.device, st.inode)) {
        return;
    }
    OsEntry *entries = NULL;
    int n = 0;
    int error = os_list(w->arena, path, &entries, &n);
    if (error) {
        add_trouble(w, path, error);
    }
    if (!d.is_named && find_entry(entries, n, T("pyvenv.cfg"))) {
        return;
    }
    d.config = govern(w, &d, entries, n);
    d.ignores = enter(w, d.absolute, entries, n, d.ignores);
    for (int i = 0; i < n; i++) {
        visit_entry(w, &d, st.device, &entries[i]);
    }
}

// -- what was named

// The ignore files above a named directory, from the root of its repository down.
static Ignores ignores_above(Walk *w, Text directory)
{
    LIST(Text) above = {0};
    Ignores none = {0};
    bool in_repository = repository_at(directory, *w->arena);
    while (!in_repository && directory.n > 1) {
        directory = parent_of(directory);
        *list_push(w->arena, &above) = directory;
        in_repository = repository_at(directory, *w->arena);
    }
    if (!in_repository || above.n == 0) {
        return none;
    }
    Ignores now = {.git = repository_excludes(w->arena, directory)};
    for (int i = above.n; i-- > 0;) {
        now.git = add_ignore_file(w, above.at[i], T(".gitignore"), now.git);
        now.dot = add_ignore_file(w, above.at[i], T(".ignore"), now.dot);
    }
    return now;
}

// As shown: without `.` parts and without slashes but one between parts; `..` stays. Empty: the working directory.
static Text tidy(Arena *a, Text path)
{
    char *tidied = NEW(a, char, path.n + 1);
    ptrdiff_t n = 0;
    bool absolute = text_starts(path, T("/"));
    while (path.n) {
        Text part;
        text_cut(path, '/', &part, &path);
        if (part.n == 0 || text_eq(part, T("."))) {
            continue;
        }
        if (n || absolute) {
            tidied[n++] = '/';
        }
        memcpy(tidied + n, part.s, (size_t)part.n);
        n += part.n;
    }
    return n || !absolute ? (Text){tidied, n} : T("/");
}

static void visit_named(Walk *w, Text given)
{
    Text path = tidy(w->arena, given), absolute = os_absolute(w->arena, given);
    OsStat st = os_stat(*w->arena, given, true);
    if (st.kind == OS_NONE) {
        add_trouble(w, given, st.error);
        return;
    }
    bool is_directory = st.kind == OS_DIRECTORY;
    const Config *c = config_for_directory(w->store, is_directory ? absolute : parent_of(absolute));
    bool forced = w->overrides->force_exclude || c->force_exclude;
    if (forced && discover_excludes(c, w->overrides, absolute, is_directory, *w->arena)) {
        return;
    }
    if (is_directory) {
        Ignores above = ignores_above(w, absolute);
        *list_push(w->arena, &w->pending) = (Directory){path, absolute, above, NULL, true};
    } else {
        bool is_link = os_stat(*w->arena, given, false).kind == OS_LINK;
        *list_push(w->arena, &w->found.files) = (FoundFile){path, absolute, c, st.device, st.inode, is_link, true};
    }
}

// -- order

static int by_identity(const void *x, const void *y)
{
    const FoundFile *a = x, *b = y;
    if (a->device != b->device) {
        return a->device < b->device ? -1 : 1;
    }
    if (a->inode != b->inode) {
        return a->inode < b->inode ? -1 : 1;
    }
    return a->is_link != b->is_link ? a->is_link - b->is_link : text_cmp(a->path, b->path);
}

static int by_path(const void *x, const void *y)
{
    return text_cmp(((const FoundFile *)x)->path, ((const FoundFile *)y)->path);
}

static int by_trouble_path(const void *x, const void *y)
{
    return text_cmp(((const FoundTrouble *)x)->path, ((const FoundTrouble *)y)->path);
}

// One path a file, by path.
static void settle(Found *found)
{
    FoundFile *f = found->files.at;
    int n = found->files.n, kept = 0;
    if (n) {
        qsort(f, (size_t)n, sizeof *f, by_identity);
    }
    for (int i = 0; i < n; i++) {
        if (kept == 0 || f[kept - 1].device != f[i].device || f[kept - 1].inode != f[i].inode) {
            f[kept++] = f[i];
        }
    }
    found->files.n = kept;
    if (kept) {
        qsort(f, (size_t)kept, sizeof *f, by_path);
    }
    if (found->troubles.n) {
        qsort(found->troubles.at, (size_t)found->troubles.n, sizeof *found->troubles.at, by_trouble_path);
    }
}

Found discover(Arena *a, ConfigStore *store, const Overrides *overrides, const Texts *paths)
{
    Walk w = {.arena = a, .store = store, .overrides = overrides};
    for (int i = 0; i < paths->n; i++) {
        visit_named(&w, paths->at[i]);
    }
    for (int i = 0; i < w.pending.n; i++) {
        visit_directory(&w, w.pending.at[i]);
    }
    settle(&w.found);
    return w.found;
}
