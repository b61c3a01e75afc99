// What imports bind: a module of the project, one of its members, or an outside name.
#include "python/eval.h"

enum { STARS_MAX = 64 };

// A search for one name through star imports. Each module is asked once: packages that import everything from each other
// are a cycle, and a module that lacked the name lacks it on every way to it.
typedef struct {
    Text name;
    const Module *asked[STARS_MAX];
    int n;
} StarSearch;

static bool is_new(StarSearch *search, const Module *m)
{
    for (int i = 0; i < search->n; i++) {
        if (search->asked[i] == m) {
            return false;
        }
    }
    if (search->n == STARS_MAX) {
        return false;
    }
    search->asked[search->n++] = m;
    return true;
}

static Ref searched(Eval e, Module *target, StarSearch *search);

static Ref through_stars(Eval e, Module *target, StarSearch *search)
{
    for (int i = 0; i < target->scope->star_imports.n && search->name.s[0] != '_'; i++) {
        Node *from = target->scope->star_imports.at[i];
        Module *source = project_import(target, from->import_from.module, from->import_from.level);
        Text absolute = module_absolute_name(target, e.arena, from->import_from.module, from->import_from.level);
        if (!source || known_is_stdlib(absolute)) {
            continue;
        }
        Ref r = searched(eval_in(e, source), source, search);
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
    }
    return EVAL_UNKNOWN;
}

static Ref searched(Eval e, Module *target, StarSearch *search)
{
    if (!is_new(search, target)) {
        return EVAL_UNKNOWN;
    }
    Binding *b = map_get(&target->scope->names, search->name);
    if (b && b->defs.n) {
        return eval_binding(eval_in(e, target), b, NULL);
    }
    Module *sub = target->is_package ? project_import(target, search->name, 1) : NULL;
    if (sub) {
        return (Ref){.kind = REF_MODULE, .module = sub};
    }
    Ref r = through_stars(e, target, search);
    if (r.kind != REF_UNKNOWN) {
        return r;
    }
    return target->is_foreign ? (Ref){.kind = REF_UNKNOWN, .module = target, .name = search->name} : EVAL_UNKNOWN;
}

Ref eval_member_of_module(Eval e, Module *target, Text name)
{
    StarSearch search;      // not cleared: most names are found at once
    search.name = name;
    search.n = 0;
    return searched(e, target, &search);
}

// `a.b` in `m`: the module of the project, or the outside name.
Ref eval_module_named(Eval e, Text name, int level)
{
    Text absolute = module_absolute_name(e.m, e.arena, name, level);
    if (absolute.n && known_is_stdlib(absolute)) {
        return eval_name_ref(e, absolute);
    }
    Module *target = project_import(e.m, name, level);
    if (target) {
        return (Ref){.kind = REF_MODULE, .module = target};
    }
    return absolute.n ? eval_name_ref(e, absolute) : EVAL_UNKNOWN;
}

Ref eval_imported(Eval e, const Def *d)
{
    Node *alias = d->node;
    if (d->kind == DEF_IMPORT) {
        Text name = alias->alias.name, head, rest;
        if (!alias->alias.asname.text.n) {
            text_cut(name, '.', &head, &rest);
            name = head;
        }
        return eval_module_named(e, name, 0);
    }
    Node *from = alias->parent;
    Ref module = eval_module_named(e, from->import_from.module, from->import_from.level);
    if (module.kind == REF_MODULE && module.module->path.n && text_eq(module.module->path, e.m->path)) {
        // `from . import stock` in a package binds its own submodule
        Module *sub = project_import(e.m, alias->alias.name, from->import_from.level);
        return sub ? (Ref){.kind = REF_MODULE, .module = sub} : EVAL_UNKNOWN;
    }
    return module.kind == REF_UNKNOWN ? EVAL_UNKNOWN : eval_attribute_of(e, module, alias->alias.name);
}
