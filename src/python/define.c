// Definitions: what each statement and target binds, and in which scope.
#include "python/scope.h"

static Binding *binding_in(Module *m, Scope *scope, Text name)
{
    void **slot = map_put(m->arena, &scope->names, name);
    if (!*slot) {
        Binding *b = NEW(m->arena, Binding, 1);
        b->name = name;
        b->scope = scope;
        *slot = b;
    }
    return *slot;
}

// Definitions stand in source order; one that was put off comes before those that follow it.
static void add_definition(Arena *a, Binding *b, Def def)
{
    *list_push(a, &b->defs) = def;
    for (int i = b->defs.n - 1; i > 0 && def.node && b->defs.at[i - 1].node && b->defs.at[i - 1].node->id > def.node->id; i--) {
        b->defs.at[i] = b->defs.at[i - 1];
        b->defs.at[i - 1] = def;
    }
}

// What a nonlocal statement names may be assigned further down in the function around it: that is put off.
static void define(Builder *b, Scope *scope, Text name, Def def)
{
    Scope *elsewhere = declared_scope(scope, name);
    if (!elsewhere && !b->is_late && declaration_of(scope, name)) {
        *list_push(b->m->arena, &b->late) = (LateDefinition){scope, name, def};
        return;
    }
    Binding *binding = binding_in(b->m, elsewhere ? elsewhere : scope, name);
    binding->is_rebound_elsewhere |= elsewhere && elsewhere != scope;
    add_definition(b->m->arena, binding, def);
    if (def.node && def.node->kind == AST_NAME) {
        b->m->binding_of[def.node->id] = binding;
    }
}

void define_late(Builder *b)
{
    b->is_late = true;
    for (int i = 0; i < b->late.n; i++) {
        define(b, b->late.at[i].scope, b->late.at[i].name, b->late.at[i].def);
    }
}

static void define_target(Builder *b, Node *target, Def def);

// The parts of `a, *b, c = value`: known elements of a display, positions otherwise.
static void define_elements(Builder *b, Node *target, Def def)
{
    Nodes elts = target->sequence.elts;
    Node *value = def.kind == DEF_ASSIGN ? def.value : NULL;
    bool shown = value && (value->kind == AST_TUPLE || value->kind == AST_LIST) && value->sequence.elts.n == elts.n;
    bool starred = false;
    for (int i = 0; shown && i < elts.n; i++) {
        shown = elts.at[i]->kind != AST_STARRED && value->sequence.elts.at[i]->kind != AST_STARRED;
    }
    for (int i = 0; i < elts.n; i++) {
        Def part = def;
        part.annotation = NULL;
        starred = starred || elts.at[i]->kind == AST_STARRED;
        if (shown) {
            part.value = value->sequence.elts.at[i];
        } else if (starred || (def.kind != DEF_ASSIGN && !(def.kind == DEF_ITER && def.index < 0))) {
            part.kind = DEF_OTHER;
        } else {
            part.kind = def.kind == DEF_ASSIGN ? DEF_UNPACK : DEF_ITER;
            part.index = i;
        }
        define_target(b, elts.at[i], part);
    }
}

static void define_target(Builder *b, Node *target, Def def)
{
    switch (target->kind) {
    case AST_NAME:
        def.node = target;
        define(b, function_scope(scope_of_node(b->m, target)), target->name.id, def);
        break;
    case AST_ATTRIBUTE:
        def.node = target;
        if (target->attribute.value->kind == AST_NAME) {
            *list_push(b->m->arena, &b->attributes) = (PendingAttribute){.attribute = target, .def = def};
        }
        break;
    case AST_TUPLE:
    case AST_LIST:
        define_elements(b, target, def);
        break;
    case AST_STARRED:
        if (target->value.value) {
            define_target(b, target->value.value, def);
        }
        break;
    default:
        break;
    }
}

// Targets of a comprehension's clause are bound in the comprehension itself.
static void define_comp_target(Builder *b, Node *target, Def def)
{
    if (target->kind == AST_NAME) {
        def.node = target;
        define(b, scope_of_node(b->m, target), target->name.id, def);
        return;
    }
    if (target->kind == AST_STARRED && target->value.value) {
        def.kind = DEF_OTHER;
        define_comp_target(b, target->value.value, def);
    } else if (target->kind == AST_TUPLE || target->kind == AST_LIST) {
        for (int i = 0; i < target->sequence.elts.n; i++) {
            Def part = def;
            part.kind = def.index < 0 ? def.kind : DEF_OTHER;
            part.index = i;
            define_comp_target(b, target->sequence.elts.at[i], part);
        }
    }
}

static void define_import(Builder *b, Node *n, Scope *scope)
{
    bool from = n->kind == AST_IMPORT_FROM;
    Nodes names = from ? n->import_from.names : n->import.names;
    for (int i = 0; i < names.n; i++) {
        Node *alias = names.at[i];
        Text name = alias->alias.asname.text;
        if (from && text_eq(alias->alias.name, T("*"))) {
            *list_push(b->m->arena, &scope->star_imports) = n;
            continue;
        }
        if (!name.n) {
            Text rest;
            text_cut(alias->alias.name, '.', &name, &rest);     // `import a.b` binds a
        }
        define(b, scope, name, (Def){.kind = from ? DEF_FROM : DEF_IMPORT, .node = alias});
    }
}

void define_node(Builder *b, Node *n)
{
    Scope *at = scope_of_node(b->m, n), *scope = function_scope(at);
    switch (n->kind) {
    case AST_FUNCTION: define(b, scope, n->function.name.text, (Def){.kind = DEF_FUNCTION, .node = n}); break;
    case AST_CLASS: define(b, scope, n->class_.name.text, (Def){.kind = DEF_CLASS, .node = n}); break;
    case AST_PARAM:
        define(b, at, n->param.name.text,
               (Def){.kind = DEF_PARAM, .node = n, .value = n->param.fallback, .annotation = n->param.annotation});
        break;
    case AST_ASSIGN:
        for (int i = 0; i < n->assign.targets.n; i++) {
            define_target(b, n->assign.targets.at[i], (Def){.kind = DEF_ASSIGN, .value = n->assign.value, .index = -1});
        }
        break;
    case AST_ANN_ASSIGN:
        define_target(b, n->ann_assign.target,
                      (Def){.kind = n->ann_assign.value ? DEF_ASSIGN : DEF_DECLARED, .value = n->ann_assign.value,
                            .annotation = n->ann_assign.annotation, .index = -1});
        break;
    case AST_AUG_ASSIGN:
        define_target(b, n->aug_assign.target, (Def){.kind = DEF_AUGMENTED, .value = n->aug_assign.value});
        break;
    case AST_NAMED_EXPR:
        define_target(b, n->named_expr.target, (Def){.kind = DEF_ASSIGN, .value = n->named_expr.value, .index = -1});
        break;
    case AST_FOR:
        define_target(b, n->for_.target,
                      (Def){.kind = DEF_ITER, .value = n->for_.iter, .index = -1, .is_async = n->is_async});
        break;
    case AST_COMP_FOR:
        define_comp_target(b, n->comp_for.target,
                           (Def){.kind = DEF_ITER, .value = n->comp_for.iter, .index = -1, .is_async = n->is_async});
        break;
    case AST_WITH_ITEM:
        if (n->with_item.target) {
            define_target(b, n->with_item.target,
                          (Def){.kind = DEF_WITH, .value = n->with_item.context, .is_async = n->parent->is_async});
        }
        break;
    case AST_DELETE:
        for (int i = 0; i < n->delete_.targets.n; i++) {
            define_target(b, n->delete_.targets.at[i], (Def){.kind = DEF_DELETED});
        }
        break;
    case AST_IMPORT:
    case AST_IMPORT_FROM: define_import(b, n, scope); break;
    case AST_HANDLER:
        if (n->handler.name.text.n) {
            define(b, scope, n->handler.name.text, (Def){.kind = DEF_OTHER, .node = n});
        }
        break;
    case AST_PATTERN:
        if (n->pattern.name.text.n) {
            define(b, scope, n->pattern.name.text, (Def){.kind = DEF_OTHER, .node = n});
        }
        break;
    case AST_TYPE_ALIAS: define(b, scope, n->type_alias.name.text, (Def){.kind = DEF_OTHER, .node = n}); break;
    case AST_TYPE_PARAM:
        if (scope_opened(b->m, n->parent)) {
            define(b, scope_opened(b->m, n->parent), n->type_param.name.text, (Def){.kind = DEF_OTHER, .node = n});
        }
        break;
    case AST_GLOBAL:
    case AST_NONLOCAL: *list_push(b->m->arena, &scope->declared) = n; break;
    default: break;
    }
}
