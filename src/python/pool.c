#include "python/pool.h"

#include <string.h>

enum {
    CHUNK = 1 << 18,
    KEPT = 32,              // chunks kept between files
    UNIT = 16,              // alignment, and the step of the small classes
    SMALL = 512,            // up to here a class every UNIT bytes, then powers of two
    SMALL_CLASSES = SMALL / UNIT,
    LARGE = 1 << 15,        // from here on malloc
    CLASS_LARGE = 255
};

struct PoolChunk {
    PoolChunk *next;
    _Alignas(max_align_t) char at[CHUNK];
};

struct PoolLarge {
    PoolLarge *next, *prev;
};

// Before every block.
typedef struct {
    uint32_t class;
    uint32_t size;              // rounded up to the class; large ones: in `wide`
    size_t wide;
} Head;

_Static_assert(sizeof(Head) == UNIT, "blocks stay aligned");
_Static_assert(SMALL_CLASSES + 6 <= POOL_CLASSES, "512 to 32768 are six powers of two");

static _Thread_local Pool *current;

static void empty(Pool *p, int keep)
{
    while (p->large) {
        PoolLarge *next = p->large->next;
        free(p->large);
        p->large = next;
    }
    PoolChunk **link = &p->chunks;
    for (int i = 0; i < keep && *link; i++) {
        link = &(*link)->next;
    }
    while (*link) {
        PoolChunk *gone = *link;
        *link = gone->next;
        free(gone);
    }
    memset(p->free, 0, sizeof p->free);
    p->chunk = p->chunks;
    p->beg = p->chunk ? p->chunk->at : NULL;
    p->end = p->chunk ? p->chunk->at + CHUNK : NULL;
}

void pool_open(Pool *p, Arena *arena)
{
    empty(p, KEPT);
    p->arena = arena;
    current = p;
}

void pool_close(Pool *p)
{
    empty(p, KEPT);
    p->arena = NULL;
    current = NULL;
}

void pool_release(Pool *p)
{
    empty(p, 0);
}

static _Noreturn void fail(Pool *p)
{
    Arena *arena = p->arena;
    empty(p, 0);
    p->arena = NULL;
    current = NULL;
    arena_exhausted(arena);
}

static bool must_fail(Pool *p)
{
    return p->fail_after >= 0 && p->fail_after-- == 0;
}

static void next_chunk(Pool *p)
{
    PoolChunk **link = p->chunk ? &p->chunk->next : &p->chunks;
    if (!*link) {
        *link = malloc(sizeof **link);
        if (!*link) {
            fail(p);
        }
        (*link)->next = NULL;
    }
    p->chunk = *link;
    p->beg = p->chunk->at;
    p->end = p->beg + CHUNK;
}

static void link_large(Pool *p, PoolLarge *l)
{
    l->prev = NULL;
    l->next = p->large;
    if (l->next) {
        l->next->prev = l;
    }
    p->large = l;
}

static void unlink_large(Pool *p, PoolLarge *l)
{
    *(l->prev ? &l->prev->next : &p->large) = l->next;
    if (l->next) {
        l->next->prev = l->prev;
    }
}

static void *take_large(Pool *p, size_t size)
{
    PoolLarge *l = size < SIZE_MAX - 64 ? malloc(sizeof *l + sizeof(Head) + size) : NULL;
    if (!l) {
        fail(p);
    }
    link_large(p, l);
    Head *h = (Head *)(l + 1);
    *h = (Head){.class = CLASS_LARGE, .wide = size};
    return h + 1;
}

static uint32_t class_of(size_t size, uint32_t *rounded)
{
    if (size <= SMALL) {
        uint32_t units = size ? (uint32_t)((size + UNIT - 1) / UNIT) : 1;
        *rounded = units * UNIT;
        return units - 1;
    }
    uint32_t class = SMALL_CLASSES, room = SMALL * 2;
    while (room < size) {
        room *= 2;
        class++;
    }
    *rounded = room;
    return class;
}

void *pool_malloc(size_t size)
{
    Pool *p = current;
    assert_or_trap(p != NULL);
    if (must_fail(p)) {
        fail(p);
    }
    if (size > LARGE) {
        return take_large(p, size);
    }
    uint32_t room, class = class_of(size, &room);
    void *block = p->free[class];
    if (block) {
        memcpy(&p->free[class], block, sizeof(void *));
        return block;
    }
    if ((size_t)(p->end - p->beg) < room + sizeof(Head)) {
        next_chunk(p);
    }
    Head *h = (Head *)(void *)p->beg;
    *h = (Head){.class = class, .size = room};
    p->beg += room + sizeof(Head);
    return h + 1;
}

void *pool_calloc(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        fail(current);
    }
    return memset(pool_malloc(count * size), 0, count * size);
}

static void *grow_large(Pool *p, Head *h, size_t size)
{
    PoolLarge *l = (PoolLarge *)h - 1;
    unlink_large(p, l);
    PoolLarge *moved = size < SIZE_MAX - 64 ? realloc(l, sizeof *l + sizeof(Head) + size) : NULL;
    link_large(p, moved ? moved : l);
    if (!moved) {
        fail(p);
    }
    h = (Head *)(moved + 1);
    h->wide = size;
    return h + 1;
}

void *pool_realloc(void *block, size_t size)
{
    if (!block) {
        return pool_malloc(size);
    }
    Pool *p = current;
    Head *h = (Head *)block - 1;
    size_t room = h->class == CLASS_LARGE ? h->wide : h->size;
    if (size <= room) {
        return block;
    }
    if (h->class == CLASS_LARGE) {
        if (must_fail(p)) {
            fail(p);
        }
        return grow_large(p, h, size);
    }
    void *moved = memcpy(pool_malloc(size), block, room);
    pool_free(block);
    return moved;
}

void pool_free(void *block)
{
    if (!block) {
        return;
    }
    Pool *p = current;
    Head *h = (Head *)block - 1;
    if (h->class == CLASS_LARGE) {
        PoolLarge *l = (PoolLarge *)h - 1;
        unlink_large(p, l);
        free(l);
        return;
    }
    memcpy(block, &p->free[h->class], sizeof(void *));
    p->free[h->class] = block;
}
