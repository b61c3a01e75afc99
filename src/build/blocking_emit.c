// The table of what blocks: entries in the order of the manifests, and slots that text_hash() leads to, so that a look-up
// costs the same however many there are.
#include "build/manifest.h"

static const char *const exceptions[] = {"UNLESS_NEVER", "UNLESS_MEMORY", "UNLESS_NO_WAIT", "UNLESS_PUT", "UNLESS_NO_HANG",
                                         "UNLESS_CADATA", "UNLESS_DONE", "UNLESS_NON_BLOCKING", "UNLESS_LAZY",
                                         "UNLESS_PSEUDO_FILE", "UNLESS_SHORT_BODY", "UNLESS_CONSTRUCTED", "UNLESS_ZERO", "UNLESS_OFFLINE", "UNLESS_SETTING",
                                         "UNLESS_ASKED_FOR", "UNLESS_FETCHED", "UNLESS_NOTHING_BEGUN", "UNLESS_NO_ADDRESS"};

static const char *const notes[] = {"NOTE_NEVER", "NOTE_UNLESS_BULK", "NOTE_UNLESS_WALKED", "NOTE_UNLESS_SERVED", "NOTE_UNLESS_ACCOMPANIED",
                                    "NOTE_UNLESS_ALIVE", "NOTE_UNLESS_SUBMITTED", "NOTE_UNLESS_HELD", "NOTE_UNLESS_REMOTE",
                                    "NOTE_UNLESS_QUERY", "NOTE_UNLESS_REPEATED"};

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
                out_format(o, ", %d, %s, %s, %d, &blocking_costs[%d]},\n", k, exceptions[group->unless], notes[group->note_unless],
                           group->severity, *costs);
            }
            costs++;
        }
    }
    out_c(o, "    {0}\n};\n");
    return names->n;
}

// Open addressing by the hash of keys[i]: 1 + i, 0 is free. Of equal keys the first has a slot.
static void put_slots(Out *o, const char *table, const Texts *keys)
{
    uint32_t size = 2;
    while (size < 2 * (uint32_t)keys->n) {
        size *= 2;
    }
    uint16_t *slots = NEW(o->arena, uint16_t, (ptrdiff_t)size);
    for (int i = 0; i < keys->n; i++) {
        uint32_t at = (uint32_t)text_hash(keys->at[i]) & (size - 1);
        while (slots[at] && !text_eq(keys->at[slots[at] - 1], keys->at[i])) {
            at = (at + 1) & (size - 1);
        }
        slots[at] = slots[at] ? slots[at] : (uint16_t)(i + 1);
    }
    out_format(o, "static const uint16_t %s_slots[] = {", table);
    for (uint32_t i = 0; i < size; i++) {
        out_format(o, "%s%d,", i % 16 ? "" : "\n    ", slots[i]);
    }
    out_format(o, "\n};\nenum { %s_mask = %u };\n", table, size - 1);
}

static Texts last_parts(Arena *a, const Texts *names)
{
    Texts parts = {0};
    for (int i = 0; i < names->n; i++) {
        Text t = names->at[i];
        *list_push(a, &parts) = text_sub(t, text_rfind_char(t, '.') + 1, t.n);
    }
    return parts;
}

void blocking_emit(Out *o, const Manifests *all)
{
    Texts names = {0};
    int groups = count_groups(all), *costs = NEW(o->arena, int, groups + 1);
    if (groups) {
        put_costs(o, all, costs);
    }
    int n = put_entries(o, all, costs, &names);
    Texts parts = last_parts(o->arena, &names);
    put_slots(o, "blocking_name", &names);
    put_slots(o, "blocking_part", &parts);
    out_format(o, "const BlockingTable blocking_table = {blocking_entries, %d, blocking_name_slots, blocking_name_mask,\n"
                  "                                      blocking_part_slots, blocking_part_mask};\n\n", n);
}
