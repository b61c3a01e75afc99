// The project: which file an import means, and modules read once and shared.
//
// A module is named by the directory it is looked up from and its dotted name; what a look-up found (or that it found
// nothing) is kept under that key (project_table.h). The worker that needs a module first parses it into its own memory
// without holding the lock; if two do so at once, the first to finish wins and the other's copy is forgotten: both are equal.
#include "base/os.h"
#include "python/known.h"
#include "python/passing.h"
#include "python/project_table.h"

#include <string.h>

static Text parent_directory(Text path)
{
    ptrdiff_t slash = text_rfind_char(path, '/');
    return slash > 0 ? text_sub(path, 0, slash) : slash == 0 ? T("/") : T(".");
}

static bool is_file(Arena scratch, Text path)
{
    return os_stat(scratch, path, true).kind == OS_FILE;
}

static Package package_at(Arena *a, Text directory)
{
    Text name = {0};
    for (int depth = 0; depth < 64 && directory.n > 1 && is_file(*a, text_join(a, directory, T("/__init__.py"))); depth++) {
        Text above = parent_directory(directory);
        Text part = text_sub(directory, above.n + (above.n > 1), directory.n);
        name = name.n ? text_join_with(a, part, '.', name) : part;
        directory = above;
    }
    return (Package){name, directory};
}

static Package package_of(Project *p, Arena *a, Text directory)
{
    Package package;
    if (p && table_get_package(p, directory, &package)) {
        return package;
    }
    package = package_at(a, directory);
    if (p) {
        table_put_package(p, directory, package);
    }
    return package;
}

Text module_name_of(Project *p, Arena *a, Text absolute_path, Text *root)
{
    Text directory = parent_directory(absolute_path);
    Text name = text_sub(absolute_path, directory.n + (directory.n > 1), absolute_path.n);
    ptrdiff_t dot = text_rfind_char(name, '.');
    name = dot > 0 ? text_sub(name, 0, dot) : name;
    Package package = package_of(p, a, directory);
    *root = package.root;
    return text_eq(name, T("__init__")) ? package.name : package.name.n ? text_join_with(a, package.name, '.', name) : name;
}

Text module_absolute_name(const Module *m, Arena *a, Text name, int level)
{
    if (level == 0) {
        return name;
    }
    Text package = m->name;
    for (int up = m->is_package ? 1 : 0; up < level; up++) {
        ptrdiff_t dot = text_rfind_char(package, '.');
        if (dot < 0 && up + 1 < level) {
            return (Text){0};
        }
        package = dot < 0 ? (Text){0} : text_sub(package, 0, dot);
    }
    return !package.n ? name : name.n ? text_join_with(a, package, '.', name) : package;
}

// The file of a dotted name below a directory, or an empty text.
static Text find_file(Arena *a, Text directory, Text name)
{
    char *path = NEW(a, char, directory.n + name.n + 16);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < directory.n; i++) {
        path[n++] = directory.s[i];
    }
    if (name.n) {
        path[n++] = '/';
    }
    for (ptrdiff_t i = 0; i < name.n; i++) {
        path[n++] = name.s[i] == '.' ? '/' : name.s[i];
    }
    Text stem = {path, n};
    Text package = text_join(a, stem, T("/__init__.py"));
    if (is_file(*a, package)) {
        return package;
    }
    Text module = name.n ? text_join(a, stem, T(".py")) : (Text){0};
    return module.n && is_file(*a, module) ? module : (Text){0};
}

// Words without one of which a module can tell the rules nothing but constants: no queue, no semaphore, nothing that
// makes tasks. A package's __init__ is read anyway: it names what stands elsewhere.
static const char *const telling[] = {"async def", "create_task", "ensure_future", "asyncio.Task(", "Queue", "emaphore", "import *", NULL};

static bool is_telling(Text path, Text bytes)
{
    for (int i = 0; telling[i]; i++) {
        if (memmem(bytes.s, (size_t)bytes.n, telling[i], strlen(telling[i]))) {
            return true;
        }
    }
    enum { LARGE = 1 << 16 };       // no list of names, but generated code
    return text_ends(path, T("/__init__.py")) && bytes.n < LARGE;
}

// Reads and parses a module into the memory of the reader's generation, or that of modules which are `kept`; NULL when it cannot
// be read, or is not telling and that was asked for.
static Module *read_module(Project *p, ProjectReader *r, Text path, bool whole, bool kept)
{
    enum { MOST = 1 << 20 };        // what is larger is generated: tables, which take as long as hundreds of other modules
    Text bytes;
    if (os_read_file(r->file, path, p->max_file_size < MOST ? p->max_file_size : MOST, &bytes)) {
        return NULL;
    }
    bool tells = is_telling(path, bytes);
    if (!tells && !whole) {
        return NULL;
    }
    Arena *a = table_arena(r, kept);
    const char *before = a->beg;
    path = text_copy(a, path);
    Source *source = NEW(a, Source, 1);
    *source = source_read(a, path, text_copy(a, bytes));
    const char *const *words = passing_words(r->file, bytes, telling);
    Module *m = module_new(a, source, ast_parse_part(r->parser, a, source, PART_FOREIGN, &(TriggerWords){.all = words, .wide = words}), p, NULL, path);
    m->is_telling = tells;
    table_grown(p, r, (size_t)(a->beg - before), kept);
    return m;
}

// What was read for its constants stays hidden from other questions: answers must not depend on what was asked before.
static Module *shown(Module *m, bool whole)
{
    return m && (whole || m->is_telling) ? m : NULL;
}

// Names of modules have no colon.
static Text entry_key(Arena *a, Text directory, Text name)
{
    return text_join_with(a, directory, ':', name);
}

static Module *module_of_file(Project *p, ProjectReader *r, Text path, bool whole)
{
    unsigned asked = whole ? ASKED_WHOLE : ASKED_TELLING;
    Known file = table_get(p, &p->files, path, r);
    if (file.module || file.asked & asked) {
        return file.module;
    }
    bool kept = table_keeps(p, r, file.readings);
    Known answer = {.module = read_module(p, r, path, whole, kept), .path = path, .asked = asked, .found = true, .kept = kept};
    return table_put(p, &p->files, path, answer, r);
}

static Module *module_at(Project *p, ProjectReader *r, Text directory, Text name, bool whole)
{
    unsigned asked = whole ? ASKED_WHOLE : ASKED_TELLING;
    Text key = entry_key(r->file, directory, name);
    Known known = table_get(p, &p->entries, key, r);
    if (known.module || known.asked & asked || (known.found && !known.path.n)) {
        return shown(known.module, whole);
    }
    Text path = known.found ? known.path : find_file(r->file, directory, name);
    Module *module = NULL;
    if (path.n) {
        module = module_of_file(p, r, path, whole);
    }
    return shown(table_put(p, &p->entries, key, (Known){.module = module, .path = path, .asked = asked, .found = true}, r), whole);
}

static Text climb(Text directory, int levels)
{
    while (levels-- > 0) {
        directory = parent_directory(directory);
    }
    return directory;
}

static Module *import_module(const Module *m, Text name, int level, bool whole)
{
    Project *p = m->project;
    ProjectReader *r = m->reader ? m->reader : project_reader(p);
    if (!p || !r || !m->path.n || (level == 0 && known_is_stdlib(name))) {
        return NULL;
    }
    Text here = parent_directory(m->path);
    if (level > 0) {
        return module_at(p, r, climb(here, level - 1), name, whole);
    }
    Module *found = module_at(p, r, m->root, name, whole);
    for (int i = 0; !found && i < p->root_count; i++) {
        found = module_at(p, r, p->roots[i], name, whole);
    }
    return found;
}

Module *project_import(const Module *m, Text name, int level)
{
    return import_module(m, name, level, false);
}

Module *project_import_whole(const Module *m, Text name, int level)
{
    return import_module(m, name, level, true);
}

// -- names ------------------------------------------------------------------------------------------------------------

// The path of the file that `name` is looked up as in `directory`, without reading it.
static Text path_in(Project *p, ProjectReader *r, Text directory, Text name)
{
    Text key = entry_key(r->file, directory, name);
    Known known = table_get(p, &p->entries, key, r);
    if (!known.found) {
        known.path = find_file(r->file, directory, name);
        table_put(p, &p->entries, key, (Known){.path = known.path, .found = true}, r);
    }
    return known.path;
}

static Text path_of(const Module *m, ProjectReader *r, Text name)
{
    Project *p = m->project;
    Text path = path_in(p, r, m->root, name);
    for (int i = 0; !path.n && i < p->root_count; i++) {
        path = path_in(p, r, p->roots[i], name);
    }
    return path;
}

bool project_place_of(const Module *m, Text name, Text *path, Text *member)
{
    ProjectReader *r = m->reader ? m->reader : project_reader(m->project);
    if (!m->project || !r || !m->path.n || known_is_stdlib(name)) {
        return false;
    }
    *path = *member = (Text){0};
    for (ptrdiff_t i = 0; i < name.n; i++) {
        Text longer = name.s[i] == '.' ? path_of(m, r, text_sub(name, 0, i)) : (Text){0};
        if (longer.n) {
            *path = longer;
            *member = text_sub(name, i + 1, name.n);
        } else if (name.s[i] == '.' && path->n) {
            break;
        }
    }
    return path->n > 0;
}
