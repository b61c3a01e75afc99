// Tables in the program that are sorted by their entries' names, by bytes: an entry's first member is its name, a C string.
#ifndef AQLINT_BASE_SORTED_H
#define AQLINT_BASE_SORTED_H

#include "base/text.h"

// The first of `n` entries of `size` bytes each at `table` that has the name, or NULL. Inline, so that the size is a constant.
static inline const void *sorted_find(const void *table, int n, size_t size, Text name)
{
    const char *entries = table, *found = NULL;
    int low = 0, high = n;
    while (low < high) {
        int middle = (low + high) / 2;
        const char *entry = entries + (size_t)middle * size;
        int c = text_cmp_word(name, *(const char *const *)(const void *)entry);
        found = c == 0 ? entry : found;
        c > 0 ? (low = middle + 1) : (high = middle);
    }
    return found;
}

// The same for an array.
#define SORTED_FIND(array, name) sorted_find((array), (int)(sizeof(array) / sizeof *(array)), sizeof *(array), (name))

#endif
