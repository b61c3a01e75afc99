// Building programs in C, and what linking refuses of them.
#include "sim/testrun.h"

static void counts_jobs(void *context, const SimEvent *e)
{
    int *jobs = context;
    *jobs += e->how == SIM_END_DONE && e->coroutine == 1;
}

static void builds_and_runs(void **state)
{
    TestRun *t = *state;
    Program *p = program_new(&t->arena);
    int n = program_parameter(p, T("N"), 10);
    int job = program_coroutine(p, T("job")), entry = program_coroutine(p, T("main"));
    int jobs = program_slot(p, T("jobs")), queue = program_object(p, SIM_QUEUE, T("queue"), number_constant(p, 1));
    code_op(p, job, SIM_GET, .object = queue);
    code_op(p, job, SIM_CPU, .time = number_constant(p, 0.01));
    code_op(p, job, SIM_TASK_DONE, .object = queue);
    code_op(p, entry, SIM_REPEAT, .count = number_parameter(p, n));
    code_op(p, entry, SIM_SPAWN, .coroutine = job, .slot = jobs);
    code_op(p, entry, SIM_PUT, .object = queue);
    code_op(p, entry, SIM_END);
    code_op(p, entry, SIM_JOIN, .object = queue);
    program_entry(p, entry);
    int done = 0;
    SimObserver observer = {counts_jobs, &done, SIM_EVENT_BIT(SIM_FINISHED)};
    const SimObserver *observers[] = {&observer};
    double values[] = {0, 25};
    SimOptions o = sim_options();
    o.observers = observers;
    o.observer_count = 1;
    o.parameters = values;
    SimResult r = sim_run(t->scratch, p, &o);
    assert_int_equal(r.outcome, SIM_DONE);
    assert_int_equal(done, 25);
    assert_true(r.time > 0.2499 && r.time < 0.2501);
    o.parameters = NULL;
    done = 0;
    sim_run(t->scratch, p, &o);
    assert_int_equal(done, 10);
}

// One operation in a coroutine that runs; what is said of it.
static const char *said_of(TestRun *t, SimOperation op, SimOperands with)
{
    Program *p = program_new(&t->arena);
    int entry = program_coroutine(p, T("main"));
    program_slot(p, T("slot"));
    program_object(p, SIM_LOCK, T("lock"), 0);
    number_constant(p, -1);
    program_place(p, 3, 7);
    code_emit(p, entry, op, with);
    program_entry(p, entry);
    test_run_program(t, p, &(SimOptions){.profile = sim_profile(T("")), .limits = sim_options().limits});
    if (t->result.outcome == SIM_REFUSED) {
        assert_int_equal(t->result.error.line, 3);
        assert_int_equal(t->result.error.column, 7);
    }
    return t->result.outcome == SIM_REFUSED ? t->result.error.message : "";
}

static void refuses_what_makes_no_sense(void **state)
{
    TestRun *t = *state;
#define REFUSED(part, op, ...) assert_non_null(strstr(said_of(t, op, (SimOperands){.none = 0, __VA_ARGS__}), part))
    REFUSED("lacks an operand", SIM_CPU);
    REFUSED("does not exist", SIM_CALL, .coroutine = 9);
    REFUSED("does not exist", SIM_CALL, .coroutine = -1);
    REFUSED("does not exist", SIM_AWAIT, .slot = 2);
    REFUSED("does not exist", SIM_SLEEP, .time = 99);
    REFUSED("does not exist", SIM_GATHER, .items = (int[]){5}, .item_count = 1);
    REFUSED("lacks an operand", SIM_GATHER);
    REFUSED("lacks an operand", SIM_CLEAR);
    REFUSED("nothing that a lock can do", SIM_PUT, .object = 1);
    REFUSED("not negative", SIM_CPU, .time = 1);
    REFUSED("outside of a loop", SIM_BREAK);
    REFUSED("without a block", SIM_END);
    REFUSED("without a block", SIM_ELSE);
    REFUSED("has no end", SIM_FOREVER);
    REFUSED("no operation 99", (SimOperation)99);
#undef REFUSED
    assert_string_equal(said_of(t, SIM_ACQUIRE, (SimOperands){.object = 1}), "");
    Program *none = program_new(&t->arena);
    test_run_program(t, none, &(SimOptions){.profile = sim_profile(T(""))});
    assert_int_equal(t->result.outcome, SIM_REFUSED);
}

static void parts_belong_to_their_blocks(void **state)
{
    TestRun *t = *state;
    static const SimOperation WRONG[][4] = {
        {SIM_REPEAT, SIM_ELSE, SIM_END}, {SIM_IF, SIM_EXCEPT, SIM_END}, {SIM_TRY, SIM_ELSE, SIM_END},
        {SIM_TRY, SIM_FINALLY, SIM_EXCEPT, SIM_END}, {SIM_TRY, SIM_FINALLY, SIM_FINALLY, SIM_END},
        {SIM_IF, SIM_ELSE, SIM_ELSE, SIM_END}, {SIM_WITH, SIM_FINALLY, SIM_END},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        Program *p = program_new(&t->arena);
        int entry = program_coroutine(p, T("main"));
        int lock = program_object(p, SIM_LOCK, T("lock"), 0);
        Number one = number_constant(p, 1);
        for (int k = 0; k < 4 && WRONG[i][k]; k++) {
            SimOperands with = {.count = one, .object = WRONG[i][k] == SIM_WITH ? lock : 0, .kinds = SIM_MASK_ANY};
            code_emit(p, entry, WRONG[i][k], with);
        }
        program_entry(p, entry);
        test_run_program(t, p, &(SimOptions){.profile = sim_profile(T("")), .limits = sim_options().limits});
        assert_int_equal(t->result.outcome, SIM_REFUSED);
    }
}

static void numbers_are_arithmetic(void **state)
{
    TestRun *t = *state;
    Program *p = program_new(&t->arena);
    int n = program_parameter(p, T("N"), 6);
    Number x = number_operation(p, '-', number_operation(p, '*', number_parameter(p, n), number_constant(p, 7)),
                                number_operation(p, '/', number_constant(p, 1), number_constant(p, 4)));
    assert_true(number_value(p, x, NULL) == 41.75);
    assert_true(number_value(p, x, (double[]){0, 1}) == 6.75);
    assert_int_equal(program_parameter(p, T("N"), 2), n);
    assert_true(number_value(p, x, NULL) == 13.75);
    assert_int_equal(program_name(p, T("a")), program_name(p, T("a")));
    assert_int_not_equal(program_slot(p, T("a")), program_slot(p, T("b")));
}

static void knows_its_versions(void **state)
{
    (void)state;
    assert_true(text_eq(sim_profile_version(sim_profile(T(""))), T("3.11.7")));
    assert_ptr_equal(sim_profile(T("3.12")), sim_profile(T("3.12.1")));
    assert_null(sim_profile(T("3.12.2")));
    assert_null(sim_profile(T("3")));
    assert_null(sim_profile(T("2.7")));
    assert_null(sim_profile_at(-1));
    int n = 0;
    while (sim_profile_at(n)) {
        assert_ptr_equal(sim_profile(sim_profile_version(sim_profile_at(n))), sim_profile_at(n));
        n++;
    }
    assert_int_equal(n, 7);
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
        cmocka_unit_test(builds_and_runs),
        cmocka_unit_test(refuses_what_makes_no_sense),
        cmocka_unit_test(parts_belong_to_their_blocks),
        cmocka_unit_test(numbers_are_arithmetic),
        cmocka_unit_test(knows_its_versions),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
