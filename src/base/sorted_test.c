// Finding entries by name: each one, what lies before, between and behind them, and the first of several.
#include "base/sorted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    const char *name;
    int number;
} Entry;

static const Entry entries[] = {{"a", 1}, {"a.b", 2}, {"b", 3}, {"b", 4}, {"b", 5}, {"z", 6}};
static const char *const words[] = {"await", "for"};

static int number_of(const char *name)
{
    const Entry *found = SORTED_FIND(entries, text_from(name));
    return found ? found->number : 0;
}

static void each_entry(void **state)
{
    (void)state;
    assert_int_equal(number_of("a"), 1);
    assert_int_equal(number_of("a.b"), 2);
    assert_int_equal(number_of("z"), 6);
}

static void the_first_of_several(void **state)
{
    (void)state;
    assert_int_equal(number_of("b"), 3);
}

static void what_is_not_there(void **state)
{
    (void)state;
    static const char *const names[] = {"", "A", "a.", "a.bc", "c", "zz", "b\xff"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(number_of(names[i]), 0);
    }
    assert_null(sorted_find(entries, 0, sizeof *entries, T("a")));
}

static void bare_words(void **state)
{
    (void)state;
    const char *const *found = SORTED_FIND(words, T("for"));
    assert_ptr_equal(found, words + 1);
    assert_null(SORTED_FIND(words, T("fo")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_entry),
        cmocka_unit_test(the_first_of_several),
        cmocka_unit_test(what_is_not_there),
        cmocka_unit_test(bare_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
