// The table of what blocks: entries in the order of the manifests, and slots that text_hash() leads to, so that a look-up
// costs the same however many there are.
#include "build/manifest.h"

static const char *const exceptions[] = {"UNLESS_NEVER", "UNLESS_MEMORY", "UNLESS_NO_WAIT", "UNLESS_PUT", "UNLESS_NO_HANG",
                                         "UNLESS_CADATA", "UNLESS_DONE", "UNLESS_NON_BLOCKING", "UNLESS_LAZY",
                                         "UNLESS_PSEUDO_FILE", "UNLESS_SHORT_BODY", "UNLESS_CONSTRUCTED", "UNLESS_ZERO"};

static int count_groups(const Manifests *all)
{
    int n = 0;
    for (int k = 0; k < all->n; k++) {
        n += all->at[k]->blocking.n;
    }
    return n;
}

// Each group's place in the table of costs: those of a rule that have none of their own share the rule's.
static void put_costs(Out *o, const Manifests *all, int *index)
{
    int n = 0;
    out_c(o, "static const BlockingCost blocking_costs[] = {\n");
    for (int k = 0; k < all->n; k++) {
        int shared = -1;
        for (int g = 0; g < all->at[k]->blocking.n; g++) {
            const Cost *c = &all->at[k]->blocking.at[g].cost;
            bool is_shared = c->at == all->at[k]->cost.at;
            if (is_shared && shared >= 0) {
                *index++ = shared;
                continue;
            }
            out_format(o, "    {%.17g, %.17g, ", c->median, c->bad);
            emit_literal(o, c->source);
            out_c(o, "},\n");
            shared = is_shared ? n : shared;
            *index++ = n++;
        }
    }
    out_c(o, "    {0, 0, 0}\n};\n");
}

static int put_entries(Out *o, const Manifests *all, const int *costs, Texts *names)
{
    out_c(o, "static const BlockingEntry blocking_entries[] = {\n");
    for (int k = 0; k < all->n; k++) {
        const Manifest *m = all->at[k];
        for (int g = 0; g < m->blocking.n; g++) {
            const BlockingGroup *group = &m->blocking.at[g];
            for (int i = 0; i < blocking_count(group); i++) {
                Text name = blocking_name(o->arena, group, i);
                *list_push(o->arena, names) = name;
                out_c(o, "    {");
                emit_literal(o, name);
                out_c(o, ", ");
                emit_literal(o, group->advice);
                out_format(o, ", %d, %s, %d, &blocking_costs[%d]},\n", k, exceptions[group->unless], group->severity, *costs);
            }
            costs++;
        }
    }
    out_c(o, "    {0}\n};\n");
    return names->n;
}

void blocking_emit(Out *o, const Manifests *all)
{
    Texts names = {0};
    int groups = count_groups(all), *costs = NEW(o->arena, int, groups + 1);
    if (groups) {
        put_costs(o, all, costs);
    }
    int n = put_entries(o, all, costs, &names);
    uint32_t size = 2;
    while (size < 2 * (uint32_t)n) {
        size *= 2;
    }
    uint16_t *slots = NEW(o->arena, uint16_t, (ptrdiff_t)size);
    for (int i = 0; i < n; i++) {
        uint32_t at = (uint32_t)text_hash(names.at[i]) & (size - 1);
        while (slots[at]) {
            at = (at + 1) & (size - 1);
        }
        slots[at] = (uint16_t)(i + 1);
    }
    out_c(o, "static const uint16_t blocking_slots[] = {");
    for (uint32_t i = 0; i < size; i++) {
        out_format(o, "%s%d,", i % 16 ? "" : "\n    ", slots[i]);
    }
    out_format(o, "\n};\nconst BlockingTable blocking_table = {blocking_entries, %d, blocking_slots, %u};\n\n", n, size - 1);
}
