// Objects that live in an arena of their own and hold it: shared by all workers, they grow as long as the run lasts.
#ifndef AQLINT_BASE_HOLDER_H
#define AQLINT_BASE_HOLDER_H

#include "base/arena.h"

// Reserves a region of `bytes` bytes and takes `size` zeroed bytes at its beginning for the object. NULL when the system
// refuses, or when there is no room for it. *a and *home are the arena, without a handler, until arena_move().
void *arena_reserve_for(size_t size, size_t bytes, Arena *a, ArenaHome *home);

// The arena goes on at *to, with its home at *home. arena_release(to) then frees the object with what it holds.
void arena_move(const Arena *from, Arena *to, ArenaHome *home);

#endif
