// The grammar's tables as tree-sitter's generator writes them (parser.c of tree-sitter-python): actions and successor
// states of an LR(1) automaton, the tokens that its scanner may give in a state, its lexer, its aliases. grammar_tables.h
// alone knows their layout; lr.c runs over them. (The layout is that of the pinned grammar. With a system's, which may be of
// any age, this and lr.c are left out of the build.)
#ifndef AQLINT_PYTHON_GRAMMAR_H
#define AQLINT_PYTHON_GRAMMAR_H

#include "base/text.h"

typedef struct Grammar Grammar;

// What the scanner of tree-sitter-python gives (scanner.c), in its order.
typedef enum {
    EXTERNAL_NEWLINE, EXTERNAL_INDENT, EXTERNAL_DEDENT, EXTERNAL_STRING_START, EXTERNAL_STRING_CONTENT,
    EXTERNAL_ESCAPED_BRACE, EXTERNAL_STRING_END, EXTERNAL_COMMENT, EXTERNAL_CLOSE_PAREN, EXTERNAL_CLOSE_BRACKET,
    EXTERNAL_CLOSE_BRACE, EXTERNAL_EXCEPT, EXTERNAL_COUNT
} External;

enum {
    GRAMMAR_START = 1,          // the state that a parse begins in
    GRAMMAR_END = 0             // the token at the end of the text
};

typedef enum { ACTION_NONE, ACTION_SHIFT, ACTION_REDUCE, ACTION_ACCEPT, ACTION_OTHER } ActionKind;

typedef struct {
    uint8_t kind;               // ActionKind
    uint8_t children;           // of a reduction: how many
    uint16_t symbol;            // of a reduction: to what
    uint16_t state;             // of a shift: the next one
    uint16_t production;        // of a reduction: what grammar_alias asks for
} Action;

// `sym_of` gives the Sym (cst.h) of a symbol by its public number. NULL when there is no memory, or when the tables are
// not of the layout that this program was built for: there is no driver then.
Grammar *grammar_new(const void *language, const uint8_t *sym_of);
void grammar_free(Grammar *g);

// How many actions there are for a token in a state, and the first of them: of all but the one that only marks a
// repetition. Valid until the next question.
const Action *grammar_action(Grammar *g, uint16_t state, uint16_t token, int *n);

// All actions for a token in a state but the one that only marks a repetition; returns how many, at most `max`.
int grammar_actions(Grammar *g, uint16_t state, uint16_t token, Action *actions, int max);

bool grammar_has_action(Grammar *g, uint16_t state, uint16_t token);

// The state after a reduction to `symbol` that uncovers `state`.
uint16_t grammar_next_state(Grammar *g, uint16_t state, uint16_t symbol);

// Which of the scanner's tokens may come in a state: EXTERNAL_COUNT of them; NULL when none may.
const bool *grammar_externals(const Grammar *g, uint16_t state);
uint16_t grammar_external_symbol(const Grammar *g, External e);

// The token at text[at], which is no blank, by the grammar's own lexer; its symbol and end. False when there is none.
bool grammar_lex(const Grammar *g, uint16_t state, Text text, uint32_t at, uint16_t *symbol, uint32_t *end);

// The token of a single character that is no part of a longer one, or 0.
uint16_t grammar_mark(const Grammar *g, char c);
uint16_t grammar_identifier(const Grammar *g);
// The keyword that is spelled so, or 0; and whether it is one in this state, where it could also be a name.
uint16_t grammar_keyword(const Grammar *g, Text word);
bool grammar_is_keyword_in(Grammar *g, uint16_t state, uint16_t keyword);
bool grammar_is_reserved(const Grammar *g, uint16_t state, uint16_t keyword);

enum { GRAMMAR_HIDDEN = 255 };  // of a symbol that no tree shows: its children take its place

// The Sym of a symbol, or GRAMMAR_HIDDEN.
uint8_t grammar_sym(const Grammar *g, uint16_t symbol);
// Whether a production may give the symbol another name.
bool grammar_may_be_renamed(const Grammar *g, uint16_t symbol);
// Whether a production gives some child another name.
bool grammar_renames(const Grammar *g, uint16_t production);
// The Sym that child i has in a production by another name, or 0.
uint8_t grammar_alias(const Grammar *g, uint16_t production, int i);

// What an ambiguity is about: the symbol is part of what is assigned to (pattern, tuple_pattern, ...), or an operand.
bool grammar_is_pattern(const Grammar *g, uint16_t symbol);
bool grammar_is_operand(const Grammar *g, uint16_t symbol);
bool grammar_is_with_item(const Grammar *g, uint16_t symbol);

#endif
