// Small questions to code that was left out when the file was parsed (textual.c).
#ifndef AQLINT_PYTHON_TEXTUAL_H
#define AQLINT_PYTHON_TEXTUAL_H

#include "base/text.h"

// The end of the string that starts at `at`: the offset of its closing quote, or of what ends the line or the text before.
ptrdiff_t string_end(Text t, ptrdiff_t at);

// The end of the part of `t` that starts at `at`: the offset of the first of `stops` outside of brackets and strings, t.n when there
// is none.
ptrdiff_t part_end(Text t, ptrdiff_t at, const char *stops);

// The next place of the word at or behind `from`, outside of brackets and strings, or -1.
ptrdiff_t word_outside(Text t, const char *word, ptrdiff_t from);

// The word that ends at `at`, or before the blanks there; empty when there is none.
Text word_before(Text t, ptrdiff_t at);

// xs[a:b], xs[:b], with something behind the colon.
bool argument_is_slice(Text argument);

// Names with dots between.
bool is_dotted(Text t);

// The line of an offset, where the next one starts (t.n behind the last), its blanks in front, and what is between those and its end.
ptrdiff_t line_start(Text t, ptrdiff_t at);
ptrdiff_t next_line(Text t, ptrdiff_t at);
ptrdiff_t indentation(Text t, ptrdiff_t start);
Text line_at(Text t, ptrdiff_t start);

// Whether a line defines a function; where the innermost function starts that an offset is in, or -1.
bool line_is_definition(Text line);
ptrdiff_t definition_around(Text t, ptrdiff_t at);

// The line that opens the innermost loop around `at` in the text of one function, maybe its own line; -1: none.
ptrdiff_t loop_line_around(Text function, ptrdiff_t at);

// The function around `at`: from its header to the next line that is indented no deeper.
Text function_text_around(Text t, ptrdiff_t at);

#endif
