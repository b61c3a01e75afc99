#include "base/holder.h"

void *arena_reserve_for(size_t size, size_t bytes, Arena *a, ArenaHome *home)
{
    if (!arena_reserve(a, home, bytes)) {
        return NULL;
    }
    jmp_buf exhausted;
    arena_on_exhaustion(a, &exhausted);
    void *object = setjmp(exhausted) ? NULL : arena_alloc(a, size, _Alignof(max_align_t), 1);
    if (!object) {
        arena_release(a);
        return NULL;
    }
    arena_on_exhaustion(a, NULL);
    return object;
}

void arena_move(const Arena *from, Arena *to, ArenaHome *home)
{
    *home = *from->home;
    *to = (Arena){.beg = from->beg, .end = from->end, .home = home};
}
