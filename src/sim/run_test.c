// The traps of the loop and its primitives, one at a time. That whole traces are CPython's is tested in testdata/.
#include "sim/testrun.h"

static void callbacks_wait_for_the_next_iteration(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  one: [{call_soon: two}]\n  two: [{call_soon: three}]\n  three: []\n"
             "  main: [{call_soon: one}, {sleep: 1}]\n");
    assert_true(text_find(t->trace, T("0.0\t2\tcall\tone\n")) > 0);
    assert_true(text_find(t->trace, T("0.0\t3\tcall\ttwo\n")) > 0);
    assert_true(text_find(t->trace, T("0.0\t4\tcall\tthree\n")) > 0);
}

static void awaiting_what_is_there_does_not_suspend(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "objects: {queue: {queue: 0}, event: {event: }, lock: {lock: }}\n"
             "coroutines:\n"
             "  done: []\n"
             "  main: [{spawn: done, as: task}, {yield: }, {await: task}, {call: done}, {set: event}, {wait: event},\n"
             "         {put: queue}, {get: queue}, {task_done: queue}, {join: queue}, {acquire: lock}, {release: lock},\n"
             "         {shield: task}]\n");
    assert_int_equal(test_count(t, "end\tT1\tyield"), 1);
    assert_int_equal(test_count(t, "end\tT1\twait"), 0);
    assert_int_equal(test_count(t, "end\tT1\tdone"), 1);
}

// A task that returns although it was told to cancel itself ends cancelled.
static void a_cancellation_left_over(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  suicide: [{cancel: tasks}]\n"
             "  main: [{spawn: suicide, as: tasks}, {try: [{await: tasks}], except: {cancelled: [{call_soon: seen}]}}]\n"
             "  seen: []\n");
    assert_int_equal(test_count(t, "end\tT2\tcancelled"), 1);
    assert_int_equal(test_count(t, "call\tseen"), 1);
}

// A woken task is cancelled although its future has a result; the lock then goes to the next in line.
static void cancelled_when_woken(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "objects: {lock: {lock: }}\n"
             "coroutines:\n"
             "  worker: [{with: lock, do: [{call_soon: entered}]}]\n  entered: []\n"
             "  main: [{acquire: lock}, {spawn: worker, count: 2, as: tasks}, {yield: }, {release: lock},\n"
             "         {cancel: tasks, index: 0}, {wait_tasks: tasks}]\n");
    assert_int_equal(test_count(t, "end\tT2\tcancelled"), 1);
    assert_int_equal(test_count(t, "end\tT3\tdone"), 1);
    assert_int_equal(test_count(t, "call\tentered"), 1);
}

// Between a release and the wake-up the lock is free, but who does not stand in line cannot take it.
static void no_barging_at_a_lock(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "objects: {lock: {lock: }}\n"
             "coroutines:\n"
             "  worker: [{acquire: lock}, {call_soon: first}, {release: lock}]\n  first: []\n  second: []\n"
             "  main: [{acquire: lock}, {spawn: worker}, {yield: }, {release: lock}, {acquire: lock}, {call_soon: second}]\n");
    assert_true(text_find(t->trace, T("\tcall\tfirst\n")) < text_find(t->trace, T("\tcall\tsecond\n")));
}

// Up to 3.9 a newcomer may overtake at a semaphore that was just released; from 3.10 on it is fair.
static void barging_at_semaphores(void **state)
{
    static const struct { const char *version; bool suspends; } CASES[] = {{"3.8", false}, {"3.9", true}, {"3.11", true}};
    TestRun *t = *state;
    for (int i = 0; i < 3; i++) {
        test_run(t, CASES[i].version,
                 "objects: {sem: {semaphore: 1}}\n"
                 "coroutines:\n"
                 "  worker: [{acquire: sem}, {release: sem}]\n"
                 "  main: [{acquire: sem}, {spawn: worker}, {yield: }, {release: sem}, {acquire: sem}, {release: sem}]\n");
        assert_int_equal(t->result.outcome, SIM_DONE);
        assert_int_equal(test_count(t, "end\tT1\twait"), CASES[i].suspends);
    }
}

static void bounded_semaphores_count(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "objects: {sem: {bounded_semaphore: 1}}\n"
             "coroutines: {main: [{acquire: sem}, {release: sem}, {release: sem}]}\n");
    assert_int_equal(t->result.outcome, SIM_RAISED);
    assert_int_equal(t->result.exception, SIM_VALUE_ERROR);
}

static int exception_of(TestRun *t, const char *objects, const char *operations)
{
    char body[400];
    snprintf(body, sizeof body, "objects: {%s}\ncoroutines:\n  main: [%s]\n", objects, operations);
    test_run(t, "3.13", body);
    return t->result.outcome == SIM_RAISED ? (int)t->result.exception : 0;
}

static void what_raises_what(void **state)
{
    TestRun *t = *state;
    assert_int_equal(exception_of(t, "l: {lock: }", "{release: l}"), SIM_RUNTIME_ERROR);
    assert_int_equal(exception_of(t, "c: {condition: }", "{wait: c}"), SIM_RUNTIME_ERROR);
    assert_int_equal(exception_of(t, "c: {condition: }", "{notify: c}"), SIM_RUNTIME_ERROR);
    assert_int_equal(exception_of(t, "q: {queue: 1}", "{put_nowait: q}, {put_nowait: q}"), SIM_QUEUE_FULL);
    assert_int_equal(exception_of(t, "q: {queue: 1}", "{get_nowait: q}"), SIM_QUEUE_EMPTY);
    assert_int_equal(exception_of(t, "q: {queue: 1}", "{task_done: q}"), SIM_VALUE_ERROR);
    assert_int_equal(exception_of(t, "q: {queue: 1}", "{shutdown: q}, {put: q}"), SIM_QUEUE_SHUT_DOWN);
    assert_int_equal(exception_of(t, "q: {queue: 1}", "{put: q}, {shutdown: q}, {get: q}, {get: q}"), SIM_QUEUE_SHUT_DOWN);
    assert_int_equal(exception_of(t, "f: {future: }", "{set: f}, {wait: f}, {set: f}"), SIM_INVALID_STATE);
    assert_int_equal(exception_of(t, "b: {barrier: 2}", "{abort: b}, {wait: b}"), SIM_BROKEN_BARRIER);
    assert_int_equal(exception_of(t, "", "{timeout: 1ms, do: [{sleep: 1}]}"), SIM_TIMED_OUT);
    assert_int_equal(exception_of(t, "", "{raise: }"), SIM_RUNTIME_ERROR);
    assert_int_equal(exception_of(t, "b: {barrier: 2}",
                                  "{try: [{abort: b}, {wait: b}], except: {runtime_error: []}}"), 0);
    assert_int_equal(exception_of(t, "", "{try: [{raise: cancelled}], except: {exception: []}}"), SIM_CANCELLED);
}

static void newer_things_are_missing_in_older_pythons(void **state)
{
    TestRun *t = *state;
    test_run(t, "3.10", "coroutines: {main: [{timeout: 1, do: []}]}\n");
    assert_int_equal(t->result.exception, SIM_ATTRIBUTE_ERROR);
    test_run(t, "3.12", "objects: {q: {queue: 1}}\ncoroutines: {main: [{shutdown: q}]}\n");
    assert_int_equal(t->result.exception, SIM_ATTRIBUTE_ERROR);
    test_run(t, "3.11", "coroutines: {main: [{task_factory: eager}]}\n");
    assert_int_equal(t->result.exception, SIM_ATTRIBUTE_ERROR);
    test_run(t, "3.10", "objects: {b: {barrier: 1}}\ncoroutines: {main: []}\n");
    assert_int_equal(t->result.outcome, SIM_REFUSED);
}

// A timeout within a timeout: the outer one expires, the inner one lets the cancellation pass.
static void timeouts_know_their_own_cancellation(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "coroutines:\n"
             "  inner: []\n  outer: []\n"
             "  main: [{try: [{timeout: 1, do: [{try: [{timeout: 2, do: [{sleep: 5}]}],\n"
             "                                  except: {timeout: [{call_soon: inner}]}}]}],\n"
             "          except: {timeout: [{call_soon: outer}]}}, {sleep: 1}]\n");
    assert_int_equal(test_count(t, "call\tinner"), 0);
    assert_int_equal(test_count(t, "call\touter"), 1);
    assert_true(t->result.time == 2);
}

// Threads are taken in order, a job cancelled in line leaves it, one that runs goes on.
static void threads_and_cancellation(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL,
             "objects: {pool: {pool: 1}}\n"
             "coroutines:\n"
             "  job: [{thread: 1, pool: pool}]\n"
             "  main: [{spawn: job, count: 3, as: jobs}, {sleep: 0.5}, {cancel: jobs, index: 0}, {cancel: jobs, index: 1},\n"
             "         {try: [{await: jobs}], except: {any: []}}]\n");
    assert_true(t->result.time == 2);           // the first job's second, then the third's
    assert_int_equal(test_count(t, "end\tT4\tdone"), 1);
    assert_int_equal(test_count(t, "call\t_chain_future._set_state"), 3);       // one of them for the job that left the line
}

static void costs_take_time(void **state)
{
    TestRun *t = *state;
    test_run(t, NULL, "coroutines: {main: [{repeat: 9, do: [{yield: }]}]}\noptions: {costs: {step: 1ms}}\n");
    assert_true(t->result.time > 0.0149 && t->result.time < 0.0151);        // ten steps and five callbacks to close
}

static void a_million_tasks(void **state)
{
    TestRun *t = *state;
    ValueError error;
    arena_release(&t->scratch);
    assert_true(arena_reserve(&t->scratch, &t->run_home, (size_t)1 << 30));
    Scenario *s = scenario_read(&t->arena, T("aqsim: 1\nrun: main\ncoroutines:\n  nap: [{sleep: 1}]\n"
                                             "  main: [{spawn: nap, count: 1e6, as: tasks}, {gather: tasks}]\n"), &error);
    SimResult r = sim_run(t->scratch, s->program, &s->options);
    assert_int_equal(r.outcome, SIM_DONE);
    assert_int_equal(r.steps, 2000004);
    assert_true(r.memory < (size_t)400 * 1000000);
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
        cmocka_unit_test(callbacks_wait_for_the_next_iteration),
        cmocka_unit_test(awaiting_what_is_there_does_not_suspend),
        cmocka_unit_test(a_cancellation_left_over),
        cmocka_unit_test(cancelled_when_woken),
        cmocka_unit_test(no_barging_at_a_lock),
        cmocka_unit_test(barging_at_semaphores),
        cmocka_unit_test(bounded_semaphores_count),
        cmocka_unit_test(what_raises_what),
        cmocka_unit_test(newer_things_are_missing_in_older_pythons),
        cmocka_unit_test(timeouts_know_their_own_cancellation),
        cmocka_unit_test(threads_and_cancellation),
        cmocka_unit_test(costs_take_time),
        cmocka_unit_test(a_million_tasks),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
