// That what is run for a finding is bounded, whatever the source says.
#include "measure/gauge.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    ArenaHome home;
    Arena arena;
    jmp_buf exhausted;
} Memory;

static Program *program_of(Arena *a, int *entry)
{
    Program *p = program_new(a);
    *entry = program_coroutine(p, T("main"));
    program_entry(p, *entry);
    return p;
}

// Rounds upon rounds that cost no time: neither the loop's iterations nor the clock would end it.
static Program *endless_program(Arena *a)
{
    int entry;
    Program *p = program_of(a, &entry);
    int event = program_object(p, SIM_EVENT, T("event"), 0);
    code_op(p, entry, SIM_FOREVER);
    code_op(p, entry, SIM_REPEAT, .count = number_constant(p, 1000));
    code_op(p, entry, SIM_REPEAT, .count = number_constant(p, 100));
    code_op(p, entry, SIM_CLEAR, .object = event);
    code_op(p, entry, SIM_END);
    code_op(p, entry, SIM_END);
    code_op(p, entry, SIM_YIELD);
    code_op(p, entry, SIM_END);
    return p;
}

static void a_run_is_bounded(void **state)
{
    Memory *m = *state;
    Budget budget = BUDGET_OF_FILE;
    uint64_t before = budget.work;
    Gauge g = gauge_run(m->arena, endless_program(&m->arena), (Variation){.load = (double)NAN, .size = (double)NAN}, 0, true, &budget);
    assert_true(g.ran && g.is_cut);
    assert_true(before - budget.work > 2000000 && before - budget.work < 3200000);
}

static void the_runs_of_a_file_are_bounded(void **state)
{
    Memory *m = *state;
    Budget budget = BUDGET_OF_FILE;
    Program *p = endless_program(&m->arena);
    uint64_t last = budget.work;
    for (int i = 0; i < 20; i++) {
        last = budget.work;
        gauge_run(m->arena, p, (Variation){.load = (double)NAN, .size = (double)NAN}, 0, true, &budget);
    }
    assert_int_equal(budget.work, 0);
    assert_int_equal(last, 0);
    Gauge g = gauge_run(m->arena, p, (Variation){.load = (double)NAN, .size = (double)NAN}, 0, true, &budget);
    assert_true(g.ran && g.is_cut);                     // as long as where counts are assumed
}

// What is cut off in the middle of an iteration has stalled the loop until then.
static void a_stall_that_is_cut_counts(void **state)
{
    Memory *m = *state;
    Budget budget = BUDGET_OF_FILE;
    int entry;
    Program *p = program_of(&m->arena, &entry);
    code_op(p, entry, SIM_REPEAT, .count = number_constant(p, 1e9));
    code_op(p, entry, SIM_CPU, .time = number_constant(p, 1e-6));
    code_op(p, entry, SIM_END);
    Gauge g = gauge_run(m->arena, p, (Variation){.load = (double)NAN, .size = (double)NAN}, 0, true, &budget);
    assert_true(g.ran && g.is_cut && g.delay > 0.2 && g.stall > 0.2);
}

static int begin(void **state)
{
    static Memory m;
    assert_true(arena_reserve(&m.arena, &m.home, (size_t)1 << 28));
    arena_on_exhaustion(&m.arena, &m.exhausted);
    *state = &m;
    return 0;
}

static int end(void **state)
{
    Memory *m = *state;
    arena_release(&m->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_bounded),
        cmocka_unit_test(the_runs_of_a_file_are_bounded),
        cmocka_unit_test(a_stall_that_is_cut_counts),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
