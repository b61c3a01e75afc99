// The units that may hold a finding: those with a trigger in them, or with another name for one.
#include "python/region_choice.h"
#include "python/word.h"

#include <string.h>

enum { NAMES_MAX = 64 };       // more other names than that: everything is in

static void add_name(Chooser *c, Text name)
{
    for (int i = 0; i < c->names.n; i++) {
        if (text_eq(c->names.at[i], name)) {
            return;
        }
    }
    if (name.n) {
        *list_push(c->arena, &c->names) = name;
    }
}

// The last word of a trigger: of `asyncio.wait(` and `import wait` it is `wait`.
static Text last_word(Text trigger)
{
    ptrdiff_t end = trigger.n;
    while (end > 0 && !continues_identifier(trigger.s[end - 1])) {
        end--;
    }
    ptrdiff_t i = end;
    while (i > 0 && continues_identifier(trigger.s[i - 1])) {
        i--;
    }
    return text_sub(trigger, i, end);
}

static bool is_named_by_trigger(const Chooser *c, Text name)
{
    for (const char *const *w = c->spelt; *w; w++) {
        if (text_find(name, last_word(text_from(*w))) >= 0) {
            return true;
        }
    }
    return false;
}

// `from m import trigger as name`, and triggers that are spelt with what stands before them.
static void name_imports(Chooser *c, Text line)
{
    Text word, before = {0};
    bool renamed = false;
    for (ptrdiff_t at = 0; chooser_word(line, &at, &word);) {
        if (text_eq(word, T("as"))) {
            renamed = is_named_by_trigger(c, before);
        } else if (renamed || is_named_by_trigger(c, word)) {
            add_name(c, word);
            renamed = false;
        }
        before = word;
    }
}

// A line outside of units with a trigger in it gives it other names: an import, `Channel = asyncio.Queue`, a derived class.
static void name_line(Chooser *c, int i)
{
    Text t = chooser_line(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_CLASS) {
        add_name(c, line_defined_name(t));
        return;
    }
    if (word == WORD_FROM || text_starts(t, T("import"))) {
        name_imports(c, t);
        return;
    }
    Text target;
    ptrdiff_t at = 0, sign = line_assignment_sign(t);
    Text targets = text_sub(t, 0, sign);
    ptrdiff_t paren = text_find_char(text_sub(t, sign, t.n), '(');
    bool is_tuple = paren >= 0 && text_trim(text_sub(t, sign, sign + paren)).n <= 1 && text_find_char(text_sub(t, sign + paren + 1, t.n), '(') < 0;
    bool alias = sign > 0 && (paren < 0 || is_tuple);
    while (alias && chooser_word(targets, &at, &target)) {
        add_name(c, target);
    }
}

static bool has_word(Text t, Text name)
{
    ptrdiff_t at = 0;
    return identifier_find(t, name, &at);
}

bool chooser_holds_trigger(const Chooser *c, Text t)
{
    for (int k = 0; k < c->names.n; k++) {
        if (has_word(t, c->names.at[k])) {
            return true;
        }
    }
    return holds_any(t, c->words->all);
}

static Text unit_text(const Chooser *c, const Unit *u)
{
    return chooser_view(c, c->lexed->lines.at[u->first].beg, c->lexed->lines.at[u->last - 1].end);
}

// A parameter that is called a coroutine stands between the parentheses: `trigger(guard(coro))`.
static bool passes_coroutine(Text head, Text rest)
{
    enum { FAR = 400 };
    int depth = 1;
    for (ptrdiff_t i = 1; i < rest.n && i < FAR && depth > 0; i++) {
        depth += rest.s[i] == '(';
        depth -= rest.s[i] == ')';
        Text word;
        ptrdiff_t at = i;
        if (continues_identifier(rest.s[i]) && !continues_identifier(rest.s[i - 1]) && chooser_word(rest, &at, &word)) {
            bool coroutine = text_starts(word, T("aw")) || text_find(word, T("coro")) >= 0;
            if (coroutine && has_word(head, word)) {
                return true;
            }
            i = at - 1;
        }
    }
    return false;
}

// `trigger(x)`, `trigger(x, ...)` or `trigger(x(...))` where x is a parameter; also further in.
static bool passes_parameter(const Chooser *c, const Unit *u, Text trigger)
{
    Text head = chooser_line(c, unit_head(c, u)), body = unit_text(c, u);
    for (ptrdiff_t i = head.s + head.n - body.s; i + trigger.n < body.n; i++) {
        const char *p = memmem(body.s + i, (size_t)(body.n - i), trigger.s, (size_t)trigger.n);
        if (!p) {
            return false;
        }
        i = p - body.s + trigger.n;
        Text word;
        ptrdiff_t at = i;
        bool called = i < body.n && body.s[i] == '(' && chooser_word(body, &at, &word);
        if (called && at < body.n && memchr("(),", body.s[at], 3) && has_word(head, word)) {
            return true;
        }
        if (called && passes_coroutine(head, text_sub(body, i, body.n))) {
            return true;
        }
    }
    return false;
}

// A function that hands a parameter on to a trigger does the same for whoever calls it. Not so a coroutine: it is awaited.
static void name_unit(Chooser *c, const Unit *u)
{
    if (u->is_statement) {
        name_line(c, u->first);
        return;
    }
    int head = unit_head(c, u);
    Text name = line_defined_name(chooser_line(c, head));
    bool passes = false;
    for (const char *const *w = c->words->all; *w && !passes; w++) {
        passes = passes_parameter(c, u, text_from(*w));
    }
    for (int i = 0; i < c->names.n && !passes; i++) {
        passes = passes_parameter(c, u, c->names.at[i]);
    }
    if (passes && c->lexed->lines.at[head].word == WORD_DEF && !text_starts(name, T("__"))) {
        add_name(c, name);
    }
}

// A stray word among the lines [line, end) of a block: outside of coroutines, or in a lambda, which is none.
static bool is_stray_in(const Chooser *c, int line, int end, bool in_async)
{
    while (line < end) {
        Text t = chooser_line(c, line);
        bool is_class = c->lexed->lines.at[line].word == WORD_CLASS, is_function = chooser_starts_function(c, line);
        bool is_async = is_function && c->lexed->lines.at[line].word == WORD_ASYNC;
        bool counts = !is_async && (!in_async || is_function || is_class || holds(t, T("lambda")));
        if ((counts && holds_any(t, c->words->stray)) || (in_async && holds(t, T("yield from")))) {
            return true;
        }
        int next = is_function || is_class ? chooser_block_end(c, line) : line + 1;
        if (next > line + 1 && is_stray_in(c, line + 1, next, is_async)) {
            return true;
        }
        line = next;
    }
    return false;
}

static bool is_stray(const Chooser *c, const Unit *u)
{
    return c->words->stray && *c->words->stray && is_stray_in(c, u->first, u->last, false);
}

static void seed_units(Chooser *c)
{
    for (int i = 0; i < c->units.n; i++) {
        Unit *u = c->units.at[i];
        if (is_stray(c, u)) {
            chooser_take_in(c, u);
        }
        if (holds_any(unit_text(c, u), c->words->all)) {
            chooser_take_in(c, u);
            u->is_wide = c->words->wide == c->words->all || holds_any(unit_text(c, u), c->words->wide);
            name_unit(c, u);
        }
    }
}

static void seed_lines(Chooser *c)
{
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            if (holds_any(chooser_line(c, line), c->words->all)) {
                name_line(c, line);
            }
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}

// What making an object of a class runs, when the class stands for a trigger itself.
static void seed_constructors(Chooser *c)
{
    for (int i = 0; i < c->units.n; i++) {
        Unit *u = c->units.at[i];
        bool of_class = u->class_line >= 0 && !u->is_statement && chooser_holds_trigger(c, chooser_line(c, u->class_line));
        if (of_class && text_eq(line_defined_name(chooser_line(c, unit_head(c, u))), T("__init__"))) {
            u->whole = true;
            chooser_enqueue(c, u);
        }
    }
}

// What goes by the names of triggers, until nothing is added.
static void seed_names(Chooser *c)
{
    for (int k = 0; k < c->names.n; k++) {
        bool too_many = c->names.n > NAMES_MAX;
        for (int i = 0; i < c->units.n; i++) {
            Unit *u = c->units.at[i];
            if (!u->in && (too_many || has_word(unit_text(c, u), c->names.at[k]))) {
                chooser_take_in(c, u);
                u->is_wide = true;
                name_unit(c, u);
            }
        }
        if (too_many) {
            return;
        }
    }
}

void chooser_seed(Chooser *c)
{
    seed_lines(c);
    seed_units(c);
    seed_names(c);
    seed_constructors(c);
}
