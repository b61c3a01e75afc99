// Lexical analysis: a file cut into tokens and logical lines as CPython's tokenizer does (Parser/lexer/lexer.c; Python
// reference, "Lexical analysis"), before tree-sitter sees it. Three things come out:
//
//  * the errors that a tokenizer finds, at their exact places: strings and brackets that never end, indentation that
//    fits nowhere, clauses without a statement, characters that are no Python;
//  * the logical lines with their block levels: what is needed to parse a broken file piece by piece (recover.c);
//  * the view: a copy of the text, byte for byte as long, that is easier for tree-sitter than the text itself. Comments,
//    continuations and line ends within brackets are blanks there; the insides of strings are `x`, and so are letters
//    beyond ASCII; indentation is written with its width by CPython's rules; and words that are keywords only sometimes
//    (match, type, print, exec) are spelled another way where they are plain names. So tree-sitter never has to guess,
//    and where its grammar or scanner is behind Python the view bridges the gap. Values are read from the text.
#ifndef AQLINT_PYTHON_LEXER_H
#define AQLINT_PYTHON_LEXER_H

#include "python/ast.h"

// Words that matter. Those up to WORD_CASE can start a compound statement or a clause of one.
typedef enum {
    WORD_NONE,              // no name at all
    WORD_DECORATOR,         // @
    WORD_DEF, WORD_CLASS, WORD_ASYNC, WORD_IF, WORD_ELIF, WORD_ELSE, WORD_FOR, WORD_WHILE, WORD_TRY, WORD_EXCEPT,
    WORD_FINALLY, WORD_WITH, WORD_MATCH, WORD_CASE,
    WORD_STATEMENT,         // return, import, pass ...: starts a simple statement, never within an expression
    WORD_OPERATOR,          // and, or, in, is, not, else ...: cannot start or may continue an expression
    WORD_OPERAND,           // None, True, False, lambda, await, yield: a keyword that starts an expression
    WORD_FROM, WORD_PRINT, WORD_EXEC, WORD_TYPE, WORD_NAME
} Word;

typedef enum { TOKEN_END, TOKEN_NEWLINE, TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_OP } TokenKind;

typedef struct {
    uint32_t beg, end;
    uint8_t kind;           // TokenKind
    uint8_t word;           // of names
    char c;                 // first character
} Token;

// A logical line.
typedef struct {
    uint32_t beg, end;      // from its first to its last token
    uint16_t level;         // how many blocks it is in
    uint8_t word;           // its first Word
    bool opens;             // ends with a colon: a block should follow
    bool colonless;         // starts like a compound statement, but has no colon
    bool flawed;            // an error has been reported for it
    bool astray;            // its indentation fits nowhere, the view cannot show where it belongs
} Line;

// The default of a type parameter (PEP 696), which the grammar does not know: blank in the view.
typedef struct {
    Span span;
    const char *view;       // of that span, before
} Default;

enum { LEVEL_MAX = 100 };   // as CPython's MAXINDENT

typedef struct {
    char *view;             // as long as the text, not terminated
    LIST(Line) lines;
    LIST(Default) defaults;
    bool flawed;            // some line is, or is astray
} Lexed;

// Fills `lexed` (memory from `scratch`) and adds comments and errors to `ast` (memory from `a`).
void lex_source(const Source *source, Arena *a, Arena *scratch, Ast *ast, Lexed *lexed);

// The tokens of text[line.beg, line.end) once more, for messages; errors in it are not noted again.
typedef LIST(Token) Tokens;

Tokens lex_line(const Source *source, Arena *scratch, const Line *line);

// What a name is.
Word lex_word(Text name);

// An expression may end with the token.
bool token_ends_operand(Token t);

#endif
