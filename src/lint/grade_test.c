// From figures to a severity: each line of the rule, and its edges.
#include "lint/grade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NO ((double)NAN)

static void delays(void **state)
{
    (void)state;
    assert_int_equal(grade((Figures){2.0, 0.02, 1.0, NO, NO, NO}), SEVERITY_ERROR);
    assert_int_equal(grade((Figures){2.0, 0.02, 0.8, NO, NO, NO}), SEVERITY_ERROR);
    assert_int_equal(grade((Figures){2.0, 0.02, 0.79, NO, NO, NO}), SEVERITY_WARNING);
    assert_int_equal(grade((Figures){0.1, 0, NO, NO, NO, NO}), SEVERITY_WARNING);
    assert_int_equal(grade((Figures){0.099, 0, 0, NO, NO, NO}), SEVERITY_NOTE);
    assert_int_equal(grade((Figures){0.05, 0.01, 1.0, NO, NO, NO}), SEVERITY_WARNING);
}

static void remedies_that_are_none(void **state)
{
    (void)state;
    assert_int_equal(grade((Figures){2.0, 2.0, 1.0, NO, NO, NO}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){0.0005, 0.0005, 1.0, NO, NO, NO}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){0.0010, 0.00095, 1.0, NO, NO, NO}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){0.0010, 0.0009, 1.0, NO, NO, NO}), SEVERITY_WARNING);
    assert_int_equal(grade((Figures){1.0, 0.999, 1.0, NO, NO, NO}), SEVERITY_WARNING);
    assert_int_equal(grade((Figures){0, 0, 0, NO, NO, NO}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){1.0, 2.0, 1.0, NO, NO, NO}), SEVERITY_OFF);
}

static void queues(void **state)
{
    (void)state;
    assert_int_equal(grade((Figures){0, 0, 0, 200, 1, 1.0}), SEVERITY_ERROR);
    assert_int_equal(grade((Figures){0, 0, 0, 200, 1, 0.5}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){0, 0, 0, 200, 200, 1.0}), SEVERITY_OFF);
    assert_int_equal(grade((Figures){2, 0, 0, 200, 200, 1.0}), SEVERITY_WARNING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delays),
        cmocka_unit_test(remedies_that_are_none),
        cmocka_unit_test(queues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
