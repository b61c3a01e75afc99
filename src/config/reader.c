#include "config/reader.h"

static int code_points(Text t)
{
    int n = 0;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        n += ((unsigned char)t.s[i] & 0xc0) != 0x80;
    }
    return n;
}

static Text line_of(Text source, int line)
{
    Text head = {0};
    if (text_starts(source, T("\xef\xbb\xbf"))) {
        source = text_sub(source, 3, source.n);
    }
    while (line-- > 0) {
        text_cut(source, '\n', &head, &source);
    }
    return text_ends(head, T("\r")) ? text_sub(head, 0, head.n - 1) : head;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

// Code points of the word at a column.
static int word_length(Text line, int column)
{
    ptrdiff_t i = 0;
    while (i < line.n && column > 1) {
        i++;
        column -= i == line.n || ((unsigned char)line.s[i] & 0xc0) != 0x80;
    }
    ptrdiff_t from = i;
    while (i < line.n && is_word(line.s[i])) {
        i++;
    }
    return code_points(text_sub(line, from, i));
}

void reader_problem_at(Reader *r, int line, int column, int width, Text message)
{
    ConfigProblem p = {r->path, line, column, width, message, line_of(r->source, line)};
    int room = code_points(p.excerpt) - column + 1;
    p.width = p.width > 0 ? p.width : word_length(p.excerpt, column);
    p.width = p.width > room ? room : p.width;
    p.width = p.width < 1 ? 1 : p.width;
    *list_push(r->store->arena, &r->store->problems) = p;
}

void reader_problem(Reader *r, const Value *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Text message = text_vformat(r->store->arena, format, args);
    va_end(args);
    int width = at->kind == VALUE_SCALAR ? code_points(at->text) + 2 * at->quoted : 1;
    reader_problem_at(r, at->line, at->column, width, message);
}

// "the list", "`yes`": a value in the words of a complaint.
static Text describe(Arena *a, const Value *v)
{
    if (v->kind == VALUE_LIST) {
        return T("a list");
    }
    if (v->kind == VALUE_MAP) {
        return T("a table");
    }
    if (value_is_null(v)) {
        return T("nothing");
    }
    return v->text.n == 0 ? T("an empty text") : text_format(a, "`%.*s`", PRI(v->text));
}

static void expected(Reader *r, const Value *v, const char *what)
{
    Text found = describe(r->store->arena, v);
    // An empty value has no place of its own worth pointing at.
    const Value *at = value_is_null(v) && r->key ? r->key : v;
    reader_problem(r, at, "`%.*s`: expected %s, found %.*s", PRI(r->key->text), what, PRI(found));
}

bool config_word(Reader *r, const Value *v, Text *word)
{
    if (v->kind != VALUE_SCALAR || value_is_null(v) || v->text.n == 0) {
        expected(r, v, "a text");
        return false;
    }
    if (text_find_char(v->text, '\0') >= 0) {
        reader_problem(r, v, "`%.*s`: NUL in a text", PRI(r->key->text));
        return false;
    }
    *word = v->text;
    return true;
}

bool config_words(Reader *r, const Value *v, Texts *words)
{
    if (v->kind == VALUE_SCALAR && !value_is_null(v)) {
        reader_problem(r, v, "`%.*s`: expected a list, found `%.*s`; write [%.*s]", PRI(r->key->text), PRI(v->text),
                       PRI(v->text));
        return false;
    }
    if (v->kind != VALUE_LIST) {
        expected(r, v, "a list");
        return false;
    }
    bool good = true;
    for (int i = 0; i < v->items.n; i++) {
        Text word;
        if (config_word(r, v->items.at[i], &word)) {
            *list_push(r->store->arena, words) = word;
        } else {
            good = false;
        }
    }
    return good;
}

bool config_bool(Reader *r, const Value *v, bool *result)
{
    bool value;
    if (!value_bool(v, &value)) {
        expected(r, v, "true or false");
        return false;
    }
    *result = value;
    return true;
}

bool config_integer(Reader *r, const Value *v, int64_t least, int64_t most, int64_t *result)
{
    int64_t value;
    if (v->kind != VALUE_SCALAR || !text_to_int(v->text, &value)) {
        expected(r, v, "a whole number");
        return false;
    }
    if (value < least || value > most) {
        reader_problem(r, v, "`%.*s`: expected a number from %lld to %lld", PRI(r->key->text), (long long)least,
                       (long long)most);
        return false;
    }
    *result = value;
    return true;
}

Text config_hint(Arena *a, Text word, const char *const *choices)
{
    Texts all = {0};
    for (; *choices; choices++) {
        *list_push(a, &all) = text_from(*choices);
    }
    Text near = text_nearest(word, all.at, all.n);
    return near.n ? text_format(a, "; did you mean `%.*s`?", PRI(near)) : T("");
}

bool config_choice(Reader *r, const Value *v, const char *const *choices, int *index)
{
    Text word;
    if (!config_word(r, v, &word)) {
        return false;
    }
    Arena *a = r->store->arena;
    Text list = {0};
    for (int i = 0; choices[i]; i++) {
        if (text_eq(word, text_from(choices[i]))) {
            *index = i;
            return true;
        }
        list = text_format(a, "%.*s%s%s", PRI(list), i ? (choices[i + 1] ? ", " : " or ") : "", choices[i]);
    }
    Text hint = config_hint(a, word, choices);
    reader_problem(r, v, "`%.*s`: expected %.*s, found `%.*s`%.*s", PRI(r->key->text), PRI(list), PRI(word), PRI(hint));
    return false;
}

bool config_expect_map(Reader *r, const Value *v)
{
    if (v->kind != VALUE_MAP) {
        expected(r, v, "a table of keys and values");
    }
    return v->kind == VALUE_MAP;
}

bool config_selector(Reader *r, const Value *v, Selector *s)
{
    Text word;
    if (!config_word(r, v, &word)) {
        return false;
    }
    if (selector_read(word, s)) {
        return true;
    }
    Text hint = selector_hint(r->store->arena, word);
    reader_problem(r, v, "`%.*s`: unknown rule `%.*s`%.*s", PRI(r->key->text), PRI(word), PRI(hint));
    return false;
}
