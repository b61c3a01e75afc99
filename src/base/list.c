#include "base/list.h"

#include <limits.h>
#include <string.h>

// A cache line, but no more than eight: most lists stay short, and there are many.
static int first_capacity(size_t size)
{
    enum { LINE = 64, MOST = 8 };
    size_t n = LINE / size;
    return n > MOST ? MOST : n ? (int)n : 1;
}

// The last thing in its arena grows where it is.
void list_grow(Arena *a, void *list, size_t size, size_t align)
{
    LIST(char) head;
    memcpy(&head, list, sizeof head);
    assert_or_trap(head.cap < INT_MAX / 2);
    int cap = head.cap ? head.cap * 2 : first_capacity(size);
    size_t old = size * (size_t)head.n;
    if (head.cap && head.at + size * (size_t)head.cap == a->beg) {
        arena_alloc(a, size, 1, (size_t)(cap - head.cap));
    } else {
        char *at = arena_take(a, size, align, (size_t)cap);
        if (head.n) {
            memcpy(at, head.at, old);
        }
        memset(at + old, 0, size * (size_t)cap - old);
        head.at = at;
    }
    head.cap = cap;
    memcpy(list, &head, sizeof head);
}
