// Timers: the clean-up of cancelled ones at its thresholds, the clock's resolution, and who fires when.
#include "sim/testrun.h"

#include "sim/heap.h"

// The order in which `n` equal timers fire when the first `cancelled` of them are cancelled after all were armed.
static void expected_order(int n, int cancelled, int *order)
{
    bool all_at_once = n > 100 && 2 * cancelled > n;
    static int ids[256];
    HeapEntry at[256];
    size_t count = 0, kept = 0;
    for (int i = 0; i < n; i++) {
        ids[i] = i;
        heap_push(at, &count, (HeapEntry){1, &ids[i]});
    }
    for (size_t i = 0; all_at_once && i < count; i++) {
        if (*(int *)at[i].item >= cancelled) {
            at[kept++] = at[i];
        }
    }
    if (all_at_once) {
        heap_order(at, count = kept);
    }
    for (int k = 0; count;) {
        int id = *(int *)heap_pop(at, &count).item;
        if (id >= cancelled) {
            order[k++] = id;
        }
    }
}

// The sleepers are T2.., in order; their wake-ups stand in the trace as soon lines.
static void check_order(TestRun *t, int n, int cancelled)
{
    int order[256] = {0}, k = 0;
    char body[600];
    snprintf(body, sizeof body,
             "coroutines:\n"
             "  nap:\n    - sleep: 1s\n"
             "  main:\n"
             "    - spawn: nap\n      count: %d\n      as: first\n"
             "    - spawn: nap\n      count: %d\n      as: second\n"
             "    - yield:\n    - cancel: first\n    - gather: second\n",
             cancelled, n - cancelled);
    expected_order(n, cancelled, order);
    test_run(t, NULL, body);
    assert_int_equal(t->result.outcome, SIM_DONE);
    for (Text rest = t->trace, line; rest.n;) {
        text_cut(rest, '\n', &line, &rest);
        ptrdiff_t at = text_find(line, T("soon\twakeup:T"));
        if (text_starts(line, T("1.0\t")) && at >= 0 && k < n - cancelled) {
            int64_t task;
            assert_true(text_to_int(text_sub(line, at + 13, line.n), &task));
            assert_int_equal((int)task - 2, order[k++]);
        }
    }
    assert_int_equal(k, n - cancelled);
}

static void cleans_up_at_the_thresholds(void **state)
{
    static const int CASES[][2] = {{99, 60}, {100, 51}, {100, 60}, {101, 50}, {101, 51}, {102, 51}, {102, 52}, {200, 100},
                                   {200, 101}, {200, 150}, {12, 8}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        check_order(*state, CASES[i][0], CASES[i][1]);
    }
}

// Timers up to 1 ns in the future fire now: both sleeps in one iteration, in the order of their deadlines.
static void the_clock_has_a_resolution(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  later: [{sleep: 1.0000000005}]\n  sooner: [{sleep: 1}]\n  far: [{sleep: 1.000000002}]\n"
             "  main: [{gather: [later, sooner, far]}]\n");
    assert_true(text_find(t->trace, T("1.0\t3\titer\tntodo=2\n1.0\t3\tcall\t_set_result_unless_cancelled\n"
                                      "1.0\t3\tsoon\twakeup:T3\n1.0\t3\tcall\t_set_result_unless_cancelled\n"
                                      "1.0\t3\tsoon\twakeup:T2\n")) > 0);
    assert_true(text_find(t->trace, T("1.000000002\t")) > 0);
}

// call_later(0) is a timer in the past: it runs in the next iteration, behind all that is ready; sleep(0) is none.
static void a_delay_of_nothing(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  late: []\n  soon: []\n"
             "  main: [{call_later: late, delay: 0}, {call_soon: soon}, {sleep: 0}, {sleep: -1}]\n");
    assert_int_equal(test_count(t, "timer\tlate\twhen=0.0"), 1);
    assert_true(text_find(t->trace, T("\tcall\tsoon\n")) < text_find(t->trace, T("\tcall\tlate\n")));
    assert_int_equal(test_count(t, "end\tT1\tyield"), 2);
    assert_int_equal(t->result.timers, 1);
}

// A timer that is due but was cancelled before its turn is passed over, though it was counted.
static void cancelled_when_due(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  nap: [{sleep: 1}]\n  stop: [{cancel: tasks}]\n"
             "  main: [{call_later: stop, delay: 1}, {spawn: nap, as: tasks}, {wait_tasks: tasks}]\n");
    assert_true(text_find(t->trace, T("1.0\t3\titer\tntodo=2\n1.0\t3\tcall\tstop\n1.0\t3\tsoon\twakeup:T2\n"
                                      "1.0\t4\t")) < 0);       // the sleep's own timer still fires: it is no handle of ours
    assert_int_equal(test_count(t, "call\t_set_result_unless_cancelled"), 1);
    test_run(t, "3.11",
             "coroutines:\n"
             "  hurry: [{timeout: 1, do: [{wait: event}]}]\n  stop: [{set: event}]\n"
             "  main: [{spawn: hurry, as: tasks}, {call_later: stop, delay: 1}, {wait_tasks: tasks}]\n"
             "objects: {event: {event: }}\n");
    assert_int_equal(t->result.outcome, SIM_DONE);
}

static void a_day_at_a_time(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL, "coroutines: {main: [{sleep: 49h}]}\n");
    assert_true(t->result.time == 176400);
    assert_int_equal(t->result.iterations, 10);     // first step; two days with nothing to run; timer; task; five to close
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
        cmocka_unit_test(cleans_up_at_the_thresholds),
        cmocka_unit_test(the_clock_has_a_resolution),
        cmocka_unit_test(a_delay_of_nothing),
        cmocka_unit_test(cancelled_when_due),
        cmocka_unit_test(a_day_at_a_time),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
