// A plain LR parser over the grammar's tables.
//
// tree-sitter's own runtime is made for editors: it follows several readings of a text at once, repairs errors, and keeps a
// tree that can be edited. A text without errors needs none of that, and goes through the same tables about ten times as
// fast: one stack, no tree objects, and nodes that are written straight into the flat tree. The lexer's view
// (lexer.h) makes the tokens simple, too: within strings there is nothing but `x`, no comments, no continuations.
//
// Where the tables leave a choice, one question decides nearly always: is this part of what a statement assigns to?
// `(a, b)` is a tuple unless an `=` follows on the statement's own level. Whenever that question does not decide, or the
// choice turns out wrong, or the text has an error, there is no result, and tree-sitter's runtime is asked (tree.c). So a
// result is the tree that the runtime would have made, but for two places where the grammar has two readings and the
// runtime takes either: `[*a.b]`, where it may read `(*a).b`, and `with (a, b):`. Lowering gives both the same meaning, and
// the tests compare.
#ifndef AQLINT_PYTHON_LR_H
#define AQLINT_PYTHON_LR_H

#include "python/cst.h"
#include "python/grammar.h"

// As tree_parse (cst.h), but without a place of the error: n == 0 says that this text is for the runtime. Ranges begin and
// end at line starts. Takes scratch memory from the second half of what is free in `arena`.
Tree lr_parse(Grammar *g, Arena *arena, Text text, const Span *ranges, int count);

// -- what its files share --

typedef struct {
    uint32_t beg, end;
    uint16_t symbol;
    bool is_word;               // an identifier, or a keyword that may have to be one
    bool failed;                // there is no token here that the grammar knows
} LrToken;

typedef struct {
    char quote;
    bool triple, has_fields;
} Quote;

typedef struct {
    uint32_t beg;
    uint16_t indentation;       // of the line that follows
    bool line_ended;
} LrBlank;

typedef struct {
    Grammar *grammar;
    Arena *scratch;
    Text text;
    const Span *ranges;
    int count, range;           // the range that `at` is in
    uint32_t at, end;           // the next byte, the end of its range
    LIST(uint16_t) indents;
    LIST(Quote) quotes;         // open strings: more than one within replacement fields
    bool in_fields;             // the string opened last, of those not closed yet, has replacement fields
    LrBlank blank;              // before `at`, when it has given a token already and may give more
} LrScanner;

// Cuts the next token that may come in this state.
LrToken lr_scan(LrScanner *s, uint16_t state);

// Up to where the statement around a place was searched for what it assigns to.
typedef struct {
    uint32_t beg, end;          // what was searched
    uint32_t assign;            // the last `=` of the statement, 0: none
} LrStatement;

enum { LR_NO_FOR = -1 };

// What stands around the token at hand.
typedef struct {
    LrStatement statement;
    int brackets;               // open before it
    int for_brackets;           // of `for`, until its `in`; else LR_NO_FOR
} LrAround;

// Takes note of a token that is more than plain.
void lr_note_role(LrAround *around, const LrScanner *s, TokenRole role);

// The one cell to take of those that a cell from CELL_CHOICE on stands for, or CELL_NONE when only the runtime can tell.
uint16_t lr_choose(LrAround *around, const LrScanner *s, uint16_t several, LrToken t);

#endif
