// Tokens: names, numbers, operators, brackets.
#include "python/encoding.h"
#include "python/lex.h"

#include <string.h>
#include <utf8proc.h>

enum { IS_START = 1, IS_DIGIT = 2, IS_BLANK = 4 };

static uint8_t class_of(char c)
{
    unsigned u = (unsigned char)c;
    if ((u | 0x20) - 'a' < 26 || c == '_' || u >= 0x80) {
        return IS_START;
    }
    if (u - '0' < 10) {
        return IS_DIGIT;
    }
    return c == ' ' || c == '\t' || c == '\f' ? IS_BLANK : 0;
}

static char peek(const Lexer *x, uint32_t ahead)
{
    return x->at + ahead < x->n ? x->s[x->at + ahead] : 0;
}

#define IS(TEXT, WORD) if (memcmp(s, TEXT, sizeof(TEXT) - 1) == 0) return WORD

static Word word_of(const char *s, uint32_t n)
{
    switch (n) {
    case 2:
        IS("if", WORD_IF);
        IS("in", WORD_OPERATOR);
        IS("is", WORD_OPERATOR);
        IS("or", WORD_OPERATOR);
        IS("as", WORD_OPERATOR);
        break;
    case 3:
        IS("def", WORD_DEF);
        IS("for", WORD_FOR);
        IS("try", WORD_TRY);
        IS("and", WORD_OPERATOR);
        IS("not", WORD_OPERATOR);
        IS("del", WORD_STATEMENT);
        break;
    case 4:
        IS("elif", WORD_ELIF);
        IS("else", WORD_ELSE);
        IS("with", WORD_WITH);
        IS("pass", WORD_STATEMENT);
        IS("from", WORD_FROM);
        IS("type", WORD_TYPE);
        IS("case", WORD_CASE);
        IS("exec", WORD_EXEC);
        IS("None", WORD_OPERAND);
        IS("True", WORD_OPERAND);
        break;
    case 5:
        IS("class", WORD_CLASS);
        IS("while", WORD_WHILE);
        IS("async", WORD_ASYNC);
        IS("match", WORD_MATCH);
        IS("print", WORD_PRINT);
        IS("break", WORD_STATEMENT);
        IS("raise", WORD_STATEMENT);
        IS("await", WORD_OPERAND);
        IS("yield", WORD_OPERAND);
        IS("False", WORD_OPERAND);
        break;
    case 6:
        IS("return", WORD_STATEMENT);
        IS("import", WORD_STATEMENT);
        IS("assert", WORD_STATEMENT);
        IS("global", WORD_STATEMENT);
        IS("except", WORD_EXCEPT);
        IS("lambda", WORD_OPERAND);
        break;
    case 7:
        IS("finally", WORD_FINALLY);
        break;
    case 8:
        IS("continue", WORD_STATEMENT);
        IS("nonlocal", WORD_STATEMENT);
        break;
    default:
        break;
    }
    return WORD_NAME;
}

#undef IS

Word lex_word(Text name)
{
    return word_of(name.s, (uint32_t)name.n);
}

bool token_ends_operand(Token t)
{
    return t.kind == TOKEN_NUMBER || t.kind == TOKEN_STRING || t.c == ')' || t.c == ']' || t.c == '}'
        || (t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE));
}

void lexer_fill(Lexer *x, uint32_t beg, uint32_t end, char c)
{
    if (x->view) {
        memset(x->view + beg, c, end - beg);
    }
}

// XID_Start and XID_Continue (Unicode Annex 31), by general category and the exceptions that have the property.
static bool is_identifier(uint32_t c, bool first)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL:
        return true;
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_PC:
        return !first || c == 0x1885 || c == 0x1886;
    default:
        return c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C
            || (!first && (c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x200C
                           || c == 0x200D || c == 0x30FB || c == 0xFF65));
    }
}

static void complain_character(Lexer *x, uint32_t at, uint32_t c, int length)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    bool printable = kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_CF && kind != UTF8PROC_CATEGORY_ZS
                  && kind != UTF8PROC_CATEGORY_ZL && kind != UTF8PROC_CATEGORY_ZP && kind != UTF8PROC_CATEGORY_CN
                  && kind != UTF8PROC_CATEGORY_CO;
    if (x->ast && printable && c != REPLACEMENT) {
        lexer_complain(x, at, at + (uint32_t)length,
                       text_format(x->arena, "invalid character '%.*s' (U+%04X)", length, x->s + at, c));
    } else if (x->ast) {
        lexer_complain(x, at, at + (uint32_t)length,
                       text_format(x->arena, "invalid non-printable character U+%04X", c));
    }
}

// Steps over a name with letters beyond ASCII; in the view they become `x`.
static void wide_name(Lexer *x, uint32_t beg)
{
    while (x->at < x->n && class_of(x->s[x->at]) & (IS_START | IS_DIGIT)) {
        if ((signed char)x->s[x->at] >= 0) {
            x->at++;
            continue;
        }
        int length;
        uint32_t c = utf8_get(x->s + x->at, &length);
        if (!is_identifier(c, x->at == beg)) {
            complain_character(x, x->at, c, length);
        }
        lexer_fill(x, x->at, x->at + (uint32_t)length, 'x');
        x->at += (uint32_t)length;
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
    bool wide = false;
    uint32_t at = beg;
    while (at < x->n && class_of(x->s[at]) & (IS_START | IS_DIGIT)) {
        wide |= (signed char)x->s[at++] < 0;
    }
    x->at = wide ? beg : at;
    if (wide) {
        wide_name(x, beg);
    }
    char next = peek(x, 0);
    if ((next == '"' || next == '\'') && is_string_prefix(x->s + beg, x->at - beg)) {
        lexer_string(x, beg);
        return (Token){beg, x->at, TOKEN_STRING, WORD_NONE, x->s[beg]};
    }
    return (Token){beg, x->at, TOKEN_NAME, (uint8_t)word_of(x->s + beg, x->at - beg), x->s[beg]};
}

static void digits(Lexer *x)
{
    while (class_of(peek(x, 0)) & IS_DIGIT || peek(x, 0) == '_') {
        x->at++;
    }
}

static bool is_digit_of(char c, int base)
{
    int value = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : 99;
    return value < base;
}

// The digits after 0x, 0o, 0b.
static const char *based_number(Lexer *x, int base)
{
    uint32_t beg = x->at;
    while (is_digit_of(peek(x, 0), base) || peek(x, 0) == '_') {
        x->at++;
    }
    bool empty = x->at == beg || x->s[x->at - 1] == '_';
    return empty || class_of(peek(x, 0)) & IS_DIGIT
        ? base == 16 ? "invalid hexadecimal literal" : base == 8 ? "invalid octal literal" : "invalid binary literal" : NULL;
}

static const char *decimal_number(Lexer *x)
{
    uint32_t beg = x->at;
    digits(x);
    if (peek(x, 0) == '.') {
        x->at++;
        digits(x);
    }
    char sign = peek(x, 1);
    if ((peek(x, 0) | 0x20) == 'e'
        && (class_of(sign) & IS_DIGIT || ((sign == '+' || sign == '-') && class_of(peek(x, 2)) & IS_DIGIT))) {
        x->at += 2;
        digits(x);
    }
    char suffix = (char)(peek(x, 0) | 0x20);
    x->at += suffix == 'j' || suffix == 'l';
    for (uint32_t i = beg; i < x->at; i++) {
        bool inside = i > beg && class_of(x->s[i - 1]) & IS_DIGIT && i + 1 < x->n && class_of(x->s[i + 1]) & IS_DIGIT;
        if (x->s[i] == '_' && !inside) {
            return "invalid decimal literal";
        }
    }
    return NULL;
}

// A keyword may follow a number at once (1if x else 2), nothing else may.
static bool may_follow_number(Lexer *x)
{
    uint32_t end = x->at;
    while (end < x->n && class_of(x->s[end]) & (IS_START | IS_DIGIT)) {
        end++;
    }
    Word w = word_of(x->s + x->at, end - x->at);
    return end == x->at || w == WORD_IF || w == WORD_ELSE || w == WORD_FOR || w == WORD_OPERATOR;
}

static Token number(Lexer *x, uint32_t beg)
{
    char base = (char)(peek(x, 1) | 0x20);
    const char *wrong = NULL;
    if (x->s[beg] == '0' && (base == 'x' || base == 'o' || base == 'b')) {
        x->at += 2;
        wrong = based_number(x, base == 'x' ? 16 : base == 'o' ? 8 : 2);
        x->at += (peek(x, 0) | 0x20) == 'l';
    } else {
        wrong = decimal_number(x);
    }
    if (!wrong && !may_follow_number(x)) {
        wrong = base == 'x' && x->s[beg] == '0' ? "invalid hexadecimal literal" : "invalid decimal literal";
    }
    if (wrong) {
        while (x->at < x->n && class_of(x->s[x->at]) & (IS_START | IS_DIGIT)) {
            x->at++;
        }
        lexer_complain(x, beg, x->at, text_from(wrong));
    }
    return (Token){beg, x->at, TOKEN_NUMBER, WORD_NONE, x->s[beg]};
}

void lexer_comment(Lexer *x)
{
    uint32_t beg = x->at, line = beg;
    while (x->at < x->n && x->s[x->at] != '\n' && x->s[x->at] != '\r') {
        x->at++;
    }
    lexer_fill(x, beg, x->at, ' ');
    while (line && class_of(x->s[line - 1]) & IS_BLANK) {
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
    x->at += 1 + (x->s[x->at] == '\r' && peek(x, 1) == '\n');
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
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
    if (end == x->at || (end < x->n && class_of(x->s[end]) & (IS_START | IS_DIGIT))) {
        return false;
    }
    switch (word_of(x->s + x->at, end - x->at)) {
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
        if (class_of(c) & IS_BLANK) {
            x->at++;
        } else if (c == '#') {
            lexer_comment(x);
        } else if (c == '\\') {
            continuation(x);
        } else if (is_line_end(c) && x->open.n) {
            uint32_t beg = x->at;
            line_end(x);
            uint32_t line = x->at;
            while (x->at < x->n && class_of(x->s[x->at]) & IS_BLANK) {
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
    char c = peek(x, 0), d = peek(x, 1);
    if (c == '.' && d == '.' && peek(x, 2) == '.') {
        return 3;
    }
    if ((c == '*' || c == '/' || c == '<' || c == '>') && d == c) {
        return 2 + (peek(x, 2) == '=');
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
            complain_character(x, beg, (uint32_t)(unsigned char)c, 1);
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
    x->at += peek(x, 0) == '`';
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
    uint8_t class = class_of(c);
    if (class & IS_START) {
        return name(x, beg);
    }
    if (class & IS_DIGIT || (c == '.' && class_of(peek(x, 1)) & IS_DIGIT)) {
        return number(x, beg);
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
