#include "python/region.h"

#include "base/map.h"

#include <string.h>

enum { NAMES_MAX = 64 };       // more other names than that: everything is in

typedef struct Unit {
    int first, last;            // lines, decorators included; last is exclusive
    int class_line;             // of a method: the line of its class; else -1
    bool in;
    bool is_seed;               // may hold findings; others are in for what they tell
    struct Unit *next_in;       // the work list
} Unit;

typedef LIST(Unit *) Units;

typedef struct {
    Arena *arena;
    const Lexed *lexed;
    const char *const *words;
    Units units;
    LIST(Text) names;           // whole words that are triggers too: what else a trigger goes by
    Map definers;               // name -> Units *
    Map mentioned;              // name -> itself, once seen in a part that is in
    Unit *todo;
    bool seeding;               // what is taken in holds a trigger
} Chooser;

static Text view_of(const Chooser *c, uint32_t beg, uint32_t end)
{
    return (Text){c->lexed->view + beg, (ptrdiff_t)(end - beg)};
}

static Text line_text(const Chooser *c, int i)
{
    return view_of(c, c->lexed->lines.at[i].beg, c->lexed->lines.at[i].end);
}

static bool is_word_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_';
}

// The next word of `t` from *at on; false at the end.
static bool next_word(Text t, ptrdiff_t *at, Text *word)
{
    ptrdiff_t i = *at;
    while (i < t.n && !is_word_char(t.s[i])) {
        i++;
    }
    ptrdiff_t from = i;
    while (i < t.n && is_word_char(t.s[i])) {
        i++;
    }
    *word = text_sub(t, from, i);
    *at = i;
    return i > from;
}

// -- units ------------------------------------------------------------------------------------------------------------

static int block_end(const Chooser *c, int line)
{
    int level = c->lexed->lines.at[line].level;
    int i = line + 1;
    while (i < c->lexed->lines.n && c->lexed->lines.at[i].level > level) {
        i++;
    }
    return i;
}

static bool starts_function(const Chooser *c, int line)
{
    const Line *l = &c->lexed->lines.at[line];
    if (l->word == WORD_DEF) {
        return true;
    }
    Text t = line_text(c, line), word;
    ptrdiff_t at = 0;
    return l->word == WORD_ASYNC && next_word(t, &at, &word) && next_word(t, &at, &word) && text_eq(word, T("def"));
}

// The function or class that the decorators from `line` on belong to; its line, or -1.
static int decorated(const Chooser *c, int line, int end)
{
    int level = c->lexed->lines.at[line].level;
    while (line < end && c->lexed->lines.at[line].level == level && c->lexed->lines.at[line].word == WORD_DECORATOR) {
        line++;
    }
    return line < end && c->lexed->lines.at[line].level == level ? line : -1;
}

static Unit *add_unit(Chooser *c, int first, int head, int class_line)
{
    Unit *u = NEW(c->arena, Unit, 1);
    *u = (Unit){.first = first, .last = block_end(c, head), .class_line = class_line};
    *list_push(c->arena, &c->units) = u;
    return u;
}

// The functions among the lines [line, end) of one block.
static void find_units(Chooser *c, int line, int end, int class_line)
{
    while (line < end) {
        int head = decorated(c, line, end);
        if (head >= 0 && starts_function(c, head)) {
            line = add_unit(c, line, head, class_line)->last;
        } else if (head >= 0 && class_line < 0 && c->lexed->lines.at[head].word == WORD_CLASS) {
            int last = block_end(c, head);
            find_units(c, head + 1, last, head);
            line = last;
        } else {
            line = block_end(c, head > line ? head : line);
        }
    }
}

static int head_of(const Chooser *c, const Unit *u)
{
    int head = u->first;
    while (c->lexed->lines.at[head].word == WORD_DECORATOR) {
        head++;
    }
    return head;
}

// -- what a unit defines ----------------------------------------------------------------------------------------------

static void define(Chooser *c, Unit *u, Text name)
{
    void **slot = map_put(c->arena, &c->definers, name);
    if (!*slot) {
        *slot = NEW(c->arena, Units, 1);
    }
    Units *all = *slot;
    if (all->n == 0 || all->at[all->n - 1] != u) {
        *list_push(c->arena, all) = u;
    }
}

// The offset of the `=` of an assignment or `:` of an annotation outside of brackets, or -1.
static ptrdiff_t assignment_sign(Text t)
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

// `.name` and `name[` before the sign: attributes assigned, containers filled.
static void define_targets(Chooser *c, Unit *u, Text targets)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(targets, &at, &word);) {
        ptrdiff_t beg = word.s - targets.s;
        bool attribute = beg > 0 && targets.s[beg - 1] == '.';
        bool item = at < targets.n && targets.s[at] == '[';
        if (attribute || item) {
            define(c, u, word);
        }
    }
}

static bool fills(Text method)
{
    static const char *const names[] = {"append", "add", "extend", "insert", "update", "appendleft", "setdefault"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_eq(method, text_from(names[i]))) {
            return true;
        }
    }
    return false;
}

// `xs.append(`: xs.
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
        if (!next_word(line, &at, &method) || method.s != p + 1 || at >= line.n || line.s[at] != '(' || !fills(method)) {
            continue;
        }
        ptrdiff_t beg = dot;
        while (beg > 0 && is_word_char(line.s[beg - 1])) {
            beg--;
        }
        if (beg < dot) {
            define(c, u, text_sub(line, beg, dot));
        }
    }
}

static void define_declared(Chooser *c, Unit *u, Text line)
{
    Text word;
    ptrdiff_t at = 0;
    if (next_word(line, &at, &word) && (text_eq(word, T("global")) || text_eq(word, T("nonlocal")))) {
        while (next_word(line, &at, &word)) {
            define(c, u, word);
        }
    }
}

static void define_line(Chooser *c, Unit *u, int i)
{
    Text t = line_text(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_STATEMENT) {
        define_declared(c, u, t);
    }
    if (word == WORD_WITH || word == WORD_FOR || word == WORD_ASYNC) {
        define_targets(c, u, t);
    } else if (word == WORD_NAME || word == WORD_NONE || word >= WORD_PRINT) {
        ptrdiff_t sign = assignment_sign(t);
        define_targets(c, u, text_sub(t, 0, sign));
    }
    define_filled(c, u, t);
}

// `def name`, `async def name`, `class name`: the name.
static Text defined_name(Text head)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(head, &at, &word);) {
        if (text_eq(word, T("def")) || text_eq(word, T("class"))) {
            return next_word(head, &at, &word) ? word : (Text){0};
        }
    }
    return (Text){0};
}

static bool is_called_by_class(Text name)
{
    return text_eq(name, T("__init__")) || text_eq(name, T("__aenter__")) || text_eq(name, T("__enter__")) ||
           text_eq(name, T("__new__"));
}

static void define_unit(Chooser *c, Unit *u)
{
    int head = head_of(c, u);
    Text name = defined_name(line_text(c, head));
    define(c, u, name);
    if (u->class_line >= 0 && is_called_by_class(name)) {
        define(c, u, defined_name(line_text(c, u->class_line)));
    }
    for (int i = head + 1; i < u->last; i++) {
        define_line(c, u, i);
    }
}

// -- the closure --------------------------------------------------------------------------------------------------------

static void take_in(Chooser *c, Unit *u)
{
    if (!u->in) {
        u->in = true;
        u->is_seed = c->seeding;
        u->next_in = c->todo;
        c->todo = u;
    }
}

static void mention(Chooser *c, Text word)
{
    void **seen = map_put(c->arena, &c->mentioned, word);
    if (*seen) {
        return;
    }
    *seen = c;
    const Units *all = map_get(&c->definers, word);
    for (int i = 0; all && i < all->n; i++) {
        take_in(c, all->at[i]);
    }
}

static void mention_all(Chooser *c, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(t, &at, &word);) {
        if (!(word.s[0] >= '0' && word.s[0] <= '9')) {
            mention(c, word);
        }
    }
}

static bool has_trigger(const Chooser *c, Text t)
{
    for (const char *const *w = c->words; *w; w++) {
        if (t.n && memmem(t.s, (size_t)t.n, *w, strlen(*w))) {
            return true;
        }
    }
    return false;
}

// -- what else a trigger goes by ------------------------------------------------------------------------------------------

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

// The last word of a trigger: of `asyncio.wait` and `import wait` it is `wait`.
static Text last_word(Text trigger)
{
    ptrdiff_t i = trigger.n;
    while (i > 0 && is_word_char(trigger.s[i - 1])) {
        i--;
    }
    return text_sub(trigger, i, trigger.n);
}

static bool is_named_by_trigger(const Chooser *c, Text name)
{
    for (const char *const *w = c->words; *w; w++) {
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
    for (ptrdiff_t at = 0; next_word(line, &at, &word);) {
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
    Text t = line_text(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_CLASS) {
        add_name(c, defined_name(t));
        return;
    }
    if (word == WORD_FROM || text_starts(t, T("import"))) {
        name_imports(c, t);
        return;
    }
    Text target;
    ptrdiff_t at = 0, sign = assignment_sign(t);
    Text targets = text_sub(t, 0, sign);
    bool alias = sign > 0 && text_find_char(text_sub(t, sign, t.n), '(') < 0;
    while (alias && next_word(targets, &at, &target)) {
        add_name(c, target);
    }
}

static bool has_word(Text t, Text name)
{
    for (ptrdiff_t i = 0; i + name.n <= t.n;) {
        const char *p = memmem(t.s + i, (size_t)(t.n - i), name.s, (size_t)name.n);
        if (!p) {
            return false;
        }
        i = p - t.s;
        bool starts = i == 0 || !is_word_char(t.s[i - 1]);
        bool ends = i + name.n == t.n || !is_word_char(t.s[i + name.n]);
        if (starts && ends) {
            return true;
        }
        i++;
    }
    return false;
}

static Text unit_text(const Chooser *c, const Unit *u)
{
    return view_of(c, c->lexed->lines.at[u->first].beg, c->lexed->lines.at[u->last - 1].end);
}

// `trigger(x)`, `trigger(x, ...)` or `trigger(x(...))` where x is a parameter.
static bool passes_parameter(const Chooser *c, const Unit *u, Text trigger)
{
    Text head = line_text(c, head_of(c, u)), body = unit_text(c, u);
    for (ptrdiff_t i = head.s + head.n - body.s; i + trigger.n < body.n; i++) {
        const char *p = memmem(body.s + i, (size_t)(body.n - i), trigger.s, (size_t)trigger.n);
        if (!p) {
            return false;
        }
        i = p - body.s + trigger.n;
        Text word;
        ptrdiff_t at = i;
        bool called = i < body.n && body.s[i] == '(' && next_word(body, &at, &word);
        if (called && at < body.n && memchr("(),", body.s[at], 3) && has_word(head, word)) {
            return true;
        }
    }
    return false;
}

// A function that hands a parameter on to a trigger does the same for whoever calls it. Not so a coroutine: it is awaited.
static void name_unit(Chooser *c, const Unit *u)
{
    int head = head_of(c, u);
    Text name = defined_name(line_text(c, head));
    bool passes = false;
    for (const char *const *w = c->words; *w && !passes; w++) {
        passes = passes_parameter(c, u, text_from(*w));
    }
    for (int i = 0; i < c->names.n && !passes; i++) {
        passes = passes_parameter(c, u, c->names.at[i]);
    }
    if (passes && c->lexed->lines.at[head].word == WORD_DEF && !text_starts(name, T("__"))) {
        add_name(c, name);
    }
}

// What is no unit is always in: its words count, but for the name that a class header defines.
static void mention_rest(Chooser *c)
{
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            Text t = line_text(c, line);
            if (c->lexed->lines.at[line].word == WORD_CLASS) {
                Text name = defined_name(t);
                t = text_sub(t, name.s + name.n - t.s, t.n);
            }
            mention_all(c, t);
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}

static void seed_units(Chooser *c)
{
    for (int i = 0; i < c->units.n; i++) {
        Unit *u = c->units.at[i];
        bool of_class = u->class_line >= 0 && has_trigger(c, line_text(c, u->class_line));
        if (has_trigger(c, unit_text(c, u))) {
            take_in(c, u);
            name_unit(c, u);
        } else if (of_class && is_called_by_class(defined_name(line_text(c, u->first)))) {
            take_in(c, u);
        }
    }
}

static void seed_lines(Chooser *c)
{
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            if (has_trigger(c, line_text(c, line))) {
                name_line(c, line);
            }
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}

// Triggers, and what goes by their names, until nothing is added.
static void seed(Chooser *c)
{
    c->seeding = true;
    seed_lines(c);
    seed_units(c);
    for (int k = 0; k < c->names.n; k++) {
        bool too_many = c->names.n > NAMES_MAX;
        for (int i = 0; i < c->units.n; i++) {
            Unit *u = c->units.at[i];
            if (!u->in && (too_many || has_word(unit_text(c, u), c->names.at[k]))) {
                take_in(c, u);
                name_unit(c, u);
            }
        }
        if (too_many) {
            return;
        }
    }
}

static bool has(Text t, Text needle)
{
    return t.n && memmem(t.s, (size_t)t.n, needle.s, (size_t)needle.n);
}

// Of a unit that is in for what it tells, only some lines can tell more: where it suspends, what it returns, what it
// assigns.
static bool tells(const Chooser *c, int i)
{
    Text t = line_text(c, i);
    return has(t, T("await")) || has(t, T("async")) || has(t, T("return")) || assignment_sign(t) > 0 ||
           c->lexed->lines.at[i].word == WORD_WITH;
}

static void mention_unit(Chooser *c, const Unit *u)
{
    if (u->is_seed) {
        mention_all(c, unit_text(c, u));
        return;
    }
    for (int i = u->first, head = head_of(c, u); i < u->last; i++) {
        if (i <= head || tells(c, i)) {
            mention_all(c, line_text(c, i));
        }
    }
}

static void close_over(Chooser *c)
{
    c->seeding = false;
    mention_rest(c);
    while (c->todo) {
        Unit *u = c->todo;
        c->todo = u->next_in;
        mention_unit(c, u);
    }
}

// -- the result ---------------------------------------------------------------------------------------------------------

static uint32_t line_begin(const Source *s, uint32_t offset)
{
    return s->line_start[source_line(s, offset) - 1];
}

// `class C:` must keep something in its body: the first unit that is out becomes `pass`. Only where a body line is there
// that is in, or another unit is, there is no need.
static bool body_is_empty(const Chooser *c, const Unit *first)
{
    int end = block_end(c, first->class_line);
    int line = first->class_line + 1;
    for (int i = 0; i < c->units.n && line < end; i++) {
        const Unit *u = c->units.at[i];
        if (u->class_line != first->class_line) {
            continue;
        }
        if (u->in || line < u->first) {
            return false;
        }
        line = u->last;
    }
    return line >= end;
}

static void write_pass(Lexed *lexed, const Line *line)
{
    memcpy(lexed->view + line->beg, "pass\n", 5);
}

// Where the text of what is left out begins and ends: whole lines; of a unit that becomes `pass`, what comes after that.
static Span left_out(const Chooser *c, const Source *s, Lexed *lexed, const Unit *u)
{
    const Line *first = &lexed->lines.at[u->first];
    Span span = {line_begin(s, first->beg), u->last < lexed->lines.n ? line_begin(s, lexed->lines.at[u->last].beg)
                                                                     : (uint32_t)s->text.n};
    bool is_first = u->class_line >= 0 && u->first == u->class_line + 1;
    if (is_first && body_is_empty(c, u)) {
        write_pass(lexed, first);
        span.beg = first->beg + 5;
    }
    return span;
}

static Regions regions_of(Chooser *c, const Source *s, Lexed *lexed)
{
    LIST(Span) list = {0};
    uint32_t from = 0;
    for (int i = 0; i < c->units.n; i++) {
        const Unit *u = c->units.at[i];
        if (u->in) {
            continue;
        }
        Span out = left_out(c, s, lexed, u);
        // a line that two units share (after a semicolon, in broken text) stays
        if (out.beg < from || out.end <= out.beg) {
            continue;
        }
        // the line end stays with what is in, so that logical lines end
        if (out.beg > from) {
            *list_push(c->arena, &list) = (Span){from, out.beg};
        }
        from = out.end;
    }
    if (from < (uint32_t)s->text.n) {
        *list_push(c->arena, &list) = (Span){from, (uint32_t)s->text.n};
    }
    return (Regions){list.at, list.n, list.n == 1 && list.at[0].beg == 0 && list.at[0].end == (uint32_t)s->text.n};
}

Regions regions_choose(Arena *scratch, const Source *source, Lexed *lexed, const char *const *words, bool closed)
{
    Chooser c = {.arena = scratch, .lexed = lexed, .words = words};
    find_units(&c, 0, lexed->lines.n, -1);
    for (int i = 0; i < c.units.n && closed; i++) {
        define_unit(&c, c.units.at[i]);
    }
    seed(&c);
    if (closed) {
        close_over(&c);
    }
    return regions_of(&c, source, lexed);
}
