// Tokens: names, operators, brackets, and the blanks between them.
#include "python/lex.h"

#include <string.h>

void lexer_fill(Lexer *x, uint32_t beg, uint32_t end, char c)
{
    if (x->view) {
        memset(x->view + beg, c, end - beg);
    }
}

static bool is_string_prefix(const char *s, uint32_t n)
{
    if (n > 2) {
        return false;
    }
    char a = (char)(s[0] | 0x20), b = n == 2 ? (char)(s[1] | 0x20) : 0;
    if (n == 1) {
        return a == 'r' || a == 'b' || a == 'f' || a == 'u' || a == 't';
    }
    char other = a == 'r' ? b : a;
    return (a == 'r') != (b == 'r') && (other == 'b' || other == 'f' || other == 't' || other == 'u');
}

static Token name(Lexer *x, uint32_t beg)
{
    const char *s = x->s;
    uint32_t at = beg, n = x->n;
    signed char all = 0;
    while (at < n && lexer_class(s[at]) & (IS_START | IS_DIGIT)) {
        all |= (signed char)s[at++];
    }
    bool wide = all < 0;
    x->at = wide ? beg : at;
    if (wide) {
        lexer_wide_name(x, beg);
    }
    char next = lexer_peek(x, 0);
    if ((next == '"' || next == '\'') && is_string_prefix(x->s + beg, x->at - beg)) {
        lexer_string(x, beg);
        return (Token){beg, x->at, TOKEN_STRING, WORD_NONE, x->s[beg]};
    }
    return (Token){beg, x->at, TOKEN_NAME, (uint8_t)lexer_word(x->s + beg, x->at - beg), x->s[beg]};
}

void lexer_comment(Lexer *x)
{
    uint32_t beg = x->at, line = beg;
    while (x->at < x->n && x->s[x->at] != '\n' && x->s[x->at] != '\r') {
        x->at++;
    }
    lexer_fill(x, beg, x->at, ' ');
    while (line && lexer_class(x->s[line - 1]) & IS_BLANK) {
        line--;
    }
    if (x->ast) {
        bool own = !line || x->s[line - 1] == '\n' || x->s[line - 1] == '\r';
        *list_push(x->arena, &x->ast->comments) = (Comment){{beg, x->at}, own};
    }
}

// Steps over a line end at x->at.
static void line_end(Lexer *x)
{
    x->at += 1 + (x->s[x->at] == '\r' && lexer_peek(x, 1) == '\n');
}

static void continuation(Lexer *x)
{
    uint32_t beg = x->at++;
    if (x->at == x->n) {
        lexer_complain(x, beg, x->at, T("unexpected end of file after the line continuation character"));
    } else if (is_line_end(x->s[x->at])) {
        line_end(x);
        if (x->at == x->n) {
            lexer_complain(x, beg, beg + 1, T("unexpected end of file after the line continuation character"));
        }
    } else {
        lexer_complain(x, beg, x->at, T("unexpected character after line continuation character"));
    }
    lexer_fill(x, beg, x->at, ' ');
}

// Whether the word at x->at, first of a physical line within brackets, can only be the start of a statement.
static bool starts_statement(Lexer *x)
{
    uint32_t end = x->at;
    while (end < x->n && end < x->at + 9 && x->s[end] >= 'a' && x->s[end] <= 'z') {
        end++;
    }
    if (end == x->at || (end < x->n && lexer_class(x->s[end]) & (IS_START | IS_DIGIT))) {
        return false;
    }
    switch (lexer_word(x->s + x->at, end - x->at)) {
    case WORD_DEF: case WORD_CLASS: case WORD_ELIF: case WORD_WHILE: case WORD_TRY: case WORD_EXCEPT: case WORD_FINALLY:
    case WORD_WITH: case WORD_STATEMENT:
        return true;
    case WORD_ASYNC: return text_starts((Text){x->s + end, x->n - end}, T(" def "));
    default: return false;
    }
}

// To the next token. Within brackets line ends are blanks, unless a statement starts there.
static void skip_blanks(Lexer *x)
{
    while (x->at < x->n) {
        char c = x->s[x->at];
        if (lexer_class(c) & IS_BLANK) {
            x->at++;
        } else if (c == '#') {
            lexer_comment(x);
        } else if (c == '\\') {
            continuation(x);
        } else if (is_line_end(c) && x->open.n) {
            uint32_t beg = x->at;
            line_end(x);
            uint32_t line = x->at;
            while (x->at < x->n && lexer_class(x->s[x->at]) & IS_BLANK) {
                x->at++;
            }
            if (!x->strings && starts_statement(x)) {
                x->at = line;
                x->resync = true;
                return;
            }
            lexer_fill(x, beg, line, ' ');
        } else {
            return;
        }
    }
}

void lexer_open(Lexer *x, uint32_t at, char c)
{
    *list_push(x->scratch, &x->open) = (Open){.at = at, .c = c};
}

static bool matches(char open, char close)
{
    return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
}

void lexer_close(Lexer *x, uint32_t at, char c)
{
    if (!x->open.n) {
        lexer_complain(x, at, at + 1, x->ast ? text_format(x->arena, "unmatched '%c'", c) : (Text){0});
        return;
    }
    Open top = x->open.at[--x->open.n];
    if (matches(top.c, c) || !x->ast) {
        return;
    }
    int line = source_line(x->source, top.at);
    lexer_complain(x, at, at + 1, line == source_line(x->source, at)
        ? text_format(x->arena, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, top.c)
        : text_format(x->arena, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, top.c,
                      line));
}

// The length of the operator at x->at: what matters is that `:=`, `==` and the like are not read as `:` and `=`.
static uint32_t operator_length(Lexer *x)
{
    char c = lexer_peek(x, 0), d = lexer_peek(x, 1);
    if (d != c && d != '=' && d != '>') {
        return 1;
    }
    if (c == '.' && d == '.' && lexer_peek(x, 2) == '.') {
        return 3;
    }
    if ((c == '*' || c == '/' || c == '<' || c == '>') && d == c) {
        return 2 + (lexer_peek(x, 2) == '=');
    }
    bool with_equals = d == '=' && (c == '=' || c == '!' || c == '<' || c == '>' || c == ':' || c == '+' || c == '-'
                                    || c == '*' || c == '/' || c == '%' || c == '&' || c == '|' || c == '^' || c == '@');
    return with_equals || (c == '-' && d == '>') || (c == '<' && d == '>') ? 2 : 1;
}

static Token operator(Lexer *x, uint32_t beg)
{
    char c = x->s[beg];
    x->at += operator_length(x);
    Token t = {beg, x->at, TOKEN_OP, WORD_NONE, c};
    switch (c) {
    case '(': case '[': case '{': lexer_open(x, beg, c); break;
    case ')': case ']': case '}': lexer_close(x, beg, c); break;
    case '$': case '?': lexer_complain(x, beg, beg + 1, T("invalid syntax")); break;
    case '!':
        if (t.end == beg + 1 && !x->strings) {
            lexer_complain(x, beg, beg + 1, T("invalid syntax"));
        }
        break;
    default:
        if ((unsigned char)c < ' ' || c == 0x7F) {
            lexer_complain_character(x, beg, (uint32_t)(unsigned char)c, 1);
            lexer_fill(x, beg, beg + 1, ' ');
        }
        break;
    }
    return t;
}

// `a` in backquotes is Python 2's repr: one token, like a string.
static Token backquotes(Lexer *x, uint32_t beg)
{
    x->at++;
    while (x->at < x->n && x->s[x->at] != '`' && !is_line_end(x->s[x->at])) {
        x->at++;
    }
    lexer_complain(x, beg, beg + 1, T("backquotes are not Python 3, use repr()"));
    x->at += lexer_peek(x, 0) == '`';
    return (Token){beg, x->at, TOKEN_STRING, WORD_NONE, '`'};
}

Token lexer_next(Lexer *x)
{
    skip_blanks(x);
    uint32_t beg = x->at;
    if (x->resync || beg >= x->n) {
        return (Token){beg, beg, TOKEN_END, WORD_NONE, 0};
    }
    char c = x->s[beg];
    uint8_t class = lexer_class(c);
    if (class & IS_START) {
        return name(x, beg);
    }
    if (class & IS_DIGIT || (c == '.' && lexer_class(lexer_peek(x, 1)) & IS_DIGIT)) {
        return lexer_number(x, beg);
    }
    if (is_line_end(c)) {
        line_end(x);
        return (Token){beg, x->at, TOKEN_NEWLINE, WORD_NONE, c};
    }
    if (c == '"' || c == '\'') {
        lexer_string(x, beg);
        return (Token){beg, x->at, TOKEN_STRING, WORD_NONE, c};
    }
    return c == '`' ? backquotes(x, beg) : operator(x, beg);
}
