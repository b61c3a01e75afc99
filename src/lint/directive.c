// Reads suppression comments. A comment may hold several, each after its own `#`.
//
// noqa follows ruff's lexer (crates/ruff_linter/src/noqa.rs, NoqaLexer): `noqa` in any case, then nothing, a blank or
// `#` for all rules, or `:` and codes of capital letters and digits up to the first word that is none. What ruff calls
// invalid (`noqaX`, `noqa:` without a code, `noqa: AQ101x`) silences nothing. It is not complained about: such a comment
// may be meant for another tool.
#include "lint/directive.h"

typedef struct {
    Arena *arena, *keep;
    const Source *source;
    Warnings *warnings;
    Directives *found;
    bool own_line;
    bool had_noqa, had_file_noqa;   // in this comment: only the first counts, also when it is invalid
    uint32_t comment;       // offset of the piece's `#`
    Text rest;              // of the piece, to be read
    const char *end;        // of the comment
} Reader;

void directive_warn(Arena *a, const Source *s, Warnings *warnings, uint32_t at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Text message = text_vformat(a, format, args);
    va_end(args);
    *list_push(a, warnings) = (Warning){s->path, source_place(s, at), message};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const Reader *r)
{
    return r->rest.n ? r->rest.s[0] : 0;
}

static void advance(Reader *r, ptrdiff_t n)
{
    r->rest = text_sub(r->rest, n, r->rest.n);
}

static void skip_blanks(Reader *r)
{
    while (is_blank(peek(r))) {
        advance(r, 1);
    }
}

static bool take_word(Reader *r, Text word)
{
    if (!text_eq_nocase(text_sub(r->rest, 0, word.n), word)) {
        return false;
    }
    advance(r, word.n);
    return true;
}

static uint32_t offset_of(const Reader *r, Text t)
{
    return (uint32_t)(t.s - r->source->text.s);
}

static Directive *add(Reader *r, DirectiveKind kind)
{
    Directive *d = list_push(r->arena, r->found);
    d->kind = kind;
    d->own_line = r->own_line;
    d->at = r->comment;
    d->line = source_line(r->source, r->comment);
    return d;
}

static void add_word(Reader *r, Directive *d, Text word, bool is_foreign)
{
    Selector s;
    selector_read(word, &s);
    *list_push(r->arena, &d->words) = (DirectiveWord){.text = word, .rules = s.rules, .is_foreign = is_foreign};
}

// -- noqa

// The length of the code that `t` starts with, 0 when there is none.
static ptrdiff_t code_length(Text t)
{
    ptrdiff_t letters = 0, n;
    while (letters < t.n && is_capital(t.s[letters])) {
        letters++;
    }
    for (n = letters; n < t.n && is_digit(t.s[n]); n++) {
    }
    return letters > 0 && n > letters ? n : 0;
}

// One code of a list into *code. false at the end of the list; *valid becomes false when the directive is invalid.
// Codes may stand close together (`F401F841`).
static bool next_code(Reader *r, Text *code, bool *valid)
{
    while (is_blank(peek(r)) || peek(r) == ',') {
        advance(r, 1);
    }
    *code = text_sub(r->rest, 0, code_length(r->rest));
    if (code->n == 0) {
        return false;
    }
    advance(r, code->n);
    *valid = r->rest.n == 0 || is_blank(peek(r)) || peek(r) == ',' || code_length(r->rest) > 0;
    return *valid;
}

static void read_codes(Reader *r, DirectiveKind kind)
{
    Directive d = {.all = false};
    Text code;
    bool valid = true;
    while (next_code(r, &code, &valid)) {
        add_word(r, &d, code, !text_starts(code, T("AQ")));
    }
    if (valid && d.words.n) {
        Directive *added = add(r, kind);
        added->words = d.words;
        added->behind = (Text){r->rest.s, r->end - r->rest.s};
    }
}

// After the word `noqa`.
static void read_noqa(Reader *r, DirectiveKind kind)
{
    bool *had = kind == DIRECTIVE_NOQA ? &r->had_noqa : &r->had_file_noqa;
    if (*had) {
        return;
    }
    *had = true;
    bool blank = is_blank(peek(r));
    skip_blanks(r);
    if (peek(r) == ':') {
        advance(r, 1);
        read_codes(r, kind);
    } else if (blank || r->rest.n == 0) {
        add(r, kind)->all = true;
    }
}

// -- aqlint:

static const struct {
    const char *word;
    DirectiveKind kind;
} ACTIONS[] = {
    {"ignore", DIRECTIVE_IGNORE}, {"ignore-function", DIRECTIVE_FUNCTION}, {"file-ignore", DIRECTIVE_FILE},
    {"ignore-file", DIRECTIVE_FILE}, {"disable", DIRECTIVE_DISABLE}, {"enable", DIRECTIVE_ENABLE},
};

enum { ACTION_COUNT = sizeof ACTIONS / sizeof *ACTIONS };

static void warn_unknown_action(Reader *r, Text word)
{
    Text all[ACTION_COUNT];
    for (int i = 0; i < ACTION_COUNT; i++) {
        all[i] = text_from(ACTIONS[i].word);
    }
    Text near = text_nearest(word, all, ACTION_COUNT);
    directive_warn(r->keep, r->source, r->warnings, r->comment, "`aqlint: %.*s` is no suppression%s%.*s%s", PRI(word),
                   near.n ? "; did you mean `" : "", PRI(near), near.n ? "`?" : "");
}

// The list in brackets: its words into d->rules.
static void take_rules(Reader *r, Directive *d)
{
    Text list = d->list;
    while (list.n) {
        Text word;
        text_cut(list, ',', &word, &list);
        word = text_trim(word);
        if (word.n) {
            add_word(r, d, word, false);
        }
    }
}

static Text read_reason(Text t)
{
    t = text_trim(t);
    return text_starts(t, T("--")) ? text_trim(text_sub(t, 2, t.n)) : t;
}

static void read_list(Reader *r, Text word, DirectiveKind kind)
{
    skip_blanks(r);
    ptrdiff_t close = text_find_char(r->rest, ']');
    Text list = text_trim(text_sub(r->rest, 1, close));
    if (peek(r) != '[' || (close >= 0 && list.n == 0)) {
        directive_warn(r->keep, r->source, r->warnings, r->comment,
                       "`aqlint: %.*s` names no rules; write `%.*s[AQ101]`, or `%.*s[ALL]`", PRI(word), PRI(word),
                       PRI(word));
        return;
    }
    if (close < 0) {
        directive_warn(r->keep, r->source, r->warnings, r->comment, "`aqlint: %.*s[` has no `]`", PRI(word));
        return;
    }
    Directive *d = add(r, kind);
    d->list = list;
    d->reason = read_reason(text_sub(r->rest, close + 1, r->rest.n));
    d->behind = (Text){r->rest.s + close + 1, r->end - r->rest.s - close - 1};
    take_rules(r, d);
}

// After `aqlint:`.
static void read_action(Reader *r)
{
    ptrdiff_t n = 0;
    while (n < r->rest.n && !is_blank(r->rest.s[n]) && r->rest.s[n] != '[') {
        n++;
    }
    Text word = text_sub(r->rest, 0, n);
    advance(r, n);
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (text_is(word, ACTIONS[i].word)) {
            read_list(r, word, ACTIONS[i].kind);
            return;
        }
    }
    warn_unknown_action(r, word);
}

// A colon with blanks around it.
static bool take_colon(Reader *r)
{
    skip_blanks(r);
    if (peek(r) != ':') {
        return false;
    }
    advance(r, 1);
    skip_blanks(r);
    return true;
}

// What follows one `#`, up to the next.
static void read_piece(Reader *r)
{
    skip_blanks(r);
    if (take_word(r, T("noqa"))) {
        read_noqa(r, DIRECTIVE_NOQA);
    } else if (take_word(r, T("aqlint"))) {
        if (take_colon(r)) {
            read_action(r);
        }
    } else if (text_starts(r->rest, T("ruff")) || text_starts(r->rest, T("flake8"))) {
        advance(r, peek(r) == 'r' ? 4 : 6);
        if (take_colon(r) && take_word(r, T("noqa"))) {
            read_noqa(r, DIRECTIVE_FILE_NOQA);
        }
    }
}

static void read_comment(Reader *r, Text comment)
{
    r->had_noqa = r->had_file_noqa = false;
    r->end = comment.s + comment.n;
    while (comment.n) {
        Text piece, rest;
        r->comment = offset_of(r, comment);
        text_cut(text_sub(comment, 1, comment.n), '#', &piece, &rest);
        r->rest = piece;
        read_piece(r);
        comment = text_sub(comment, 1 + piece.n, comment.n);
    }
}

Directives directives_read(Arena *a, Arena *keep, const Source *s, const Ast *ast, Warnings *warnings)
{
    Directives found = {0};
    Reader r = {.arena = a, .keep = keep, .source = s, .warnings = warnings, .found = &found};
    for (int i = 0; i < ast->comments.n; i++) {
        r.own_line = ast->comments.at[i].own_line;
        read_comment(&r, source_span_text(s, ast->comments.at[i].span));
    }
    return found;
}
