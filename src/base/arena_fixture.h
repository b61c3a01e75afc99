// An arena for each unit test: cmocka_unit_test_setup_teardown(test, begin, end).
#ifndef AQLINT_BASE_ARENA_FIXTURE_H
#define AQLINT_BASE_ARENA_FIXTURE_H

#include "base/arena.h"

enum { SIZE = 1 << 24 };

static Arena arena;
static ArenaHome home;

static int begin(void **state)
{
    (void)state;
    return arena_reserve(&arena, &home, SIZE) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#endif
