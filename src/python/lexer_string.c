// Strings. The view keeps prefixes and quotes, and of f-strings (PEP 498, 701) and t-strings (PEP 750) the fields; all
// else between the quotes becomes `x`, also the line ends.
#include "python/lex.h"

#include <string.h>

enum { NESTING_MAX = 100 };

typedef struct {
    uint32_t beg;               // of the prefix
    char quote;
    bool triple, raw, has_fields;
} Quoted;

static char at(const Lexer *x, uint32_t i)
{
    return i < x->n ? x->s[i] : 0;
}

static bool ends_here(const Lexer *x, const Quoted *q)
{
    char c = at(x, x->at);
    return c == q->quote && (!q->triple || (at(x, x->at + 1) == c && at(x, x->at + 2) == c));
}

static void unterminated(Lexer *x, const Quoted *q)
{
    const char *kind = q->has_fields ? (x->s[q->beg] | 0x20) == 't' ? "t-string" : "f-string" : "string";
    if (!x->ast) {
        return;
    }
    uint32_t end = q->triple ? q->beg + 4 : x->at;
    lexer_complain(x, q->beg, end < x->n ? end : x->n,
                   text_format(x->arena, "unterminated %s%s literal", q->triple ? "triple-quoted " : "", kind));
}

// A backslash and what it escapes, one character: a line end may be two.
static void escape(Lexer *x)
{
    char c = at(x, x->at + 1);
    x->at += 2 + (c == '\r' && at(x, x->at + 2) == '\n');
    x->at = x->at > x->n ? x->n : x->at;
}

static void field(Lexer *x, const Quoted *q);

// After the colon of a field, up to the brace that ends it.
static void specification(Lexer *x, const Quoted *q)
{
    while (x->at < x->n && at(x, x->at) != '}') {
        if (at(x, x->at) == '{') {
            field(x, q);
            if (x->resync) {
                return;
            }
        } else if (ends_here(x, q) || (!q->triple && is_line_end(at(x, x->at)))) {
            return;
        } else {
            lexer_fill(x, x->at, x->at + 1, 'x');
            x->at++;
        }
    }
}

// The part of a field after its expression: `=`, `!r`, `:spec` and the closing brace. False when there is none.
static bool field_end(Lexer *x, const Quoted *q, uint32_t beg)
{
    char c = at(x, x->at);
    if (c == '!' && at(x, x->at + 1) != '=') {
        x->at++;
        return false;
    }
    if (c == ':') {
        x->at++;
        specification(x, q);
    }
    if (at(x, x->at) == '}' && x->at < x->n) {
        x->at++;
        x->open.n--;
        return true;
    }
    if (c == ':') {
        lexer_complain(x, beg, beg + 1, T("f-string: expecting '}'"));
        x->open.n--;
        return true;
    }
    return false;
}

static void skip_field_blanks(Lexer *x)
{
    for (char c; (c = at(x, x->at)) == ' ' || c == '\t' || c == '\f' || is_line_end(c); x->at++) {
        if (is_line_end(c)) {
            lexer_fill(x, x->at, x->at + 1, ' ');
        }
    }
}

// A replacement field, from its brace: tokens as within any bracket, until one of its own level ends the expression.
static void field(Lexer *x, const Quoted *q)
{
    uint32_t beg = x->at++;
    int outside = x->open.n;
    lexer_open(x, beg, '{');
    if (x->strings >= NESTING_MAX) {
        lexer_complain(x, beg, beg + 1, T("too many nested f-strings"));
        x->at = x->n;
        x->open.n = outside;
        return;
    }
    x->strings++;
    x->open.at[x->open.n - 1].bare = true;
    Reading r = {.line = {.beg = beg + 1}, .at_start = true};
    for (;;) {
        skip_field_blanks(x);
        if (x->open.n == outside + 1 && field_end(x, q, beg)) {
            break;
        }
        Token t = lexer_next(x);
        if (t.kind == TOKEN_END) {
            lexer_complain(x, beg, beg + 1, T("f-string: expecting '}'"));
            break;
        }
        if (x->open.n <= outside) {             // a bracket that matches nothing closed the field
            break;
        }
        lexer_stars(x, &r, t);
        r.before = t;
        r.at_start = false;
    }
    x->open.n = x->open.n < outside ? x->open.n : outside;
    x->strings--;
}

static bool is_named_escape(const Lexer *x, const Quoted *q)
{
    return !q->raw && at(x, x->at) == '\\' && at(x, x->at + 1) == 'N' && at(x, x->at + 2) == '{';
}

// The literal part or field at x->at of a string with fields.
static void piece(Lexer *x, const Quoted *q)
{
    uint32_t beg = x->at;
    char c = at(x, x->at), d = at(x, x->at + 1);
    if (is_named_escape(x, q)) {
        while (x->at < x->n && at(x, x->at) != '}' && at(x, x->at) != q->quote && !is_line_end(at(x, x->at))) {
            x->at++;
        }
        x->at += at(x, x->at) == '}';
    } else if (c == '\\' && d != '{' && d != '}') {
        escape(x);
    } else if ((c == '{' || c == '}') && d == c) {
        x->at += 2;
    } else if (c == '{') {
        field(x, q);
        return;
    } else {
        if (c == '}') {
            lexer_complain(x, x->at, x->at + 1, T("f-string: single '}' is not allowed"));
        }
        x->at++;
    }
    lexer_fill(x, beg, x->at, 'x');
}

// The next quote, backslash or line end from `at` on; in triple quotes the next such quote or a backslash before it.
static uint32_t next_special(const Lexer *x, uint32_t at, const Quoted *q)
{
    if (!q->triple) {
        while (at < x->n && !(lexer_class(x->s[at]) & ENDS_PLAIN)) {
            at++;
        }
        return at;
    }
    const char *from = x->s + at, *quote = memchr(from, q->quote, x->n - at);
    size_t n = quote ? (size_t)(quote - from) : x->n - at;
    const char *backslash = memchr(from, '\\', n);
    return at + (uint32_t)(backslash ? (size_t)(backslash - from) : n);
}

static void plain(Lexer *x, const Quoted *q)
{
    uint32_t beg = x->at;
    for (;;) {
        x->at = next_special(x, x->at, q);
        if (x->at >= x->n || ends_here(x, q) || (!q->triple && is_line_end(x->s[x->at]))) {
            break;
        }
        if (x->s[x->at] == '\\') {
            escape(x);
        } else {
            x->at++;
        }
    }
    lexer_fill(x, beg, x->at, 'x');
}

void lexer_string(Lexer *x, uint32_t beg)
{
    Quoted q = {.beg = beg, .quote = x->s[x->at]};
    for (uint32_t i = beg; i < x->at; i++) {
        char c = (char)(x->s[i] | 0x20);
        q.raw |= c == 'r';
        q.has_fields |= c == 'f' || c == 't';
    }
    q.triple = at(x, x->at + 1) == q.quote && at(x, x->at + 2) == q.quote;
    x->at += q.triple ? 3 : 1;
    if (!q.has_fields) {
        plain(x, &q);
    }
    while (q.has_fields && x->at < x->n && !ends_here(x, &q) && (q.triple || !is_line_end(x->s[x->at]))) {
        piece(x, &q);
    }
    if (x->at < x->n && ends_here(x, &q)) {
        x->at += q.triple ? 3 : 1;
    } else {
        unterminated(x, &q);
    }
}
