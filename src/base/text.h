// Counted text: bytes with a length, usually UTF-8, never NUL-terminated unless said.
#ifndef AQLINT_BASE_TEXT_H
#define AQLINT_BASE_TEXT_H

#include "base/list.h"

#include <stdarg.h>

typedef struct {
    const char *s;
    ptrdiff_t n;
} Text;

typedef LIST(Text) Texts;

#define T(lit) ((Text){(lit), (ptrdiff_t)sizeof(lit) - 1})
// For printf("%.*s", PRI(t)).
#define PRI(t) ((int)(t).n), ((t).s ? (t).s : "")

Text text_from(const char *c_string);                       // length by strlen; NULL is empty
Text text_copy(Arena *a, Text t);                           // also NUL-terminated (not counted)
char *text_c(Arena *a, Text t);                             // NUL-terminated copy for the C library
Text text_sub(Text t, ptrdiff_t from, ptrdiff_t to);        // [from, to), clamped to the text
bool text_eq(Text a, Text b);
bool text_eq_nocase(Text a, Text b);                        // ASCII case only
int text_cmp(Text a, Text b);                               // byte order, shorter first
bool text_starts(Text t, Text prefix);
bool text_ends(Text t, Text suffix);
bool text_matches(Text t, Text glob);                       // `*` in the glob: any number of any characters, dots too
ptrdiff_t text_find(Text t, Text needle);                   // first offset or -1
ptrdiff_t text_find_char(Text t, char c);                   // first offset or -1
ptrdiff_t text_rfind_char(Text t, char c);                  // last offset or -1
Text text_trim(Text t);                                     // without blanks, tabs, CR, LF, FF at both ends
bool text_cut(Text t, char sep, Text *head, Text *tail);    // at the first sep; false: head = t, tail empty
bool texts_have(const Texts *list, Text t);                 // one of them is the same
uint64_t text_hash(Text t);
Text text_join(Arena *a, Text x, Text y);
Text text_format(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
Text text_vformat(Arena *a, const char *format, va_list args);

// Decimal integer with optional sign over the whole text; false when it is not one or does not fit.
bool text_to_int(Text t, int64_t *value);

// Damerau-Levenshtein (optimal string alignment) distance, for did-you-mean; texts over 64 bytes count as far.
int text_distance(Text a, Text b);

// The candidate nearest to `t` within a third of its length (at least 1) that has something in common with it, or an empty text.
Text text_nearest(Text t, const Text *candidates, ptrdiff_t n);

#endif
