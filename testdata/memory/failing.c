// An allocator that fails once, for LD_PRELOAD: request number $FAIL_REQUEST to malloc, calloc or realloc (from 1; 0: none)
// gives NULL. At the end "REQUESTS LIVE" is written to the file $FAIL_COUNTS: how many requests there were, and how many
// blocks nobody gave back. glibc only.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t n);
void *__libc_realloc(void *p, size_t n);
void __libc_free(void *p);

static long requests, live, failing;

static int fails(void)
{
    if (__atomic_add_fetch(&requests, 1, __ATOMIC_RELAXED) != failing) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

static void *counted(void *p)
{
    __atomic_add_fetch(&live, p != NULL, __ATOMIC_RELAXED);
    return p;
}

void *malloc(size_t n)
{
    return fails() ? NULL : counted(__libc_malloc(n));
}

void *calloc(size_t count, size_t n)
{
    return fails() ? NULL : counted(__libc_calloc(count, n));
}

void *realloc(void *p, size_t n)
{
    if (fails()) {
        return NULL;
    }
    void *moved = __libc_realloc(p, n);
    return p ? moved : counted(moved);
}

void free(void *p)
{
    __atomic_sub_fetch(&live, p != NULL, __ATOMIC_RELAXED);
    __libc_free(p);
}

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("FAIL_REQUEST");
    requests = live = 0;
    failing = text ? atol(text) : 0;
}

__attribute__((destructor)) static void end(void)
{
    char line[64];
    const char *path = getenv("FAIL_COUNTS");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    long counts[2] = {requests, live};
    if (fd >= 0) {
        int n = snprintf(line, sizeof line, "%ld %ld\n", counts[0], counts[1]);
        if (write(fd, line, (size_t)n) != n) {
            _exit(99);
        }
    }
}
