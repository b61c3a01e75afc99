#include "sim/testrun.h"

#include "sim/latency.h"
#include "sim/series.h"

#include <math.h>

static void counts_every_value(void **state)
{
    TestRun *t = *state;
    Series s = {0};
    assert_true(series_is_empty(&s));
    for (int i = 1; i <= 1000; i++) {
        series_add(&t->arena, &s, (i * 7) % 1000, 1);       // all of 0..999
    }
    assert_int_equal(s.count, 1000);
    assert_true(s.least == 0 && s.most == 999 && series_mean(&s) == 499.5);
    assert_true(series_quantile(&s, 0.5) == 499);
    assert_true(series_quantile(&s, 0.99) == 989);
    assert_true(series_quantile(&s, 1) == 999);
}

static void weighs_values(void **state)
{
    TestRun *t = *state;
    Series s = {0};
    series_add(&t->arena, &s, 1, 9.5);
    series_add(&t->arena, &s, 5, 0.5);
    series_add(&t->arena, &s, 7, 0);            // a depth that lasted no time: an extreme, nothing else
    assert_true(s.most == 7 && s.least == 1 && s.count == 2);
    assert_true(fabs(series_mean(&s) - 1.2) < 1e-12);
    assert_true(series_quantile(&s, 0.95) == 1);
    assert_true(series_quantile(&s, 0.96) == 5);
}

static void memory_goes_with_different_values(void **state)
{
    TestRun *t = *state;
    Series s = {0};
    for (int i = 0; i < 100000; i++) {
        series_add(&t->arena, &s, i % 10, 1);
    }
    assert_true(s.room <= 64);
    assert_int_equal(s.count, 100000);
    assert_true(series_quantile(&s, 0.1) == 0);
}

// A lone stall of 2 s in a run of 10 s: whoever is due at its beginning waits 2 s, and evenly less behind.
static void a_lone_stall(void **state)
{
    TestRun *t = *state;
    Latency l = {.arena = &t->arena};
    latency_iteration(&l, 1, 1);
    latency_iteration(&l, 3, 5);
    latency_iteration(&l, 7, 7);
    latency_finish(&l);
    assert_true(latency_max(&l) == 2);
    assert_true(fabs(latency_mean(&l, 10) - 0.2) < 1e-12);              // 2 s for a tenth, on average 1 s for a fifth
    assert_true(fabs(latency_quantile(&l, 0.9, 10) - 1) < 1e-12);       // 8 s at once, then 1 s more up to 1 s late
    assert_true(latency_quantile(&l, 0.5, 10) == 0);
    assert_true(fabs(latency_quantile(&l, 1, 10) - 2) < 1e-12);
}

// Iterations of 1 s without a pause: the timer fires in the next one, the task steps at the end of the one behind.
static void a_steady_load(void **state)
{
    TestRun *t = *state;
    Latency l = {.arena = &t->arena};
    for (int i = 0; i < 10; i++) {
        latency_iteration(&l, i, i + 1);
    }
    latency_finish(&l);
    assert_true(latency_max(&l) == 3);
    assert_true(l.n < 5);                       // equal spans are one
    assert_true(latency_quantile(&l, 0.5, 10) > 2 && latency_quantile(&l, 0.5, 10) < 3);
}

static int begin(void **state)
{
    static TestRun t;
    test_begin(&t);
    *state = &t;
    return 0;
}

static int end(void **state)
{
    test_end(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_every_value),
        cmocka_unit_test(weighs_values),
        cmocka_unit_test(memory_goes_with_different_values),
        cmocka_unit_test(a_lone_stall),
        cmocka_unit_test(a_steady_load),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
