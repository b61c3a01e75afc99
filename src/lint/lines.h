// Which physical lines of a Python file belong together: strings over several lines, lines joined by a backslash, and
// logical lines (https://docs.python.org/3/reference/lexical_analysis.html#line-structure).
//
// Told from the text alone, so that it holds in parts that were not parsed or do not parse, too. Brackets and quotes that
// do not match make a logical line longer than it is, never shorter.
#ifndef AQLINT_LINT_LINES_H
#define AQLINT_LINT_LINES_H

#include "python/source.h"

typedef struct {
    int n;              // physical lines; the arrays below are indexed by line number, 1..n
    int *joined;        // last line of those that a string or a backslash joins to this one
    int *logical;       // last line of the logical line
    bool *inside;       // starts within a logical line
} Lines;

Lines lines_read(Arena *a, const Source *s);

// The first line after `line` that holds more than blanks and a comment; 0 when there is none.
int lines_next_code(const Lines *l, const Source *s, int line);

#endif
