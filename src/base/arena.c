#include "base/arena.h"

#include <string.h>
#include <sys/mman.h>

#if !defined(MAP_ANONYMOUS)
#define MAP_ANONYMOUS MAP_ANON
#endif
#if !defined(MAP_NORESERVE)
#define MAP_NORESERVE 0
#endif

bool arena_reserve(Arena *a, ArenaHome *home, size_t bytes)
{
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) {
        return false;
    }
    *home = (ArenaHome){.fail_after = -1, .base = p, .reserved = bytes};
    *a = (Arena){.beg = p, .end = (char *)p + bytes, .home = home};
    return true;
}

void arena_use_large_pages(const Arena *a)
{
#ifdef MADV_HUGEPAGE
    madvise(a->home->base, a->home->reserved, MADV_HUGEPAGE);
#else
    (void)a;
#endif
}

void arena_release(Arena *a)
{
    ArenaHome home = *a->home;
    *a = (Arena){0};            // which may itself be in the region
    munmap(home.base, home.reserved);
}

void arena_clear(Arena *a, size_t keep)
{
    char *base = a->home->base;
    size_t used = (size_t)(a->beg - base);
    keep = (keep + 0xffff) & ~(size_t)0xffff;
    if (used > keep) {
        madvise(base + keep, used - keep, MADV_DONTNEED);
    }
    a->beg = base;
    a->end = base + a->home->reserved;
}

void arena_trim(const Arena *a, size_t keep)
{
    char *page = (char *)(((uintptr_t)a->beg + keep + 0xffff) & ~(uintptr_t)0xffff);
    if (page < a->end) {
        madvise(page, (size_t)(a->end - page), MADV_DONTNEED);
    }
}

jmp_buf *arena_on_exhaustion(Arena *a, jmp_buf *handler)
{
    jmp_buf *old = a->home->handler;
    a->home->handler = handler;
    return old;
}

void arena_exhausted(Arena *a)
{
    assert_or_trap(a->home->handler != NULL);
    longjmp(*a->home->handler, 1);
}

void *arena_take(Arena *a, size_t size, size_t align, size_t count)
{
    size_t pad = (size_t)(-(uintptr_t)a->beg) & (align - 1);
    size_t free_bytes = (size_t)(a->end - a->beg);
    if (a->home->fail_after >= 0 && a->home->fail_after-- == 0) {
        arena_exhausted(a);
    }
    if (pad > free_bytes || (size != 0 && count > (free_bytes - pad) / size)) {
        arena_exhausted(a);
    }
    char *p = a->beg + pad;
    a->beg = p + size * count;
    return p;
}

void *arena_alloc(Arena *a, size_t size, size_t align, size_t count)
{
    return memset(arena_take(a, size, align, count), 0, size * count);
}
