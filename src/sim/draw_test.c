// Drawn durations: their distributions, and that nothing shifts them.
#include "sim/testrun.h"

#include "sim/series.h"

#include <math.h>

typedef struct {
    Arena *arena;
    Series series;
} Naps;

// A sleep's length is its timer's deadline minus now.
static void see_timer(void *context, const SimEvent *e)
{
    Naps *n = context;
    if (e->callback == SIM_CB_SET_RESULT) {
        series_add(n->arena, &n->series, e->value - e->time, 1);
    }
}

static Naps naps_of(TestRun *t, const char *duration, int tasks)
{
    ValueError error;
    Text source = text_format(&t->arena, "aqsim: 1\nrun: main\ncoroutines:\n  nap: [{sleep: {%s}}]\n"
                                         "  main: [{spawn: nap, count: %d, as: tasks}, {gather: tasks}]\n", duration, tasks);
    Scenario *s = scenario_read(&t->arena, source, &error);
    assert_non_null(s);
    Naps naps = {.arena = &t->arena};
    SimObserver observer = {see_timer, &naps, SIM_EVENT_BIT(SIM_TIMER)};
    SimOptions o = s->options;
    o.observers = (const SimObserver *[]){&observer};
    o.observer_count = 1;
    o.seed = 42;
    SimResult r = sim_run(t->scratch, s->program, &o);
    assert_int_equal(r.outcome, SIM_DONE);
    assert_true(naps.series.count > (uint64_t)tasks * 99 / 100);       // what rounds to nothing is a yield
    return naps;
}

static bool is_near(double x, double y)
{
    return fabs(x - y) <= 0.03 * y;
}

static void has_the_shape_of_its_distribution(void **state)
{
    TestRun *t = *state;
    Naps u = naps_of(t, "uniform: [1, 3]", 20000), e = naps_of(t, "exponential: 5ms", 20000);
    Naps l = naps_of(t, "lognormal: {median: 10ms, sigma: 0.5}", 20000);
    assert_true(u.series.least >= 1 && u.series.most <= 3 && is_near(series_mean(&u.series), 2));
    assert_true(is_near(series_quantile(&u.series, 0.25), 1.5));
    assert_true(is_near(series_mean(&e.series), 5e-3));
    assert_true(is_near(series_quantile(&e.series, 0.5), 5e-3 * log(2)));
    assert_true(is_near(series_quantile(&e.series, 0.9), 5e-3 * log(10)));
    assert_true(is_near(series_quantile(&l.series, 0.5), 10e-3));
    assert_true(is_near(series_mean(&l.series), 10e-3 * exp(0.125)));
    assert_true(is_near(series_quantile(&l.series, 0.9), 10e-3 * exp(0.5 * 1.2815515655)));
}

static void run_with(TestRun *t, const char *before, uint64_t seed)
{
    ValueError error;
    Text source = text_format(&t->arena, "aqsim: 1\nrun: main\ncoroutines:\n"
                                         "  nap: [%s{sleep: {exponential: 1}}, {sleep: {exponential: 1}}]\n"
                                         "  main: [{gather: [nap, nap]}]\n", before);
    Scenario *s = scenario_read(&t->arena, source, &error);
    assert_non_null(s);
    s->options.seed = seed;
    test_run_program(t, s->program, &s->options);
}

static void is_a_function_of_seed_place_and_task(void **state)
{
    TestRun *t = *state;
    run_with(t, "", 1);
    Text first = t->trace;
    run_with(t, "", 1);
    assert_true(text_eq(first, t->trace));
    run_with(t, "{mark: begin}, ", 1);          // a probe shifts nobody's numbers
    assert_true(text_eq(first, t->trace));
    run_with(t, "", 2);
    assert_false(text_eq(first, t->trace));
}

// The first numbers of seed 1, so that no machine and no compiler draws others.
static void draws_these_numbers(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL, "coroutines: {main: [{sleep: {uniform: [0, 1]}}, {sleep: {exponential: 1}},\n"
                      "                    {sleep: {lognormal: {median: 1, sigma: 1}}}]}\noptions: {seed: 1}\n");
    assert_string_equal(text_c(&t->arena, text_sub(t->trace, 0, text_find(t->trace, T("\n")))), "0.0\t0\tsoon\tstep:T1");
    assert_true(text_find(t->trace, T("when=0.815098334\n")) > 0);
    assert_true(text_find(t->trace, T("when=1.532553857\n")) > 0);
    assert_true(text_find(t->trace, T("when=1.8732428849999998\n")) > 0);
}

static void chances_are_taken_as_often_as_said(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL, "coroutines:\n  seen: []\n"
                      "  main: [{repeat: 10000, do: [{if: 0.25, then: [{call_soon: seen}]}, {if: 0, then: [{raise: error}]},\n"
                      "                              {if: 1, else: [{raise: error}]}]}, {yield: }]\n");
    assert_int_equal(t->result.outcome, SIM_DONE);
    assert_true(abs(test_count(t, "call\tseen") - 2500) < 150);
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
        cmocka_unit_test(has_the_shape_of_its_distribution),
        cmocka_unit_test(is_a_function_of_seed_place_and_task),
        cmocka_unit_test(draws_these_numbers),
        cmocka_unit_test(chances_are_taken_as_often_as_said),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
