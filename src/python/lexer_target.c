// Stars before brackets in what is assigned to: `a, *(b, c) = seq`, `for a, *[b, c] in seq`. The grammar takes a star before names
// alone there, so it becomes a blank in the view, and lowering looks for it in the text. What is a target shows at the `=` or
// `in` behind it: stars that may stand in one are kept in mind until then.
#include "python/lex.h"

#include <string.h>

// Where the last character before `at` that is no blank stands, from `from` on; `from` - 1 when there is none.
static ptrdiff_t before(const Lexer *x, uint32_t from, uint32_t at)
{
    ptrdiff_t i = (ptrdiff_t)at - 1;
    while (i >= (ptrdiff_t)from && (lexer_class(x->s[i]) & IS_BLANK || is_line_end(x->s[i]) || x->s[i] == '\\')) {
        i--;
    }
    return i;
}

// An element of a target may begin at `at`: at the start of a statement, behind a comma, a bracket, an `=` or the word `for`.
static bool begins_element(const Lexer *x, const Reading *r, uint32_t at)
{
    ptrdiff_t i = before(x, r->line.beg, at);
    if (i < (ptrdiff_t)r->line.beg) {
        return true;
    }
    bool is_for = i >= 2 && !memcmp(x->s + i - 2, "for", 3) && (i == 2 || !(lexer_class(x->s[i - 3]) & (IS_START | IS_DIGIT)));
    return is_for || memchr(",([=;:*", x->s[i], 7);
}

// The brackets around are those of lists and tuples, from the one at depth `base` on.
static bool within_displays(const Lexer *x, const Reading *r, int base)
{
    for (int i = base; i < x->open.n - 1; i++) {
        if (x->open.at[i].c == '{' || !begins_element(x, r, x->open.at[i].at)) {
            return false;
        }
    }
    return true;
}

static void blank_stars(Lexer *x, Reading *r)
{
    for (int i = 0; i < r->stars; i++) {
        lexer_fill(x, r->star_at[i], r->star_at[i] + 1, ' ');
    }
    r->stars = 0;
}

static void read_operator(Lexer *x, Reading *r, Token t)
{
    bool opens = t.c == '(' || t.c == '[', after_star = r->before.kind == TOKEN_OP && r->before.c == '*' && r->before.end == r->before.beg + 1;
    if (opens && after_star && r->stars < TARGET_STARS && (r->for_depth || !r->annotates)) {
        int base = r->for_depth ? r->for_depth - 1 : 0;
        if (begins_element(x, r, r->before.beg) && within_displays(x, r, base)) {
            r->star_at[r->stars++] = r->before.beg;
        }
    } else if (t.c == '=' && !x->open.n) {
        blank_stars(x, r);
    }
}

void lexer_target_star(Lexer *x, Reading *r, Token t)
{
    if (t.kind == TOKEN_OP && t.end == t.beg + 1) {
        read_operator(x, r, t);
    } else if (t.word == WORD_FOR) {
        r->for_depth = x->open.n + 1;
        r->stars = 0;
    } else if (r->stars && t.word == WORD_OPERAND && t.c == 'l') {      // the `=` of a lambda's default assigns nothing
        r->stars = 0;
    } else if (r->for_depth == x->open.n + 1 && t.word == WORD_OPERATOR && t.end == t.beg + 2 && !memcmp(x->s + t.beg, "in", 2)) {
        blank_stars(x, r);
        r->for_depth = 0;
    }
}
