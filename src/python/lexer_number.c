// Number literals: every digit, prefix and suffix in its place.
#include "python/lex.h"

static void digits(Lexer *x)
{
    while (lexer_class(lexer_peek(x, 0)) & IS_DIGIT || lexer_peek(x, 0) == '_') {
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
    while (is_digit_of(lexer_peek(x, 0), base) || lexer_peek(x, 0) == '_') {
        x->at++;
    }
    bool empty = x->at == beg || x->s[x->at - 1] == '_';
    return empty || lexer_class(lexer_peek(x, 0)) & IS_DIGIT
        ? base == 16 ? "invalid hexadecimal literal" : base == 8 ? "invalid octal literal" : "invalid binary literal" : NULL;
}

static const char *decimal_number(Lexer *x)
{
    uint32_t beg = x->at;
    digits(x);
    if (lexer_peek(x, 0) == '.') {
        x->at++;
        digits(x);
    }
    char sign = lexer_peek(x, 1);
    if ((lexer_peek(x, 0) | 0x20) == 'e'
        && (lexer_class(sign) & IS_DIGIT || ((sign == '+' || sign == '-') && lexer_class(lexer_peek(x, 2)) & IS_DIGIT))) {
        x->at += 2;
        digits(x);
    }
    char suffix = (char)(lexer_peek(x, 0) | 0x20);
    x->at += suffix == 'j' || suffix == 'l';
    for (uint32_t i = beg; i < x->at; i++) {
        bool inside = i > beg && lexer_class(x->s[i - 1]) & IS_DIGIT && i + 1 < x->n && lexer_class(x->s[i + 1]) & IS_DIGIT;
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
    while (end < x->n && lexer_class(x->s[end]) & (IS_START | IS_DIGIT)) {
        end++;
    }
    Word w = lexer_word(x->s + x->at, end - x->at);
    return end == x->at || w == WORD_IF || w == WORD_ELSE || w == WORD_FOR || w == WORD_OPERATOR;
}

Token lexer_number(Lexer *x, uint32_t beg)
{
    char base = (char)(lexer_peek(x, 1) | 0x20);
    const char *wrong = NULL;
    if (x->s[beg] == '0' && (base == 'x' || base == 'o' || base == 'b')) {
        x->at += 2;
        wrong = based_number(x, base == 'x' ? 16 : base == 'o' ? 8 : 2);
        x->at += (lexer_peek(x, 0) | 0x20) == 'l';
    } else {
        wrong = decimal_number(x);
    }
    if (!wrong && !may_follow_number(x)) {
        wrong = base == 'x' && x->s[beg] == '0' ? "invalid hexadecimal literal" : "invalid decimal literal";
    }
    if (wrong) {
        while (x->at < x->n && lexer_class(x->s[x->at]) & (IS_START | IS_DIGIT)) {
            x->at++;
        }
        lexer_complain(x, beg, x->at, text_from(wrong));
    }
    return (Token){beg, x->at, TOKEN_NUMBER, WORD_NONE, x->s[beg]};
}
