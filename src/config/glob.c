#include "config/glob.h"

#include "base/out.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

// What PCRE2 asks for comes from an arena; running out unwinds through it, which leaves nothing behind.
static void *take(size_t size, void *arena)
{
    return arena_take(arena, 1, _Alignof(max_align_t), size);
}

static void give_back(void *memory, void *arena)
{
    (void)memory, (void)arena;
}

typedef struct {
    Arena *arena;
    Text glob;
    ptrdiff_t at;           // next byte
    ptrdiff_t first_special;
    Out regex;
    ptrdiff_t open_star;    // where in `regex` the group of the last `*` of this path part starts; -1: there is none
    const char *error;
} Translator;

static bool is_special(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

static void put_byte(Translator *t, unsigned char c)
{
    out_format(&t->regex, "\\x%02x", c);
}

// `a*b*c` within one part: once `b` has been found after the first star, no other place for it can do better. So the
// group of every star but the last is atomic, and matching takes no exponential time. A group starts as (?: and is
// changed to (?> when another star follows.
static void close_star(Translator *t, bool atomic)
{
    if (t->open_star >= 0) {
        t->regex.at[t->open_star + 2] = atomic ? '>' : ':';
        out_char(&t->regex, ')');
        t->open_star = -1;
    }
}

static char peek(const Translator *t, ptrdiff_t ahead)
{
    return t->at + ahead < t->glob.n ? t->glob.s[t->at + ahead] : 0;
}

// Whether the stars from `from` on stand at the start of a part. After a plain beginning git matches the rest of the
// glob as if it were a glob of its own (`match_pathname` in dir.c), so `foo**/x` has its stars at the start, too.
static bool starts_part(const Translator *t, ptrdiff_t from)
{
    return from == 0 || from == t->first_special || t->glob.s[from - 1] == '/';
}

static void translate_stars(Translator *t)
{
    ptrdiff_t from = t->at;
    while (peek(t, 0) == '*') {
        t->at++;
    }
    if (t->at - from > 1 && starts_part(t, from)) {
        ptrdiff_t slash = peek(t, 0) == '/' ? 1 : peek(t, 0) == '\\' && peek(t, 1) == '/' ? 2 : 0;
        if (slash) {
            close_star(t, false);
            t->at += slash;
            out_c(&t->regex, "(?:.*/)?");
            return;
        }
        if (t->at == t->glob.n) {
            out_c(&t->regex, ".*");
            return;
        }
    }
    close_star(t, true);
    t->open_star = t->regex.n;
    out_c(&t->regex, "(?:[^/]*?");
}

typedef struct {
    bool has[256];
} Class;

// POSIX classes of the C locale. false when there is none of that name.
static bool add_named(Class *c, Text name)
{
    static const struct {
        const char *name, *ranges;      // pairs of bounds
    } NAMED[] = {
        {"alnum", "09AZaz"}, {"alpha", "AZaz"}, {"blank", "  \t\t"}, {"cntrl", "\001\037\177\177"}, {"digit", "09"},
        {"graph", "!~"}, {"lower", "az"}, {"print", " ~"}, {"punct", "!/:@[`{~"}, {"space", "  \t\r"}, {"upper", "AZ"},
        {"xdigit", "09AFaf"},
    };
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        if (text_eq(name, text_from(NAMED[i].name))) {
            for (const char *r = NAMED[i].ranges; *r; r += 2) {
                memset(c->has + r[0], true, (size_t)(r[1] - r[0] + 1));
            }
            return true;
        }
    }
    return false;
}

// A [:name:] at t->at. false when the brackets do not close: then the `[` is an ordinary member.
static bool read_named(Translator *t, Class *c)
{
    Text rest = text_sub(t->glob, t->at + 2, t->glob.n);
    ptrdiff_t bracket = text_find_char(rest, ']');
    if (bracket < 0) {
        t->error = "unclosed `[`";
        return true;
    }
    if (bracket == 0 || rest.s[bracket - 1] != ':') {
        return false;
    }
    if (!add_named(c, text_sub(rest, 0, bracket - 1))) {
        t->error = "unknown class of characters";
    }
    t->at += 2 + bracket + 1;
    return true;
}

// One member, quoted or not; 0 at the end of the glob.
static unsigned char read_member(Translator *t)
{
    if (peek(t, 0) == '\\') {
        t->at++;
    }
    return (unsigned char)(t->at < t->glob.n ? t->glob.s[t->at++] : 0);
}

static void read_range(Translator *t, Class *c)
{
    unsigned char low = read_member(t);
    c->has[low] = true;
    if (peek(t, 0) == '-' && peek(t, 1) && peek(t, 1) != ']') {
        t->at++;
        unsigned char high = read_member(t);
        for (int i = low; i <= high; i++) {
            c->has[i] = true;
        }
    }
}

static void put_class(Translator *t, const Class *c, bool negated)
{
    out_c(&t->regex, "[");
    int members = 0;
    for (int i = 1; i < 256; i++) {
        if (c->has[i] != negated && i != '/') {
            put_byte(t, (unsigned char)i);
            members++;
        }
    }
    if (members == 0) {
        t->regex.n--;
        out_c(&t->regex, "(*FAIL)");
        return;
    }
    out_c(&t->regex, "]");
}

static void translate_class(Translator *t)
{
    Class c = {0};
    t->at++;
    bool negated = peek(t, 0) == '!' || peek(t, 0) == '^';
    t->at += negated;
    bool first = true;
    while (!t->error && (first || peek(t, 0) != ']')) {
        first = false;
        if (t->at >= t->glob.n) {
            t->error = "unclosed `[`";
        } else if (peek(t, 0) != '[' || peek(t, 1) != ':' || !read_named(t, &c)) {
            read_range(t, &c);
        }
    }
    t->at++;
    if (!t->error) {
        put_class(t, &c, negated);
    }
}

static void translate(Translator *t)
{
    while (t->at < t->glob.n && !t->error) {
        switch (t->glob.s[t->at]) {
        case '*':
            translate_stars(t);
            break;
        case '?':
            out_c(&t->regex, "[^/]");
            t->at++;
            break;
        case '[':
            translate_class(t);
            break;
        case '/':
            close_star(t, false);
            out_char(&t->regex, '/');
            t->at++;
            break;
        default:
            if (peek(t, 0) == '\\' && t->at + 1 == t->glob.n) {
                t->error = "`\\` at the end";
                return;
            }
            put_byte(t, read_member(t));
        }
    }
    close_star(t, false);
}

static ptrdiff_t plain_length(Text t)
{
    ptrdiff_t n = 0;
    while (n < t.n && !is_special(t.s[n])) {
        n++;
    }
    return n;
}

static void *compile_regex(Arena *a, Text regex)
{
    pcre2_general_context *memory = pcre2_general_context_create(take, give_back, a);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    uint32_t options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_AUTO_CAPTURE;
    int error;
    PCRE2_SIZE where;
    return pcre2_compile((PCRE2_SPTR)(regex.n ? regex.s : ""), (PCRE2_SIZE)regex.n, options, &error, &where, context);
}

Glob glob_compile(Arena *a, Text pattern, const char **error)
{
    *error = NULL;
    ptrdiff_t plain = plain_length(pattern);
    if (plain == pattern.n) {
        return (Glob){.kind = GLOB_LITERAL, .literal = text_copy(a, pattern)};
    }
    Text rest = text_sub(pattern, 1, pattern.n);
    if (pattern.s[0] == '*' && plain_length(rest) == rest.n && text_find_char(rest, '/') < 0) {
        return (Glob){.kind = GLOB_SUFFIX, .literal = text_copy(a, rest)};
    }
    Translator t = {a, pattern, 0, plain, out_to_memory(a), -1, NULL};
    translate(&t);
    *error = t.error;
    if (t.error) {
        return (Glob){.kind = GLOB_NEVER};
    }
    void *regex = compile_regex(a, out_text(&t.regex));
    *error = regex ? NULL : "too long";
    return (Glob){.kind = regex ? GLOB_REGEX : GLOB_NEVER, .regex = regex};
}

static bool match_regex(const void *regex, Text subject, Arena scratch)
{
    enum { MATCH_LIMIT = 200000, HEAP_LIMIT = 4096 };      // steps, KiB
    pcre2_general_context *memory = pcre2_general_context_create(take, give_back, &scratch);
    pcre2_match_context *context = pcre2_match_context_create(memory);
    pcre2_match_data *data = pcre2_match_data_create(1, memory);
    pcre2_set_match_limit(context, MATCH_LIMIT);
    pcre2_set_heap_limit(context, HEAP_LIMIT);
    return pcre2_match(regex, (PCRE2_SPTR)(subject.n ? subject.s : ""), (PCRE2_SIZE)subject.n, 0, 0, data, context) >= 0;
}

bool glob_match(const Glob *g, Text subject, Arena scratch)
{
    switch (g->kind) {
    case GLOB_NEVER: return false;
    case GLOB_LITERAL: return text_eq(subject, g->literal);
    case GLOB_SUFFIX: return text_ends(subject, g->literal) && text_find_char(subject, '/') < 0;
    case GLOB_REGEX: return match_regex(g->regex, subject, scratch);
    }
    return false;
}
