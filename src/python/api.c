#include "python/api.h"

#include "base/sorted.h"
#include "python/known.h"
#include "python/shape.h"
#include "python/word.h"

#include <stdlib.h>
#include <string.h>

// -- the table ----------------------------------------------------------------------------------------------------------

// The first entry with the key, or NULL.
static const Api *find(Text key)
{
    return sorted_find(api_table.entries, api_table.n, sizeof *api_table.entries, key);
}

static const Api *next(const Api *a)
{
    const Api *b = a + 1;
    return b < api_table.entries + api_table.n && strcmp(a->key, b->key) == 0 ? b : NULL;
}

static const Api *find_named(const Api *a, Text name, bool is_argument)
{
    while (a && !((a->kind == API_ARGUMENT) == is_argument && text_is(name, a->name))) {
        a = next(a);
    }
    return a;
}

// -- where no loop runs -------------------------------------------------------------------------------------------------

static bool is_runner(Text method)
{
    return text_eq(method, T("run_until_complete")) || text_eq(method, T("run_forever"));
}

// `x.run_until_complete(...)` of which `x` is the node.
static bool is_run(const Node *n)
{
    const Node *p = n->parent;
    return p->kind == AST_ATTRIBUTE && p->attribute.value == n && is_runner(p->attribute.attr.text) && p->parent->kind == AST_CALL &&
           p->parent->call.func == p;
}

// Some code of the module gives the thread a loop: then get_event_loop() finds it. Looked for in the text, not all of which may
// have been parsed.
static bool module_sets_loop(const Module *m)
{
    static const char *const setters[] = {"set_event_loop", "set_event_loop_policy", "install"};
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        ptrdiff_t at = 0;
        if (identifier_find(m->source->text, text_from(setters[i]), &at)) {
            return true;
        }
    }
    return false;
}

// The standard library sets no loop by itself; anything else may, and libraries do when their objects are made.
static bool may_set_loop(Module *m, const Node *call)
{
    Text name = callee_name(m, call), top, rest;
    text_cut(name, '.', &top, &rest);
    return !name.n || !(text_eq(top, T("builtins")) || known_is_stdlib(top));
}

// Something that may set a loop has run by the time of the call: before it in its function, at the top level of the module.
static bool may_be_set_before(Module *m, const Node *call)
{
    const Node *owner = node_owner(m, call);
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        const Node *where = d->kind == AST_CALL ? node_owner(m, d) : NULL;
        bool earlier = where == owner ? d->id < call->id && !node_within(call, d) : where && where->kind == AST_MODULE;
        bool starts = earlier && where != owner && ref_of(m, d->call.func).node == owner;       // main() itself
        if (earlier && !starts && may_set_loop(m, d)) {
            return true;
        }
    }
    return false;
}

// get_event_loop().run_until_complete(...), also through a local name: a loop that is running cannot be run. Only in a program's
// entry, the main part of the module or a function called main, and first thing there: any other may be called when a loop has been set.
static bool runs_without_loop(Module *m, Node *call)
{
    const Node *owner = node_owner(m, call);
    bool main = owner->kind == AST_MODULE || (owner->kind == AST_FUNCTION && !owner->is_async && text_eq(owner->function.name.text, T("main")));
    if (call->kind != AST_CALL || !main || module_sets_loop(m) || may_be_set_before(m, call)) {
        return false;
    }
    const Node *p = call->parent;
    const Node *target = p->kind == AST_ASSIGN && p->assign.targets.n == 1 ? p->assign.targets.at[0] : NULL;
    const Binding *b = target && target->kind == AST_NAME ? m->binding_of[target->id] : NULL;
    for (int i = 0; b && b->defs.n == 1 && i < b->reads.n; i++) {
        if (is_run(b->reads.at[i])) {
            return true;
        }
    }
    return is_run(call);
}

// -- uses ---------------------------------------------------------------------------------------------------------------

static bool is_stored(const Node *n)
{
    const Node *p = n->parent;
    return p->kind == AST_DELETE || (p->kind == AST_ASSIGN && p->assign.value != n) || (p->kind == AST_AUG_ASSIGN && p->aug_assign.target == n) ||
           (p->kind == AST_ANN_ASSIGN && p->ann_assign.target == n);
}

// Annotations are worked out when somebody asks, since Python 3.14; those of local variables never were.
static bool is_annotation(const Node *n)
{
    for (const Node *child = n, *p = n->parent; p; child = p, p = p->parent) {
        bool annotates = (p->kind == AST_ANN_ASSIGN && p->ann_assign.annotation == child) || (p->kind == AST_PARAM && p->param.annotation == child) ||
                         (p->kind == AST_FUNCTION && p->function.returns == child);
        if (annotates || ast_is_statement(p)) {
            return annotates;
        }
    }
    return false;
}

static const Api *of_attribute(Module *m, Node *n)
{
    const Api *a = find(n->attribute.attr.text);
    if (!a || is_stored(n) || is_annotation(n)) {
        return NULL;
    }
    Ref r = ref_of(m, n);
    a = r.kind == REF_NAME ? find_named(a, r.name, false) : NULL;
    bool called = n->parent->kind == AST_CALL && n->parent->call.func == n;
    return a && a->kind == API_WITHOUT_LOOP && !(called && runs_without_loop(m, n->parent)) ? NULL : a;
}

static const Api *of_import(Module *m, Node *n)
{
    const Api *a = n->parent->kind == AST_IMPORT_FROM && n->parent->import_from.level == 0 ? find(n->alias.name) : NULL;
    Text from = a ? n->parent->import_from.module : (Text){0}, part, rest;
    text_cut(from, '.', &part, &rest);
    for (; a; a = next(a)) {        // `asyncio.events` gives what `asyncio` has
        Text name = text_from(a->name), holder = text_sub(name, 0, text_rfind_char(name, '.'));
        if (a->kind == API_NAME && (text_eq(holder, from) || (text_eq(part, T("asyncio")) && text_eq(holder, part)))) {
            return a;
        }
    }
    (void)m;
    return NULL;
}

static const Api *of_keyword(Module *m, Node *n)
{
    const Api *a = n->parent->kind == AST_CALL ? find(n->keyword.name.text) : NULL;
    return a && ref_of(m, n->keyword.value).kind != REF_NONE ? find_named(a, callee_name(m, n->parent), true) : NULL;
}

// `with await lock:`, `with (yield from lock):`
static const Api *of_await(Module *m, Node *n)
{
    const Node *item = n->parent;
    bool entered = item->kind == AST_WITH_ITEM && item->with_item.context == n && !item->parent->is_async;
    const Api *a = entered && n->value.value ? find(T("__await__")) : NULL;
    Ref r = a ? ref_of(m, n->value.value) : (Ref){0};
    for (; a; a = next(a)) {
        Text name = text_from(a->name);
        if (r.kind == REF_INSTANCE && text_eq(r.name, text_sub(name, 0, text_rfind_char(name, '.')))) {
            return a;
        }
    }
    return NULL;
}

static const Api *use_at(Module *m, Node *n)
{
    switch (n->kind) {
    case AST_ATTRIBUTE: return of_attribute(m, n);
    case AST_ALIAS: return of_import(m, n);
    case AST_KEYWORD: return of_keyword(m, n);
    case AST_AWAIT: case AST_YIELD_FROM: return of_await(m, n);
    default: return NULL;
    }
}

// set_event_loop_policy(WindowsSelectorEventLoopPolicy()): whoever replaces the call replaces what it is given.
static bool is_given_to(const ApiUse *outer, const Node *n)
{
    const Node *call = outer->node->parent;
    return call->kind == AST_CALL && call->call.func == outer->node && node_within(n, call);
}

const ApiUses *api_uses(Module *m)
{
    if (m->apis) {
        return m->apis;
    }
    Arena *a = m->reader ? m->reader->file : m->arena;
    LIST(ApiUse) found = {0};
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        const Api *api = use_at(m, n);
        if (api && !(found.n && is_given_to(&found.at[found.n - 1], n))) {
            *list_push(a, &found) = (ApiUse){api, n};
        }
    }
    ApiUses *uses = NEW(a, ApiUses, 1);
    *uses = (ApiUses){found.at, found.n};
    m->apis = uses;
    return uses;
}
