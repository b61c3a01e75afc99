// Which functions run at a node (callee.h).
#include "python/callee.h"

#include "python/blocking.h"
#include "python/shape.h"
#include "python/word.h"

typedef struct {
    Module *m;              // where the node stands: callees of it are nodes
    Arena *arena;
    Callees *to;
    Runs how;
} Adding;

Text definition_name(const Module *m, Arena *a, const Node *d)
{
    Text name = d->kind == AST_FUNCTION ? d->function.name.text : d->class_.name.text;
    Text outer = node_context(m, a, d);
    return outer.n ? text_join_with(a, outer, '.', name) : name;
}

static void add(const Adding *to, Callee c)
{
    c.how = to->how;
    *list_push(to->arena, to->to) = c;
}

static void add_named(const Adding *to, const Module *m, Text name)
{
    Callee c = {0};
    if (project_place_of(m, name, &c.path, &c.name) && c.name.n) {
        add(to, c);
    }
}

// What a part of another module has by a name that was not read.
static void add_unread(const Adding *to, Ref r)
{
    if (r.module && r.name.n && r.module->path.n) {
        Text of = r.node ? definition_name(r.module, to->arena, r.node) : (Text){0};
        Text name = of.n ? text_join_with(to->arena, of, '.', r.name) : r.name;
        add(to, (Callee){.path = r.module->path, .name = name});
    }
}

static void add_function(const Adding *to, Ref r)
{
    if (r.node->is_async) {
        return;
    }
    bool here = r.module == to->m;
    add(to, (Callee){.function = here ? r.node : NULL, .path = r.module->path,
                     .name = here ? (Text){0} : definition_name(r.module, to->arena, r.node)});
}

static void add_ref(const Adding *to, Ref r, int depth);

static void add_method(const Adding *to, Ref object, const char *name)
{
    Ref r = ref_attribute(to->m, object, text_from(name));
    if (r.kind != REF_INSTANCE && r.kind != REF_CLASS) {
        add_ref(to, r, 0);
    }
}

static void add_construction(const Adding *to, Ref class_ref)
{
    class_ref.kind = REF_INSTANCE;
    add_method(to, class_ref, "__new__");
    add_method(to, class_ref, "__init__");
    add_method(to, class_ref, "__post_init__");
}

static void add_called_object(const Adding *to, Ref r, int depth)
{
    bool is_partial = ref_is_instance(r, "functools.partial") && r.origin && r.origin->kind == AST_CALL && r.origin->call.args.n;
    if (is_partial) {
        add_ref(to, ref_of(r.origin_module, r.origin->call.args.at[0]), depth - 1);
    } else if (r.node) {
        add_method(to, r, "__call__");
    }
}

static void add_ref(const Adding *to, Ref r, int depth)
{
    switch (depth < 0 ? REF_NONE : r.kind) {
    case REF_FUNCTION: add_function(to, r); break;
    case REF_CLASS: add_construction(to, r); break;
    case REF_INSTANCE: add_called_object(to, r, depth); break;
    case REF_NAME: add_named(to, to->m, r.name); break;
    case REF_UNKNOWN: add_unread(to, r); break;
    default: break;
    }
}

// A name that nothing in the file binds may come with `from m import *`, of a module that was not read.
static void add_starred(const Adding *to, const Node *name)
{
    for (int i = 0; i < to->m->scope->star_imports.n; i++) {
        const Node *from = to->m->scope->star_imports.at[i];
        Text module = module_absolute_name(to->m, to->arena, from->import_from.module, from->import_from.level);
        add_named(to, to->m, text_join_with(to->arena, module, '.', name->name.id));
    }
}

void callees_of(Module *m, Arena *a, Node *expression, Runs how, Callees *to)
{
    enum { PARTIALS = 4 };
    Adding adding = {m, a, to, how};
    Ref r = ref_of(m, expression);
    add_ref(&adding, r, PARTIALS);
    if (expression->kind == AST_NAME && !m->binding_of[expression->id] && (r.kind == REF_UNKNOWN || r.kind == REF_NONE)) {
        add_starred(&adding, expression);
    }
}

Callee callee_class(Module *m, Arena *a, Node *expression)
{
    Ref r = ref_of(m, expression);
    Callee c = {0};
    if (r.kind == REF_CLASS) {
        c = (Callee){.path = r.module->path, .name = definition_name(r.module, a, r.node)};
    } else if (r.kind == REF_NAME) {
        project_place_of(m, r.name, &c.path, &c.name);
    } else if (r.kind == REF_UNKNOWN && r.module && !r.node) {
        c = (Callee){.path = r.module->path, .name = r.name};
    }
    return c;
}

// `list(f())`, `for x in f()`, `yield from f()`, `*f()`: what the call gives is gone through at once.
static bool is_gone_through(const Node *n)
{
    static const char *const takers[] = {"list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "any", "all", "next", "join",
                                         "extend", "update", "deque", "Counter", NULL};
    static const char *const wrappers[] = {"enumerate", "zip", "reversed", "map", "filter", "iter", "islice", "chain", "tqdm", NULL};
    const Node *p = n->parent;
    while (p->kind == AST_CALL && n != p->call.func && name_in(last_name(p->call.func), wrappers)) {
        n = p;
        p = p->parent;
    }
    switch (p->kind) {
    case AST_FOR: return n == p->for_.iter;
    case AST_COMP_FOR: return n == p->comp_for.iter;
    case AST_CALL: return n != p->call.func && name_in(last_name(p->call.func), takers);
    case AST_YIELD_FROM: case AST_STARRED: return true;
    default: return false;
    }
}

static void add_call(Adding *to, Node *call)
{
    if (is_awaited(to->m, call)) {
        return;
    }
    const Node *p = call->parent;
    bool entered = p->kind == AST_WITH_ITEM && call == p->with_item.context;
    bool entered_later = is_method_call(p, "enter_context") && call != p->call.func;
    Runs how = entered || entered_later ? RUNS_ENTERED : is_gone_through(call) ? RUNS_ITERATED : RUNS_CALLED;
    callees_of(to->m, to->arena, call->call.func, how, to->to);
}

static void add_object(Adding *to, Node *object, const char *first, const char *second)
{
    Ref r = ref_of(to->m, object);
    to->how = RUNS_ITERATED;
    if (r.kind == REF_INSTANCE && (r.node || !text_starts(r.name, T("builtins.")))) {
        add_method(to, r, first);
        add_method(to, r, second);
    }
}

// -- properties -------------------------------------------------------------------------------------------------------

static bool is_property(Module *m, const Node *function)
{
    return function_has_decorator(m, function, "builtins.property") || function_has_decorator(m, function, "functools.cached_property");
}

static void add_member(const Adding *to, const Member *member)
{
    for (int i = 0; i < member->binding->defs.n; i++) {
        const Def *d = &member->binding->defs.at[i];
        if (d->kind == DEF_FUNCTION && is_property(member->module, d->node)) {
            add_function(to, (Ref){.kind = REF_FUNCTION, .module = member->module, .node = d->node});
            return;
        }
    }
}

static void add_property(const Adding *to, const Node *n)
{
    Ref object = ref_of(to->m, n->attribute.value);
    Text name = n->attribute.attr.text;
    Member member;
    Ref unread = class_of_unread(object, name);
    if (object.kind != REF_INSTANCE) {
        return;
    }
    if (!object.node) {
        add_named(to, to->m, text_join_with(to->arena, object.name, '.', name));
    } else if (unread.kind != REF_UNKNOWN) {
        add_unread(to, (Ref){.module = unread.module, .node = unread.node, .name = name});
    } else if (class_member(object, name, &member)) {
        add_member(to, &member);
    } else {
        Ref r = ref_attribute(to->m, object, name);
        add_ref(to, r.kind == REF_NAME ? r : (Ref){0}, 0);
    }
}

static bool is_loaded(const Node *n)
{
    const Node *p = n->parent;
    switch (p->kind) {
    case AST_CALL: return n != p->call.func;
    case AST_ASSIGN: return n == p->assign.value;
    case AST_ANN_ASSIGN: return n == p->ann_assign.value;
    case AST_FOR: return n != p->for_.target;
    case AST_WITH_ITEM: return n != p->with_item.target;
    case AST_DELETE: return false;
    default: return true;
    }
}

void callees_at(Module *m, Arena *a, Node *n, Callees *to)
{
    Adding adding = {m, a, to, RUNS_CALLED};
    switch (n->kind) {
    case AST_CALL: add_call(&adding, n); break;
    case AST_WITH_ITEM:
        if (!n->parent->is_async) {
            add_object(&adding, n->with_item.context, "__enter__", "__exit__");
        }
        break;
    case AST_FOR:
        if (!n->is_async) {
            add_object(&adding, n->for_.iter, "__iter__", "__next__");
        }
        break;
    case AST_COMP_FOR:
        if (!n->is_async) {
            add_object(&adding, n->comp_for.iter, "__iter__", "__next__");
        }
        break;
    case AST_ATTRIBUTE:
        adding.how = RUNS_READ;
        if (is_loaded(n)) {
            add_property(&adding, n);
        }
        break;
    default: break;
    }
}
