// What names mean: the scopes around are asked from the inside outwards (Python reference, 4.2.2).
#include "python/scope.h"

// A class hides its names from the functions in it, but not its type parameters (PEP 695).
static bool is_hidden(const Scope *s, const Binding *b)
{
    const Node *d = b->defs.at[0].node;
    return s->kind == SCOPE_CLASS && !(d && d->kind == AST_TYPE_PARAM);
}

Binding *scope_lookup(const Scope *scope, Text name)
{
    for (const Scope *s = scope; s; s = s->parent) {
        Binding *b = map_get(&s->names, name);
        if (b && b->defs.n && (s == scope || !is_hidden(s, b))) {
            return b;
        }
    }
    return NULL;
}

void resolve_names(Builder *b)
{
    Module *m = b->m;
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        if (n->kind != AST_NAME) {
            continue;
        }
        Binding *binding = m->binding_of[i];
        bool is_store = binding != NULL;
        if (!binding) {
            Scope *scope = scope_of_node(m, n);
            Scope *elsewhere = declared_scope(function_scope(scope), n->name.id);
            binding = elsewhere ? map_get(&elsewhere->names, n->name.id) : scope_lookup(scope, n->name.id);
            m->binding_of[i] = binding;
        }
        bool augmented = is_store && n->parent->kind == AST_AUG_ASSIGN;
        bool declares = n->parent->kind == AST_GLOBAL || n->parent->kind == AST_NONLOCAL;
        if (binding && !declares && (!is_store || augmented)) {
            *list_push(m->arena, &binding->reads) = n;
        }
    }
}

// The class whose instance (or, in a classmethod, itself) `name` is: the first parameter of a method.
static Scope *class_of_self(const Module *m, const Node *name)
{
    Binding *b = m->binding_of[name->id];
    if (!b || b->defs.n == 0 || b->defs.at[0].kind != DEF_PARAM || b->scope->kind != SCOPE_FUNCTION) {
        return NULL;
    }
    Node *function = b->scope->node;
    bool first = function->function.params.n && function->function.params.at[0] == b->defs.at[0].node;
    Scope *outer = b->scope->parent;
    return first && outer && outer->kind == SCOPE_CLASS ? outer : NULL;
}

void collect_attributes(Builder *b)
{
    Module *m = b->m;
    for (int i = 0; i < b->attributes.n; i++) {
        PendingAttribute *p = &b->attributes.at[i];
        Scope *class_scope = class_of_self(m, p->attribute->attribute.value);
        if (!class_scope) {
            continue;
        }
        void **slot = map_put(m->arena, &class_scope->attributes, p->attribute->attribute.attr.text);
        if (!*slot) {
            Binding *made = NEW(m->arena, Binding, 1);
            made->name = p->attribute->attribute.attr.text;
            made->scope = class_scope;
            *slot = made;
        }
        Binding *binding = *slot;
        *list_push(m->arena, &binding->defs) = p->def;
    }
}

void collect_attribute_reads(Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        if (n->kind != AST_ATTRIBUTE || n->attribute.value->kind != AST_NAME) {
            continue;
        }
        Scope *class_scope = class_of_self(m, n->attribute.value);
        Binding *binding = class_scope ? map_get(&class_scope->attributes, n->attribute.attr.text) : NULL;
        bool is_store = false;
        for (int k = 0; binding && k < binding->defs.n; k++) {
            is_store = is_store || (binding->defs.at[k].node == n && binding->defs.at[k].kind != DEF_AUGMENTED);
        }
        if (binding && !is_store) {
            *list_push(m->arena, &binding->reads) = n;
        }
    }
}
