// Where the view says something else than the text, so that tree-sitter need not guess: words that are keywords only in some
// places, defaults of type parameters, stars that the grammar does not take.
#include "python/lex.h"

#include <string.h>

// Spells a word another way in the view, so that it is a name for tree-sitter.
void lexer_respell(Lexer *x, Token t)
{
    lexer_fill(x, t.end - 1, t.end, 'X');
}

static bool is_plain_name(Token t)
{
    return t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE);
}

static bool starts_operand(Token t)
{
    return t.kind == TOKEN_STRING || t.kind == TOKEN_NUMBER || is_plain_name(t) || t.word == WORD_OPERAND;
}

// Whether the word is a keyword, told by the token after it.
static bool is_keyword(Token soft, Token next, const char *s)
{
    switch (soft.word) {
    case WORD_TYPE:
        return is_plain_name(next);
    case WORD_PRINT:
        return starts_operand(next);
    case WORD_EXEC:
        return next.kind == TOKEN_STRING || is_plain_name(next);
    default:                    // match
        if (next.kind == TOKEN_OP) {
            return (memchr("([{-+~*", next.c, 7) && next.end == next.beg + 1) || (next.c == '.' && next.end == next.beg + 3);
        }
        return starts_operand(next) || (next.kind == TOKEN_NAME && next.end == next.beg + 3 && s[next.beg] == 'n');
    }
}

// Decides about the word before `t`, and keeps `t` in mind when it is such a word.
void lexer_soft_word(Lexer *x, Reading *r, Token t)
{
    bool soft = is_soft(t);
    if (r->soft.word && !is_keyword(r->soft, t, x->s)) {
        lexer_respell(x, r->soft);
        if (r->count == 1 && r->line.word == WORD_MATCH) {
            r->line.word = WORD_NAME;
        }
    }
    r->soft = (Token){0};
    if (soft && r->at_start && (t.word != WORD_MATCH || r->count == 0)) {
        r->soft = t;
    } else if (soft) {
        lexer_respell(x, t);
    }
}

static void end_default(Lexer *x, Reading *r, uint32_t end)
{
    uint32_t beg = r->equals + 1;
    char *saved = NEW(x->scratch, char, end - beg + 1);
    memcpy(saved, x->view + beg, end - beg);
    *list_push(x->scratch, &x->out->defaults) = (Default){{beg, end}, saved};
    lexer_fill(x, r->equals, end, ' ');
    r->equals = 0;
}

// def NAME [, class NAME [, type NAME [: within, `= default` is taken out of the view.
void lexer_type_parameter(Lexer *x, Reading *r, Token t)
{
    if (!r->parameters) {
        Token before = r->count == 3 ? r->second : r->first;
        bool opens = t.c == '[' && t.kind == TOKEN_OP && r->before.kind == TOKEN_NAME
                  && (r->count == 2 || (r->count == 3 && r->first.word == WORD_ASYNC));
        if (opens && (before.word == WORD_DEF || before.word == WORD_CLASS || before.word == WORD_TYPE)) {
            r->parameters = x->open.n;
        }
        return;
    }
    if (t.kind != TOKEN_OP) {
        return;
    }
    bool closes = x->open.n < r->parameters;
    if (r->equals && (closes || (t.c == ',' && x->open.n == r->parameters))) {
        end_default(x, r, t.beg);
    } else if (!r->equals && t.c == '=' && t.end == t.beg + 1 && x->open.n == r->parameters) {
        r->equals = t.beg;
    }
    r->parameters = closes ? -1 : r->parameters;
}

static bool is_assignment(Token t)
{
    uint32_t n = t.end - t.beg;
    return t.c == '=' ? n == 1 : n > 1 && memchr("+-*/%&|^@", t.c, 9) ? true : (t.c == '<' || t.c == '>') && n == 3;
}

// Whether an expression list may start, or go on, after the token.
static bool precedes_element(const Lexer *x, Token t)
{
    if (t.kind == TOKEN_OP) {
        return (t.c == ',' && t.end == t.beg + 1) || (x->s[t.end - 1] == '=' && is_assignment(t));
    }
    Text word = {x->s + t.beg, t.end - t.beg};
    return t.kind == TOKEN_NAME && (text_eq(word, T("return")) || text_eq(word, T("yield")) || text_eq(word, T("in")));
}

static bool opens_element(Token t)
{
    return t.kind == TOKEN_OP && (t.c == '[' || (t.c == ':' && t.end == t.beg + 1));
}

// The brackets around are none, bare ones, or those of parameters: `*args: *[A]`.
static bool takes_bare_star(const Lexer *x, const Reading *r)
{
    bool of_parameters = (r->first.word == WORD_DEF || r->first.word == WORD_ASYNC) && x->open.n == 1;
    return !x->open.n || x->open.at[x->open.n - 1].bare
        || (of_parameters && x->s[x->open.at[0].at] == '(' && r->before.c == ':');
}

static bool starts_more_than_name(Token t)
{
    bool is_await = t.kind == TOKEN_NAME && t.word == WORD_OPERAND && t.c == 'a';
    bool opens = t.kind == TOKEN_OP && memchr("([{+-~", t.c, 6) && t.end == t.beg + 1;
    return is_await || opens || t.kind == TOKEN_STRING || t.kind == TOKEN_NUMBER;
}

// `return a, *[b]`, `x[a, *[b]]`: outside of brackets, and in what is bare, the grammar takes a star before names alone. Before
// anything else it becomes a plus in the view; lower_unary looks which it is.
void lexer_bare_star(Lexer *x, Reading *r, Token t)
{
    if (r->star && x->view && starts_more_than_name(t)) {
        lexer_fill(x, r->before.beg, r->before.end, '+');
    }
    bool is_star = t.kind == TOKEN_OP && t.c == '*' && t.end == t.beg + 1;
    r->star = is_star && takes_bare_star(x, r) && (opens_element(r->before) || r->at_start || precedes_element(x, r->before));
    if (t.kind == TOKEN_OP && t.c == '[') {
        x->open.at[x->open.n - 1].bare = token_ends_operand(r->before) && !r->at_start;
    } else if (x->open.n && t.kind == TOKEN_NAME && t.c == 'y' && text_eq((Text){x->s + t.beg, t.end - t.beg}, T("yield"))) {
        x->open.at[x->open.n - 1].bare = true;       // (yield *[a], *[b]) is one, too
    }
}
