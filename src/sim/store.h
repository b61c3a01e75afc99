// The memory of one run: an arena, with a free list for each size so that a run of any length stays as large as what is
// alive in it. Small sizes go in steps of 16 bytes, larger ones in powers of two.
#ifndef AQLINT_SIM_STORE_H
#define AQLINT_SIM_STORE_H

#include "base/arena.h"

enum { STORE_SMALL = 512, STORE_STEPS = STORE_SMALL / 16 + 1, STORE_CLASSES = STORE_STEPS + 48 };

typedef struct Free Free;
struct Free {
    Free *next;
};

typedef struct {
    Arena arena;
    Free *free[STORE_CLASSES];
} Store;

// The class of a size, and the bytes that blocks of that class have.
static inline int store_class(size_t size, size_t *bytes)
{
    if (size <= STORE_SMALL) {
        *bytes = (size + 15) & ~(size_t)15;
        return (int)((size + 15) / 16);
    }
    int log = 64 - __builtin_clzll(size - 1);
    *bytes = (size_t)1 << log;
    return STORE_STEPS + log - 9;
}

// A block whose content is undefined. Unwinds when the arena is exhausted.
static inline void *store_take(Store *s, size_t size)
{
    size_t bytes;
    int class = store_class(size, &bytes);
    Free *f = s->free[class];
    if (f) {
        s->free[class] = f->next;
        return f;
    }
    return arena_alloc(&s->arena, bytes, 16, 1);
}

// Gives a block of that size back.
static inline void store_give(Store *s, void *block, size_t size)
{
    size_t bytes;
    int class = store_class(size, &bytes);
    Free *f = block;
    f->next = s->free[class];
    s->free[class] = f;
}

#endif
