// A function as a node of the call graph: what it does, and what its decorators make of it.
//
// A decorator of the project is known when it gives what it was given, or a nested function that calls it itself: one that
// hands it to a thread, or makes something else of it, leaves nothing known of the function.
#include "python/chain_table.h"

#include "python/coroutine.h"
#include "python/guard.h"
#include "python/known.h"
#include "python/shape.h"
#include "python/weight.h"
#include "python/word.h"

// A file that is read for others has its own functions by their names, as theirs.
static void copy_names(Arena *a, const Module *m, Callees *callees)
{
    for (int i = 0; i < callees->n; i++) {
        Callee *c = &callees->at[i];
        if (c->function) {
            c->name = definition_name(m, a, c->function);
            c->path = m->path;
            c->function = NULL;
        }
        c->name = text_copy(a, c->name);
        c->path = text_copy(a, c->path);
    }
}

// -- decorators -------------------------------------------------------------------------------------------------------

// Applies what is known of an outside decorator. false: nothing is.
static bool apply_known(ChainFunction *f, Text name)
{
    static const char *const contexts[] = {"contextlib.contextmanager", NULL};
    static const char *const properties[] = {"builtins.property", "abc.abstractproperty", NULL};
    static const char *const caches[] = {"functools.lru_cache", "functools.cache", NULL};
    static const char *const cached[] = {"functools.cached_property", "django.utils.functional.cached_property", "propcache.cached_property",
                                         "propcache.under_cached_property", "propcache.api.cached_property", NULL};
    f->is_context = f->is_context || name_in(name, contexts);
    f->is_property = f->is_property || name_in(name, properties) || name_in(name, cached);
    f->is_memoised = f->is_memoised || name_in(name, caches) || name_in(name, cached);
    return f->is_context || f->is_property || f->is_memoised || known_keeps_function(name);
}

static void add_decorator(Module *m, Arena *a, ChainFunction *f, Node *d, bool is_checked)
{
    Node *function = d->kind == AST_CALL ? d->call.func : d;
    Ref r = ref_of(m, function);
    if (r.kind == REF_NAME && apply_known(f, r.name)) {
        return;
    }
    Callees callees = {0};
    callees_of(m, a, function, RUNS_CALLED, &callees);
    if (!is_checked) {
        copy_names(a, m, &callees);
    }
    if (callees.n == 1) {
        *list_push(a, &f->decorators) = (ChainDecorator){callees.at[0], d->kind == AST_CALL, node_span(d)};
    } else {
        f->is_opaque = true;
    }
}

static bool is_parameter_of(const Module *m, const Node *name, const Node *function)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    return b && b->scope->node == function && b->defs.n && b->defs.at[0].kind == DEF_PARAM;
}

// The nested function calls a parameter of the decorator itself.
static bool calls_parameter(const Module *m, const Node *nested, const Node *decorator)
{
    for (int i = nested->id + 1; i <= nested->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && is_parameter_of(m, d->call.func, decorator) && node_owner(m, d) == nested) {
            return true;
        }
    }
    return false;
}

static Callee nested_callee(const Module *m, Arena *a, const ChainFunction *f, Node *nested, bool is_checked)
{
    return is_checked ? (Callee){.function = nested} : (Callee){.path = f->path, .name = text_copy(a, definition_name(m, a, nested))};
}

// What the function gives where it is used as a decorator.
static void note_returned(Module *m, Arena *a, ChainFunction *f, Node *function, Node *value, bool is_checked)
{
    if (is_parameter_of(m, value, function)) {
        f->returns_parameter = true;
        return;
    }
    Ref r = value->kind == AST_NAME ? ref_of(m, value) : (Ref){0};
    if (r.kind != REF_FUNCTION || r.module != m || !node_within(r.node, function) || r.node->is_async) {
        return;
    }
    Callee nested = nested_callee(m, a, f, r.node, is_checked);
    if (calls_parameter(m, r.node, function)) {
        f->wrapper = nested;
    } else {
        f->maker = nested;
    }
}

// -- what it does -----------------------------------------------------------------------------------------------------

// What the reader is shown of a node that runs something.
static Node *shown(Node *n)
{
    return n->kind == AST_WITH_ITEM ? n->with_item.context : n->kind == AST_FOR ? n->for_.iter : n->kind == AST_COMP_FOR ? n->comp_for.iter : n;
}

// Whether a request is served, its coroutine tells.
static bool is_light(Module *m, const BlockingEntry *e, const Node *n)
{
    return e->note_unless != NOTE_UNLESS_SERVED && blocking_is_light(m, e, n);
}

static void add_step(Module *m, Arena *a, ChainFunction *f, Node *n, bool is_checked)
{
    Blocking b = f->is_async ? (Blocking){0} : blocking_at(m, n);
    ChainStep step = {.node = shown(n), .span = node_span(shown(n)), .entry = b.entry, .name = b.name};
    if (!b.entry) {
        callees_at(m, a, n, &step.callees);
    }
    if ((!b.entry && !step.callees.n) || is_guarded(m, n)) {
        return;
    }
    step.weight = f->is_memoised || is_run_once(m, n) ? CHAIN_ONCE : b.entry && is_light(m, b.entry, n) ? CHAIN_LIGHT : CHAIN_HEAVY;
    if (!is_checked) {
        step.node = NULL;
        step.name = text_copy(a, step.name);
        copy_names(a, m, &step.callees);
    }
    *list_push(a, &f->steps) = step;
}

ChainFunction *chain_function(Module *m, Arena *a, Node *function, bool is_checked)
{
    ChainFunction *f = NEW(a, ChainFunction, 1);
    f->path = is_checked ? (Text){0} : text_copy(a, m->path);
    f->name = text_copy(a, definition_name(m, a, function));
    f->is_async = function->is_async;
    f->is_generator = function_is_generator(m, function);
    for (int i = 0; i < function->function.decorators.n; i++) {
        add_decorator(m, a, f, function->function.decorators.at[i], is_checked);
    }
    Nodes body = function->function.body;
    for (int i = body.n ? body.at[0]->id : function->last + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value) {
            note_returned(m, a, f, function, d->value.value, is_checked);
        } else {
            add_step(m, a, f, d, is_checked);
        }
    }
    return f;
}
