// Bytes of a Python file to UTF-8 text: which encoding they are in (PEP 263), and decoding.
#ifndef AQLINT_PYTHON_ENCODING_H
#define AQLINT_PYTHON_ENCODING_H

#include "base/text.h"

enum { REPLACEMENT = 0xFFFD };

// The name in a coding comment on line 1 or 2, as written; empty when there is none. Follows `find_cookie` in
// CPython's Lib/tokenize.py: line 2 counts only when line 1 is blank or a comment.
Text encoding_declared(Text bytes);

// The canonical name: lower case, `-` for `_`, aliases of utf-8, iso-8859-1, ascii and cp1252 resolved.
Text encoding_canonical(Arena *a, Text name);

// The encoding of a text in which ASCII takes two or four bytes, which Python does not read: UTF-16 or UTF-32, told by
// its byte order mark or by the NULs about its first character. Empty for others.
Text encoding_wide(Text bytes);

typedef struct {
    Text text;                  // valid UTF-8 without NUL; a view of the bytes when nothing had to change
    int bad;                    // places that could not be decoded, each now U+FFFD
    uint32_t first_bad;         // offset in `text` of the first of them
    int nul;                    // NUL bytes, each now U+FFFD
    uint32_t first_nul;
    bool known;                 // false: no such encoding here, decoded as UTF-8
} Decoded;

// Decodes `bytes` from the encoding with canonical name `name`. Fails only for memory, or when the text would be 4 GiB
// or more (both unwind).
Decoded encoding_decode(Arena *a, Text name, Text bytes);

// Length of the valid UTF-8 sequence at s (n bytes left, n > 0), or minus the number of bytes that U+FFFD should replace
// (the maximal subpart, Unicode 15 section 3.9). Surrogates and overlong forms are not valid.
int utf8_length(const unsigned char *s, ptrdiff_t n);

// Writes `c` as UTF-8 to `to` (room for 4), returns its length. What is no scalar value is written as U+FFFD.
int utf8_put(char *to, uint32_t c);

// The code point of the valid sequence at s, and its length.
uint32_t utf8_get(const char *s, int *length);

#endif
