// Growing arrays in an arena:  LIST(Node *) names;  *list_push(arena, &names) = n;  names.at[i], names.n
#ifndef AQLINT_BASE_LIST_H
#define AQLINT_BASE_LIST_H

#include "base/arena.h"

#define LIST(TYPE) struct { TYPE *at; int n, cap; }

// The new last element, zeroed. Grows by doubling, where it is or by a copy (the old array then stays in the arena).
#define list_push(a, l) \
    ((l)->n == (l)->cap ? list_grow((a), (l), sizeof *(l)->at, _Alignof(max_align_t)) : (void)0, &(l)->at[(l)->n++])

// Makes room for one more element in the list that `list` points to (any LIST type).
void list_grow(Arena *a, void *list, size_t size, size_t align);

#endif
