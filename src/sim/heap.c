#include "sim/heap.h"

// heapq._siftdown: puts `e` where the hole at `pos` is, or nearer to `start` while it is less than the parent there.
static void rise(HeapEntry *at, size_t start, size_t pos, HeapEntry e)
{
    while (pos > start) {
        size_t parent = (pos - 1) / 2;
        if (!(e.when < at[parent].when)) {
            break;
        }
        at[pos] = at[parent];
        pos = parent;
    }
    at[pos] = e;
}

// heapq._siftup: moves the hole at `pos` to a leaf, fills it with the entry that was there, and lets that rise again,
// though not above `pos`.
static void sift_to_leaf(HeapEntry *at, size_t n, size_t pos)
{
    HeapEntry e = at[pos];
    size_t start = pos, child;
    while ((child = 2 * pos + 2) < n) {                     // two children: no branch but the loop's
        child -= at[child - 1].when < at[child].when;
        at[pos] = at[child];
        pos = child;
    }
    if (child == n) {                                       // a left child alone
        at[pos] = at[child - 1];
        pos = child - 1;
    }
    rise(at, start, pos, e);
}

void heap_push(HeapEntry *at, size_t *n, HeapEntry e)
{
    rise(at, 0, (*n)++, e);
}

HeapEntry heap_pop(HeapEntry *at, size_t *n)
{
    HeapEntry last = at[--*n];
    if (*n == 0) {
        return last;
    }
    HeapEntry top = at[0];
    at[0] = last;
    sift_to_leaf(at, *n, 0);
    return top;
}

void heap_order(HeapEntry *at, size_t n)
{
    for (size_t i = n / 2; i-- > 0;) {
        sift_to_leaf(at, n, i);
    }
}
