// What to say about a line that does not parse. tree-sitter tells where it gave up; what stands there, and what stands
// before, tells why. The wording follows CPython where it has one.
#include "python/lower.h"

#include <stdlib.h>

static Text token_text(const Lower *l, Token t)
{
    return source_span_text(l->source, (Span){t.beg, t.end});
}

static bool starts_operand(Token t)
{
    return t.kind == TOKEN_NUMBER || t.kind == TOKEN_STRING || t.c == '(' || t.c == '[' || t.c == '{'
        || (t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE));
}

static bool is_keyword(Token t)
{
    return t.kind == TOKEN_NAME && t.word < WORD_PRINT && t.word != WORD_MATCH && t.word != WORD_CASE;
}

// The bracket that is open before token `at`, or 0.
static char bracket_around(const Tokens *tokens, int at)
{
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
        char c = tokens->at[i].kind == TOKEN_OP ? tokens->at[i].c : 0;
        depth += c == ')' || c == ']' || c == '}';
        if ((c == '(' || c == '[' || c == '{') && depth-- == 0) {
            return c;
        }
    }
    return 0;
}

static Text at_end(const Line *line)
{
    return line->colonless ? T("expected ':'") : T("invalid syntax: the line ends too early");
}

static Text at_assignment(const Tokens *tokens, int at, const Line *line)
{
    char around = bracket_around(tokens, at);
    if (around == '(') {
        return T("expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    bool condition = line->word == WORD_IF || line->word == WORD_ELIF || line->word == WORD_WHILE;
    return condition || around ? T("invalid syntax; maybe you meant '==' or ':=' instead of '='?")
                               : T("cannot assign to this expression");
}

// Two operands side by side within brackets.
static bool lacks_comma(const Tokens *tokens, int at)
{
    return at && token_ends_operand(tokens->at[at - 1]) && starts_operand(tokens->at[at]) && bracket_around(tokens, at);
}

static Text at_token(Lower *l, const Tokens *tokens, int at, const Line *line)
{
    Token t = tokens->at[at];
    bool is_equals = t.kind == TOKEN_OP && t.c == '=' && t.end == t.beg + 1;
    if (is_equals) {
        return at_assignment(tokens, at, line);
    }
    const char *what = is_keyword(t) ? "keyword " : "";
    return text_format(l->arena, "invalid syntax: unexpected %s`%.*s`", what, PRI(text_sub(token_text(l, t), 0, 40)));
}

void diagnose_line(Lower *l, Line *line, uint32_t where)
{
    if (line->flawed) {
        return;
    }
    line->flawed = true;
    Arena scratch = l->scratch;
    Tokens tokens = lex_line(l->source, &scratch, line);
    int at = 0;
    while (at < tokens.n && tokens.at[at].end <= where) {
        at++;
    }
    if (at == tokens.n) {
        lower_complain(l, (Span){line->end, line->end}, at_end(line));
    } else if (lacks_comma(&tokens, at)) {
        lower_complain(l, (Span){tokens.at[at - 1].beg, tokens.at[at].end}, T("invalid syntax, perhaps you forgot a comma?"));
    } else {
        lower_complain(l, (Span){tokens.at[at].beg, tokens.at[at].end}, at_token(l, &tokens, at, line));
    }
}

static int by_place(const void *x, const void *y)
{
    const SyntaxError *a = x, *b = y;
    if (a->span.beg != b->span.beg) {
        return a->span.beg < b->span.beg ? -1 : 1;
    }
    return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

// One error a line: more of them are the same mistake seen again.
void diagnose_finish(Lower *l)
{
    SyntaxError *at = l->ast->errors.at;
    int n = l->ast->errors.n, kept = 0, line = 0;
    if (n) {
        qsort(at, (size_t)n, sizeof *at, by_place);
    }
    for (int i = 0; i < n; i++) {
        int here = source_line(l->source, at[i].span.beg);
        if (here != line) {
            at[kept++] = at[i];
        }
        line = here;
    }
    l->ast->errors.n = kept;
}
