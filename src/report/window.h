// The part of a row of source that a terminal has room for.
#ifndef AQLINT_REPORT_WINDOW_H
#define AQLINT_REPORT_WINDOW_H

#include "report/row.h"

typedef struct {
    int from, room;             // first display column shown, columns there are
    bool more_before, more_after;
    Marks marks;                // those within, in columns of the window
} Window;

// Places the window, whose room is set, around the marks of the row from number `i` on: as many as it holds, but at least one.
// Returns the number of the next.
int window_take(Arena *a, const Row *r, int i, Window *w);

// A column of the row as one of the window; what is cut off is at its edge.
int window_column(const Window *w, int column);

#endif
