#include "base/map.h"

#include <string.h>

static uint32_t find(const Map *m, Text key)
{
    uint32_t i = (uint32_t)text_hash(key) & m->mask;
    while (m->slot[i] && !text_eq(m->at[m->slot[i] - 1].key, key)) {
        i = (i + 1) & m->mask;
    }
    return i;
}

void *map_get(const Map *m, Text key)
{
    if (m->n == 0) {
        return NULL;
    }
    uint32_t at = m->slot[find(m, key)];
    return at ? m->at[at - 1].value : NULL;
}

// Memory first: where it runs out the map is as it was.
static void grow(Arena *a, Map *m)
{
    int cap = m->cap ? m->cap * 2 : 8;
    MapEntry *at = NEW(a, MapEntry, cap);
    uint32_t *slot = NEW(a, uint32_t, cap * 2);
    if (m->n) {
        memcpy(at, m->at, sizeof *at * (size_t)m->n);
    }
    m->at = at;
    m->cap = cap;
    m->mask = (uint32_t)cap * 2 - 1;
    m->slot = slot;
    for (int i = 0; i < m->n; i++) {
        m->slot[find(m, m->at[i].key)] = (uint32_t)i + 1;
    }
}

void **map_put(Arena *a, Map *m, Text key)
{
    if (m->n == m->cap) {
        grow(a, m);
    }
    uint32_t i = find(m, key);
    if (!m->slot[i]) {
        m->at[m->n++] = (MapEntry){key, NULL};
        m->slot[i] = (uint32_t)m->n;
    }
    return &m->at[m->slot[i] - 1].value;
}
