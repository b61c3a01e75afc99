// The memory of tree-sitter: the one place where it gets any.
//
// tree-sitter asks for memory through functions without a context and has no way to go on when there is none. So each
// parser has a pool, the thread's current pool serves the requests, and a request that cannot be served empties the pool
// and unwinds through the handler of the arena that the pool was opened with. All that tree-sitter held is then gone at
// once; its objects must be made anew. The same holds after a successful parse: nothing is released piece by piece.
//
// Small blocks come from chunks, by size class, with a free list a class; large ones straight from malloc.
#ifndef AQLINT_PYTHON_POOL_H
#define AQLINT_PYTHON_POOL_H

#include "base/arena.h"

enum { POOL_CLASSES = 40 };

typedef struct PoolChunk PoolChunk;
typedef struct PoolLarge PoolLarge;

typedef struct Pool {
    Arena *arena;               // whose handler a failure unwinds through; NULL while closed
    PoolChunk *chunks, *chunk;  // all of them, the one in use
    PoolLarge *large;
    char *beg, *end;            // what is left of `chunk`
    void *free[POOL_CLASSES];
    long fail_after;            // tests: the number of the request that fails, counted down; < 0 is never
} Pool;

// Makes `pool` the thread's current one and has tree-sitter use it (once a process). Empties it first.
void pool_open(Pool *pool, Arena *arena);

// Gives everything back but for a few chunks that the next file will need, and leaves the thread without a pool.
void pool_close(Pool *pool);

// Gives back the rest too.
void pool_release(Pool *pool);

// The functions handed to tree-sitter; its scanner is compiled to call them by name (scanner.inc).
void *pool_malloc(size_t size);
void *pool_calloc(size_t count, size_t size);
void *pool_realloc(void *block, size_t size);
void pool_free(void *block);

#endif
