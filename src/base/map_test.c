#include "base/map.h"
#include "base/arena_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LENGTHS = 40 };

static Text letters(int n, int other)
{
    char *s = NEW(&arena, char, n + 1);
    for (int i = 0; i < n; i++) {
        s[i] = i == other ? 'b' : 'a';
    }
    return (Text){s, n};
}

static void takes_an_empty_key(void **state)
{
    (void)state;
    Map m = {0};
    assert_null(map_get(&m, (Text){0}));
    *map_put(&arena, &m, (Text){0}) = &arena;
    assert_ptr_equal(map_get(&m, T("")), &arena);
    assert_null(map_get(&m, T("a")));
    assert_int_equal(m.n, 1);
}

// Of any length, and different in a single byte at any place.
static void tells_keys_apart_and_keeps_their_order(void **state)
{
    (void)state;
    Map m = {0};
    LIST(Text) keys = {0};
    for (int n = 1; n < LENGTHS; n++) {
        for (int other = -1; other < n; other++) {
            *list_push(&arena, &keys) = letters(n, other);
        }
    }
    for (int i = 0; i < keys.n; i++) {
        assert_null(map_get(&m, keys.at[i]));
        *map_put(&arena, &m, keys.at[i]) = &keys.at[i];
    }
    assert_int_equal(m.n, keys.n);
    for (int i = 0; i < keys.n; i++) {
        Text same = text_copy(&arena, keys.at[i]);
        assert_ptr_equal(map_get(&m, same), &keys.at[i]);
        assert_true(text_eq(m.at[i].key, same));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(takes_an_empty_key, begin, end),
        cmocka_unit_test_setup_teardown(tells_keys_apart_and_keeps_their_order, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
