// Every allocation fails once: a run says that it is out of memory, a reader unwinds to its handler, nothing crashes.
#include "sim/testrun.h"

static const char SOURCE[] =
    "aqsim: 1\nrun: main\nname: memory\nparams: {N: 3, D: 1ms}\n"
    "objects: {q: {queue: 1}, l: {lock: }, s: {semaphore: 1}, c: {condition: l}, b: {barrier: 2}, p: {pool: 1}}\n"
    "coroutines:\n"
    "  job: [{get: q}, {with: l, do: [{sleep: {exponential: D}}]}, {thread: D, pool: p}, {extern: D}, {task_done: q}]\n"
    "  bad: [{raise: error}]\n"
    "  party: [{wait: b}]\n"
    "  main:\n"
    "    - {spawn: job, count: N, as: jobs}\n"
    "    - {repeat: N, do: [{put: q}]}\n"
    "    - {gather: [party, party]}\n"
    "    - {wait_tasks: jobs, timeout: 10s, return_when: first_completed}\n"
    "    - {as_completed: jobs, do: [{mark: done}]}\n"
    "    - try: [{taskgroup: g, do: [{spawn: bad, group: g}, {spawn: party, group: g}]}]\n"
    "      except: {exception_group: [{observe: q.depth}]}\n"
    "    - try: [{wait_for: party, timeout: 1s}]\n"
    "      except: {timeout: [{say: late}]}\n"
    "sweep: {N: [1, 2]}\n"
    "expect: [loop.stall.max >= 0, 'growth(end.time, N) > 0']\n";

static void every_allocation_of_a_run(void **state)
{
    TestRun *t = *state;
    ValueError error;
    Scenario *s = scenario_read(&t->arena, text_from(SOURCE), &error);
    assert_non_null(s);
    SimResult whole = sim_run(t->scratch, s->program, &s->options);
    assert_int_equal(whole.outcome, SIM_DONE);
    int failures = 0;
    for (SimResult r = {.outcome = SIM_LIMIT}; r.outcome == SIM_LIMIT; failures++) {
        t->run_home.fail_after = failures;
        r = sim_run(t->scratch, s->program, &s->options);
        t->run_home.fail_after = -1;
        assert_true(r.outcome == SIM_DONE || (r.outcome == SIM_LIMIT && r.error.message[0]));
        assert_true(r.outcome != SIM_DONE || r.steps == whole.steps);
    }
    assert_true(failures > 30);
}

static void every_allocation_of_the_reader(void **state)
{
    TestRun *t = *state;
    Arena fresh = t->arena;
    volatile int failures = 0;
    volatile bool done = false;
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(&t->arena, &here);
    while (!done) {
        if (setjmp(here) == 0) {
            Arena a = fresh;
            ValueError error;
            t->home.fail_after = failures;
            assert_non_null(scenario_read(&a, text_from(SOURCE), &error));
            done = true;
        } else {
            failures++;
        }
        t->home.fail_after = -1;
    }
    arena_on_exhaustion(&t->arena, outer);
    assert_true(failures > 100);
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
        cmocka_unit_test(every_allocation_of_a_run),
        cmocka_unit_test(every_allocation_of_the_reader),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
