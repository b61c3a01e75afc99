#include "base/map.h"

#include <string.h>

static uint64_t load(const char *s, size_t n)
{
    uint64_t w = 0;
    memcpy(&w, s, n);
    return w;
}

// Up to eight bytes as one word: two loads that overlap.
static uint64_t load_short(const char *s, ptrdiff_t n)
{
    return n >= 4 ? load(s, 4) | load(s + n - 4, 4) << 32
         : n >= 2 ? load(s, 2) | load(s + n - 2, 2) << 16
         : n      ? load(s, 1)
                  : 0;
}

// Most keys are names of up to two words. Unlike text_hash, this may be what it likes: the order of a map is that of its making.
static uint32_t hash(Text key)
{
    uint64_t h = 0x9e3779b97f4a7c15u ^ (uint64_t)key.n;
    for (; key.n > 8; key.s += 8, key.n -= 8) {     // an empty key has no place to count from
        h = (h ^ load(key.s, 8)) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    h = (h ^ load_short(key.s, key.n)) * 0xff51afd7ed558ccdu;
    return (uint32_t)(h ^ h >> 32);
}

static uint32_t find(const Map *m, Text key)
{
    uint32_t i = hash(key) & m->mask;
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
