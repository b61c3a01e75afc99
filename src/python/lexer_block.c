// Indentation and block structure: which level a line is on, and which clauses may stand there.
#include "python/lex.h"

// The indentation from x->at to the first token, which x->at is moved to. A continued line counts where it begins.
Indent lexer_measure(Lexer *x)
{
    Indent in = {0}, first = {0};
    bool continued = false;
    for (; x->at < x->n; x->at++) {
        char c = x->s[x->at];
        if (c == ' ' || c == '\t') {
            in.column = c == ' ' ? in.column + 1 : (in.column / 8 + 1) * 8;
            in.plain_column++;
        } else if (c == '\f') {
            in = (Indent){0};
        } else if (c == '\\' && x->at + 1 < x->n && is_line_end(x->s[x->at + 1])) {
            first = continued ? first : in;
            continued = true;
            in = (Indent){0};
            x->at = after_line_end(x, x->at + 1) - 1;
        } else {
            break;
        }
    }
    return continued ? first : in;
}

// Writes an indentation of that width: form feeds, which reset the count, then tabs and blanks.
void lexer_indent(Lexer *x, uint32_t beg, uint32_t end, int column)
{
    uint32_t tabs = (uint32_t)column / 8, blanks = (uint32_t)column % 8;
    if (tabs + blanks > end - beg) {
        return;
    }
    lexer_fill(x, beg, end - tabs - blanks, '\f');
    lexer_fill(x, end - tabs - blanks, end - blanks, '\t');
    lexer_fill(x, end - blanks, end, ' ');
}

static const char *what_opens(Word w)
{
    switch (w) {
    case WORD_DEF: return "function definition";
    case WORD_CLASS: return "class definition";
    case WORD_IF: return "'if' statement";
    case WORD_ELIF: return "'elif' statement";
    case WORD_ELSE: return "'else' statement";
    case WORD_FOR: return "'for' statement";
    case WORD_WHILE: return "'while' statement";
    case WORD_TRY: return "'try' statement";
    case WORD_EXCEPT: return "'except' statement";
    case WORD_FINALLY: return "'finally' statement";
    case WORD_WITH: return "'with' statement";
    case WORD_MATCH: return "'match' statement";
    case WORD_CASE: return "'case' statement";
    default: return "statement";
    }
}

void lexer_want_block(Lexer *x, const Line *opener, uint32_t beg, uint32_t end)
{
    if (opener && opener->opens && !opener->flawed && is_compound((Word)opener->word)) {
        lexer_note(x, beg, end, text_format(x->arena, "expected an indented block after %s on line %d",
                                      what_opens((Word)opener->word), source_line(x->source, opener->beg)));
    }
}

// A clause that is still wanted when its level is left or goes on with something else.
void lexer_want_handler(Lexer *x, Indent *in, uint32_t beg, uint32_t end)
{
    if (in->chain == WORD_TRY) {
        lexer_note(x, beg, end, T("expected 'except' or 'finally' block"));
    }
    in->chain = WORD_NONE;
}

static void deeper(Lexer *x, Indent in, uint32_t end)
{
    const Line *opener = lexer_last_line(x);
    in.level = lexer_top(x)->level;
    if (!opener || !(opener->opens || opener->colonless || opener->flawed)) {
        lexer_note(x, x->at, end, T("unexpected indent"));
        in.shown = lexer_top(x)->shown;
        in.of_cases = lexer_top(x)->of_cases;
    } else if (in.level == LEVEL_MAX) {
        if (!x->deep) {
            lexer_note(x, x->at, end, T("too many levels of indentation"));
        }
        x->deep = true;
        in.shown = lexer_top(x)->shown;
    } else {
        in.level++;
        in.of_cases = opener->word == WORD_MATCH;
    }
    *list_push(x->scratch, &x->indents) = in;
}

// Leaves the blocks that end before a line of this indentation; true when it fits none of those left.
static bool shallower(Lexer *x, Indent in, uint32_t end)
{
    Indent left = {0};
    while (lexer_top(x)->column > in.column) {
        left = *lexer_top(x);
        lexer_want_handler(x, &left, x->at, end);
        x->indents.n--;
    }
    if (lexer_top(x)->column == in.column) {
        return false;
    }
    lexer_note(x, x->at, end, T("unindent does not match any outer indentation level"));
    in.level = left.level;
    in.of_cases = left.of_cases;
    *list_push(x->scratch, &x->indents) = in;
    return true;
}

// Finds the level of a line whose first token ends at `end`; true when it is astray.
bool lexer_place(Lexer *x, Indent in, uint32_t end)
{
    bool astray = false;
    const Indent *before = lexer_top(x);
    bool tabs = in.column > before->column ? in.plain_column <= before->plain_column : false;
    if (in.column > before->column) {
        deeper(x, in, end);
    } else {
        lexer_want_block(x, lexer_last_line(x), x->at, end);
        astray = in.column < before->column && shallower(x, in, end);
        tabs = lexer_top(x)->plain_column != in.plain_column;
    }
    if (tabs) {
        lexer_note(x, x->at, end, T("inconsistent use of tabs and spaces in indentation"));
    }
    return astray;
}

// Which clauses may follow which.
static bool may_follow(Word before, Word w)
{
    switch (w) {
    case WORD_ELIF: return before == WORD_IF || before == WORD_ELIF;
    case WORD_EXCEPT: return before == WORD_TRY || before == WORD_EXCEPT;
    case WORD_FINALLY: return before == WORD_TRY || before == WORD_EXCEPT || before == WORD_FINALLY;
    case WORD_ELSE: return before == WORD_IF || before == WORD_ELIF || before == WORD_FOR || before == WORD_EXCEPT;
    default: return false;
    }
}

static bool is_clause(Word w)
{
    return w == WORD_ELIF || w == WORD_ELSE || w == WORD_EXCEPT || w == WORD_FINALLY;
}

// Keeps track of the statement on this level that clauses may belong to. `while` and `async for` count as `for`; after
// the `else` of a try only `finally` may follow, as after `finally` in this table (WORD_FINALLY stands for "only that").
void lexer_chain(Lexer *x, Word w, uint32_t beg, uint32_t end)
{
    Indent *in = lexer_top(x);
    Word before = (Word)in->chain;
    if (!is_clause(w)) {
        lexer_want_handler(x, in, beg, end);
        in->chain = (uint8_t)(w == WORD_IF || w == WORD_TRY || w == WORD_FOR ? w : w == WORD_WHILE ? WORD_FOR
                            : w == WORD_ASYNC ? WORD_FOR : WORD_NONE);
        return;
    }
    if (!may_follow(before, w)) {
        lexer_want_handler(x, in, beg, end);
        lexer_complain(x, beg, end, text_format(x->arena, "invalid syntax: `%.*s` belongs to no statement",
                                                (int)(end - beg), x->s + beg));
        return;
    }
    in->chain = (uint8_t)(w == WORD_ELSE && before == WORD_EXCEPT ? WORD_FINALLY
                        : w == WORD_ELSE || w == WORD_FINALLY ? WORD_NONE : w);
}
