#include "python/region.h"

#include "base/map.h"
#include "python/word.h"

#include <string.h>

enum { NAMES_MAX = 64 };       // more other names than that: everything is in

typedef struct Unit {
    int first, last;            // lines, decorators included; last is exclusive
    int class_line;             // of a method: the line of its class; else -1
    bool is_statement;          // no function, but a large assignment or text
    bool in;
    bool is_seed;               // may hold findings; others are in for what they tell
    bool is_wide;               // a seed with a wide trigger
    bool whole;                 // its name is mentioned: all of it may tell something
    bool queued;
    Map assigned;               // mentioned names that it assigns or fills
    Text self;                  // its first parameter
    struct Unit *next_in;       // the work list
} Unit;

typedef LIST(Unit *) Units;
typedef LIST(Span) Spans;

typedef struct {
    Arena *arena;
    const Lexed *lexed;
    const TriggerWords *words;      // that the file holds
    const char *const *spelt;       // all of them: their last words may stand alone
    Units units;
    LIST(Text) names;           // whole words that are triggers too: what else a trigger goes by
    Map definers;               // the name of a function or a statement's target -> Units *
    Map assigners;              // an attribute or outside name that functions assign or fill -> Units *
    Map outside;                // words of lines outside of units -> themselves
    Map mentioned;              // name -> itself, once seen in a part that is in
    Unit *todo;
    bool closed;                // whether what units reach is asked for
} Chooser;

static Text view_of(const Chooser *c, uint32_t beg, uint32_t end)
{
    return (Text){c->lexed->view + beg, (ptrdiff_t)(end - beg)};
}

static Text line_text(const Chooser *c, int i)
{
    return view_of(c, c->lexed->lines.at[i].beg, c->lexed->lines.at[i].end);
}

// The next word of `t` from *at on; false at the end.
static bool next_word(Text t, ptrdiff_t *at, Text *word)
{
    ptrdiff_t i = *at;
    while (i < t.n && !continues_identifier(t.s[i])) {
        i++;
    }
    ptrdiff_t from = i;
    while (i < t.n && continues_identifier(t.s[i])) {
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

// A table or a long text: worth leaving out like a function.
static bool is_large_statement(const Chooser *c, int line)
{
    enum { LARGE = 160 };
    const Line *l = &c->lexed->lines.at[line];
    return (l->word == WORD_NAME || l->word == WORD_NONE) && l->end - l->beg >= LARGE && !l->opens;
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
            bool statement = c->closed && is_large_statement(c, line);
            int last = block_end(c, head > line ? head : line);
            if (statement && last == line + 1) {
                add_unit(c, line, line, class_line)->is_statement = true;
            }
            line = last;
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
    for (ptrdiff_t at = 0; next_word(targets, &at, &word);) {
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
        if (!next_word(line, &at, &method) || method.s != p + 1 || at >= line.n || line.s[at] != '(' || !fills(method)) {
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
    if (next_word(line, &at, &word) && (text_eq(word, T("global")) || text_eq(word, T("nonlocal")))) {
        while (next_word(line, &at, &word)) {
            define(c, &c->assigners, u, word);
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

// `runs`: what making an object and what statements do with one call counts, too.
static bool is_called_by_class(Text name, bool runs)
{
    static const char *const others[] = {"__init__", "__new__", "__post_init__", "__call__", "__exit__", "__iter__", "__next__", NULL};
    return text_eq(name, T("__aenter__")) || text_eq(name, T("__enter__")) || (runs && name_in(name, others));
}

static void define_statement(Chooser *c, Unit *u)
{
    Text t = line_text(c, u->first), word;
    Text targets = text_sub(t, 0, assignment_sign(t));
    for (ptrdiff_t at = 0; next_word(targets, &at, &word);) {
        define(c, &c->definers, u, word);
    }
}

static void define_unit(Chooser *c, Unit *u)
{
    if (u->is_statement) {
        define_statement(c, u);
        return;
    }
    int head = head_of(c, u);
    Text line = line_text(c, head), name = defined_name(line);
    ptrdiff_t at = name.n ? name.s + name.n - line.s : 0;
    next_word(line, &at, &u->self);
    define(c, &c->definers, u, name);
    if (u->class_line >= 0 && is_called_by_class(name, c->words->runs)) {
        define(c, &c->definers, u, defined_name(line_text(c, u->class_line)));
    }
    for (int i = head + 1; i < u->last; i++) {
        define_line(c, u, i);
    }
}

static void note_words(Chooser *c, Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(t, &at, &word);) {
        *map_put(c->arena, words, word) = c;
    }
}

// What is no unit is always in: its words count, but for the name that a class header defines.
static void note_outside(Chooser *c)
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
            note_words(c, &c->outside, t);
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}

// -- the closure --------------------------------------------------------------------------------------------------------

static void enqueue(Chooser *c, Unit *u)
{
    u->in = true;
    if (!u->queued) {
        u->queued = true;
        u->next_in = c->todo;
        c->todo = u;
    }
}

static void take_in(Chooser *c, Unit *u)
{
    if (!u->in) {
        u->is_seed = true;
        enqueue(c, u);
    }
}

static void mention(Chooser *c, Text word)
{
    void **seen = map_put(c->arena, &c->mentioned, word);
    if (*seen) {
        return;
    }
    *seen = c;
    const Units *named = map_get(&c->definers, word), *assigning = map_get(&c->assigners, word);
    for (int i = 0; named && i < named->n; i++) {
        named->at[i]->whole = true;
        enqueue(c, named->at[i]);
    }
    for (int i = 0; assigning && i < assigning->n; i++) {
        *map_put(c->arena, &assigning->at[i]->assigned, word) = c;
        enqueue(c, assigning->at[i]);
    }
}

static bool has(Text t, Text needle)
{
    return t.n && memmem(t.s, (size_t)t.n, needle.s, (size_t)needle.n);
}

static bool has_any(Text t, const char *const *words)
{
    for (; *words; words++) {
        if (has(t, text_from(*words))) {
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
    ptrdiff_t paren = text_find_char(text_sub(t, sign, t.n), '(');
    bool is_tuple = paren >= 0 && text_trim(text_sub(t, sign, sign + paren)).n <= 1 && text_find_char(text_sub(t, sign + paren + 1, t.n), '(') < 0;
    bool alias = sign > 0 && (paren < 0 || is_tuple);
    while (alias && next_word(targets, &at, &target)) {
        add_name(c, target);
    }
}

static bool has_word(Text t, Text name)
{
    ptrdiff_t at = 0;
    return identifier_find(t, name, &at);
}

static bool holds_trigger(const Chooser *c, Text t)
{
    for (int k = 0; k < c->names.n; k++) {
        if (has_word(t, c->names.at[k])) {
            return true;
        }
    }
    return has_any(t, c->words->all);
}

static Text unit_text(const Chooser *c, const Unit *u)
{
    return view_of(c, c->lexed->lines.at[u->first].beg, c->lexed->lines.at[u->last - 1].end);
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
        if (continues_identifier(rest.s[i]) && !continues_identifier(rest.s[i - 1]) && next_word(rest, &at, &word)) {
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
    int head = head_of(c, u);
    Text name = defined_name(line_text(c, head));
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
        Text t = line_text(c, line);
        bool is_class = c->lexed->lines.at[line].word == WORD_CLASS, is_function = starts_function(c, line);
        bool is_async = is_function && c->lexed->lines.at[line].word == WORD_ASYNC;
        bool counts = !is_async && (!in_async || is_function || is_class || has(t, T("lambda")));
        if ((counts && has_any(t, c->words->stray)) || (in_async && has(t, T("yield from")))) {
            return true;
        }
        int next = is_function || is_class ? block_end(c, line) : line + 1;
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
            take_in(c, u);
        }
        if (has_any(unit_text(c, u), c->words->all)) {
            take_in(c, u);
            u->is_wide = c->words->wide == c->words->all || has_any(unit_text(c, u), c->words->wide);
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
            if (has_any(line_text(c, line), c->words->all)) {
                name_line(c, line);
            }
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
}

// Triggers, and what goes by their names, until nothing is added.
// What making an object of a class runs, when the class stands for a trigger itself.
static void seed_constructors(Chooser *c)
{
    for (int i = 0; i < c->units.n; i++) {
        Unit *u = c->units.at[i];
        bool of_class = u->class_line >= 0 && !u->is_statement && holds_trigger(c, line_text(c, u->class_line));
        if (of_class && text_eq(defined_name(line_text(c, head_of(c, u))), T("__init__"))) {
            u->whole = true;
            enqueue(c, u);
        }
    }
}

static void seed(Chooser *c)
{
    seed_lines(c);
    seed_units(c);
    for (int k = 0; k < c->names.n; k++) {
        bool too_many = c->names.n > NAMES_MAX;
        for (int i = 0; i < c->units.n; i++) {
            Unit *u = c->units.at[i];
            if (!u->in && (too_many || has_word(unit_text(c, u), c->names.at[k]))) {
                take_in(c, u);
                u->is_wide = true;
                name_unit(c, u);
            }
        }
        if (too_many) {
            return;
        }
    }
}

static bool is_common(const Unit *u, Text word)
{
    bool is_number = word.s[0] >= '0' && word.s[0] <= '9';
    return is_number || text_eq(word, u->self) || text_eq(word, T("for")) || text_eq(word, T("async")) || text_eq(word, T("if")) || text_eq(word, T("in")) || text_eq(word, T("not")) ||
           text_eq(word, T("None")) || text_eq(word, T("True")) || text_eq(word, T("False")) || text_eq(word, T("return"));
}

static bool is_module_word(Text word)
{
    return text_eq(word, T("asyncio")) || text_eq(word, T("await")) || text_eq(word, T("time")) || text_eq(word, T("sleep"));
}

// Whether the line has one of the words, but for those that are everywhere.
static bool uses_any(const Unit *u, const Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(t, &at, &word);) {
        if (!is_common(u, word) && !is_module_word(word) && map_get(words, word)) {
            return true;
        }
    }
    return false;
}


// A line that the facts of its unit may hang on. Of a unit that is in for a trigger: lines with triggers, and around a wide
// one also those that suspend or collect. Of a unit that is in for what it tells: where it suspends, what it returns and
// assigns.
static bool matters(const Chooser *c, const Unit *u, int i)
{
    Text t = line_text(c, i);
    if (c->words->runs && (text_find_char(t, '(') >= 0 || text_find_char(t, '.') >= 0)) {
        return true;
    }
    bool suspends = has(t, T("await")) || has(t, T("async"));
    if (u->whole && (suspends || has(t, T("return")) || (u->self.n && assignment_sign(t) > 0 && text_starts(t, u->self)))) {
        return true;
    }
    uint8_t word = c->lexed->lines.at[i].word;
    if (u->is_wide && (suspends || word == WORD_FOR || word == WORD_WHILE || has(t, T("append(")) || has(t, T("add(")))) {
        return true;
    }
    return u->is_seed && holds_trigger(c, t);
}

// What a line binds: targets of an assignment, of for and with.
static Text bound_part(const Chooser *c, int i)
{
    Text t = line_text(c, i);
    uint8_t word = c->lexed->lines.at[i].word;
    if (word == WORD_FOR || word == WORD_ASYNC) {
        ptrdiff_t in = text_find(t, T(" in "));
        return text_sub(t, 0, in);
    }
    if (word == WORD_WITH) {
        ptrdiff_t as = text_find(t, T(" as "));
        return as < 0 ? (Text){0} : text_sub(t, as + 4, t.n);
    }
    return text_sub(t, 0, assignment_sign(t));
}

static bool shares_word(const Unit *u, const Map *words, Text t)
{
    Text word;
    for (ptrdiff_t at = 0; next_word(t, &at, &word);) {
        if (!is_common(u, word) && map_get(words, word)) {
            return true;
        }
    }
    return false;
}

// The words of the lines that matter and, from the last to the first, of those that bind what these use.
// The head of a definition without the name that it defines: that is no mention of it.
static Text after_name(Text head)
{
    Text name = defined_name(head);
    return name.n ? text_sub(head, name.s + name.n - head.s, head.n) : head;
}

static void mention_unit(Chooser *c, const Unit *u)
{
    Map words = {0};
    int head = head_of(c, u);
    bool *taken = NEW(c->arena, bool, u->last - u->first);
    bool all = u->whole || u->is_seed;
    for (int round = 0; round < 2; round++) {
        for (int i = u->last - 1; i >= u->first; i--) {
            bool *in = &taken[i - u->first];
            bool asked = round == 0 && ((all && matters(c, u, i)) || uses_any(u, &u->assigned, line_text(c, i)));
            if (!*in && (i <= head || u->is_statement || asked || shares_word(u, &words, bound_part(c, i)))) {
                *in = true;
                note_words(c, &words, i == head ? after_name(line_text(c, i)) : line_text(c, i));
            }
        }
    }
    for (int i = 0; i < words.n; i++) {
        mention(c, words.at[i].key);
    }
}

// Lines outside of units reach into them by what they call and derive from; `name = other` reaches nothing by itself.
static void mention_outside(Chooser *c)
{
    Map words = {0};
    int line = 0;
    for (int i = 0; i <= c->units.n; i++) {
        int end = i < c->units.n ? c->units.at[i]->first : c->lexed->lines.n;
        for (; line < end; line++) {
            Text t = line_text(c, line);
            uint8_t word = c->lexed->lines.at[line].word;
            Text name = word == WORD_CLASS ? defined_name(t) : (Text){0};
            if (name.n) {
                t = text_sub(t, name.s + name.n - t.s, t.n);
            }
            if (text_find_char(t, '(') >= 0 || word == WORD_DECORATOR) {
                note_words(c, &words, t);
            }
        }
        line = i < c->units.n ? c->units.at[i]->last : line;
    }
    for (int i = 0; i < words.n; i++) {
        mention(c, words.at[i].key);
    }
}

static void close_over(Chooser *c)
{
    mention_outside(c);
    while (c->todo) {
        Unit *u = c->todo;
        c->todo = u->next_in;
        u->queued = false;
        mention_unit(c, u);
    }
}

static uint32_t line_begin(const Source *s, uint32_t offset)
{
    return s->line_start[source_line(s, offset) - 1];
}

// -- the result ---------------------------------------------------------------------------------------------------------

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

static Spans all_left_out(Chooser *c, const Source *s, Lexed *lexed)
{
    Spans out = {0};
    for (int i = 0; i < c->units.n; i++) {
        const Unit *u = c->units.at[i];
        if (!u->in) {
            *list_push(c->arena, &out) = left_out(c, s, lexed, u);
        }
    }
    return out;
}

static void note_methods(Chooser *c, Regions *r)
{
    r->left_out = NEW(c->arena, Method, c->units.n);
    for (int i = 0; i < c->units.n; i++) {
        const Unit *u = c->units.at[i];
        Text name = u->in || u->is_statement || u->class_line < 0 ? (Text){0} : defined_name(line_text(c, head_of(c, u)));
        if (name.n) {
            uint32_t at = (uint32_t)(name.s - c->lexed->view);
            r->left_out[r->left_out_count++] = (Method){c->lexed->lines.at[u->class_line].beg, {at, at + (uint32_t)name.n}};
        }
    }
}

static Regions regions_of(Chooser *c, const Source *s, Lexed *lexed)
{
    Spans list = {0}, out = all_left_out(c, s, lexed);
    uint32_t from = 0;
    for (int i = 0; i < out.n; i++) {
        Span span = out.at[i];
        // a line that two units share (after a semicolon, in broken text) stays
        if (span.beg < from || span.end <= span.beg) {
            continue;
        }
        if (span.beg > from) {
            *list_push(c->arena, &list) = (Span){from, span.beg};
        }
        from = span.end;
    }
    if (from < (uint32_t)s->text.n) {
        *list_push(c->arena, &list) = (Span){from, (uint32_t)s->text.n};
    }
    return (Regions){.at = list.at, .n = list.n, .whole = list.n == 1 && list.at[0].beg == 0 && list.at[0].end == (uint32_t)s->text.n};
}

// Those of the words that the view holds: few, mostly, and every unit is searched for them.
static const char *const *held(Arena *a, Text view, const char *const *words)
{
    LIST(const char *) found = {0};
    for (; words && *words; words++) {
        if (has(view, text_from(*words))) {
            *list_push(a, &found) = *words;
        }
    }
    *list_push(a, &found) = NULL;
    return found.at;
}

static TriggerWords held_words(Arena *a, Text view, const TriggerWords *words)
{
    TriggerWords w = *words;
    w.all = held(a, view, words->all);
    w.wide = words->wide == words->all ? w.all : held(a, view, words->wide);
    w.stray = held(a, view, words->stray);
    return w;
}

Regions regions_choose(Arena *scratch, const Source *source, Lexed *lexed, const TriggerWords *words, bool closed)
{
    TriggerWords present = held_words(scratch, (Text){lexed->view, source->text.n}, words);
    Chooser c = {.arena = scratch, .lexed = lexed, .words = &present, .spelt = words->all, .closed = closed};
    find_units(&c, 0, lexed->lines.n, -1);
    if (closed) {
        note_outside(&c);
    }
    for (int i = 0; i < c.units.n && closed; i++) {
        define_unit(&c, c.units.at[i]);
    }
    seed(&c);
    seed_constructors(&c);
    if (closed) {
        close_over(&c);
    }
    Regions methods = {0};
    if (!closed) {
        note_methods(&c, &methods);         // before a `pass` is written over one
    }
    Regions regions = regions_of(&c, source, lexed);
    regions.left_out = methods.left_out;
    regions.left_out_count = methods.left_out_count;
    return regions;
}
