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

enum { GRAMMAR_HIDDEN = 255 };  // of a symbol that no tree shows: its children take its place

// States and symbols are numbered anew here, so that what is asked for often lies together: states in the order in which they
// are first reached, symbols by how often Python has them. Only what is asked for is looked up in the tables, once.
//
// What to do in a state with a token, or where a reduction to a symbol leads, is a cell: below CELL_REDUCTION the state to go
// to, from there on a reduction, from CELL_CHOICE on a place of the tables that has several actions.
enum { CELL_REDUCTION = 0x8000, CELL_CHOICE = 0xc000, CELL_ACCEPT = 0xfffe, CELL_NONE = 0xffff };

typedef struct {
    uint8_t children;           // how many
    uint8_t sym;                // of the node: Sym (cst.h), or GRAMMAR_HIDDEN
    bool is_entry;              // some tree may show the node
    bool renames;               // some child has another name: grammar_alias
    uint16_t symbol;            // to what
    uint16_t production;
} Reduction;

// `sym_of` gives the Sym of a symbol by its public number. NULL when there is no memory, or when the tables are not of the
// layout that this program was built for: there is no driver then.
Grammar *grammar_new(const void *language, const uint8_t *sym_of);
void grammar_free(Grammar *g);

// The cell of a symbol in a state. CELL_NONE: there is nothing to do but to give up.
uint16_t grammar_cell(Grammar *g, uint16_t state, uint16_t symbol);

// What a cell from CELL_REDUCTION on and below CELL_CHOICE says.
const Reduction *grammar_reduction(const Grammar *g, uint16_t cell);

// The cells that one from CELL_CHOICE on stands for, but the one that only marks a repetition; returns how many there are,
// of which at most `max` are written.
int grammar_choices(Grammar *g, uint16_t cell, uint16_t *cells, int max);

// Which of the scanner's tokens may come in a state: bit 1 << EXTERNAL_NEWLINE and so on.
uint16_t grammar_externals(const Grammar *g, uint16_t state);
uint16_t grammar_external_symbol(const Grammar *g, External e);

// The token at text[at], which is no blank, by the grammar's own lexer; its symbol and end. False when there is none.
bool grammar_lex(const Grammar *g, uint16_t state, Text text, uint32_t at, uint16_t *symbol, uint32_t *end);

// The token of a single character, or 0: a mark is never part of a longer one, an operator may be.
uint16_t grammar_mark(const Grammar *g, char c);
uint16_t grammar_operator(const Grammar *g, char c);
uint16_t grammar_integer(const Grammar *g);
uint16_t grammar_identifier(const Grammar *g);
// The keyword that is spelled so, or 0; and whether it can be nothing else in this state, where it might be a name.
uint16_t grammar_keyword(const Grammar *g, Text word);
bool grammar_is_reserved(const Grammar *g, uint16_t state, uint16_t keyword);

// The Sym of a symbol, or GRAMMAR_HIDDEN.
uint8_t grammar_sym(const Grammar *g, uint16_t symbol);
// The Sym that child i has in a production by another name, or 0.
uint8_t grammar_alias(const Grammar *g, uint16_t production, int i);

// What an ambiguity is about: the symbol is part of what is assigned to (pattern, tuple_pattern, ...), or an operand.
bool grammar_is_pattern(const Grammar *g, uint16_t symbol);
bool grammar_is_operand(const Grammar *g, uint16_t symbol);
bool grammar_is_with_item(const Grammar *g, uint16_t symbol);

// What a token says beyond its place in a statement.
typedef enum { TOKEN_PLAIN, TOKEN_OPENS, TOKEN_CLOSES, TOKEN_FOR, TOKEN_IN } TokenRole;
TokenRole grammar_role(const Grammar *g, uint16_t token);

#endif
