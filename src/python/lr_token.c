// Tokens of the view, as tree-sitter-python's scanner and lexer give them in a state (scanner.c there): where a line ends,
// the state decides between NEWLINE, INDENT and DEDENT, one at a time and each of no width.
#include "python/lr.h"
#include "python/word.h"

#include <string.h>

static bool at_end(const LrScanner *s)
{
    return s->at >= s->end;
}

static char here(const LrScanner *s)
{
    return at_end(s) ? 0 : s->text.s[s->at];
}

static char ahead(const LrScanner *s, uint32_t n)
{
    return s->at + n < s->end ? s->text.s[s->at + n] : 0;
}

// Steps over one byte, and into the next range at the end of this one.
static void step(LrScanner *s)
{
    s->at++;
    while (s->at >= s->end && s->range + 1 < s->count) {
        s->range++;
        s->at = s->ranges[s->range].beg;
        s->end = s->ranges[s->range].end;
    }
}

static LrToken token_of(const LrScanner *s, uint32_t beg, uint16_t symbol)
{
    return (LrToken){.beg = beg, .end = s->at, .symbol = symbol};
}

static LrToken external(const LrScanner *s, uint32_t beg, uint32_t end, External e)
{
    return (LrToken){.beg = beg, .end = end, .symbol = grammar_external_symbol(s->grammar, e)};
}

// -- blanks and indentation -------------------------------------------------------------------------------------------

static LrBlank skip_blank(LrScanner *s)
{
    LrBlank b = {.beg = s->at};
    if (s->at < s->end && (unsigned char)s->text.s[s->at] > ' ') {
        return b;
    }
    for (;; step(s)) {
        switch (here(s)) {
        case '\n': b.line_ended = true; b.indentation = 0; continue;
        case ' ': b.indentation++; continue;
        case '\t': b.indentation = (uint16_t)(b.indentation + 8); continue;
        case '\f': b.indentation = 0; continue;
        default: break;
        }
        if (at_end(s)) {
            b.line_ended = true;
            b.indentation = 0;
        }
        return b;
    }
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static bool may_come(uint16_t valid, External e)
{
    return valid >> e & 1;
}

static bool leaves_block(const LrScanner *s, uint16_t valid, LrBlank b, uint16_t around)
{
    bool starts_string = may_come(valid, EXTERNAL_STRING_START) && is_quote(here(s));
    bool in_brackets = may_come(valid, EXTERNAL_CLOSE_BRACE) || may_come(valid, EXTERNAL_CLOSE_PAREN) || may_come(valid, EXTERNAL_CLOSE_BRACKET);
    bool wanted = may_come(valid, EXTERNAL_DEDENT) || (!may_come(valid, EXTERNAL_NEWLINE) && !starts_string && !in_brackets);
    return wanted && b.indentation < around && !s->in_fields;
}

// What the end of a line means here; false when it is a blank like others.
static bool line_token(LrScanner *s, uint16_t valid, LrBlank b, LrToken *token)
{
    uint32_t beg = b.beg;
    uint16_t around = s->indents.at[s->indents.n - 1];
    if (may_come(valid, EXTERNAL_INDENT) && b.indentation > around) {
        *list_push(s->scratch, &s->indents) = b.indentation;
        *token = external(s, beg, beg, EXTERNAL_INDENT);
        return true;
    }
    if (leaves_block(s, valid, b, around) && s->indents.n > 1) {
        s->indents.n--;
        *token = external(s, beg, beg, EXTERNAL_DEDENT);
        return true;
    }
    if (may_come(valid, EXTERNAL_NEWLINE)) {
        *token = external(s, beg, beg, EXTERNAL_NEWLINE);
        return true;
    }
    return false;
}

// -- strings ----------------------------------------------------------------------------------------------------------

static bool ends_string(const LrScanner *s, const Quote *q)
{
    return here(s) == q->quote && (!q->triple || (ahead(s, 1) == q->quote && ahead(s, 2) == q->quote));
}

static bool is_brace(char c)
{
    return c == '{' || c == '}';
}

// The literal part of the string that is open, or its end. False at a brace: that is a field's.
static bool string_token(LrScanner *s, LrToken *token)
{
    const Quote *q = &s->quotes.at[s->quotes.n - 1];
    uint32_t beg = s->at;
    while (!at_end(s) && !ends_string(s, q) && !(q->has_fields && is_brace(here(s)))) {
        s->at++;
        if (!q->has_fields) {
            const char *quote = memchr(s->text.s + s->at, q->quote, s->end - s->at);
            s->at = quote ? (uint32_t)(quote - s->text.s) : s->end;
        }
    }
    if (s->at > beg) {
        *token = external(s, beg, s->at, EXTERNAL_STRING_CONTENT);
        return true;
    }
    if (at_end(s) || !ends_string(s, q)) {
        return false;
    }
    s->at += q->triple ? 3 : 1;
    s->quotes.n--;
    s->in_fields = false;
    *token = external(s, beg, s->at, EXTERNAL_STRING_END);
    return true;
}

static bool is_prefix(char c)
{
    switch (c | 0x20) {
    case 'f': case 't': case 'r': case 'b': case 'u': return true;
    default: return false;
    }
}

// A prefix, if there is one, and a quote. False leaves s->at where it was.
static bool string_start(LrScanner *s, LrToken *token)
{
    uint32_t beg = s->at, n = 0;
    Quote q = {0};
    for (char c; is_prefix(c = ahead(s, n)); n++) {
        q.has_fields |= (c | 0x20) == 'f' || (c | 0x20) == 't';
    }
    q.quote = ahead(s, n);
    if (!is_quote(q.quote)) {
        return false;
    }
    q.triple = ahead(s, n + 1) == q.quote && ahead(s, n + 2) == q.quote;
    s->at += n + (q.triple ? 3 : 1);
    *list_push(s->scratch, &s->quotes) = q;
    s->in_fields = q.has_fields;
    *token = external(s, beg, s->at, EXTERNAL_STRING_START);
    return true;
}

// -- names and marks --------------------------------------------------------------------------------------------------

// A keyword where the state has none will be taken for a name (lr.c).
static LrToken word(LrScanner *s, uint32_t beg, uint32_t end)
{
    s->at = end;
    uint16_t keyword = grammar_keyword(s->grammar, (Text){s->text.s + beg, (ptrdiff_t)(end - beg)});
    LrToken t = token_of(s, beg, keyword ? keyword : grammar_identifier(s->grammar));
    t.is_word = true;
    return t;
}

static LrToken name(LrScanner *s)
{
    const char *text = s->text.s;
    uint32_t beg = s->at, end = beg + 1;
    while (end < s->end && continues_identifier(text[end])) {
        end++;
    }
    return word(s, beg, end);
}

static LrToken by_grammar(LrScanner *s, uint16_t state)
{
    uint32_t beg = s->at, end;
    uint16_t symbol;
    Text text = {s->text.s, s->end};
    if (!grammar_lex(s->grammar, state, text, beg, &symbol, &end) || end <= beg) {
        return (LrToken){.failed = true};
    }
    if (symbol == grammar_identifier(s->grammar)) {
        return word(s, beg, end);
    }
    s->at = end;
    return token_of(s, beg, symbol);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Whether a character can be no part of an operator, nor of a number: what stands before it ends there.
static bool stands_apart(char c)
{
    return continues_identifier(c) ? !is_digit(c) : c == ' ' || c == '\n' || c == '(' || c == ')' || is_quote(c);
}

// Digits alone, or 0.
static uint32_t decimal_end(const LrScanner *s)
{
    uint32_t end = s->at;
    while (end < s->end && is_digit(s->text.s[end])) {
        end++;
    }
    bool more = end < s->end && (continues_identifier(s->text.s[end]) || s->text.s[end] == '.');
    return more ? 0 : end;
}

// Most tokens are known by their first character, and the one after it; the grammar's own lexer tells the others. Within a
// replacement field only that knows what a letter is: a name, or text of a format.
static LrToken plain_token(LrScanner *s, uint16_t state)
{
    char c = here(s);
    if (at_end(s)) {
        return token_of(s, s->at, GRAMMAR_END);
    }
    if (s->quotes.n) {
        return by_grammar(s, state);
    }
    if (starts_identifier(c)) {
        return name(s);
    }
    uint16_t mark = grammar_mark(s->grammar, c);
    mark = mark ? mark : stands_apart(ahead(s, 1)) ? grammar_operator(s->grammar, c) : 0;
    uint32_t end = mark ? s->at + 1 : is_digit(c) ? decimal_end(s) : 0;
    if (!end) {
        return by_grammar(s, state);
    }
    uint32_t beg = s->at;
    s->at = end;
    return token_of(s, beg, mark ? mark : grammar_integer(s->grammar));
}

LrToken lr_scan(LrScanner *s, uint16_t state)
{
    uint16_t valid = grammar_externals(s->grammar, state);
    LrToken token;
    if (s->quotes.n && may_come(valid, EXTERNAL_STRING_CONTENT)) {
        return string_token(s, &token) ? token : plain_token(s, state);
    }
    LrBlank b = s->blank.line_ended ? s->blank : skip_blank(s);
    s->blank = (LrBlank){0};
    if (valid && b.line_ended && line_token(s, valid, b, &token)) {
        s->blank = b;
        return token;
    }
    if (may_come(valid, EXTERNAL_STRING_START) && string_start(s, &token)) {
        return token;
    }
    return plain_token(s, state);
}
