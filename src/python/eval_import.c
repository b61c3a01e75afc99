// What imports bind: a module of the project, one of its members, or an outside name.
#include "python/eval.h"

Ref eval_member_of_module(Eval e, Module *target, Text name)
{
    Binding *b = map_get(&target->scope->names, name);
    if (b && b->defs.n) {
        return eval_binding(eval_in(e, target), b, NULL);
    }
    Module *sub = target->is_package ? project_import(target, name, 1) : NULL;
    if (sub) {
        return (Ref){.kind = REF_MODULE, .module = sub};
    }
    for (int i = 0; i < target->scope->star_imports.n && name.s[0] != '_'; i++) {
        Node *from = target->scope->star_imports.at[i];
        Module *source = project_import(target, from->import_from.module, from->import_from.level);
        Text absolute = module_absolute_name(target, e.arena, from->import_from.module, from->import_from.level);
        Ref r = source && source != target ? eval_member_of_module(eval_in(e, source), source, name) : EVAL_UNKNOWN;
        if (!source && known_is_stdlib(absolute)) {
            r = EVAL_UNKNOWN;
        }
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
    }
    return target->is_foreign ? (Ref){.kind = REF_UNKNOWN, .module = target, .name = name} : EVAL_UNKNOWN;
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
