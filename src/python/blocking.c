// Names that are listed (blocking.h).
#include "python/blocking.h"
#include "python/guard.h"
#include "python/shape.h"
#include "python/word.h"

static const BlockingEntry *find_exact(Text name)
{
    const BlockingTable *t = &blocking_table;
    for (uint32_t i = (uint32_t)text_hash(name) & t->mask; t->slots[i]; i = (i + 1) & t->mask) {
        const BlockingEntry *e = &t->entries[t->slots[i] - 1];
        if (text_eq(text_from(e->name), name)) {
            return e;
        }
    }
    return NULL;
}

const BlockingEntry *blocking_find(Text name)
{
    enum { LONGEST = 200 };
    char any[LONGEST + 2];
    const BlockingEntry *e = find_exact(name);
    ptrdiff_t dot = text_rfind_char(name, '.');
    if (e || dot < 0 || dot >= LONGEST || text_starts(text_sub(name, dot + 1, name.n), T("__"))) {
        return e;
    }
    for (ptrdiff_t i = 0; i <= dot; i++) {
        any[i] = name.s[i];
    }
    any[dot + 1] = '*';
    return find_exact((Text){any, dot + 2});
}

// -- what need not be evaluated ----------------------------------------------------------------------------------------

static bool is_last_part(Text part)
{
    const BlockingTable *t = &blocking_table;
    for (uint32_t i = (uint32_t)text_hash(part) & t->part_mask; t->part_slots[i]; i = (i + 1) & t->part_mask) {
        Text name = text_from(t->entries[t->part_slots[i] - 1].name);
        if (text_ends(name, part) && name.n > part.n && name.s[name.n - part.n - 1] == '.') {
            return true;
        }
    }
    return false;
}

bool blocking_is_of_class(const BlockingEntry *e, Text *package)
{
    Text name = text_from(e->name), rest;
    return text_ends(name, T(".*")) && text_cut(name, '.', package, &rest);
}

// Most calls are of names that no entry ends with. What is called by another name than its own is seen through where this file
// gives it that name.
static bool may_be_listed(Module *m, const Node *call)
{
    Text last = callee_last_name(m, call);
    return !last.n || is_last_part(last) || (call->call.func->kind == AST_ATTRIBUTE && !m->names_no_package);
}

// -- what is awaited --------------------------------------------------------------------------------------------------

static bool takes_awaitable(Module *m, const Node *call)
{
    static const char *const takers[] = {"create_task", "ensure_future", "gather", "run", "run_coroutine_threadsafe",
                                         "run_until_complete", "shield", "start_soon", "wait", "wait_for", NULL};
    static const char *const modules[] = {"asyncio.", "anyio.", "trio.", NULL};
    if (!name_in(callee_last_name(m, call), takers)) {
        return false;
    }
    Text name = callee_name(m, call);
    for (int i = 0; modules[i]; i++) {
        if (text_starts(name, text_from(modules[i]))) {
            return true;
        }
    }
    return !name.n;
}

bool is_awaited(Module *m, const Node *n)
{
    const Node *p = n->parent;
    while (p && (p->kind == AST_STARRED || p->kind == AST_LIST || p->kind == AST_IF_EXP || p->kind == AST_BOOL_OP ||
                 p->kind == AST_LIST_COMP || p->kind == AST_GENERATOR || p->kind == AST_KEYWORD)) {
        n = p;
        p = p->parent;
    }
    switch (p->kind) {
    case AST_AWAIT: return true;
    case AST_CALL: return n != p->call.func && takes_awaitable(m, p);
    case AST_WITH_ITEM: return n == p->with_item.context && p->parent->is_async;
    case AST_FOR: return n == p->for_.iter && p->is_async;
    case AST_COMP_FOR: return n == p->comp_for.iter && p->is_async;
    default: return false;
    }
}

// The special method that Python calls at the node, which blocks.
static Text special_name(Module *m, Node *n, const char *method, char *buffer, size_t size)
{
    Ref r = blocking_receiver(m, n);
    if (r.kind != REF_INSTANCE || !r.name.n || (size_t)r.name.n + 16 > size) {
        return (Text){0};
    }
    Text name = {buffer, 0};
    for (ptrdiff_t i = 0; i < r.name.n; i++) {
        buffer[name.n++] = r.name.s[i];
    }
    while (*method) {
        buffer[name.n++] = *method++;
    }
    return name;
}

static const BlockingEntry *special(Module *m, Node *n, Text *name)
{
    char buffer[200];
    static const char *const with[] = {".__enter__", ".__exit__"}, *const loop[] = {".__iter__"};
    bool is_with = n->kind == AST_WITH_ITEM;
    for (int i = 0; i < (is_with ? 2 : 1); i++) {
        Text t = special_name(m, n, is_with ? with[i] : loop[0], buffer, sizeof buffer);
        const BlockingEntry *e = t.n ? find_exact(t) : NULL;
        if (e) {
            *name = text_from(e->name);
            return e;
        }
    }
    return NULL;
}

// connection.execute(query).fetchall(): one query, which is reported.
static bool is_fetched_at_once(Module *m, const Node *n)
{
    Node *func = n->kind == AST_CALL ? n->call.func : NULL;
    bool fetches = func && func->kind == AST_ATTRIBUTE && text_starts(func->attribute.attr.text, T("fetch"));
    return fetches && func->attribute.value->kind == AST_CALL && blocking_at(m, func->attribute.value).entry;
}

Blocking blocking_at(Module *m, Node *n)
{
    Text name = {0};
    const BlockingEntry *e = NULL;
    if (n->kind == AST_CALL) {
        if (n->parent->kind == AST_AWAIT || !may_be_listed(m, n)) {
            return (Blocking){0};
        }
        name = callee_name(m, n);
        e = name.n ? blocking_find(name) : NULL;
    } else if ((n->kind == AST_WITH_ITEM && !n->parent->is_async) || (n->kind == AST_FOR && !n->is_async)) {
        e = special(m, n, &name);
    }
    if (!e || (n->kind == AST_CALL && is_awaited(m, n)) || blocking_is_excepted(m, e, n) || is_never_reached(n) || is_fetched_at_once(m, n)) {
        return (Blocking){0};
    }
    return (Blocking){e, name, n};
}

Span blocking_span(Blocking b)
{
    return node_span(b.node->kind == AST_WITH_ITEM ? b.node->with_item.context : b.node->kind == AST_FOR ? b.node->for_.iter : b.node);
}
