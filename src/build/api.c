// The key `apis` of a manifest: names and arguments that were deprecated and removed, each group with its versions and what to
// use instead; and the C source of `api_table` (python/api.h), ordered by what the entries are found by.
#include "build/manifest.h"

#include <stddef.h>
#include <stdlib.h>

static const Text words[] = {T("looked-up"), T("argument"), T("awaited-lock"), T("without-loop")};
static const char *const kinds[] = {"API_NAME", "API_ARGUMENT", "API_AWAITED_LOCK", "API_WITHOUT_LOOP"};

static void read_kind(Errors *e, const Value *v, void *field)
{
    schema_choice(e, v, field, words, (int)(sizeof words / sizeof *words));
}

// "3.8" is 308. Without the quotes 3.10 would be the number 3.1.
void api_read_version(Errors *e, const Value *v, void *field)
{
    Text major, minor;
    int64_t x = 0, y = 0;
    bool text = v->kind == VALUE_SCALAR && v->quoted && text_cut(v->text, '.', &major, &minor);
    if (!text || !text_to_int(major, &x) || !text_to_int(minor, &y) || x != 3 || y < 0 || y > 99) {
        error_at(e, v, "expected a version in quotes, like \"3.8\"");
    }
    *(int *)field = (int)(100 * x + y);
}

static const Field fields[] = {
    {"names", true, schema_list, offsetof(ApiGroup, names)},
    {"kind", false, read_kind, offsetof(ApiGroup, kind)},
    {"argument", false, schema_line, offsetof(ApiGroup, argument)},
    {"deprecated", true, api_read_version, offsetof(ApiGroup, deprecated)},
    {"removed", false, api_read_version, offsetof(ApiGroup, removed)},
    {"since", false, api_read_version, offsetof(ApiGroup, since)},
    {"instead", true, schema_line, offsetof(ApiGroup, instead)},
    {0},
};

static void check_group(Errors *e, const Value *at, const ApiGroup *g)
{
    if ((g->argument.n > 0) != (g->kind == 1)) {
        error_at(e, at, "`argument` and `kind: argument` go together");
    }
    if (g->removed && g->removed < g->deprecated) {
        error_at(e, at, "removed before it was deprecated");
    }
}

void api_read(Errors *e, const Value *v, void *field)
{
    ApiGroups *groups = field;
    if (v->kind != VALUE_LIST || v->items.n == 0) {
        error_at(e, v, "expected a list of groups of names");
        return;
    }
    for (int i = 0; i < v->items.n; i++) {
        ApiGroup g = {.kind = 0};
        if (schema_fields(e, v->items.at[i], fields, &g)) {
            check_group(e, v->items.at[i], &g);
            *list_push(e->arena, groups) = g;
        }
    }
}

typedef struct {
    Text key, name;
    const ApiGroup *group;
} Entry;

static int by_key(const void *x, const void *y)
{
    const Entry *a = x, *b = y;
    int c = text_cmp(a->key, b->key);
    return c ? c : text_cmp(a->name, b->name);
}

void api_emit(Out *o, const Manifests *all)
{
    LIST(Entry) entries = {0};
    for (int k = 0; k < all->n; k++) {
        for (int g = 0; g < all->at[k]->apis.n; g++) {
            const ApiGroup *group = &all->at[k]->apis.at[g];
            for (int i = 0; i < group->names.n; i++) {
                Text name = group->names.at[i];
                Text last = text_sub(name, text_rfind_char(name, '.') + 1, name.n);
                *list_push(o->arena, &entries) = (Entry){group->argument.n ? group->argument : last, name, group};
            }
        }
    }
    if (entries.n) {
        qsort(entries.at, (size_t)entries.n, sizeof *entries.at, by_key);
    }
    out_c(o, "static const Api api_entries[] = {\n");
    for (int i = 0; i < entries.n; i++) {
        const ApiGroup *g = entries.at[i].group;
        out_c(o, "    {");
        emit_literal(o, entries.at[i].key);
        out_c(o, ", ");
        emit_literal(o, entries.at[i].name);
        out_format(o, ", %s, %d, %d, %d, ", kinds[g->kind], g->deprecated, g->removed, g->since);
        emit_literal(o, g->instead);
        out_c(o, "},\n");
    }
    out_format(o, "    {0}\n};\nconst ApiTable api_table = {api_entries, %d};\n\n", entries.n);
}
