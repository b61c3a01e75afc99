#include "sim/testrun.h"

#include "sim/heap.h"

static void pops_equal_deadlines_as_heapq_does(void **state)
{
    (void)state;
    static const int ORDER[] = {0, 2, 6, 11, 10, 9, 8, 5, 7, 4, 1, 3};
    int ids[12];
    HeapEntry at[12];
    size_t n = 0;
    for (int i = 0; i < 12; i++) {
        ids[i] = i;
        heap_push(at, &n, (HeapEntry){1.0, &ids[i]});
    }
    for (int i = 0; i < 12; i++) {
        assert_int_equal(*(int *)heap_pop(at, &n).item, ORDER[i]);
    }
    assert_int_equal(n, 0);
}

// The heap after heapify([3, 1, 2, 1, 3, 1, 2, 1, 1]) with the places as items, as CPython has it.
static void heapifies_as_heapq_does(void **state)
{
    (void)state;
    static const double WHEN[] = {3, 1, 2, 1, 3, 1, 2, 1, 1};
    static const int AFTER[] = {5, 8, 6, 3, 4, 2, 0, 7, 1};
    int ids[9];
    HeapEntry at[9];
    for (int i = 0; i < 9; i++) {
        ids[i] = i;
        at[i] = (HeapEntry){WHEN[i], &ids[i]};
    }
    heap_order(at, 9);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(*(int *)at[i].item, AFTER[i]);
    }
}

static void keeps_the_order_of_deadlines(void **state)
{
    (void)state;
    enum { N = 500 };
    HeapEntry at[N];
    size_t n = 0;
    uint32_t x = 1;
    for (int round = 0; round < 20; round++) {
        while (n < N) {
            x = x * 1664525 + 1013904223;
            heap_push(at, &n, (HeapEntry){(double)(x >> 24), NULL});
        }
        double last = -1;
        while (n > (size_t)round) {
            double when = heap_pop(at, &n).when;
            assert_true(when >= last);
            last = when;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pops_equal_deadlines_as_heapq_does),
        cmocka_unit_test(heapifies_as_heapq_does),
        cmocka_unit_test(keeps_the_order_of_deadlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
