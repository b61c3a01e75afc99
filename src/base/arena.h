// Arenas: all memory of aqlint itself.
//
// An arena is a region [beg, end) reserved once from the operating system; pages that are never touched cost nothing.
// Allocation moves `beg`; there is no free. Lifetimes are three: the process or a worker, a file or the project, and
// scratch. Scratch is an Arena passed BY VALUE: what the callee takes is gone when it returns.
//
// When a region is full, or the test harness says so, allocation does not return: it unwinds to the handler that
// `arena_on_exhaustion` set (a file's handler complains and goes on with the next file). Without a handler it traps.
#ifndef AQLINT_BASE_ARENA_H
#define AQLINT_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// What all by-value copies of one arena share.
typedef struct {
    jmp_buf *handler;       // where exhaustion unwinds to, or NULL
    long fail_after;        // tests: allocation number that fails, counted down; < 0 is never
    char *base;             // the region as reserved
    size_t reserved;        // its size in bytes
} ArenaHome;

typedef struct {
    char *beg, *end;
    ArenaHome *home;
} Arena;

// A bug in aqlint itself: stops at once, also in release builds, since the input is untrusted.
#define assert_or_trap(c) ((c) ? (void)0 : __builtin_trap())

// Reserves a region of at least `bytes` bytes (address space, not memory). false when the system refuses.
bool arena_reserve(Arena *a, ArenaHome *home, size_t bytes);

// Asks for large pages (madvise(2), MADV_HUGEPAGE), for an arena that is filled and emptied again and again: one fault brings in
// what takes hundreds otherwise. Where the system has none nothing changes.
void arena_use_large_pages(const Arena *a);

// Gives the region back to the system.
void arena_release(Arena *a);

// Empties the arena and returns the pages above `keep` bytes to the system; what was taken before is gone.
void arena_clear(Arena *a, size_t keep);

// Returns all pages from `keep` bytes above the next allocation on to the system: what by-value copies of the arena took.
void arena_trim(const Arena *a, size_t keep);

// Sets where exhaustion unwinds to; returns the handler set before.
jmp_buf *arena_on_exhaustion(Arena *a, jmp_buf *handler);

// Unwinds as if the arena were exhausted: for fetched libraries whose own allocation failed.
_Noreturn void arena_exhausted(Arena *a);

// `count` objects of `size` bytes with alignment `align` (a power of two), not zeroed: for what is written before it is
// read. Never NULL; unwinds on exhaustion.
void *arena_take(Arena *a, size_t size, size_t align, size_t count);

// The same, zeroed.
void *arena_alloc(Arena *a, size_t size, size_t align, size_t count);

#define NEW(a, T, n) ((T *)arena_alloc((a), sizeof(T), _Alignof(T), (size_t)(n)))

#endif
