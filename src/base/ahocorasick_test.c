#include "base/ahocorasick.h"
#include "base/arena_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WORDS = 40, ROUNDS = 400 };

static void holds(const char *text, const char *const *words, const char *expected)
{
    Texts all = {0};
    for (int i = 0; words[i]; i++) {
        *list_push(&arena, &all) = text_from(words[i]);
    }
    bool found[8] = {false};
    ahocorasick_search(ahocorasick_new(&arena, &all), text_from(text), found);
    for (int i = 0; i < all.n; i++) {
        if (found[i] != (expected[i] == '1')) {
            fail_msg("`%s` in `%s`: %d", words[i], text, found[i]);
        }
    }
}

static void finds_words_within_and_across_others(void **state)
{
    (void)state;
    holds("ushers", (const char *const[]){"he", "she", "his", "hers", NULL}, "1101");
    holds("xshe", (const char *const[]){"he", "she", "e", "shed", NULL}, "1110");
    holds("aaab", (const char *const[]){"a", "aa", "aab", "aaaa", NULL}, "1110");
    holds("abcabd", (const char *const[]){"abd", "bca", "cab", "cad", NULL}, "1110");
    holds("", (const char *const[]){"a", NULL}, "0");
    holds("create_task(", (const char *const[]){"_task(", "create_task", "task", "create_task", NULL}, "1111");
    holds("\xc3\xa9t\xc3\xa9", (const char *const[]){"\xa9t", "t\xc3\xa9", "\xc3\xa8", NULL}, "110");
}

static void takes_no_words(void **state)
{
    (void)state;
    Texts none = {0};
    ahocorasick_search(ahocorasick_new(&arena, &none), T("text"), NULL);
}

static unsigned seed;

static unsigned next(unsigned n)
{
    seed = seed * 1103515245U + 12345U;
    return (seed >> 16) % n;
}

static Text any_text(unsigned most)
{
    unsigned n = 1 + next(most);
    char *s = NEW(&arena, char, n);
    for (unsigned i = 0; i < n; i++) {
        s[i] = (char)('a' + next(3));
    }
    return (Text){s, n};
}

static void agrees_with_memmem(void **state)
{
    (void)state;
    for (seed = 1; seed < ROUNDS;) {
        unsigned before = seed;
        Texts words = {0};
        for (int i = 0; i < WORDS; i++) {
            *list_push(&arena, &words) = any_text(6);
        }
        Text text = any_text(60);
        bool found[WORDS] = {false};
        ahocorasick_search(ahocorasick_new(&arena, &words), text, found);
        for (int i = 0; i < WORDS; i++) {
            Text w = words.at[i];
            assert_int_equal(found[i], memmem(text.s, (size_t)text.n, w.s, (size_t)w.n) != NULL);
        }
        seed = before + 1;
        arena_clear(&arena, SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_words_within_and_across_others, begin, end),
        cmocka_unit_test_setup_teardown(takes_no_words, begin, end),
        cmocka_unit_test_setup_teardown(agrees_with_memmem, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
