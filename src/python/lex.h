// What the files of the lexer share.
#ifndef AQLINT_PYTHON_LEX_H
#define AQLINT_PYTHON_LEX_H

#include "python/lexer.h"

// An open bracket.
typedef struct {
    uint32_t at;
    char c;
    bool indexes;                   // what stands before it: x[
} Open;

// A block, or lines indented where none is expected: those have the level of the block around.
typedef struct {
    int column, plain_column;       // width with tabs to 8, and with tabs as 1 (for TabError)
    int shown;                      // width in the view
    uint16_t level;
    uint8_t chain;                  // the Word of the statement or clause before, on this level, that may be continued
    bool of_cases;                  // the block of a match statement
} Indent;

typedef struct {
    const Source *source;
    Arena *arena, *scratch;
    Ast *ast;                       // NULL when errors and comments are not to be noted
    Lexed *out;
    const char *s;
    char *view;                     // NULL when only tokens are wanted
    uint32_t n, at;
    LIST(Open) open;
    LIST(Indent) indents;
    int strings;                    // nesting of fields
    bool line_flawed;               // the line being read: one error is enough
    bool resync;                    // a statement begins within open brackets: the line ends here
    bool deep;                      // blocks deeper than may be were noted
    int searches;                   // for the end of unclosed brackets, of which there may be a few
} Lexer;

// Notes an error unless the line has one already.
void lexer_complain(Lexer *x, uint32_t beg, uint32_t end, Text message);

// Overwrites text[beg, end) in the view.
void lexer_fill(Lexer *x, uint32_t beg, uint32_t end, char c);

// The next token; a TOKEN_NEWLINE only outside of brackets.
Token lexer_next(Lexer *x);

// A string that starts with `prefix` letters at `beg`; x->at is at the quote. Moves past it.
void lexer_string(Lexer *x, uint32_t beg);

// Skips a comment and notes it.
void lexer_comment(Lexer *x);

void lexer_open(Lexer *x, uint32_t at, char c);
void lexer_close(Lexer *x, uint32_t at, char c);

#endif
