// The rows of a snippet: the source lines of all places of a finding in one file, each once, with what is marked on them.
#ifndef AQLINT_REPORT_ROW_H
#define AQLINT_REPORT_ROW_H

#include "report/display.h"
#include "report/report.h"

typedef struct {
    int beg, end;               // display columns, beg < end
    bool is_primary;
    Text label;                 // made visible, one line
} Mark;

typedef LIST(Mark) Marks;

// How a row takes part in the bar that marks a primary span over several lines.
typedef enum { BAR_NONE, BAR_FIRST, BAR_INNER, BAR_LAST } Bar;

typedef struct {
    const ExcerptLine *line;
    Cells cells;
    Marks marks;                // by column
    Bar bar;
    int bar_column;             // FIRST: where the span starts; LAST: its last column
    bool starts_bar;            // FIRST: nothing stands before the span
} Row;

typedef LIST(Row) Rows;

// The rows of the finding's places in the file `path`, by line. A very long line of which places far apart show different
// parts has a row for each part.
Rows rows_of(Arena *a, const Finding *f, Text path);

#endif
