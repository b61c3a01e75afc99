// A file that is called into, as the call graph keeps it: its functions, the bases of its classes, and what its names are
// imported from. Read once, its tree is gone afterwards.
#include "python/chain_table.h"

#include "base/os.h"
#include "python/memo.h"
#include "python/project_table.h"
#include "python/shape.h"

enum { FAR = 16 };      // re-exports and bases that are followed, one from another

static Module *names_only(Arena *a, const Module *m)
{
    Module *n = NEW(a, Module, 1);
    *n = (Module){.path = text_copy(a, m->path), .name = text_copy(a, m->name), .root = text_copy(a, m->root), .is_package = m->is_package,
                  .is_foreign = true, .project = m->project};
    return n;
}

static void keep_bases(Arena *a, Module *m, ChainFile *file, Node *class_node)
{
    Callees *bases = NEW(a, Callees, 1);
    for (int i = 0; i < class_node->class_.bases.n; i++) {
        Callee c = callee_class(m, a, class_node->class_.bases.at[i]);
        if (c.name.n) {
            *list_push(a, bases) = (Callee){.path = text_copy(a, c.path), .name = text_copy(a, c.name)};
        }
    }
    *map_put(a, &file->classes, text_copy(a, definition_name(m, a, class_node))) = bases;
}

static bool may_name_function(const Node *value)
{
    return value && (value->kind == AST_NAME || value->kind == AST_ATTRIBUTE ||
                     (value->kind == AST_CALL && text_eq(last_name(value->call.func), T("partial"))));
}

// `name = function` and `name = functools.partial(function)` at the top level.
static void keep_alias(Arena *a, Module *m, ChainFile *file, Text name, Node *value)
{
    Callees *callees = NEW(a, Callees, 1);
    callees_of(m, a, value, RUNS_CALLED, callees);
    for (int i = 0; i < callees->n; i++) {
        Callee *c = &callees->at[i];
        c->name = text_copy(a, c->function ? definition_name(m, a, c->function) : c->name);
        c->path = text_copy(a, c->function ? m->path : c->path);
        c->function = NULL;
    }
    *map_put(a, &file->aliases, text_copy(a, name)) = callees;
}

static void keep_import(Arena *a, Module *m, ChainFile *file, Text name, const Def *d)
{
    const Node *alias = d->node, *from = alias->parent;
    Text absolute = d->kind == DEF_FROM ? module_absolute_name(m, a, from->import_from.module, from->import_from.level) : (Text){0};
    Text *target = NEW(a, Text, 1);
    *target = absolute.n ? text_format(a, "%.*s.%.*s", PRI(absolute), PRI(alias->alias.name)) : text_copy(a, name);
    if (d->kind == DEF_IMPORT && alias->alias.asname.text.n) {
        *target = text_copy(a, alias->alias.name);
    }
    *map_put(a, &file->imports, text_copy(a, name)) = target;
}

static void keep_names(Arena *a, Module *m, ChainFile *file)
{
    for (int i = 0; i < m->scope->names.n; i++) {
        const Binding *b = m->scope->names.at[i].value;
        const Def *d = b->defs.n ? &b->defs.at[b->defs.n - 1] : NULL;
        if (d && (d->kind == DEF_FROM || d->kind == DEF_IMPORT)) {
            keep_import(a, m, file, b->name, d);
        } else if (d && b->defs.n == 1 && d->kind == DEF_ASSIGN && may_name_function(d->value)) {
            keep_alias(a, m, file, b->name, d->value);
        }
    }
    for (int i = 0; i < m->scope->star_imports.n; i++) {
        const Node *from = m->scope->star_imports.at[i];
        *list_push(a, &file->stars) = text_copy(a, module_absolute_name(m, a, from->import_from.module, from->import_from.level));
    }
}

// Of several definitions of one name the first is kept, which of a property is the one that reads it; where they are
// alternatives nobody knows which.
static void keep_function(Arena *a, Module *m, ChainFile *file, Node *function)
{
    ChainFunction *f = chain_function(m, a, function, false);
    void **slot = map_put(a, &file->functions, f->name);
    ChainFunction *first = *slot;
    if (!first) {
        *slot = f;
    } else if (!first->is_property) {
        first->is_opaque = first->is_opaque || !f->is_opaque;
    }
}

static void keep_all(Arena *a, Module *m, ChainFile *file)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_FUNCTION && !d->is_async && !function_has_decorator(m, d, "typing.overload")) {
            keep_function(a, m, file, d);
        } else if (d->kind == AST_CLASS) {
            keep_bases(a, m, file, d);
        }
    }
    keep_names(a, m, file);
}

// The tree and all that is worked out about it lie in the reader's memory of the file at hand, and are gone afterwards.
static void read_file(ChainTable *t, const Module *asking, ChainFile *file)
{
    ProjectReader *r = asking->reader ? asking->reader : project_reader(asking->project);
    Arena before = *r->file;
    struct Memos *memos = r->memos;
    r->memos = NULL;
    Text bytes;
    file->state = FILE_OPEN;
    if (!os_read_file(r->file, file->path, asking->project->max_file_size, &bytes)) {
        Source *source = NEW(r->file, Source, 1);
        *source = source_read(r->file, file->path, bytes);
        Ast *ast = ast_parse_part(r->parser, r->file, source, PART_FOREIGN, NULL);
        Module *m = module_new(r->file, source, ast, asking->project, NULL, file->path);
        file->module = names_only(&t->arena, m);
        keep_all(&t->arena, m, file);
    }
    file->state = FILE_READ;
    r->file->beg = before.beg;
    r->memos = memos;
}

static ChainFile *file_at(ChainTable *t, const Module *asking, Text path)
{
    ChainFile *file = map_get(&t->files, path);
    if (!file) {
        file = NEW(&t->arena, ChainFile, 1);
        file->path = text_copy(&t->arena, path);
        *map_put(&t->arena, &t->files, file->path) = file;
    }
    if (file->state == FILE_NEW) {
        read_file(t, asking, file);
    }
    return file;
}

// -- looking up -------------------------------------------------------------------------------------------------------

typedef struct {
    ChainTable *table;
    const Module *asking;
    Arena *arena;
    ChainFunctions *to;
    Runs how;
    bool any;                   // however it is run
    Map *starred;               // `path:name` whose star imports were asked: packages may import everything from each other
} Search;

static bool look_up(const Search *s, Text path, Text name, int far);

bool chain_runs(const ChainFunction *f, Runs how)
{
    if (f->is_async || f->is_opaque) {
        return false;
    }
    switch (how) {
    case RUNS_CALLED: return !f->is_generator && !f->is_context && !f->is_property;
    case RUNS_READ: return f->is_property;
    case RUNS_ENTERED: return f->is_context || (!f->is_generator && !f->is_property);
    case RUNS_ITERATED: return !f->is_context && !f->is_property;
    }
    return false;
}

static void found(const Search *s, ChainFunction *f)
{
    if (s->any || chain_runs(f, s->how)) {
        *list_push(s->arena, s->to) = f;
    }
}

static bool look_up_imported(const Search *s, const ChainFile *file, Text qualified, Text rest, int far)
{
    Text path, name;
    if (rest.n) {
        qualified = text_format(s->arena, "%.*s.%.*s", PRI(qualified), PRI(rest));
    }
    return project_place_of(file->module, qualified, &path, &name) && name.n && look_up(s, path, name, far - 1);
}

static bool look_up_in_bases(const Search *s, const Callees *bases, Text member, int far)
{
    for (int i = 0; i < bases->n; i++) {
        Text name = text_format(s->arena, "%.*s.%.*s", PRI(bases->at[i].name), PRI(member));
        if (look_up(s, bases->at[i].path, name, far - 1)) {
            return true;
        }
    }
    return false;
}

static bool construct(const Search *s, Text path, Text class_name, int far)
{
    static const char *const members[] = {"__new__", "__init__", "__post_init__"};
    for (int i = 0; i < 3; i++) {
        look_up(s, path, text_format(s->arena, "%.*s.%s", PRI(class_name), members[i]), far - 1);
    }
    return true;
}

static bool look_up_starred(const Search *s, const ChainFile *file, Text head, Text rest, int far)
{
    void **asked = map_put(s->arena, s->starred, text_format(s->arena, "%.*s:%.*s.%.*s", PRI(file->module->path), PRI(head), PRI(rest)));
    if (*asked) {
        return false;
    }
    *asked = file->module;
    for (int i = 0; i < file->stars.n; i++) {
        Text name = text_format(s->arena, "%.*s.%.*s", PRI(file->stars.at[i]), PRI(head));
        if (look_up_imported(s, file, name, rest, far)) {
            return true;
        }
    }
    return false;
}

// A name that the file has from elsewhere; `rest` is a member of it, or empty.
static bool look_up_outside(const Search *s, const ChainFile *file, Text head, Text rest, int far)
{
    const Callees *aliases = map_get(&file->aliases, head);
    for (int i = 0; aliases && i < aliases->n; i++) {
        Text name = aliases->at[i].name;
        name = rest.n ? text_format(s->arena, "%.*s.%.*s", PRI(name), PRI(rest)) : name;
        if (look_up(s, aliases->at[i].path, name, far - 1)) {
            return true;
        }
    }
    const Text *import = map_get(&file->imports, head);
    if (import) {
        return look_up_imported(s, file, *import, rest, far);
    }
    return file->stars.n && look_up_starred(s, file, head, rest, far);
}

static bool look_up(const Search *s, Text path, Text name, int far)
{
    const ChainFile *file = far > 0 ? file_at(s->table, s->asking, path) : NULL;
    if (!file || !file->module) {
        return false;
    }
    ChainFunction *f = map_get(&file->functions, name);
    if (f) {
        found(s, f);
        return true;
    }
    if (map_get(&file->classes, name)) {
        return construct(s, path, name, far);
    }
    ptrdiff_t dot = text_rfind_char(name, '.');
    const Callees *bases = dot > 0 ? map_get(&file->classes, text_sub(name, 0, dot)) : NULL;
    if (bases) {
        return look_up_in_bases(s, bases, text_sub(name, dot + 1, name.n), far);
    }
    Text head, rest;
    text_cut(name, '.', &head, &rest);
    return look_up_outside(s, file, head, rest, far);
}

void chain_look_up(ChainTable *t, const Module *asking, const Callee *c, ChainFunctions *to, Arena *a)
{
    Map starred = {0};
    Search s = {.table = t, .asking = asking, .arena = a, .to = to, .how = c->how, .starred = &starred};
    look_up(&s, c->path, c->name, FAR);
}

ChainFunction *chain_named(ChainTable *t, const Module *asking, const Callee *c)
{
    ChainFunctions to = {0};
    Map starred = {0};
    Search s = {.table = t, .asking = asking, .arena = &t->arena, .to = &to, .any = true, .starred = &starred};
    look_up(&s, c->path, c->name, FAR);
    return to.n == 1 ? to.at[0] : NULL;
}
