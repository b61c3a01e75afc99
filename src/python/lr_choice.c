// Where the tables have two actions for a token: which of them this place wants (lr.h has the idea).
#include "python/lr.h"

#include <string.h>

void lr_note_role(LrAround *around, const LrScanner *s, TokenRole role)
{
    if (role == TOKEN_FOR) {
        around->for_brackets = around->brackets;
    } else if (role == TOKEN_IN) {
        around->for_brackets = around->brackets == around->for_brackets ? LR_NO_FOR : around->for_brackets;
    } else if (!s->quotes.n) {
        around->brackets += role == TOKEN_OPENS ? 1 : -1;
    }
}

static bool is_assign(Text t, uint32_t at, uint32_t end)
{
    return t.s[at] == '=' && (at + 1 == end || t.s[at + 1] != '=') && at > 0 && !memchr("=!<>:+-*/%&|^@", t.s[at - 1], 14);
}

// Looks ahead for the last `=` outside of brackets. What is within quotes is left out, be it one literal or two.
static LrStatement search_statement(const LrAround *around, const LrScanner *s, uint32_t beg)
{
    LrStatement st = {.beg = beg};
    Text t = s->text;
    uint32_t at = beg, end = s->end;
    int depth = around->brackets;
    for (; at < end && t.s[at] != '\n' && !(t.s[at] == ';' && depth == 0); at++) {
        char c = t.s[at];
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        if (c == '"' || c == '\'') {
            const char *close = memchr(t.s + at + 1, c, end - at - 1);
            at = close ? (uint32_t)(close - t.s) : at;
        } else if (depth == 0 && is_assign(t, at, end)) {
            st.assign = at;
        }
    }
    st.end = at;
    return st;
}

static bool is_assigned_to(LrAround *around, const LrScanner *s, uint32_t at)
{
    if (around->for_brackets != LR_NO_FOR || s->quotes.n) {
        return around->for_brackets != LR_NO_FOR;         // nothing is assigned to within a replacement field
    }
    if (at < around->statement.beg || at >= around->statement.end) {
        around->statement = search_statement(around, s, at);
    }
    return at < around->statement.assign;
}

// `with (a, b):` has two items, `with (a, b) as c:` a tuple: whether the bracket that is open around `at` ends the header.
static bool is_list_of_items(const LrScanner *s, uint32_t at)
{
    Text t = s->text;
    for (int depth = 0; at < s->end && t.s[at] != '\n' && depth >= 0; at++) {
        char c = t.s[at];
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        if (c == '"' || c == '\'') {
            const char *close = memchr(t.s + at + 1, c, s->end - at - 1);
            at = close ? (uint32_t)(close - t.s) : at;
        }
    }
    while (at < s->end && t.s[at] == ' ') {
        at++;
    }
    return at < s->end && t.s[at] == ':';
}

// Of a reduction and a shift. Words such as `print` that start a statement or are a name stand in the view only where they
// start one.
static uint16_t choose_shift(const LrScanner *s, const uint16_t *cells, LrToken t)
{
    uint16_t symbol = grammar_reduction(s->grammar, cells[0])->symbol;
    if (grammar_is_with_item(s->grammar, symbol)) {
        return cells[is_list_of_items(s, t.beg) ? 0 : 1];
    }
    return grammar_is_operand(s->grammar, symbol) ? cells[1] : CELL_NONE;
}

static bool is_reduction(uint16_t cell)
{
    return cell >= CELL_REDUCTION && cell < CELL_CHOICE;
}

// The one cell to take of two, or CELL_NONE when only the runtime can tell.
uint16_t lr_choose(LrAround *around, const LrScanner *s, uint16_t several, LrToken t)
{
    Grammar *g = s->grammar;
    uint16_t cells[2];
    if (grammar_choices(g, several, cells, 2) != 2 || !is_reduction(cells[0]) || cells[1] >= CELL_CHOICE) {
        return CELL_NONE;
    }
    if (!is_reduction(cells[1])) {
        return choose_shift(s, cells, t);
    }
    uint16_t first = grammar_reduction(g, cells[0])->symbol, second = grammar_reduction(g, cells[1])->symbol;
    bool first_is_pattern = grammar_is_pattern(g, first) && grammar_is_operand(g, second);
    bool second_is_pattern = grammar_is_pattern(g, second) && grammar_is_operand(g, first);
    if (first_is_pattern == second_is_pattern) {
        return CELL_NONE;
    }
    bool goes_on = t.end == t.beg + 1 && memchr(".[(", s->text.s[t.beg], 3);
    return cells[(!goes_on && is_assigned_to(around, s, t.beg)) == first_is_pattern ? 0 : 1];
}
