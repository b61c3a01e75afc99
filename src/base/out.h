// Buffered output to a file descriptor or to memory. Errors stick: after the first failed write nothing more is
// written and `error` holds errno (EPIPE when the reader has gone away), to be judged once at the end.
#ifndef AQLINT_BASE_OUT_H
#define AQLINT_BASE_OUT_H

#include "base/text.h"

typedef struct {
    int fd;             // -1: memory only
    int error;          // errno of the first failure, 0 while all is well
    char *at;
    ptrdiff_t n, cap;
    Arena *arena;       // memory: grows here
} Out;

Out out_to_fd(Arena *a, int fd);            // buffer of 64 KiB taken from `a`
Out out_to_memory(Arena *a);                // result by out_text
void out_put(Out *o, Text t);
void out_c(Out *o, const char *c_string);
void out_char(Out *o, char c);
void out_repeat(Out *o, char c, int count);
void out_format(Out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool out_flush(Out *o);                     // false when anything failed so far
Text out_text(const Out *o);                // what memory output holds

#endif
