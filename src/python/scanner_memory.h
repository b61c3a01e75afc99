// Included before the fetched scanner (see the Makefile): it calls calloc and free by name, and so cannot be told by
// ts_set_allocator where memory comes from.
#ifndef AQLINT_PYTHON_SCANNER_MEMORY_H
#define AQLINT_PYTHON_SCANNER_MEMORY_H

#include <stdlib.h>
#include <string.h>

void *pool_malloc(size_t size);
void *pool_calloc(size_t count, size_t size);
void *pool_realloc(void *block, size_t size);
void pool_free(void *block);

#define malloc pool_malloc
#define calloc pool_calloc
#define realloc pool_realloc
#define free pool_free

#endif
