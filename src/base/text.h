// Counted text: bytes with a length, usually UTF-8, never NUL-terminated unless said.
#ifndef AQLINT_BASE_TEXT_H
#define AQLINT_BASE_TEXT_H

#include "base/list.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    const char *s;
    ptrdiff_t n;
} Text;

typedef LIST(Text) Texts;

#define T(lit) ((Text){(lit), (ptrdiff_t)sizeof(lit) - 1})
// For printf("%.*s", PRI(t)).
#define PRI(t) ((int)(t).n), ((t).s ? (t).s : "")

// The length by strlen; NULL is empty.
static inline Text text_from(const char *c_string)
{
    return c_string ? (Text){c_string, (ptrdiff_t)strlen(c_string)} : (Text){0};
}

// [from, to), clamped to the text.
static inline Text text_sub(Text t, ptrdiff_t from, ptrdiff_t to)
{
    from = from < 0 ? 0 : from > t.n ? t.n : from;
    to = to < from ? from : to > t.n ? t.n : to;
    return (Text){from ? t.s + from : t.s, to - from};     // t.s may be NULL
}

static inline bool text_eq(Text a, Text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, (size_t)a.n) == 0);
}

static inline bool text_starts(Text t, Text prefix)
{
    return t.n >= prefix.n && text_eq((Text){t.s, prefix.n}, prefix);
}

static inline bool text_ends(Text t, Text suffix)
{
    return t.n >= suffix.n && text_eq(text_sub(t, t.n - suffix.n, t.n), suffix);
}

Text text_copy(Arena *a, Text t);                           // also NUL-terminated (not counted)
char *text_c(Arena *a, Text t);                             // NUL-terminated copy for the C library
bool text_eq_nocase(Text a, Text b);                        // ASCII case only
int text_cmp(Text a, Text b);                               // byte order, shorter first
int text_cmp_word(Text t, const char *c_string);            // the same, without asking for the other's length
bool text_matches(Text t, Text glob);                       // `*` in the glob: any number of any characters, dots too
ptrdiff_t text_find(Text t, Text needle);                   // first offset or -1
ptrdiff_t text_find_char(Text t, char c);                   // first offset or -1
ptrdiff_t text_rfind_char(Text t, char c);                  // last offset or -1
Text text_trim(Text t);                                     // without blanks, tabs, CR, LF, FF at both ends
bool text_cut(Text t, char sep, Text *head, Text *tail);    // at the first sep; false: head = t, tail empty
bool texts_have(const Texts *list, Text t);                 // one of them is the same
uint64_t text_hash(Text t);
Text text_join(Arena *a, Text x, Text y);
Text text_join_with(Arena *a, Text x, char between, Text y);
Text text_format(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
Text text_vformat(Arena *a, const char *format, va_list args);

static inline bool text_is(Text t, const char *c_string)
{
    return t.n ? t.s[0] == c_string[0] && text_cmp_word(t, c_string) == 0 : !*c_string;
}

// Decimal integer with optional sign over the whole text; false when it is not one or does not fit.
bool text_to_int(Text t, int64_t *value);

// Damerau-Levenshtein (optimal string alignment) distance, for did-you-mean; texts over 64 bytes count as far.
int text_distance(Text a, Text b);

// The candidate nearest to `t` within a third of its length (at least 1) that has something in common with it, or an empty text.
Text text_nearest(Text t, const Text *candidates, ptrdiff_t n);

#endif
