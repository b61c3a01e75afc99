// What a unit defines, assigns and fills: by these names others reach it.
#include "python/region_choice.h"
#include "python/word.h"

#include <string.h>

static void define(Chooser *c, Map *map, Unit *u, Text name)
{
    void **slot = map_put(c->arena, map, name);
    if (!*slot) {
        *slot = NEW(c->arena, Units, 1);
    }
    Units *all = *slot;
    if (all->n == 0 || all->at[all->n - 1] != u) {
        *list_push(c->arena, all) = u;
    }
}

// The offset of the `=` of an assignment or `:` of an annotation outside of brackets, or -1.
ptrdiff_t line_assignment_sign(Text t)
{
    int depth = 0;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        char ch = t.s[i];
        depth += (ch == '(' || ch == '[' || ch == '{') - (ch == ')' || ch == ']' || ch == '}');
        if (depth == 0 && ch == ':' && (i + 1 == t.n || t.s[i + 1] != '=')) {
            return i;
        }
        if (depth == 0 && ch == '=' && i + 1 < t.n && t.s[i + 1] != '=' && i > 0 && !memchr("=!<>", t.s[i - 1], 4)) {
            return i;
        }
    }
    return -1;
}

// Whether the word before the dot at `dot` is the unit's first parameter: `self`, mostly.
static bool is_of_self(const Unit *u, Text t, ptrdiff_t dot)
{
    ptrdiff_t beg = dot;
    while (beg > 0 && continues_identifier(t.s[beg - 1])) {
        beg--;
    }
    return beg < dot && text_eq(text_sub(t, beg, dot), u->self);
}

// `self.name` before the sign, and `name[` of a name that is known outside of units.
static void define_targets(Chooser *c, Unit *u, Text targets)
{
    Text word;
    for (ptrdiff_t at = 0; chooser_word(targets, &at, &word);) {
        ptrdiff_t beg = word.s - targets.s;
        bool attribute = beg > 0 && targets.s[beg - 1] == '.' && is_of_self(u, targets, beg - 1);
        bool item = at < targets.n && targets.s[at] == '[' && map_get(&c->outside, word);
        if (attribute || item) {
            define(c, &c->assigners, u, word);
        }
    }
}

static bool fills(Text method)
{
    static const char *const names[] = {"append", "add", "extend", "insert", "update", "appendleft", "setdefault"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(method, names[i])) {
            return true;
        }
    }
    return false;
}

// `self.xs.append(`, or `xs.append(` of a name known outside of units: xs.
static void define_filled(Chooser *c, Unit *u, Text line)
{
    for (ptrdiff_t dot = 0; dot < line.n; dot++) {
        const char *p = memchr(line.s + dot, '.', (size_t)(line.n - dot));
        if (!p) {
            return;
        }
        dot = p - line.s;
        ptrdiff_t at = dot;
        Text method;
        if (!chooser_word(line, &at, &method) || method.s != p + 1 || at >= line.n || line.s[at] != '(' || !fills(method)) {
            continue;
        }
        ptrdiff_t beg = dot;
        while (beg > 0 && continues_identifier(line.s[beg - 1])) {
            beg--;
        }
        Text filled = text_sub(line, beg, dot);
        bool of_self = beg > 0 && line.s[beg - 1] == '.' && is_of_self(u, line, beg - 1);
        if (filled.n && (of_self || map_get(&c->outside, filled))) {
            define(c, &c->assigners, u, filled);
        }
    }
}

static void define_declared(Chooser *c, Unit *u, Text line)
{
    Text word;
    ptrdiff_t at = 0;
    if (chooser_word(line, &at, &word) && (text_eq(word, T("global")) || text_eq(word, T("nonlocal")))) {
        while (chooser_word(line, &at, &word)) {
            define(c, &c->assigners, u, word);
        }
    }
}

static void define_line(Chooser *c, Unit *u, int i)
{
    Text t = chooser_line(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_STATEMENT) {
        define_declared(c, u, t);
    }
    if (word == WORD_WITH || word == WORD_FOR || word == WORD_ASYNC) {
        define_targets(c, u, t);
    } else if (word == WORD_NAME || word == WORD_NONE || word >= WORD_PRINT) {
        ptrdiff_t sign = line_assignment_sign(t);
        define_targets(c, u, text_sub(t, 0, sign));
    }
    define_filled(c, u, t);
}

// `def name`, `async def name`, `class name`: the name.
Text line_defined_name(Text head)
{
    Text word;
    for (ptrdiff_t at = 0; chooser_word(head, &at, &word);) {
        if (text_eq(word, T("def")) || text_eq(word, T("class"))) {
            return chooser_word(head, &at, &word) ? word : (Text){0};
        }
    }
    return (Text){0};
}

// `runs`: what making an object and what statements do with one call counts, too.
static bool is_called_by_class(Text name, bool runs)
{
    static const char *const others[] = {"__init__", "__new__", "__post_init__", "__call__", "__exit__", "__iter__", "__next__", NULL};
    return text_eq(name, T("__aenter__")) || text_eq(name, T("__enter__")) || (runs && name_in(name, others));
}

static void define_statement(Chooser *c, Unit *u)
{
    Text t = chooser_line(c, u->first), word;
    Text targets = text_sub(t, 0, line_assignment_sign(t));
    for (ptrdiff_t at = 0; chooser_word(targets, &at, &word);) {
        define(c, &c->definers, u, word);
    }
}

void chooser_define(Chooser *c, Unit *u)
{
    if (u->is_statement) {
        define_statement(c, u);
        return;
    }
    int head = unit_head(c, u);
    Text line = chooser_line(c, head), name = line_defined_name(line);
    ptrdiff_t at = name.n ? name.s + name.n - line.s : 0;
    chooser_word(line, &at, &u->self);
    define(c, &c->definers, u, name);
    if (u->class_line >= 0 && is_called_by_class(name, c->words->runs)) {
        define(c, &c->definers, u, line_defined_name(chooser_line(c, u->class_line)));
    }
    for (int i = head + 1; i < u->last; i++) {
        define_line(c, u, i);
    }
}

void chooser_note_words(Chooser *c, Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; chooser_word(t, &at, &word);) {
        *map_put(c->arena, words, word) = c;
    }
}

// What is no unit is always in: its words count, but for the name that a class header defines.
void chooser_note_outside(Chooser *c)
{
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            Text t = chooser_line(c, line);
            if (c->lexed->lines.at[line].word == WORD_CLASS) {
                Text name = line_defined_name(t);
                t = text_sub(t, name.s + name.n - t.s, t.n);
            }
            chooser_note_words(c, &c->outside, t);
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}
