// A Python source file as text: decoded to UTF-8, with its line table.
//
// Decoding follows PEP 263 and the tokenizer of CPython (Parser/tokenizer, `detect_encoding` in Lib/tokenize.py): a BOM
// means UTF-8, else a coding comment on line 1 or 2, else UTF-8. All positions in aqlint are byte offsets into the
// decoded text, which starts after the BOM. Lines end at LF, CRLF and lone CR (not at form feed). What cannot be
// decoded becomes U+FFFD and is noted as a problem; the file is checked all the same.
#ifndef AQLINT_PYTHON_SOURCE_H
#define AQLINT_PYTHON_SOURCE_H

#include "base/list.h"
#include "base/text.h"

typedef struct {
    uint32_t beg, end;          // byte offsets into Source.text, half-open
} Span;

typedef struct {
    Span span;
    Text message;
} SourceProblem;                // reported as AQ900

typedef struct {
    Text path;                  // as the user sees it
    Text text;                  // UTF-8, NUL-terminated (not counted), valid
    Text encoding;              // "utf-8", "iso-8859-1", ...
    bool had_bom;
    bool was_decoded;           // `text` is not a view of the bytes read
    uint32_t *line_start;       // offset of each line's first byte; line_start[lines] is the text's length
    int lines;                  // at least 1
    uint32_t *points;           // code points before each KiB of the text; NULL when it is ASCII
    LIST(SourceProblem) problems;
} Source;

typedef struct {
    int line, column;           // 1-based; column in code points, a tab is one
} Place;

// Decodes `bytes` (NUL-terminated, not counted) and makes the line table. Never fails but for memory; texts of 4 GiB
// and more are refused by the caller.
Source source_read(Arena *a, Text path, Text bytes);

// The place of a byte offset (clamped to the text).
Place source_place(const Source *s, uint32_t offset);

// Line number (1-based) of a byte offset; binary search.
int source_line(const Source *s, uint32_t offset);

// The text of line `line` (1-based) without its line end; empty outside the file.
Text source_line_text(const Source *s, int line);

// The text a span covers.
Text source_span_text(const Source *s, Span span);

#endif
