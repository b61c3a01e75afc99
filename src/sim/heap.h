// The timer heap: Python's heapq, step for step, so that equal deadlines fire in CPython's order.
//
// It is a binary heap that compares deadlines only and is not stable. heappop moves the last entry to the root, sifts the
// hole down to a leaf, taking the RIGHT child when both are equal, and then sifts up again. Twelve equal timers fire as
// 0 2 6 11 10 9 8 5 7 4 1 3. A textbook pop, a sequence number or a d-ary heap would give other orders.
#ifndef AQLINT_SIM_HEAP_H
#define AQLINT_SIM_HEAP_H

#include <stddef.h>

typedef struct {
    double when;
    void *item;
} HeapEntry;

// `at` has room for one more than *n.
void heap_push(HeapEntry *at, size_t *n, HeapEntry e);

// The least entry of a heap that is not empty.
HeapEntry heap_pop(HeapEntry *at, size_t *n);

// Makes a heap of any array: heapq.heapify.
void heap_order(HeapEntry *at, size_t n);

#endif
