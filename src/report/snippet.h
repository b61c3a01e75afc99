// Source lines with marks under them: carets under what a finding is about, dashes under what belongs to it.
#ifndef AQLINT_REPORT_SNIPPET_H
#define AQLINT_REPORT_SNIPPET_H

#include "report/report.h"

// How a finding's snippets are drawn; the same for all of its files.
typedef struct {
    bool color;
    int width;                  // columns of the terminal
    int digits;                 // of the largest line number
    Severity severity;          // colours the carets
} SnippetStyle;

// Digits of the largest line number among the finding's excerpts, at least 1.
int snippet_digits(const Finding *f);

// Draws all places of the finding that lie in the file `path`. `scratch` is another arena than the one `o` grows in.
void snippet_draw(Out *o, Arena scratch, const SnippetStyle *style, const Finding *f, Text path);

#endif
