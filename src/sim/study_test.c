// Sweeps, growth and expectations.
#include "sim/testrun.h"

#include "sim/digest.h"
#include "sim/study.h"

#include <math.h>

static Study study_of(TestRun *t, const char *source, int workers)
{
    ValueError error;
    Scenario *s = scenario_read(&t->arena, text_from(source), &error);
    if (!s) {
        fail_msg("%d:%d: %.*s", error.line, error.column, PRI(error.message));
    }
    StudyOptions o = {.options = s->options, .workers = workers, .memory = 1 << 26, .sweep = true, .metrics = true};
    return study_run(&t->arena, s, &o);
}

static double metric_of(const Study *s, const StudyRun *run, const char *name)
{
    int i = metric_find(&s->names, text_from(name));
    assert_true(i >= 0);
    return run->values[i];
}

static const char JOBS[] =
    "aqsim: 1\nrun: main\nparams: {N: 100, D: 10ms}\n"
    "coroutines:\n  job: [{cpu: {exponential: D}}]\n  main: [{spawn: job, count: N, as: jobs}, {gather: jobs}]\n"
    "sweep: {N: [5, 10, 25, 50, 100, 200, 400], D: [1ms, 2ms, 4ms]}\n"
    "expect: ['growth(loop.stall.max, N) == 1 +- 0.2', 'growth(loop.stall.max, D) == 1 +- 0.001', 'loop.stall.max < 1s',\n"
    "  loop.stall.max > N * D / 2, loop.stall.max < 0]\n";

static void does_not_depend_on_workers(void **state)
{
    TestRun *t = *state;
    Study one = study_of(t, JOBS, 1), four = study_of(t, JOBS, 4);
    assert_int_equal(one.point_count, 10);
    for (int i = 0; i < one.point_count; i++) {
        size_t size = (size_t)one.names.n * sizeof(double);
        assert_memory_equal(one.points[i].values, four.points[i].values, size);
    }
}

static void judges(void **state)
{
    TestRun *t = *state;
    Study s = study_of(t, JOBS, 2);
    static const bool MET[] = {true, true, false, true, false};
    int first_wrong = metric_of(&s, &s.base, "loop.stall.max") < 1 ? 1 : 2;     // the draw decides about the third
    for (int i = 0; i < 5; i++) {
        assert_true(s.verdicts[i].met == (i == 2 ? first_wrong == 1 : MET[i]));
    }
    assert_int_equal(s.unmet, first_wrong);
}

static void fits_the_last_octaves(void **state)
{
    TestRun *t = *state;
    Study s = study_of(t, "aqsim: 1\nrun: main\nparams: {N: 1}\n"
                          "coroutines: {main: [{sleep: 1s}, {cpu: N * N * 1ms}]}\n"
                          "sweep: {N: [1, 2, 4, 8, 16, 32, 64, 128]}\n", 1);
    double exponent;
    int stall = metric_find(&s.names, T("loop.stall.max")), end = metric_find(&s.names, T("end.time"));
    assert_true(study_growth(&s, stall, 1, &exponent) && fabs(exponent - 2) < 1e-9);
    assert_true(study_growth(&s, end, 1, &exponent) && exponent > 1 && exponent < 2);      // the second still counts
    assert_true(study_growth(&s, metric_find(&s.names, T("timer.late.max")), 1, &exponent) && exponent == 0);
    assert_false(study_growth(&s, metric_find(&s.names, T("queue.wait.max")), 1, &exponent));
    assert_false(study_growth(&s, stall, 7, &exponent));
}

static void limits_end_in_words(void **state)
{
    TestRun *t = *state;
    Study s = study_of(t, "aqsim: 1\nrun: main\nparams: {N: 10}\ncoroutines:\n  nap: [{sleep: 1}]\n"
                          "  main: [{spawn: nap, count: N, as: naps}, {gather: naps}]\nsweep: {N: [10, 1e9]}\n", 2);
    assert_int_equal(s.base.result.outcome, SIM_DONE);
    assert_int_equal(s.points[0].result.outcome, SIM_DONE);
    assert_int_equal(s.points[1].result.outcome, SIM_LIMIT);
    assert_non_null(strstr(s.points[1].result.error.message, "out of memory"));
}

static void equal_runs_have_equal_digests(void **state)
{
    TestRun *t = *state;
    uint64_t values[3];
    ValueError error;
    Scenario *s = scenario_read(&t->arena, text_from(JOBS), &error);
    for (int i = 0; i < 3; i++) {
        Digest d;
        SimObserver observer = digest_observer(&d, &t->arena, s->program, s->options.profile);
        SimOptions o = s->options;
        o.observers = (const SimObserver *[]){&observer};
        o.observer_count = 1;
        o.seed = i == 2;
        sim_run(t->scratch, s->program, &o);
        values[i] = d.value;
    }
    assert_true(values[0] == values[1]);
    assert_true(values[0] != values[2]);
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
        cmocka_unit_test(does_not_depend_on_workers),
        cmocka_unit_test(judges),
        cmocka_unit_test(fits_the_last_octaves),
        cmocka_unit_test(limits_end_in_words),
        cmocka_unit_test(equal_runs_have_equal_digests),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
