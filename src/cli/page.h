// A page of help: paragraphs, headings and entries that fit the terminal.
#ifndef AQLINT_CLI_PAGE_H
#define AQLINT_CLI_PAGE_H

#include "base/out.h"

typedef struct {
    Out *out;
    int width;          // columns
    bool color;
    Arena scratch;
} Page;

// A page for what `out` goes to: `width` columns (0: unknown).
Page page_on(Out *out, int width, bool color);

// A page for standard output, written to `out`.
Page page_on_terminal(Out *out);

// Prose, then an empty line.
void page_paragraphs(const Page *p, Text t);

// `Rules:` after an empty line.
void page_heading(const Page *p, Text heading);

// A label and what it means, from `column` on, or below the label where that is too narrow.
void page_entry(const Page *p, Text label, Text words, int column);

// Prose from column `column` (where the cursor is) on, further lines after `indent` blanks.
void page_wrap(const Page *p, Text t, int column, int indent);

// The column for the words beside labels that are at most `longest` wide.
int page_column(const Page *p, int longest);

#endif
