#include "lint/lines.h"

typedef struct {
    const char *s;
    ptrdiff_t n, at;
    int line;
    int depth;              // open brackets
    Lines *lines;
} Scanner;

static char peek(const Scanner *c, ptrdiff_t ahead)
{
    return c->at + ahead < c->n ? c->s[c->at + ahead] : 0;
}

static bool at_line_end(const Scanner *c)
{
    return peek(c, 0) == '\n' || peek(c, 0) == '\r';
}

// Goes on to the next line; `joined`: a string or a backslash reaches over, `logical`: the logical line does.
static void next_line(Scanner *c, bool joined, bool logical)
{
    c->at += peek(c, 0) == '\r' && peek(c, 1) == '\n' ? 2 : 1;
    if (c->line < c->lines->n) {
        c->lines->joined[c->line] = joined;
        c->lines->logical[c->line] = joined || logical;
        c->line++;
    }
}

static void skip_comment(Scanner *c)
{
    while (c->at < c->n && !at_line_end(c)) {
        c->at++;
    }
}

// A string from its opening quote on. One that is not closed ends with its line.
static void skip_string(Scanner *c)
{
    char quote = peek(c, 0);
    bool triple = peek(c, 1) == quote && peek(c, 2) == quote;
    c->at += triple ? 3 : 1;
    while (c->at < c->n) {
        if (peek(c, 0) == '\\' && c->at + 1 < c->n) {
            c->at++;
            if (at_line_end(c)) {
                next_line(c, true, true);
            } else {
                c->at++;
            }
        } else if (at_line_end(c)) {
            if (!triple) {
                return;
            }
            next_line(c, true, true);
        } else if (peek(c, 0) == quote && (!triple || (peek(c, 1) == quote && peek(c, 2) == quote))) {
            c->at += triple ? 3 : 1;
            return;
        } else {
            c->at++;
        }
    }
}

static void skip_backslash(Scanner *c)
{
    c->at++;
    if (at_line_end(c)) {
        next_line(c, true, true);
    }
}

static void scan(Scanner *c)
{
    while (c->at < c->n) {
        switch (c->s[c->at]) {
        case '\n':
        case '\r':
            next_line(c, false, c->depth > 0);
            break;
        case '#':
            skip_comment(c);
            break;
        case '\'':
        case '"':
            skip_string(c);
            break;
        case '\\':
            skip_backslash(c);
            break;
        case '(':
        case '[':
        case '{':
            c->depth++;
            c->at++;
            break;
        case ')':
        case ']':
        case '}':
            c->depth -= c->depth > 0;
            c->at++;
            break;
        default:
            c->at++;
        }
    }
}

Lines lines_read(Arena *a, const Source *s)
{
    int n = s->lines;
    Lines lines = {n, NEW(a, int, n + 2), NEW(a, int, n + 2), NEW(a, bool, n + 2)};
    Scanner c = {.s = s->text.s, .n = s->text.n, .line = 1, .lines = &lines};
    scan(&c);
    // So far 1 where a line goes on in the next; from the end, the lines where they end.
    for (int i = n; i > 0; i--) {
        lines.inside[i] = lines.logical[i - 1];
        lines.joined[i] = lines.joined[i] ? lines.joined[i + 1] : i;
        lines.logical[i] = lines.logical[i] ? lines.logical[i + 1] : i;
    }
    return lines;
}

int lines_next_code(const Lines *l, const Source *s, int line)
{
    for (line++; line <= l->n; line++) {
        Text t = text_trim(source_line_text(s, line));
        if (t.n && t.s[0] != '#') {
            return line;
        }
    }
    return 0;
}
