// Logical lines: indentation, block structure, and the words that are keywords only in some places.
#include "python/lex.h"

#include <string.h>

enum {
    SEARCHES_MAX = 8,
    SHOWN_MAX = 60000           // tree-sitter-python counts columns in 16 bits
};

static void note(Lexer *x, uint32_t beg, uint32_t end, Text message)
{
    if (x->ast) {
        *list_push(x->arena, &x->ast->errors) = (SyntaxError){{beg, end}, message};
    }
}

void lexer_complain(Lexer *x, uint32_t beg, uint32_t end, Text message)
{
    if (!x->line_flawed) {
        note(x, beg, end, message);
    }
    x->line_flawed = true;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static uint32_t after_line_end(const Lexer *x, uint32_t at)
{
    return at + 1 + (x->s[at] == '\r' && at + 1 < x->n && x->s[at + 1] == '\n');
}

// The indentation from x->at to the first token, which x->at is moved to. A continued line counts where it begins.
static Indent measure(Lexer *x)
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
static void write_indentation(Lexer *x, uint32_t beg, uint32_t end, int column)
{
    uint32_t tabs = (uint32_t)column / 8, blanks = (uint32_t)column % 8;
    if (tabs + blanks > end - beg) {
        return;
    }
    lexer_fill(x, beg, end - tabs - blanks, '\f');
    lexer_fill(x, end - tabs - blanks, end - blanks, '\t');
    lexer_fill(x, end - blanks, end, ' ');
}

static bool is_compound(Word w)
{
    return w >= WORD_DEF && w <= WORD_CASE;
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

static Line *last_line(Lexer *x)
{
    return x->out->lines.n ? &x->out->lines.at[x->out->lines.n - 1] : NULL;
}

static void want_block(Lexer *x, const Line *opener, uint32_t beg, uint32_t end)
{
    if (opener && opener->opens && !opener->flawed && is_compound((Word)opener->word)) {
        note(x, beg, end, text_format(x->arena, "expected an indented block after %s on line %d",
                                      what_opens((Word)opener->word), source_line(x->source, opener->beg)));
    }
}

static Indent *top(Lexer *x)
{
    return &x->indents.at[x->indents.n - 1];
}

// A clause that is still wanted when its level is left or goes on with something else.
static void want_handler(Lexer *x, Indent *in, uint32_t beg, uint32_t end)
{
    if (in->chain == WORD_TRY) {
        note(x, beg, end, T("expected 'except' or 'finally' block"));
    }
    in->chain = WORD_NONE;
}

static void deeper(Lexer *x, Indent in, uint32_t end)
{
    const Line *opener = last_line(x);
    in.level = top(x)->level;
    if (!opener || !(opener->opens || opener->colonless || opener->flawed)) {
        note(x, x->at, end, T("unexpected indent"));
        in.shown = top(x)->shown;
        in.of_cases = top(x)->of_cases;
    } else if (in.level == LEVEL_MAX) {
        if (!x->deep) {
            note(x, x->at, end, T("too many levels of indentation"));
        }
        x->deep = true;
        in.shown = top(x)->shown;
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
    while (top(x)->column > in.column) {
        left = *top(x);
        want_handler(x, &left, x->at, end);
        x->indents.n--;
    }
    if (top(x)->column == in.column) {
        return false;
    }
    note(x, x->at, end, T("unindent does not match any outer indentation level"));
    in.level = left.level;
    in.of_cases = left.of_cases;
    *list_push(x->scratch, &x->indents) = in;
    return true;
}

// Finds the level of a line whose first token ends at `end`; true when it is astray.
static bool place_line(Lexer *x, Indent in, uint32_t end)
{
    bool astray = false;
    const Indent *before = top(x);
    bool tabs = in.column > before->column ? in.plain_column <= before->plain_column : false;
    if (in.column > before->column) {
        deeper(x, in, end);
    } else {
        want_block(x, last_line(x), x->at, end);
        astray = in.column < before->column && shallower(x, in, end);
        tabs = top(x)->plain_column != in.plain_column;
    }
    if (tabs) {
        note(x, x->at, end, T("inconsistent use of tabs and spaces in indentation"));
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
static void chain(Lexer *x, Word w, uint32_t beg, uint32_t end)
{
    Indent *in = top(x);
    Word before = (Word)in->chain;
    if (!is_clause(w)) {
        want_handler(x, in, beg, end);
        in->chain = (uint8_t)(w == WORD_IF || w == WORD_TRY || w == WORD_FOR ? w : w == WORD_WHILE ? WORD_FOR
                            : w == WORD_ASYNC ? WORD_FOR : WORD_NONE);
        return;
    }
    if (!may_follow(before, w)) {
        want_handler(x, in, beg, end);
        lexer_complain(x, beg, end, text_format(x->arena, "invalid syntax: `%.*s` belongs to no statement",
                                                (int)(end - beg), x->s + beg));
        return;
    }
    in->chain = (uint8_t)(w == WORD_ELSE && before == WORD_EXCEPT ? WORD_FINALLY
                        : w == WORD_ELSE || w == WORD_FINALLY ? WORD_NONE : w);
}

// What is known of the line while its tokens are read.
typedef struct {
    Line line;
    Token before;               // the token before
    Token soft;                 // a word at the start of a statement that the next token will tell about
    bool at_start;              // of a statement
    bool colon;                 // there was one outside of brackets
    int count;                  // of tokens
    Token first, second;
    int parameters;             // depth of the brackets with type parameters, 0: none
    uint32_t equals;            // of the default being read, 0: none
    bool star;                  // the token before is the star of `a, *b` outside of brackets or in an index
} Reading;

// Spells a word another way in the view, so that it is a name for tree-sitter.
static void respell(Lexer *x, Token t)
{
    lexer_fill(x, t.end - 1, t.end, 'X');
}

static bool is_plain_name(Token t)
{
    return t.kind == TOKEN_NAME && (t.word >= WORD_PRINT || t.word == WORD_MATCH || t.word == WORD_CASE);
}

static bool starts_operand(Token t)
{
    return t.kind == TOKEN_STRING || t.kind == TOKEN_NUMBER || is_plain_name(t) || t.word == WORD_OPERAND;
}

// Whether the word is a keyword, told by the token after it.
static bool is_keyword(Token soft, Token next, const char *s)
{
    switch (soft.word) {
    case WORD_TYPE:
        return is_plain_name(next);
    case WORD_PRINT:
        return starts_operand(next);
    case WORD_EXEC:
        return next.kind == TOKEN_STRING || is_plain_name(next);
    default:                    // match
        if (next.kind == TOKEN_OP) {
            return (memchr("([{-+~*", next.c, 7) && next.end == next.beg + 1) || (next.c == '.' && next.end == next.beg + 3);
        }
        return starts_operand(next) || (next.kind == TOKEN_NAME && next.end == next.beg + 3 && s[next.beg] == 'n');
    }
}

// Decides about the word before `t`, and keeps `t` in mind when it is such a word.
static void soft_words(Lexer *x, Reading *r, Token t)
{
    if (r->soft.word && !is_keyword(r->soft, t, x->s)) {
        respell(x, r->soft);
        if (r->count == 1 && r->line.word == WORD_MATCH) {
            r->line.word = WORD_NAME;
        }
    }
    r->soft = (Token){0};
    bool soft = t.kind == TOKEN_NAME && (t.word == WORD_TYPE || t.word == WORD_PRINT || t.word == WORD_EXEC
                                         || t.word == WORD_MATCH);
    if (soft && r->at_start && (t.word != WORD_MATCH || r->count == 0)) {
        r->soft = t;
    } else if (soft) {
        respell(x, t);
    }
}

static void end_default(Lexer *x, Reading *r, uint32_t end)
{
    uint32_t beg = r->equals + 1;
    char *saved = NEW(x->scratch, char, end - beg + 1);
    memcpy(saved, x->view + beg, end - beg);
    *list_push(x->scratch, &x->out->defaults) = (Default){{beg, end}, saved};
    lexer_fill(x, r->equals, end, ' ');
    r->equals = 0;
}

// def NAME [, class NAME [, type NAME [: within, `= default` is taken out of the view.
static void type_parameters(Lexer *x, Reading *r, Token t)
{
    if (!r->parameters) {
        Token before = r->count == 3 ? r->second : r->first;
        bool opens = t.c == '[' && t.kind == TOKEN_OP && r->before.kind == TOKEN_NAME
                  && (r->count == 2 || (r->count == 3 && r->first.word == WORD_ASYNC));
        if (opens && (before.word == WORD_DEF || before.word == WORD_CLASS || before.word == WORD_TYPE)) {
            r->parameters = x->open.n;
        }
        return;
    }
    if (t.kind != TOKEN_OP) {
        return;
    }
    bool closes = x->open.n < r->parameters;
    if (r->equals && (closes || (t.c == ',' && x->open.n == r->parameters))) {
        end_default(x, r, t.beg);
    } else if (!r->equals && t.c == '=' && t.end == t.beg + 1 && x->open.n == r->parameters) {
        r->equals = t.beg;
    }
    r->parameters = closes ? -1 : r->parameters;
}

static bool is_assignment(Token t)
{
    uint32_t n = t.end - t.beg;
    return t.c == '=' ? n == 1 : n > 1 && memchr("+-*/%&|^@", t.c, 9) ? true : (t.c == '<' || t.c == '>') && n == 3;
}

// Whether an expression list may start, or go on, after the token.
static bool precedes_element(const Lexer *x, Token t)
{
    if (t.kind == TOKEN_OP) {
        return (t.c == ',' && t.end == t.beg + 1) || (x->s[t.end - 1] == '=' && is_assignment(t));
    }
    Text word = {x->s + t.beg, t.end - t.beg};
    return t.kind == TOKEN_NAME && (text_eq(word, T("return")) || text_eq(word, T("yield")) || text_eq(word, T("in")));
}

static bool opens_element(Token t)
{
    return t.kind == TOKEN_OP && (t.c == '[' || (t.c == ':' && t.end == t.beg + 1));
}

// The brackets around are none, those of an index, or those of parameters: `*args: *[A]`.
static bool takes_bare_star(const Lexer *x, const Reading *r)
{
    bool of_parameters = (r->first.word == WORD_DEF || r->first.word == WORD_ASYNC) && x->open.n == 1;
    return !x->open.n || x->open.at[x->open.n - 1].indexes
        || (of_parameters && x->s[x->open.at[0].at] == '(' && r->before.c == ':');
}

// `return a, *[b]`, `x[a, *[b]]`: outside of brackets, and in an index, the grammar takes a star before names alone. Before
// anything else it becomes a plus in the view; lower_unary looks which it is.
static void bare_star(Lexer *x, Reading *r, Token t)
{
    bool is_await = t.kind == TOKEN_NAME && t.word == WORD_OPERAND && t.c == 'a';
    bool opens = t.kind == TOKEN_OP && memchr("([{+-~", t.c, 6) && t.end == t.beg + 1;
    if (r->star && x->view && (is_await || opens || t.kind == TOKEN_STRING || t.kind == TOKEN_NUMBER)) {
        lexer_fill(x, r->before.beg, r->before.end, '+');
    }
    bool is_star = t.kind == TOKEN_OP && t.c == '*' && t.end == t.beg + 1;
    r->star = is_star && takes_bare_star(x, r) && (opens_element(r->before) || r->at_start || precedes_element(x, r->before));
    if (t.kind == TOKEN_OP && t.c == '[') {
        x->open.at[x->open.n - 1].indexes = token_ends_operand(r->before) && !r->at_start;
    }
}

static void read_token(Lexer *x, Reading *r, Token t)
{
    soft_words(x, r, t);
    bare_star(x, r, t);
    if (r->parameters >= 0 && r->count >= 2 && x->view) {
        type_parameters(x, r, t);
    }
    if (r->count < 2) {
        *(r->count ? &r->second : &r->first) = t;
    }
    bool colon = t.kind == TOKEN_OP && t.c == ':' && t.end == t.beg + 1 && !x->open.n;
    r->at_start = colon || (t.kind == TOKEN_OP && t.c == ';' && !x->open.n);
    r->line.opens = colon;
    r->colon |= colon;
    r->line.end = t.end;
    r->before = t;
    r->count++;
}

// The first physical line after `at` that is indented no deeper than `column` and does not close anything.
static uint32_t next_statement(const Lexer *x, uint32_t at, int column)
{
    Lexer y = *x;
    while (at < x->n) {
        while (at < x->n && !is_line_end(x->s[at])) {
            at++;
        }
        if (at == x->n) {
            break;
        }
        at = after_line_end(x, at);
        y.at = at;
        Indent in = measure(&y);
        if (y.at < x->n && in.column <= column && !memchr(")]}#\n\r", x->s[y.at], 6)) {
            return at;
        }
    }
    return x->n;
}

// The view of text[at, n) before anything is known: line ends are LF.
static void start_view(Lexer *x, uint32_t at)
{
    memcpy(x->view + at, x->s + at, x->n - at);
    for (char *cr; at < x->n && (cr = memchr(x->view + at, '\r', x->n - at)); at = (uint32_t)(cr + 1 - x->view)) {
        *cr = cr + 1 < x->view + x->n && cr[1] == '\n' ? ' ' : '\n';
    }
}

// Takes back what was read from `at` on.
static void rewind_to(Lexer *x, uint32_t at)
{
    start_view(x, at);
    while (x->ast && x->ast->comments.n && x->ast->comments.at[x->ast->comments.n - 1].span.beg >= at) {
        x->ast->comments.n--;
    }
    while (x->out->defaults.n && x->out->defaults.at[x->out->defaults.n - 1].span.beg >= at) {
        x->out->defaults.n--;
    }
    x->at = at;
}

// The line has ended with brackets open: at the end of the file, or where a statement starts. In the first case it is
// made to end where the next statement seems to start.
static void unclosed(Lexer *x, Reading *r)
{
    Open open = x->open.at[x->open.n - 1];
    lexer_complain(x, open.at, open.at + 1, text_format(x->arena, "'%c' was never closed", open.c));
    if (!x->resync && x->searches++ < SEARCHES_MAX) {
        uint32_t at = next_statement(x, x->open.at[0].at, top(x)->column);
        if (at < x->n) {
            rewind_to(x, at);
            uint32_t end = at;
            while (end > r->line.beg && (is_line_end(x->s[end - 1]) || x->s[end - 1] == ' ' || x->s[end - 1] == '\t')) {
                end--;
            }
            r->line.end = end;
        }
    }
    r->line.opens = false;
    x->open.n = 0;
    x->resync = false;
}

static void read_line(Lexer *x, Reading *r, Token t)
{
    while (t.kind != TOKEN_END && t.kind != TOKEN_NEWLINE) {
        read_token(x, r, t);
        t = lexer_next(x);
    }
    soft_words(x, r, (Token){.kind = TOKEN_NEWLINE});
    if (x->open.n) {
        unclosed(x, r);
    }
    x->resync = false;
}

// A match statement was guessed; whether it is one shows in the line that follows it.
static void confirm_match(Lexer *x, Word next, bool deeper_line)
{
    Line *before = last_line(x);
    if (before && before->word == WORD_MATCH && (!before->opens || next != WORD_CASE || !deeper_line)) {
        before->word = WORD_NAME;
        respell(x, (Token){.beg = before->beg, .end = before->beg + 5});
    }
}

static bool all_blanks(const Lexer *x, uint32_t beg, uint32_t end, int column)
{
    for (uint32_t i = beg; i < end; i++) {
        if (x->s[i] != ' ') {
            return false;
        }
    }
    return end - beg == (uint32_t)column;
}

static Word first_word(Token t)
{
    return t.kind == TOKEN_NAME ? (Word)t.word : t.kind == TOKEN_OP && t.c == '@' ? WORD_DECORATOR : WORD_NONE;
}

// Decorators end with a definition.
static void check_decorated(Lexer *x, Word w, Token t)
{
    const Line *before = last_line(x);
    if (before && before->word == WORD_DECORATOR && !before->flawed && w != WORD_DECORATOR && w != WORD_DEF
        && w != WORD_CLASS && w != WORD_ASYNC) {
        note(x, t.beg, t.end, T("invalid syntax: a function or class should follow the decorator"));
        last_line(x)->flawed = true;
        x->out->flawed = true;
    }
}

// Reads the logical line that starts at x->at, unless it is blank.
static void logical_line(Lexer *x)
{
    uint32_t beg = x->at;
    Indent in = measure(x);
    in.shown = in.column < SHOWN_MAX ? in.column : SHOWN_MAX;
    if (x->at >= x->n || is_line_end(x->s[x->at]) || x->s[x->at] == '#') {
        lexer_fill(x, beg, x->at, ' ');
        if (x->at < x->n && x->s[x->at] == '#') {
            lexer_comment(x);
        } else if (x->at < x->n) {
            x->at = after_line_end(x, x->at);
        }
        return;
    }
    uint32_t first = x->at;
    x->line_flawed = false;
    Token t = lexer_next(x);
    uint32_t after = x->at;
    x->at = first;
    confirm_match(x, first_word(t), in.column > top(x)->column);
    Reading r = {.line = {.beg = first, .end = first}, .at_start = true};
    r.line.astray = place_line(x, in, t.end);
    x->at = after;
    if (!all_blanks(x, beg, first, top(x)->shown)) {
        write_indentation(x, beg, first, top(x)->shown);
    }
    Word w = first_word(t);
    w = w == WORD_CASE && !top(x)->of_cases ? WORD_NAME : w;
    check_decorated(x, w, t);
    chain(x, w, t.beg, t.end);
    r.line.word = (uint8_t)w;
    r.line.level = top(x)->level;
    read_line(x, &r, t);
    r.line.flawed = x->line_flawed;
    r.line.colonless = !r.colon && is_compound((Word)r.line.word) && r.line.word != WORD_MATCH;
    x->out->flawed |= r.line.flawed || r.line.astray;
    *list_push(x->scratch, &x->out->lines) = r.line;
}

void lex_source(const Source *source, Arena *a, Arena *scratch, Ast *ast, Lexed *lexed)
{
    uint32_t n = (uint32_t)source->text.n;
    *lexed = (Lexed){.view = NEW(scratch, char, n + 1)};
    Lexer x = {.source = source, .arena = a, .scratch = scratch, .ast = ast, .out = lexed, .s = source->text.s,
               .view = lexed->view, .n = n};
    start_view(&x, 0);
    *list_push(scratch, &x.indents) = (Indent){0};
    while (x.at < n) {
        logical_line(&x);
    }
    uint32_t last = last_line(&x) ? last_line(&x)->end : 0;
    want_block(&x, last_line(&x), last, last);
    confirm_match(&x, WORD_NONE, false);
    for (; x.indents.n; x.indents.n--) {
        want_handler(&x, top(&x), last, last);
    }
}

Tokens lex_line(const Source *source, Arena *scratch, const Line *line)
{
    Lexed out = {0};
    Lexer x = {.source = source, .arena = scratch, .scratch = scratch, .out = &out, .s = source->text.s, .n = line->end,
               .at = line->beg};
    Tokens tokens = {0};
    while (x.at < line->end) {
        Token t = lexer_next(&x);
        if (t.kind == TOKEN_END) {
            break;
        }
        *list_push(scratch, &tokens) = t;
    }
    return tokens;
}
