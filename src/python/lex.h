// What the files of the lexer share.
#ifndef AQLINT_PYTHON_LEX_H
#define AQLINT_PYTHON_LEX_H

#include "python/lexer.h"

// An open bracket.
typedef struct {
    uint32_t at;
    char c;
    bool bare;                      // what it is for: an index, a replacement field, the value of a yield; stars there are as outside of brackets
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

// Classes of characters, as bits. ENDS_PLAIN: what a plain string has to be looked at for; IS_WATCHED: begins a token that may
// have to be shown another way.
enum { IS_START = 1, IS_DIGIT = 2, IS_BLANK = 4, ENDS_PLAIN = 8, IS_WATCHED = 16 };

static inline uint8_t lexer_class(char c)
{
    static const uint8_t classes[256] = {
        ['a' ... 'x'] = IS_START, ['z'] = IS_START, ['A' ... 'Z'] = IS_START, ['_'] = IS_START, [0x80 ... 0xFF] = IS_START,
        ['0' ... '9'] = IS_DIGIT, [' '] = IS_BLANK, ['\t'] = IS_BLANK, ['\f'] = IS_BLANK,
        ['*'] = IS_WATCHED, ['['] = IS_WATCHED, ['y'] = IS_START | IS_WATCHED,
        ['"'] = ENDS_PLAIN, ['\''] = ENDS_PLAIN, ['\\'] = ENDS_PLAIN, ['\n'] = ENDS_PLAIN, ['\r'] = ENDS_PLAIN,
    };
    return classes[(unsigned char)c];
}

static inline char lexer_peek(const Lexer *x, uint32_t ahead)
{
    return x->at + ahead < x->n ? x->s[x->at + ahead] : 0;
}

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

// lexer_word.c: what s[0, n) is; steps over a name with letters beyond ASCII, which are `x` in the view; refuses a character
Word lexer_word(const char *s, uint32_t n);
void lexer_wide_name(Lexer *x, uint32_t beg);
void lexer_complain_character(Lexer *x, uint32_t at, uint32_t c, int length);

// lexer_number.c: the number that starts at x->at
Token lexer_number(Lexer *x, uint32_t beg);

void lexer_open(Lexer *x, uint32_t at, char c);
void lexer_close(Lexer *x, uint32_t at, char c);

enum { TARGET_STARS = 4 };          // more are unheard of

// What is known of the line while its tokens are read.
typedef struct {
    Line line;
    Token before;               // the token before
    Token soft;                 // a word at the start of a statement that the next token will tell about
    bool at_start;              // of a statement
    bool colon;                 // there was one outside of brackets
    bool watches;               // the next token may matter for what is shown of those before
    int count;                  // of tokens
    Token first, second;
    int parameters;             // depth of the brackets with type parameters, 0: none
    uint32_t equals;            // of the default being read, 0: none
    int for_depth;              // one more than the brackets open at a `for` whose `in` is yet to come, 0: none
    bool annotates;             // what stands behind the colon of `x: T = value` is no target
    int stars;                  // of those that may be part of what is assigned to
    uint32_t star_at[TARGET_STARS];
    bool star;                  // the token before is the star of `a, *b` outside of brackets or in bare ones
} Reading;

// Notes an error, also when the line has one.
void lexer_note(Lexer *x, uint32_t beg, uint32_t end, Text message);

// lexer_block.c: the indentation from x->at to the first token, which x->at is moved to; one of that width, written to the view
Indent lexer_measure(Lexer *x);
void lexer_indent(Lexer *x, uint32_t beg, uint32_t end, int column);

// Finds the level of a line whose first token ends at `end`; true when it is astray.
bool lexer_place(Lexer *x, Indent in, uint32_t end);

// The statement on this level that clauses may belong to; what is still wanted when it is left, or when a block does not come.
void lexer_chain(Lexer *x, Word w, uint32_t beg, uint32_t end);
void lexer_want_handler(Lexer *x, Indent *in, uint32_t beg, uint32_t end);
void lexer_want_block(Lexer *x, const Line *opener, uint32_t beg, uint32_t end);

// lexer_view.c: with each token of a line
static inline bool is_soft(Token t)
{
    return t.kind == TOKEN_NAME && (t.word == WORD_TYPE || t.word == WORD_PRINT || t.word == WORD_EXEC || t.word == WORD_MATCH);
}

void lexer_soft_word(Lexer *x, Reading *r, Token t);            // when it is_soft, or the one before was
void lexer_bare_star(Lexer *x, Reading *r, Token t);
void lexer_type_parameter(Lexer *x, Reading *r, Token t);
void lexer_target_star(Lexer *x, Reading *r, Token t);      // lexer_target.c: behind a star, and between what it keeps in mind

// All about stars, with each token of a line and of a replacement field.
static inline void lexer_stars(Lexer *x, Reading *r, Token t)
{
    if (r->star || t.c == '*' || t.c == '[' || (t.c == 'y' && x->open.n)) {
        lexer_bare_star(x, r, t);
    }
    if (r->stars || r->for_depth || t.word == WORD_FOR || r->before.c == '*') {
        lexer_target_star(x, r, t);
    }
}

void lexer_respell(Lexer *x, Token t);

static inline bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static inline uint32_t after_line_end(const Lexer *x, uint32_t at)
{
    return at + 1 + (x->s[at] == '\r' && at + 1 < x->n && x->s[at + 1] == '\n');
}

static inline bool is_compound(Word w)
{
    return w >= WORD_DEF && w <= WORD_CASE;
}

static inline Line *lexer_last_line(Lexer *x)
{
    return x->out->lines.n ? &x->out->lines.at[x->out->lines.n - 1] : NULL;
}

static inline Indent *lexer_top(Lexer *x)
{
    return &x->indents.at[x->indents.n - 1];
}

#endif
