// Scopes and bindings, as the Python language reference has them (section 4.2, "Naming and binding"; PEP 227, PEP 572).
//
// Two passes over the nodes in preorder. The first gives each node its scope (a child's scope follows from its parent's:
// bodies are inside, decorators, annotations, defaults, bases and the first iterable of a comprehension are outside) and
// records every definition. The second resolves each NAME that is no definition. Attributes of `self` are bindings too:
// they are collected in the class scope, so that `self.q` is looked up over the whole class.
#include "python/scope.h"

Scope *function_scope(Scope *scope)
{
    while (scope->kind == SCOPE_COMPREHENSION) {
        scope = scope->parent;
    }
    return scope;
}

static Scope *module_scope(Scope *scope)
{
    while (scope->parent) {
        scope = scope->parent;
    }
    return scope;
}

bool nodes_contain(Nodes list, const Node *n)
{
    return list.n && n->id >= list.at[0]->id && n->id <= list.at[list.n - 1]->last;
}

static bool is_comprehension(const Node *n)
{
    return n->kind >= AST_LIST_COMP && n->kind <= AST_GENERATOR;
}

// The scope that the child `n` of `p` is looked up in.
static Scope *scope_for(const Module *m, const Node *p, const Node *n)
{
    Scope *outer = scope_of_node(m, p), *own = scope_opened(m, p);
    switch (p->kind) {
    case AST_MODULE: return m->scope;
    case AST_FUNCTION:
        return n->kind == AST_PARAM || n->kind == AST_TYPE_PARAM || nodes_contain(p->function.body, n) ||
                       (n == p->function.returns && p->function.type_params.n) ? own : outer;
    case AST_LAMBDA: return own;
    case AST_CLASS:
        return n->kind == AST_TYPE_PARAM || nodes_contain(p->class_.body, n) ||
                       (p->class_.type_params.n && nodes_contain(p->class_.bases, n)) ? own : outer;
    case AST_PARAM: {
        // annotations and defaults run at definition; an annotation sees the type parameters (PEP 695), which are kept
        // in the function's own scope
        bool generic = p->parent->kind == AST_FUNCTION && p->parent->function.type_params.n;
        return generic && n == p->param.annotation ? outer : outer->parent;
    }
    case AST_COMP_FOR:
        if (n == p->comp_for.iter && p->parent->comp.clauses.at[0] == p) {
            return scope_of_node(m, p->parent);
        }
        return outer;
    default: return is_comprehension(p) ? own : outer;
    }
}

static ScopeKind scope_kind(const Node *n)
{
    switch (n->kind) {
    case AST_MODULE: return SCOPE_MODULE;
    case AST_FUNCTION: return SCOPE_FUNCTION;
    case AST_LAMBDA: return SCOPE_LAMBDA;
    case AST_CLASS: return SCOPE_CLASS;
    default: return SCOPE_COMPREHENSION;
    }
}

static bool opens_scope(const Node *n)
{
    return n->kind == AST_FUNCTION || n->kind == AST_LAMBDA || n->kind == AST_CLASS || is_comprehension(n);
}

static Scope *scope_new(Module *m, Node *n, Scope *parent)
{
    Scope *s = NEW(m->arena, Scope, 1);
    *s = (Scope){.kind = scope_kind(n), .node = n, .parent = parent};
    m->scopes[n->id] = s;
    return s;
}

const Node *declaration_of(const Scope *scope, Text name)
{
    for (int i = 0; i < scope->declared.n; i++) {
        Node *d = scope->declared.at[i];
        for (int k = 0; k < d->global.names.n; k++) {
            if (text_eq(d->global.names.at[k]->name.id, name)) {
                return d;
            }
        }
    }
    return NULL;
}

// The scope that a global or nonlocal statement of `scope` makes `name` mean, or NULL.
Scope *declared_scope(Scope *scope, Text name)
{
    const Node *d = declaration_of(scope, name);
    if (d && d->kind == AST_GLOBAL) {
        return module_scope(scope);
    }
    Binding *outer = d && scope->parent ? scope_lookup(scope->parent, name) : NULL;
    return outer ? outer->scope : NULL;
}

Module *module_new(Arena *a, const Source *source, Ast *ast, Project *project, ProjectReader *reader, Text path)
{
    Module *m = NEW(a, Module, 1);
    *m = (Module){.arena = a, .source = source, .ast = ast, .path = path, .project = project, .reader = reader,
                  .is_foreign = reader == NULL};
    m->name = path.n ? module_name_of(project, a, path, &m->root) : T("__main__");
    m->is_package = text_ends(path, T("/__init__.py"));
    m->scopes = NEW(a, Scope *, ast->n);
    m->binding_of = NEW(a, Binding *, ast->n);
    if (reader) {
        m->memos = NEW(a, struct Memo *, ast->n);
    }
    Builder b = {.m = m};
    m->scope = scope_new(m, ast->module, NULL);
    for (int i = 0; i < ast->n; i++) {
        Node *n = ast->nodes[i];
        m->scopes[i] = n->parent ? scope_for(m, n->parent, n) : m->scope;
        if (opens_scope(n)) {
            scope_new(m, n, m->scopes[i]);
        }
    }
    for (int i = 0; i < ast->n; i++) {
        define_node(&b, ast->nodes[i]);
    }
    define_late(&b);
    resolve_names(&b);
    collect_attributes(&b);
    collect_attribute_reads(m);
    return m;
}
