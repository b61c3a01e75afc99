#include "sim/testrun.h"

#include "sim/repr.h"

#include <float.h>
#include <math.h>

static void writes_floats_as_python_does(void **state)
{
    (void)state;
    static const struct { double x; const char *text; } CASES[] = {
        {0, "0.0"}, {-0.0, "-0.0"}, {1, "1.0"}, {-1.5, "-1.5"}, {0.1 + 0.2, "0.30000000000000004"}, {0.3, "0.3"},
        {1e15, "1000000000000000.0"}, {1e16, "1e+16"}, {123456789012345680.0, "1.2345678901234568e+17"},
        {0.0001, "0.0001"}, {0.00001, "1e-05"}, {1.5e-7, "1.5e-07"}, {5e-324, "5e-324"},
        {DBL_MAX, "1.7976931348623157e+308"}, {DBL_MIN, "2.2250738585072014e-308"}, {86400, "86400.0"},
        {4.499999999999957, "4.499999999999957"}, {100.0, "100.0"}, {0x1p-44, "5.684341886080802e-14"},
        {9007199254740993.0, "9007199254740992.0"}, {INFINITY, "inf"}, {-INFINITY, "-inf"}, {NAN, "nan"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char buffer[REPR_SIZE];
        Text t = python_repr(CASES[i].x, buffer);
        assert_true(text_eq(t, text_from(CASES[i].text)));
    }
}

static void reads_back_as_the_same_number(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        double d, back;
        memcpy(&d, &x, sizeof d);
        char buffer[REPR_SIZE], text[REPR_SIZE + 1] = {0};
        Text t = python_repr(d, buffer);
        assert_true(t.n < REPR_SIZE);
        memcpy(text, t.s, (size_t)t.n);
        back = strtod(text, NULL);
        assert_true(isnan(d) ? isnan(back) : back == d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_floats_as_python_does),
        cmocka_unit_test(reads_back_as_the_same_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
