#include "python/lr.h"

#include <string.h>

enum { NONE = -1 };

// A symbol on the stack.
typedef struct {
    uint32_t beg, end;
    int first;                  // of the entries below it
    int own;                    // its own entry, NONE when it has none
    uint16_t state;
} Item;

// A node, after those below it: the tree in postorder.
typedef struct {
    uint32_t beg, end;
    int first;                  // the first entry below it, itself when there is none
    int before;                 // nodes that the tree shows among the entries before `first`
    int shown;                  // nodes that it shows from `first` up to this one
    uint8_t sym;                // Sym, or GRAMMAR_HIDDEN
} Entry;

// Up to where the statement around a place was searched for what it assigns to.
typedef struct {
    uint32_t beg, end;          // what was searched
    uint32_t assign;            // the last `=` of the statement, 0: none
} Statement;

typedef struct {
    Grammar *grammar;
    LrScanner scanner;
    LIST(Item) stack;
    LIST(Entry) entries;
    Statement statement;
    int brackets;               // open before the token at hand
    uint16_t for_word, in_word;
    int for_brackets;           // of `for`, until its `in`; else NONE
} Lr;

// -- the choice -------------------------------------------------------------------------------------------------------

static bool is_assign(Text t, uint32_t at, uint32_t end)
{
    return t.s[at] == '=' && (at + 1 == end || t.s[at + 1] != '=') && at > 0 && !memchr("=!<>:+-*/%&|^@", t.s[at - 1], 14);
}

// Looks ahead for the last `=` outside of brackets. What is within quotes is left out, be it one literal or two.
static Statement search_statement(const Lr *p, uint32_t beg)
{
    Statement st = {.beg = beg};
    Text t = p->scanner.text;
    uint32_t at = beg, end = p->scanner.end;
    int depth = p->brackets;
    for (; at < end && t.s[at] != '\n' && !(t.s[at] == ';' && depth == 0); at++) {
        char c = t.s[at];
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        if (c == '"' || c == '\'') {
            const char *close = memchr(t.s + at + 1, c, end - at - 1);
            at = close ? (uint32_t)(close - t.s) : at;
        } else if (depth == 0 && is_assign(t, at, end)) {
            st.assign = at;
        }
    }
    st.end = at;
    return st;
}

static bool is_assigned_to(Lr *p, uint32_t at)
{
    if (p->for_brackets != NONE || p->scanner.quotes.n) {
        return p->for_brackets != NONE;         // nothing is assigned to within a replacement field
    }
    if (at < p->statement.beg || at >= p->statement.end) {
        p->statement = search_statement(p, at);
    }
    return at < p->statement.assign;
}

// `with (a, b):` has two items, `with (a, b) as c:` a tuple: whether the bracket that is open around `at` ends the header.
static bool is_list_of_items(const Lr *p, uint32_t at)
{
    Text t = p->scanner.text;
    for (int depth = 0; at < p->scanner.end && t.s[at] != '\n' && depth >= 0; at++) {
        char c = t.s[at];
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        if (c == '"' || c == '\'') {
            const char *close = memchr(t.s + at + 1, c, p->scanner.end - at - 1);
            at = close ? (uint32_t)(close - t.s) : at;
        }
    }
    while (at < p->scanner.end && t.s[at] == ' ') {
        at++;
    }
    return at < p->scanner.end && t.s[at] == ':';
}

// Of a reduction and a shift. Words such as `print` that start a statement or are a name stand in the view only where they
// start one.
static const Action *choose_shift(const Lr *p, const Action *a, LrToken t)
{
    if (grammar_is_with_item(p->grammar, a[0].symbol)) {
        return &a[is_list_of_items(p, t.beg) ? 0 : 1];
    }
    return grammar_is_operand(p->grammar, a[0].symbol) ? &a[1] : NULL;
}

// The one action to take of two, or NULL when only the runtime can tell.
static const Action *choose(Lr *p, const Action *a, LrToken t)
{
    const Grammar *g = p->grammar;
    if (a[0].kind != ACTION_REDUCE || a[1].kind > ACTION_REDUCE) {
        return NULL;
    }
    if (a[1].kind == ACTION_SHIFT) {
        return choose_shift(p, a, t);
    }
    bool first_is_pattern = grammar_is_pattern(g, a[0].symbol) && grammar_is_operand(g, a[1].symbol);
    bool second_is_pattern = grammar_is_pattern(g, a[1].symbol) && grammar_is_operand(g, a[0].symbol);
    if (first_is_pattern == second_is_pattern) {
        return NULL;
    }
    bool goes_on = t.end == t.beg + 1 && memchr(".[(", p->scanner.text.s[t.beg], 3);
    return &a[(!goes_on && is_assigned_to(p, t.beg)) == first_is_pattern ? 0 : 1];
}

// -- the automaton ----------------------------------------------------------------------------------------------------

static uint16_t state_of(const Lr *p)
{
    return p->stack.at[p->stack.n - 1].state;
}

static int add_entry(Lr *p, uint32_t beg, uint32_t end, int first, uint8_t sym)
{
    *list_push(p->scanner.scratch, &p->entries) = (Entry){.beg = beg, .end = end, .first = first, .sym = sym};
    return p->entries.n - 1;
}

static void push(Lr *p, Item item)
{
    *list_push(p->scanner.scratch, &p->stack) = item;
}

// Room for as many nodes as a text of that length usually has, and for brackets.
static void make_room(Lr *p, uint32_t bytes)
{
    enum { DEEP = 128 };
    int nodes = (int)(bytes / 2) + DEEP;
    Arena *a = p->scanner.scratch;
    p->stack.at = arena_take(a, sizeof *p->stack.at, _Alignof(Item), DEEP);
    p->stack.cap = DEEP;
    p->entries.at = arena_take(a, sizeof *p->entries.at, _Alignof(Entry), (size_t)nodes);
    p->entries.cap = nodes;
}

static void shift(Lr *p, LrToken t, uint16_t state)
{
    int i = add_entry(p, t.beg, t.end, p->entries.n, grammar_sym(p->grammar, t.symbol));
    push(p, (Item){t.beg, t.end, i, i, state});
    if (t.is_word && t.symbol == p->for_word) {
        p->for_brackets = p->brackets;
    } else if (t.is_word && t.symbol == p->in_word && p->brackets == p->for_brackets) {
        p->for_brackets = NONE;
    }
    if (t.end == t.beg + 1 && !t.is_word && !p->scanner.quotes.n) {
        char c = p->scanner.text.s[t.beg];
        p->brackets += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    }
}

// False when a child has no entry to be renamed.
static bool rename_children(Lr *p, const Item *children, const Action *a)
{
    for (int i = 0; i < a->children; i++) {
        uint8_t sym = grammar_alias(p->grammar, a->production, i);
        if (sym && children[i].own == NONE) {
            return false;
        }
        if (sym) {
            p->entries.at[children[i].own].sym = sym;
        }
    }
    return true;
}

static bool reduce(Lr *p, const Action *a, LrToken t)
{
    int n = a->children;
    if (n >= p->stack.n) {
        return false;
    }
    const Item *children = &p->stack.at[p->stack.n - n];
    Item item = {t.beg, t.beg, p->entries.n, NONE, 0};
    if (n) {
        item = (Item){children[0].beg, children[n - 1].end, children[0].first, NONE, 0};
    }
    if (grammar_renames(p->grammar, a->production) && !rename_children(p, children, a)) {
        return false;
    }
    uint8_t sym = grammar_sym(p->grammar, a->symbol);
    if (sym != GRAMMAR_HIDDEN || grammar_may_be_renamed(p->grammar, a->symbol)) {
        item.own = add_entry(p, item.beg, item.end, item.first, sym);
    }
    p->stack.n -= n;
    item.state = grammar_next_state(p->grammar, state_of(p), a->symbol);
    push(p, item);
    return item.state != 0;
}

// A keyword that does not fit may be a name after all.
static bool respell(Lr *p, LrToken *t)
{
    uint16_t name = grammar_identifier(p->grammar);
    if (!t->is_word || t->symbol == name || grammar_is_reserved(p->grammar, state_of(p), t->symbol)) {
        return false;
    }
    t->symbol = name;
    return grammar_has_action(p->grammar, state_of(p), name);
}

typedef enum { GO_ON, DONE, FAILED } Progress;

// What a token does: reductions, and then it is shifted.
static Progress take(Lr *p, LrToken t)
{
    for (;;) {
        int n;
        Action choices[2];
        const Action *first = grammar_action(p->grammar, state_of(p), t.symbol, &n), *a = n == 1 ? first : NULL;
        if (n == 2 && grammar_actions(p->grammar, state_of(p), t.symbol, choices, 2)) {
            a = choose(p, choices, t);
        } else if (n == 0 && respell(p, &t)) {
            continue;
        }
        if (!a) {
            return FAILED;
        }
        if (a->kind == ACTION_SHIFT) {
            shift(p, t, a->state);
            return GO_ON;
        }
        if (a->kind != ACTION_REDUCE) {
            return a->kind == ACTION_ACCEPT ? DONE : FAILED;
        }
        if (!reduce(p, a, t)) {
            return FAILED;
        }
    }
}

// -- the tree ---------------------------------------------------------------------------------------------------------

static bool is_shown(uint8_t sym)
{
    return sym != SYM_NONE && sym != GRAMMAR_HIDDEN;
}

// Whether the tree shows what is below a node of this kind.
static bool is_closed(uint8_t sym)
{
    return sym != GRAMMAR_HIDDEN && (sym >= SYM_T_ASYNC || sym == SYM_NONE || sym == SYM_STRING_CONTENT ||
                                     sym == SYM_DOTTED_NAME || sym == SYM_IMPORT_PREFIX);
}

static void hide(Lr *p, int from, int to)
{
    for (int i = from; i < to; i++) {
        p->entries.at[i].sym = GRAMMAR_HIDDEN;
    }
}

// Counts what is shown; returns the number of all.
static int count_shown(Lr *p)
{
    int shown = 0;
    for (int i = 0; i < p->entries.n; i++) {
        Entry *e = &p->entries.at[i];
        e->before = e->first < i ? p->entries.at[e->first].before : shown;
        if (e->first < i && is_closed(e->sym)) {
            hide(p, e->first, i);
            shown = e->before;
        }
        shown += is_shown(e->sym);
        e->shown = shown - e->before;
    }
    return shown;
}

// From postorder to preorder: before a node come those before its first, and the nodes around it.
static void place(Lr *p, Cst *out)
{
    LIST(int) around = {0};
    for (int i = p->entries.n - 1; i >= 0; i--) {
        const Entry *e = &p->entries.at[i];
        while (around.n && i < around.at[around.n - 1]) {
            around.n--;
        }
        if (!is_shown(e->sym)) {
            continue;
        }
        uint32_t at = (uint32_t)(e->before + around.n);
        out[at] = (Cst){.beg = e->beg, .end = e->end, .next = at + (uint32_t)e->shown, .sym = e->sym};
        if (e->first < i) {
            *list_push(p->scanner.scratch, &around) = e->first;
        }
    }
}

static Tree finish(Lr *p, Arena *arena)
{
    int n = count_shown(p);
    Cst *at = arena_take(arena, sizeof(Cst), _Alignof(Cst), (size_t)n);
    place(p, at);
    return (Tree){.at = at, .n = (uint32_t)n};
}

Tree lr_parse(Grammar *g, Arena *arena, Text text, const Span *ranges, int count)
{
    Arena scratch = *arena;
    scratch.beg += (arena->end - arena->beg) / 2;
    Lr p = {.grammar = g, .for_word = grammar_keyword(g, T("for")), .in_word = grammar_keyword(g, T("in")), .for_brackets = NONE,
            .scanner = {.grammar = g, .scratch = &scratch, .text = text, .ranges = ranges, .count = count,
                        .at = count ? ranges[0].beg : 0, .end = count ? ranges[0].end : (uint32_t)text.n}};
    uint32_t bytes = 0;
    for (int i = 0; i < count; i++) {
        bytes += ranges[i].end - ranges[i].beg;
    }
    make_room(&p, count ? bytes : (uint32_t)text.n);
    *list_push(&scratch, &p.scanner.indents) = 0;
    push(&p, (Item){.own = NONE, .state = GRAMMAR_START});
    Progress progress = GO_ON;
    while (progress == GO_ON) {
        LrToken t = lr_scan(&p.scanner, state_of(&p));
        progress = t.failed ? FAILED : take(&p, t);
    }
    return progress == DONE ? finish(&p, arena) : (Tree){0};
}
