// What the two files of the grammar's tables share; the one door to their layout.
#ifndef AQLINT_PYTHON_GRAMMAR_TABLES_H
#define AQLINT_PYTHON_GRAMMAR_TABLES_H

#include "python/grammar.h"

#include <tree_sitter/parser.h>

enum {
    GRAMMAR_WORDS = 1 << 8,     // slots for keywords
    GRAMMAR_WORD_MAX = 16,
    GRAMMAR_SYMBOLS = 512,
    GRAMMAR_STATES = 1 << 13,
    GRAMMAR_LINE = 64,          // bytes that the processor fetches at once
    GRAMMAR_PRODUCTIONS = 1024,
    GRAMMAR_REDUCTIONS = 2048,
    GRAMMAR_ACTIONS = 1 << 13   // places of the tables that have actions
};

typedef struct {
    char text[GRAMMAR_WORD_MAX];
    uint8_t n;
    uint16_t symbol;
} GrammarWord;

// One state, which begins at a line of the processor's cache: what is asked for most is one fetch away. The state's number is
// that of the line.
typedef struct {
    uint16_t original;          // its number in the tables
    uint16_t externals;
    uint16_t cells[];           // by symbol; 0: not looked up yet
} GrammarRow;

enum { IS_PATTERN = 1, IS_OPERAND = 2, IS_WITH_ITEM = 4, MAY_BE_RENAMED = 8 };

struct Grammar {
    const TSLanguage *language;
    void *memory;               // of the rows
    char *rows;
    uint16_t row_lines;
    uint16_t states;            // the number of the next one to get a row; none is 0
    uint16_t reductions;        // likewise
    uint16_t original[GRAMMAR_SYMBOLS];     // the symbol in the tables
    uint16_t symbol[GRAMMAR_SYMBOLS];       // and back
    uint8_t sym[GRAMMAR_SYMBOLS];
    uint8_t traits[GRAMMAR_SYMBOLS];
    uint8_t role[GRAMMAR_SYMBOLS];
    bool renames[GRAMMAR_PRODUCTIONS];
    uint16_t marks[256], operators[256];    // by character
    uint16_t integer;
    Reduction reduction[GRAMMAR_REDUCTIONS];
    uint16_t reduction_at[GRAMMAR_ACTIONS]; // by the place of the action
    uint16_t state[GRAMMAR_STATES];         // by its number in the tables
    GrammarWord keywords[GRAMMAR_WORDS];
    uint32_t initials[GRAMMAR_WORD_MAX];    // by length: the letters that keywords begin with, A and a as bit 1
};

static inline GrammarRow *grammar_row(const Grammar *g, uint16_t state)
{
    return (GrammarRow *)(void *)(g->rows + (size_t)state * GRAMMAR_LINE);
}

// Makes `text` a keyword if it is one to the grammar's lexer.
void grammar_add_keyword(Grammar *g, const char *text);

#endif
