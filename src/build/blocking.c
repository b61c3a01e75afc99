// The key `blocking` of a manifest: what stops the thread that calls it, by qualified name, each group with its advice.
#include "build/manifest.h"

#include <stddef.h>

// In the order of BlockingUnless in python/blocking.h.
static const Text exceptions[] = {T("never"),     T("memory"), T("no-wait"),     T("put"),   T("no-hang"), T("cadata"),
                                  T("done"), T("non-blocking"), T("lazy"), T("pseudo-file"), T("short-body"), T("constructed"),
                                  T("zero"), T("offline"), T("setting"), T("asked-for"),
                                  T("fetched"), T("nothing-begun"), T("no-address")};

static void read_unless(Errors *e, const Value *v, void *field)
{
    schema_choice(e, v, field, exceptions, (int)(sizeof exceptions / sizeof *exceptions));
}

// In the order of BlockingNote in python/blocking.h.
static const Text evidence[] = {T("never"), T("bulk"), T("walked"), T("served"), T("accompanied"), T("alive"),
                                T("submitted"), T("held"), T("remote"), T("query"), T("repeated")};

static void read_note_unless(Errors *e, const Value *v, void *field)
{
    schema_choice(e, v, field, evidence, (int)(sizeof evidence / sizeof *evidence));
}

// `requests.get`, or `botocore.client.BaseClient.*` for all that the class or module holds.
static bool is_name(Text t, bool whole)
{
    Text part;
    int parts = 1;
    while (text_cut(t, '.', &part, &t)) {
        parts++;
        if (!schema_is_identifier(part)) {
            return false;
        }
    }
    return (schema_is_identifier(part) || text_eq(part, T("*"))) && (!whole || parts > 1);
}

static void check_names(Errors *e, const Value *v, bool whole)
{
    for (int i = 0; v && v->kind == VALUE_LIST && i < v->items.n; i++) {
        const Value *item = v->items.at[i];
        if (item->kind == VALUE_SCALAR && text_trim(item->text).n && !is_name(text_trim(item->text), whole)) {
            error_at(e, item, "`%.*s` is no qualified name (`requests.get`, `botocore.client.BaseClient.*`)",
                     PRI(text_trim(item->text)));
        }
    }
}

static const Field fields[] = {
    {"of", false, schema_list, offsetof(BlockingGroup, of)},
    {"calls", true, schema_list, offsetof(BlockingGroup, calls)},
    {"advice", true, schema_line, offsetof(BlockingGroup, advice)},
    {"unless", false, read_unless, offsetof(BlockingGroup, unless)},
    {"note-unless", false, read_note_unless, offsetof(BlockingGroup, note_unless)},
    {"cost", false, cost_read, offsetof(BlockingGroup, cost)},
    {0},
};

void blocking_read(Errors *e, const Value *v, void *field)
{
    BlockingGroups *groups = field;
    if (v->kind != VALUE_LIST || v->items.n == 0) {
        error_at(e, v, "expected a list of groups of calls");
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        BlockingGroup g = {.at = v->items.at[i]};
        if (schema_fields(e, g.at, fields, &g)) {
            g.calls_at = value_get(g.at, T("calls"));
            g.of_at = value_get(g.at, T("of"));
            check_names(e, g.calls_at, g.of.n == 0);
            check_names(e, g.of_at, false);
            *list_push(e->arena, groups) = g;
        }
    }
}

// Hundreds of common words (get, read, wait) would be in every coroutine, and looking for each costs more than to parse what
// holds one: any coroutine may hold a finding. `async` and `def` may stand any number of spaces apart.
void blocking_triggers(Errors *e, Manifest *m)
{
    if (m->blocking.n && m->triggers.n == 0) {
        *list_push(e->arena, &m->triggers) = T("async ");
    }
}

void blocking_check_unique(Errors *e, const Manifests *all)
{
    Map seen = {0};
    for (int k = 0; k < all->n; k++) {
        const Manifest *m = all->at[k];
        e->path = m->path;
        for (int g = 0; g < m->blocking.n; g++) {
            const BlockingGroup *group = &m->blocking.at[g];
            for (int i = 0; i < blocking_count(group); i++) {
                Text name = blocking_name(e->arena, group, i);
                void **slot = map_put(e->arena, &seen, name);
                if (*slot) {
                    error_at(e, group->at, "`%.*s` blocks already by %.*s", PRI(name), PRI(((const Manifest *)*slot)->path));
                }
                *slot = (void *)(uintptr_t)m;
            }
        }
    }
}

int blocking_count(const BlockingGroup *g)
{
    return g->calls.n * (g->of.n ? g->of.n : 1);
}

Text blocking_name(Arena *a, const BlockingGroup *g, int i)
{
    Text call = g->calls.at[i % g->calls.n];
    return g->of.n ? text_format(a, "%.*s.%.*s", PRI(g->of.at[i / g->calls.n]), PRI(call)) : call;
}
