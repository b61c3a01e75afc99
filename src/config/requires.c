#include "config/requires.h"

#include "base/os.h"

// -- specifiers ---------------------------------------------------------------------------------------------------------

// `3.11.2`, `3.11`, `3.11.*`: 311.
static int version_of(Text t)
{
    ptrdiff_t digits = 0;
    int64_t major, minor;
    Text first, rest;
    if (!text_cut(text_trim(t), '.', &first, &rest) || !text_to_int(first, &major) || major != 3) {
        return 0;
    }
    while (digits < rest.n && rest.s[digits] >= '0' && rest.s[digits] <= '9') {
        digits++;
    }
    return digits > 0 && digits < 3 && text_to_int(text_sub(rest, 0, digits), &minor) ? 300 + (int)minor : 0;
}

// One comparison; 0 when it is no lower bound.
static int bound_of(Text t)
{
    static const char *const operators[] = {">=", "~=", "===", "==", ">", "^", "~", ""};
    t = text_trim(t);
    for (int i = 0;; i++) {
        Text operator= text_from(operators[i]);
        if (text_starts(t, operator)) {
            return version_of(text_sub(t, operator.n, t.n));
        }
    }
}

static int highest_of(Text all)
{
    int highest = 0;
    while (all.n) {
        Text one;
        text_cut(all, ',', &one, &all);
        int bound = bound_of(one);
        highest = bound > highest ? bound : highest;
    }
    return highest;
}

int requires_least(Text specifier)
{
    int lowest = 0;
    bool first = true;
    while (specifier.n) {
        ptrdiff_t bar = text_find(specifier, T("||"));
        int bound = highest_of(text_sub(specifier, 0, bar < 0 ? specifier.n : bar));
        lowest = first || bound < lowest ? bound : lowest;
        first = false;
        specifier = bar < 0 ? (Text){0} : text_sub(specifier, bar + 2, specifier.n);
    }
    return lowest;
}

// -- files --------------------------------------------------------------------------------------------------------------

static bool next_line(Text *rest, Text *line)
{
    if (!rest->n) {
        return false;
    }
    text_cut(*rest, '\n', line, rest);
    return true;
}

// `[name]`, blanks and a comment aside: its name; empty for any other line.
static Text header_of(Text line)
{
    line = text_trim(line);
    ptrdiff_t close = text_find_char(line, ']');
    return text_starts(line, T("[")) && close > 0 ? text_trim(text_sub(line, 1, close)) : (Text){0};
}

// The value of `key = value`.
static bool value_of(Text line, Text key, Text *value)
{
    Text name;
    if (!text_cut(line, '=', &name, value)) {
        return false;
    }
    name = text_trim(name);
    bool quoted = name.n > 1 && (name.s[0] == '"' || name.s[0] == '\'') && name.s[name.n - 1] == name.s[0];
    *value = text_trim(*value);
    return text_eq(quoted ? text_sub(name, 1, name.n - 1) : name, key);
}

// What stands between the quotes that a TOML value starts with.
static Text quoted(Text value)
{
    ptrdiff_t close = value.n ? text_find_char(text_sub(value, 1, value.n), value.s[0]) : -1;
    bool quote = value.n && (value.s[0] == '"' || value.s[0] == '\'');
    return quote && close >= 0 ? text_sub(value, 1, 1 + close) : (Text){0};
}

// A line within a text of several lines is none of the table's: *inside is the quotes that end it.
static bool skips(Text line, Text *inside)
{
    bool was = inside->n > 0;
    for (;;) {
        ptrdiff_t basic = text_find(line, T("\"\"\"")), literal = text_find(line, T("'''"));
        bool is_basic = basic >= 0 && (literal < 0 || basic < literal);
        ptrdiff_t at = inside->n ? text_find(line, *inside) : is_basic ? basic : literal;
        if (at < 0) {
            return was;
        }
        *inside = inside->n ? (Text){0} : is_basic ? T("\"\"\"") : T("'''");
        line = text_sub(line, at + 3, line.n);
    }
}

int requires_of_pyproject(Text content)
{
    static const struct {
        const char *table, *key;
    } places[] = {{"project", "requires-python"}, {"", "project.requires-python"}, {"tool.poetry.dependencies", "python"},
                  {"tool.flit.metadata", "requires-python"}};
    enum { PLACES = sizeof places / sizeof *places };
    int found[PLACES] = {0};
    Text line, table = T(""), inside = {0}, value;
    while (next_line(&content, &line)) {
        if (skips(line, &inside)) {
            continue;
        }
        Text header = header_of(line);
        table = header.n ? header : table;
        for (int i = 0; i < PLACES; i++) {
            if (text_eq(table, text_from(places[i].table)) && value_of(line, text_from(places[i].key), &value)) {
                found[i] = requires_least(quoted(value));
            }
        }
    }
    for (int i = 0; i < PLACES; i++) {
        if (found[i]) {
            return found[i];
        }
    }
    return 0;
}

// The value may start on the line below.
int requires_of_setup(Text content)
{
    Text line, section = {0}, value;
    while (next_line(&content, &line)) {
        Text header = header_of(line);
        section = header.n ? header : section;
        if (!text_eq(section, T("options")) || !value_of(line, T("python_requires"), &value)) {
            continue;
        }
        bool below = !value.n && next_line(&content, &line);
        return requires_least(below ? text_trim(line) : value);
    }
    return 0;
}

// -- the tree -----------------------------------------------------------------------------------------------------------

static int read_file(Arena scratch, Text directory, const char *name, int (*read)(Text content))
{
    enum { LIMIT = 1 << 20 };
    Text content, path = text_format(&scratch, "%.*s/%s", PRI(directory), name);
    return os_read_file(&scratch, path, LIMIT, &content) == 0 ? read(content) : 0;
}

static int declared_in(Arena scratch, Text directory)
{
    int version = read_file(scratch, directory, "pyproject.toml", requires_of_pyproject);
    return version ? version : read_file(scratch, directory, "setup.cfg", requires_of_setup);
}

static bool is_repository(Arena scratch, Text directory)
{
    Text path = text_format(&scratch, "%.*s/.git", PRI(directory));
    return os_stat(scratch, path, true).kind != OS_NONE;
}

int requires_for_directory(Requires *r, Text directory)
{
    const int *known = map_get(&r->directories, directory);
    if (known) {
        return *known;
    }
    int *version = NEW(r->arena, int, 1);
    *version = declared_in(*r->arena, directory);
    ptrdiff_t slash = text_rfind_char(directory, '/');
    if (!*version && slash >= 0 && !is_repository(*r->arena, directory)) {
        *version = requires_for_directory(r, text_sub(directory, 0, slash));
    }
    *map_put(r->arena, &r->directories, directory) = version;
    return *version;
}
