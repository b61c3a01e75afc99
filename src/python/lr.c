#include "python/lr.h"

#include <string.h>

enum { NONE = -1 };

// A symbol on the stack.
typedef struct {
    uint32_t beg, end;
    int first;                  // of the entries below it
    int own;                    // its own entry, NONE when it has none
    int before;                 // nodes that the tree shows before `first`
    uint16_t state;
} Item;

// A node, after those below it: the tree in postorder.
typedef struct {
    uint32_t beg, end;
    int first;                  // the first entry below it, itself when there is none
    uint32_t shown : 24;        // nodes that the tree shows from `first` up to this one
    uint32_t sym : 8;           // Sym, or GRAMMAR_HIDDEN
} Entry;

enum { SHOWN_MAX = 1 << 24 };

typedef struct {
    Grammar *grammar;
    LrScanner scanner;
    Item *bottom, *top, *limit; // the stack: its first item, its last, and behind the room for it
    LIST(Entry) entries;
    int shown;                  // nodes that the tree shows, so far
    LrAround around;
} Lr;

// -- the automaton ----------------------------------------------------------------------------------------------------

static bool is_shown(uint8_t sym)
{
    return sym != SYM_NONE && sym != GRAMMAR_HIDDEN;
}

// Whether the tree shows nothing of what is below a node of this kind.
static bool is_closed(uint8_t sym)
{
    return sym != GRAMMAR_HIDDEN && (sym >= SYM_T_ASYNC || sym == SYM_NONE || sym == SYM_STRING_CONTENT ||
                                     sym == SYM_DOTTED_NAME || sym == SYM_IMPORT_PREFIX);
}

// Gives an item its node, over the entries from its first one on; the tree shows `shown` nodes before the node and below it.
static inline __attribute__((always_inline)) void add_entry(Lr *p, Item *item, uint8_t sym, int shown)
{
    p->shown = shown + is_shown(sym);
    item->own = p->entries.n;
    *list_push(p->scanner.scratch, &p->entries) =
        (Entry){.beg = item->beg, .end = item->end, .first = item->first, .shown = (uint32_t)(p->shown - item->before) & (SHOWN_MAX - 1), .sym = sym};
}

static Item *grow(Lr *p, const Item *top)
{
    size_t n = (size_t)(top + 1 - p->bottom);
    Item *at = arena_take(p->scanner.scratch, sizeof *at, _Alignof(Item), n * 2);
    memcpy(at, p->bottom, n * sizeof *at);
    p->bottom = at;
    p->limit = at + n * 2;
    return at + n - 1;
}

static Item *push(Lr *p, Item *top, Item item)
{
    if (top + 1 == p->limit) {
        top = grow(p, top);
    }
    *++top = item;
    return top;
}

// Room for as many nodes as a text of that length usually has, and for brackets.
static void make_room(Lr *p, uint32_t bytes)
{
    enum { DEEP = 128 };
    int nodes = (int)(bytes / 2) + DEEP;
    Arena *a = p->scanner.scratch;
    p->bottom = p->top = arena_take(a, sizeof(Item), _Alignof(Item), DEEP);
    p->limit = p->bottom + DEEP;
    p->entries.at = arena_take(a, sizeof *p->entries.at, _Alignof(Entry), (size_t)nodes);
    p->entries.cap = nodes;
}

// Marks that no tree shows have no entry. Were one of them to be renamed, the text would be for the runtime.
static Item *shift(Lr *p, Item *top, LrToken t, uint16_t state)
{
    uint8_t sym = grammar_sym(p->grammar, t.symbol);
    TokenRole role = grammar_role(p->grammar, t.symbol);
    Item item = {t.beg, t.end, p->entries.n, NONE, p->shown, state};
    if (sym != SYM_NONE || t.is_word) {
        add_entry(p, &item, sym, p->shown);
    }
    if (role) {
        lr_note_role(&p->around, &p->scanner, role);
    }
    return push(p, top, item);
}

// Another name for a node. False when it is one that shows what is below it, and did not, or the other way round.
static bool rename_entry(Lr *p, int i, uint8_t sym)
{
    Entry *e = &p->entries.at[i];
    if (e->first < i && is_closed(sym) != is_closed(e->sym)) {
        return false;
    }
    int more = is_shown(sym) - is_shown(e->sym);
    e->sym = sym;
    e->shown = (e->shown + (uint32_t)more) & (SHOWN_MAX - 1);
    p->shown += more;
    return true;
}

// False when a child has no entry to be renamed.
static bool rename_children(Lr *p, const Item *children, const Reduction *r)
{
    for (int i = 0; i < r->children; i++) {
        uint8_t sym = grammar_alias(p->grammar, r->production, i);
        if (sym && (children[i].own == NONE || !rename_entry(p, children[i].own, sym))) {
            return false;
        }
    }
    return true;
}

// NULL when the tables and the stack do not agree.
static Item *reduce(Lr *p, Item *top, const Reduction *r, LrToken t)
{
    int n = r->children;
    if (n > top - p->bottom) {
        return NULL;
    }
    Item *children = top + 1 - n;
    Item item = {t.beg, t.beg, p->entries.n, NONE, p->shown, 0};
    if (n) {
        item = (Item){children->beg, top->end, children->first, NONE, children->before, 0};
    }
    if (r->renames && !rename_children(p, children, r)) {
        return NULL;
    }
    if (r->is_entry) {
        add_entry(p, &item, r->sym, is_closed(r->sym) ? item.before : p->shown);
    }
    item.state = grammar_cell(p->grammar, children[-1].state, r->symbol);
    return item.state == CELL_NONE ? NULL : push(p, children - 1, item);
}

// A keyword that does not fit may be a name after all.
static bool respell(const Lr *p, uint16_t state, LrToken *t)
{
    uint16_t name = grammar_identifier(p->grammar);
    if (!t->is_word || t->symbol == name || grammar_is_reserved(p->grammar, state, t->symbol)) {
        return false;
    }
    t->symbol = name;
    return grammar_cell(p->grammar, state, name) != CELL_NONE;
}

typedef enum { GO_ON, DONE, FAILED } Progress;

// What a token does: reductions, and then it is shifted.
static Progress take(Lr *p, LrToken t)
{
    for (Item *top = p->top; top;) {
        uint16_t cell = grammar_cell(p->grammar, top->state, t.symbol);
        if (cell == CELL_NONE && respell(p, top->state, &t)) {
            continue;
        }
        if (cell == CELL_ACCEPT || cell == CELL_NONE) {
            return cell == CELL_ACCEPT ? DONE : FAILED;
        }
        cell = cell < CELL_CHOICE ? cell : lr_choose(&p->around, &p->scanner, cell, t);
        if (cell < CELL_REDUCTION) {
            p->top = shift(p, top, t, cell);
            return GO_ON;
        }
        top = cell == CELL_NONE ? NULL : reduce(p, top, grammar_reduction(p->grammar, cell), t);
    }
    return FAILED;
}

// -- the tree ---------------------------------------------------------------------------------------------------------

// A node whose entries are not all placed: the first of them, and where the node stands in the tree.
typedef struct {
    int first;
    uint32_t at;
} Around;

// From postorder to preorder. From the last node to the first, each takes the last places that are free: as many as it shows,
// itself before those below it.
static void place(Lr *p, Cst *out)
{
    LIST(Around) around = {0};
    uint32_t free = (uint32_t)p->shown;
    for (int i = p->entries.n - 1; i >= 0; i--) {
        const Entry *e = &p->entries.at[i];
        while (around.n && i < around.at[around.n - 1].first) {
            free = around.at[--around.n].at;
        }
        if (is_shown(e->sym)) {
            uint32_t at = free - e->shown;
            out[at] = (Cst){.beg = e->beg, .end = e->end, .next = free, .sym = e->sym};
            if (e->shown > 1) {
                *list_push(p->scanner.scratch, &around) = (Around){e->first, at};
            } else {
                free = at;
            }
        }
        i = e->first < i && is_closed(e->sym) ? e->first : i;
    }
}

static Tree finish(Lr *p, Arena *arena)
{
    Cst *at = arena_take(arena, sizeof(Cst), _Alignof(Cst), (size_t)p->shown);
    place(p, at);
    return (Tree){.at = at, .n = (uint32_t)p->shown};
}

Tree lr_parse(Grammar *g, Arena *arena, Text text, const Span *ranges, int count)
{
    Arena scratch = *arena;
    scratch.beg += (arena->end - arena->beg) / 2;
    Lr p = {.grammar = g, .around.for_brackets = LR_NO_FOR,
            .scanner = {.grammar = g, .scratch = &scratch, .text = text, .ranges = ranges, .count = count,
                        .at = count ? ranges[0].beg : 0, .end = count ? ranges[0].end : (uint32_t)text.n}};
    uint32_t bytes = 0;
    for (int i = 0; i < count; i++) {
        bytes += ranges[i].end - ranges[i].beg;
    }
    make_room(&p, count ? bytes : (uint32_t)text.n);
    *list_push(&scratch, &p.scanner.indents) = 0;
    *p.top = (Item){.own = NONE, .state = GRAMMAR_START};
    Progress progress = GO_ON;
    while (progress == GO_ON) {
        LrToken t = lr_scan(&p.scanner, p.top->state);
        progress = t.failed ? FAILED : take(&p, t);
    }
    return progress == DONE && p.shown < SHOWN_MAX ? finish(&p, arena) : (Tree){0};
}
