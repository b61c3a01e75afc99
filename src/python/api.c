#include "python/api.h"

#include "python/coroutine.h"
#include "python/shape.h"

#include <stdlib.h>
#include <string.h>

// -- the table ----------------------------------------------------------------------------------------------------------

// The first entry with the key, or NULL.
static const Api *find(Text key)
{
    int low = 0, high = api_table.n;
    while (low < high) {
        int middle = (low + high) / 2;
        text_cmp(text_from(api_table.entries[middle].key), key) < 0 ? (low = middle + 1) : (high = middle);
    }
    const Api *a = &api_table.entries[low];
    return low < api_table.n && text_eq(text_from(a->key), key) ? a : NULL;
}

static const Api *next(const Api *a)
{
    const Api *b = a + 1;
    return b < api_table.entries + api_table.n && strcmp(a->key, b->key) == 0 ? b : NULL;
}

static const Api *find_named(const Api *a, Text name, bool is_argument)
{
    while (a && !((a->kind == API_ARGUMENT) == is_argument && text_eq(text_from(a->name), name))) {
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

// Some code of the module gives the thread a loop: then get_event_loop() finds it.
static bool module_sets_loop(const Module *m)
{
    static const char *const setters[] = {"set_event_loop", "set_event_loop_policy", "install"};
    for (int i = 0; i < m->ast->n; i++) {
        Text name = last_name(m->ast->nodes[i]);
        for (size_t k = 0; name.n && k < sizeof setters / sizeof *setters; k++) {
            if (text_eq(name, text_from(setters[k]))) {
                return true;
            }
        }
    }
    return false;
}

// get_event_loop().run_until_complete(...), also through a local name: a loop that is running cannot be run. Only in a program's
// entry, the main part of the module or a function called main: any other may be called when a loop has been set.
static bool runs_without_loop(Module *m, Node *call)
{
    const Node *owner = node_owner(m, call);
    bool main = owner->kind == AST_MODULE || (owner->kind == AST_FUNCTION && !owner->is_async && text_eq(owner->function.name.text, T("main")));
    if (call->kind != AST_CALL || !main || module_sets_loop(m)) {
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

static const Api *of_attribute(Module *m, Node *n)
{
    const Api *a = find(n->attribute.attr.text);
    if (!a || is_stored(n)) {
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
    const Api *a = n->parent->kind == AST_CALL && ref_of(m, n->keyword.value).kind != REF_NONE ? find(n->keyword.name.text) : NULL;
    return a ? find_named(a, callee_name(m, n->parent), true) : NULL;
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

// -- guards -------------------------------------------------------------------------------------------------------------

// Words that ask for the version, or for the name: sys.version_info, hasattr(asyncio, "..."), PY38, TYPE_CHECKING.
static bool asks(const Module *m, const Node *test)
{
    static const char *const words[] = {"version_info", "hexversion", "version", "hasattr", "getattr", "TYPE_CHECKING",
                                        "python_version", "python_version_tuple"};
    for (int i = test ? test->id : 0; test && i <= test->last; i++) {
        Text name = last_name(m->ast->nodes[i]);
        bool constant = text_find(name, T("PY3")) >= 0 || text_find(name, T("PY_3")) >= 0 || text_find(name, T("PYTHON")) >= 0 ||
                        text_find(name, T("py3")) >= 0;
        for (size_t k = 0; k < sizeof words / sizeof *words && !constant; k++) {
            constant = text_eq(name, text_from(words[k]));
        }
        if (constant) {
            return true;
        }
    }
    return false;
}

// The statement before which the node's block asks and leaves: `if sys.version_info >= (3, 10): return`.
static bool left_before(const Module *m, const Node *statement)
{
    const Node *block = statement->parent;
    for (int i = block->id + 1; i < statement->id; i = m->ast->nodes[i]->last + 1) {
        const Node *d = m->ast->nodes[i];
        const Node *first = d->kind == AST_IF ? d->if_.branches.at[0] : NULL;
        Nodes body = first ? first->branch.body : (Nodes){0};
        uint8_t last = body.n ? body.at[body.n - 1]->kind : AST_PASS;
        bool leaves = last == AST_RETURN || last == AST_RAISE || last == AST_CONTINUE;
        if (leaves && asks(m, first->branch.test)) {
            return true;
        }
    }
    return false;
}

static bool if_asks(const Module *m, const Node *n)
{
    for (int i = 0; i < n->if_.branches.n; i++) {
        if (asks(m, n->if_.branches.at[i]->branch.test)) {
            return true;
        }
    }
    return false;
}

// A handler for what using the name raises where it is not there.
static bool handler_expects(const Module *m, const Node *handler)
{
    static const char *const errors[] = {"AttributeError", "ImportError", "ModuleNotFoundError", "NameError", "TypeError", "RuntimeError"};
    const Node *type = handler->handler.type;
    for (int k = type ? type->id : 0; type && k <= type->last; k++) {
        Text name = last_name(m->ast->nodes[k]);
        for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
            if (text_eq(name, text_from(errors[e]))) {
                return true;
            }
        }
    }
    return false;
}

// What is tried has such a handler, or `child` is one, for the other name.
static bool try_expects(const Module *m, const Node *n, const Node *child)
{
    if (child->kind == AST_HANDLER) {
        return handler_expects(m, child);
    }
    for (int i = 0; i < n->try_.handlers.n; i++) {
        if (handler_expects(m, n->try_.handlers.at[i])) {
            return true;
        }
    }
    return false;
}

static bool decorators_ask(const Module *m, Nodes decorators)
{
    for (int i = 0; i < decorators.n; i++) {
        if (asks(m, decorators.at[i])) {
            return true;
        }
    }
    return false;
}

static bool parent_asks(const Module *m, const Node *p, const Node *child)
{
    switch (p->kind) {
    case AST_IF: return if_asks(m, p);
    case AST_IF_EXP: return asks(m, p->if_exp.test);
    case AST_BOOL_OP: return p->bool_op.values.at[0] != child && asks(m, p->bool_op.values.at[0]);
    case AST_TRY: return try_expects(m, p, child);
    case AST_FUNCTION: return decorators_ask(m, p->function.decorators);
    case AST_CLASS: return decorators_ask(m, p->class_.decorators);
    default: return false;
    }
}

bool api_is_guarded(Module *m, Node *n)
{
    for (const Node *child = n, *p = n->parent; p; child = p, p = p->parent) {
        if (p->kind == AST_HANDLER && p->handler.type == child) {
            p = p->parent;      // what is caught is looked up whatever else is caught
            continue;
        }
        bool statement = ast_is_statement(child) && (p->kind == AST_MODULE || p->kind == AST_FUNCTION || p->kind == AST_BRANCH || p->kind == AST_FOR || p->kind == AST_WHILE || p->kind == AST_WITH);
        if (parent_asks(m, p, child) || (statement && left_before(m, child))) {
            return true;
        }
    }
    return is_expected_to_fail(n);
}
