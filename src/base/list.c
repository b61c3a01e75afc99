#include "base/list.h"

#include <limits.h>
#include <string.h>

void list_grow(Arena *a, void *list, size_t size, size_t align)
{
    LIST(char) head;
    memcpy(&head, list, sizeof head);
    assert_or_trap(head.cap < INT_MAX / 2);
    int cap = head.cap ? head.cap * 2 : 8;
    char *at = arena_alloc(a, size, align, (size_t)cap);
    if (head.n) {
        memcpy(at, head.at, size * (size_t)head.n);
    }
    head.at = at;
    head.cap = cap;
    memcpy(list, &head, sizeof head);
}
