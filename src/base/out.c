#include "base/out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

Out out_to_fd(Arena *a, int fd)
{
    enum { SIZE = 1 << 16 };
    return (Out){.fd = fd, .at = NEW(a, char, SIZE), .cap = SIZE, .arena = a};
}

Out out_to_memory(Arena *a)
{
    return (Out){.fd = -1, .arena = a};
}

static void write_all(Out *o, const char *s, ptrdiff_t n)
{
    while (n > 0 && o->error == 0) {
        ssize_t w = write(o->fd, s, (size_t)n);
        if (w >= 0) {
            s += w, n -= w;
        } else if (errno != EINTR) {
            o->error = errno;
        }
    }
}

bool out_flush(Out *o)
{
    if (o->fd >= 0) {
        write_all(o, o->at, o->n);
        o->n = 0;
    }
    return o->error == 0;
}

static void grow(Out *o, ptrdiff_t need)
{
    ptrdiff_t cap = o->cap ? o->cap : 256;
    while (cap < need) {
        cap *= 2;
    }
    char *at = NEW(o->arena, char, cap);
    if (o->n) {
        memcpy(at, o->at, (size_t)o->n);
    }
    o->at = at;
    o->cap = cap;
}

void out_put(Out *o, Text t)
{
    if (t.n == 0 || o->error) {
        return;
    }
    if (o->n + t.n > o->cap) {
        if (o->fd < 0) {
            grow(o, o->n + t.n);
        } else {
            out_flush(o);
            if (t.n > o->cap) {
                write_all(o, t.s, t.n);
                return;
            }
        }
    }
    memcpy(o->at + o->n, t.s, (size_t)t.n);
    o->n += t.n;
}

void out_c(Out *o, const char *c_string)
{
    out_put(o, text_from(c_string));
}

void out_char(Out *o, char c)
{
    out_put(o, (Text){&c, 1});
}

void out_repeat(Out *o, char c, int count)
{
    while (count-- > 0) {
        out_char(o, c);
    }
}

void out_format(Out *o, const char *format, ...)
{
    char small[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    assert_or_trap(n >= 0);
    if ((size_t)n < sizeof small) {
        out_put(o, (Text){small, n});
    } else if (o->fd >= 0 && n < o->cap && !o->error) {
        // In place: the arena's free memory may be in use as somebody's scratch.
        if (n >= o->cap - o->n) {
            out_flush(o);
        }
        vsnprintf(o->at + o->n, (size_t)n + 1, format, again);
        o->n += n;
    } else {
        Arena scratch = *o->arena;
        out_put(o, text_vformat(o->fd < 0 ? o->arena : &scratch, format, again));
    }
    va_end(again);
}

Text out_text(const Out *o)
{
    return (Text){o->at, o->n};
}
