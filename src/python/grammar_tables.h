// What the two files of the grammar's tables share; the one door to their layout.
#ifndef AQLINT_PYTHON_GRAMMAR_TABLES_H
#define AQLINT_PYTHON_GRAMMAR_TABLES_H

#include "python/grammar.h"

#include <tree_sitter/parser.h>

enum {
    GRAMMAR_CACHE_LOG = 14,     // of the number of looked-up entries that are remembered
    GRAMMAR_WORDS = 1 << 8,     // slots for keywords
    GRAMMAR_WORD_MAX = 16,
    GRAMMAR_SYMBOLS = 512,
    GRAMMAR_PRODUCTIONS = 1024
};

typedef struct {
    char text[GRAMMAR_WORD_MAX];
    uint8_t n;
    uint16_t symbol;
} GrammarWord;

typedef struct {
    uint32_t key;               // state and symbol; 0 is free
    uint16_t value;             // as in the tables: where the actions for a token are, or the next state
    uint8_t actions;            // for a token: how many
    Action first;
} GrammarEntry;

enum { IS_PATTERN = 1, IS_OPERAND = 2, IS_WITH_ITEM = 4, MAY_BE_RENAMED = 8 };

struct Grammar {
    const TSLanguage *language;
    GrammarWord keywords[GRAMMAR_WORDS];
    uint32_t initials[GRAMMAR_WORD_MAX];    // by length: the letters that keywords begin with, A and a as bit 1
    uint16_t marks[128];
    uint8_t sym[GRAMMAR_SYMBOLS];
    uint8_t traits[GRAMMAR_SYMBOLS];
    bool renames[GRAMMAR_PRODUCTIONS];
    GrammarEntry cache[1 << GRAMMAR_CACHE_LOG];
};

// Makes `text` a keyword if it is one to the grammar's lexer.
void grammar_add_keyword(Grammar *g, const char *text);

#endif
