// Untrusted text on a terminal: what is written for it, and how many columns that takes.
//
// Columns follow Unicode's grapheme clusters (UAX #29, by utf8proc): a cluster is as wide as its widest code point; a
// cluster with VARIATION SELECTOR-16 or of two regional indicators is an emoji, two columns. Terminals that do not join
// emoji sequences show more columns; those that do (and browsers) are right.
//
// Made visible, so that what is read is what Python reads and a terminal or a CI runner obeys nothing (CVE-2021-42574,
// "Trojan Source"): C0 controls and DEL as the pictures U+2400.., C1 controls, bidirectional controls and line separators
// as <U+202E>, bytes that are not UTF-8 as U+FFFD. GitHub's runner takes `##[command]` anywhere in a line and
// `::command::` at its start for commands (actions/runner, src/Runner.Common/ActionCommand.cs): they are broken by
// U+2060 WORD JOINER, which shows nothing.
#ifndef AQLINT_REPORT_DISPLAY_H
#define AQLINT_REPORT_DISPLAY_H

#include "base/list.h"
#include "base/out.h"

// A grapheme cluster of a line.
typedef struct {
    uint32_t beg, end;          // bytes of the line
    int column, width;          // columns before it, columns it takes
    Text shown;                 // what is written for it
} Cell;

typedef LIST(Cell) Cells;

enum { TAB_STOP = 4 };

// The cells of a line of source; a tab goes to the next multiple of TAB_STOP.
Cells cells_of(Arena *a, Text line);

// Columns of the whole line.
int cells_width(const Cells *cells);

// A text made visible, as one line: CR, LF and tab become blanks.
Text display_text(Arena *a, Text t);

// The same for formats for people, whose lines may end up in a runner's log: commands broken too.
Text display_line(Arena *a, Text t);

// Columns of a text that display_text or display_line made.
int display_width(Text t);

// A text that display_text made in at most `width` columns: as it is, or with an ellipsis for its
// middle (`ascii`: two dots).
Text display_clip(Arena *a, Text t, int width, bool ascii);

// Code points beyond ASCII as Python's ascii() writes them: \xe9, \u4ed5, \U0001f600.
Text display_ascii(Arena *a, Text t);

// Breaks prose into lines of at most `width` columns (the first one of `first`), at blanks; a word that is longer stays
// whole. A LF starts a new line, an empty line stays. `width` 0: only LF breaks. The lines are made visible as by
// display_line.
Texts display_lines(Arena *a, Text t, int first, int width);

// Writes prose so broken: from column `column` on, further lines after `indent` blanks.
void display_wrap(Out *o, Arena scratch, Text t, int column, int indent, int width);

#endif
