// A map from text to pointer: open addressing, insertion order kept (iterate `at[0..n)`), keys not copied.
#ifndef AQLINT_BASE_MAP_H
#define AQLINT_BASE_MAP_H

#include "base/text.h"

typedef struct {
    Text key;
    void *value;
} MapEntry;

typedef struct {
    MapEntry *at;       // entries in order of insertion
    int n, cap;
    uint32_t *slot;     // 1 + index into `at`; 0 is free
    uint32_t mask;
} Map;

// The value of `key`, or NULL.
void *map_get(const Map *m, Text key);

// The place of the value of `key`, added (NULL) when it is new. Valid until the next map_put.
void **map_put(Arena *a, Map *m, Text key);

#endif
