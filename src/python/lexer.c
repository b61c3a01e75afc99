// Logical lines, from one token that starts a statement to the line end that ends it; and where one whose brackets are not
// closed is made to end.
#include "python/lex.h"

#include <string.h>

enum {
    SEARCHES_MAX = 8,
    SHOWN_MAX = 60000           // tree-sitter-python counts columns in 16 bits
};

void lexer_note(Lexer *x, uint32_t beg, uint32_t end, Text message)
{
    if (x->ast) {
        *list_push(x->arena, &x->ast->errors) = (SyntaxError){{beg, end}, message};
    }
}

void lexer_complain(Lexer *x, uint32_t beg, uint32_t end, Text message)
{
    if (!x->line_flawed) {
        lexer_note(x, beg, end, message);
    }
    x->line_flawed = true;
}

// What may have to be shown another way in the view, and what stands behind it until that is known.
static void read_watched(Lexer *x, Reading *r, Token t)
{
    if (r->soft.word || is_soft(t)) {
        lexer_soft_word(x, r, t);
    }
    lexer_stars(x, r, t);
    if (x->view && (r->parameters > 0 || (t.c == '[' && r->parameters == 0 && (r->count == 2 || r->count == 3)))) {
        lexer_type_parameter(x, r, t);
    }
    r->watches = r->soft.word || r->star || r->stars || r->for_depth || r->parameters > 0 || t.c == '*';
}

static void read_token(Lexer *x, Reading *r, Token t)
{
    enum { WATCHED = 1 << WORD_FOR | 1 << WORD_TYPE | 1 << WORD_PRINT | 1 << WORD_EXEC | 1 << WORD_MATCH };
    if (r->watches || lexer_class(t.c) & IS_WATCHED || 1 << t.word & WATCHED) {
        read_watched(x, r, t);
    }
    if (r->count < 2) {
        *(r->count ? &r->second : &r->first) = t;
    }
    bool colon = t.kind == TOKEN_OP && t.c == ':' && t.end == t.beg + 1 && !x->open.n;
    r->at_start = colon || (t.kind == TOKEN_OP && t.c == ';' && !x->open.n);
    if (r->at_start) {
        r->stars = 0;
        r->annotates = colon && !is_compound((Word)r->line.word);
    }
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
        Indent in = lexer_measure(&y);
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
        uint32_t at = next_statement(x, x->open.at[0].at, lexer_top(x)->column);
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
    if (r->soft.word) {
        lexer_soft_word(x, r, (Token){.kind = TOKEN_NEWLINE});
    }
    if (x->open.n) {
        unclosed(x, r);
    }
    x->resync = false;
}

// A match statement was guessed; whether it is one shows in the line that follows it.
static void confirm_match(Lexer *x, Word next, bool deeper_line)
{
    Line *before = lexer_last_line(x);
    if (before && before->word == WORD_MATCH && (!before->opens || next != WORD_CASE || !deeper_line)) {
        before->word = WORD_NAME;
        lexer_respell(x, (Token){.beg = before->beg, .end = before->beg + 5});
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
    const Line *before = lexer_last_line(x);
    if (before && before->word == WORD_DECORATOR && !before->flawed && w != WORD_DECORATOR && w != WORD_DEF
        && w != WORD_CLASS && w != WORD_ASYNC) {
        lexer_note(x, t.beg, t.end, T("invalid syntax: a function or class should follow the decorator"));
        lexer_last_line(x)->flawed = true;
        x->out->flawed = true;
    }
}

// Reads the logical line that starts at x->at, unless it is blank.
static void logical_line(Lexer *x)
{
    uint32_t beg = x->at;
    Indent in = lexer_measure(x);
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
    confirm_match(x, first_word(t), in.column > lexer_top(x)->column);
    Reading r = {.line = {.beg = first, .end = first}, .at_start = true};
    r.line.astray = lexer_place(x, in, t.end);
    x->at = after;
    if (!all_blanks(x, beg, first, lexer_top(x)->shown)) {
        lexer_indent(x, beg, first, lexer_top(x)->shown);
    }
    Word w = first_word(t);
    w = w == WORD_CASE && !lexer_top(x)->of_cases ? WORD_NAME : w;
    check_decorated(x, w, t);
    lexer_chain(x, w, t.beg, t.end);
    r.line.word = (uint8_t)w;
    r.line.level = lexer_top(x)->level;
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
    uint32_t last = lexer_last_line(&x) ? lexer_last_line(&x)->end : 0;
    lexer_want_block(&x, lexer_last_line(&x), last, last);
    confirm_match(&x, WORD_NONE, false);
    for (; x.indents.n; x.indents.n--) {
        lexer_want_handler(&x, lexer_top(&x), last, last);
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
