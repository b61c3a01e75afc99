// What names are: keywords, and letters beyond ASCII.
#include "python/encoding.h"
#include "python/lex.h"

#include <string.h>
#include <utf8proc.h>

#define IS(TEXT, WORD) if (memcmp(s, TEXT, sizeof(TEXT) - 1) == 0) return WORD

Word lexer_word(const char *s, uint32_t n)
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
    return lexer_word(name.s, (uint32_t)name.n);
}

bool token_ends_operand(Token t)
{
    return t.kind == TOKEN_NUMBER || t.kind == TOKEN_STRING || t.c == ')' || t.c == ']' || t.c == '}'
        || (t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE));
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

void lexer_complain_character(Lexer *x, uint32_t at, uint32_t c, int length)
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
void lexer_wide_name(Lexer *x, uint32_t beg)
{
    while (x->at < x->n && lexer_class(x->s[x->at]) & (IS_START | IS_DIGIT)) {
        if ((signed char)x->s[x->at] >= 0) {
            x->at++;
            continue;
        }
        int length;
        uint32_t c = utf8_get(x->s + x->at, &length);
        if (!is_identifier(c, x->at == beg)) {
            lexer_complain_character(x, x->at, c, length);
        }
        lexer_fill(x, x->at, x->at + (uint32_t)length, 'x');
        x->at += (uint32_t)length;
    }
}
