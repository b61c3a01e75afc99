// The only file that knows tree-sitter's runtime: it runs its parser and copies its tree into our flat one. What is good Python
// goes past it, over the same tables (lr.h).
//
// The parser object is made anew for each text, in an empty pool, and dropped with the whole pool afterwards. That is
// quicker than releasing tree by tree, and it is what makes any failure harmless: there is no state to repair.
#include "python/cst.h"

#include "python/lr.h"
#include "python/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

struct Parser {
    Pool pool;
    Arena *scratch;             // NULL: what is left of the arena at hand serves
    Grammar *grammar;           // NULL where its tables are of no known layout
    const TSLanguage *language;
    uint32_t symbols;
    uint8_t sym[];              // Sym by the grammar's symbol number
};

static const struct { const char *name; uint8_t sym; bool named; } sym_names[] = {
#define X(NAME, TEXT) {TEXT, SYM_##NAME, true},
    CST_NAMED(X)
#undef X
#define X(NAME, TEXT) {TEXT, SYM_##NAME, false},
    CST_TOKENS(X)
#undef X
};

static uint8_t find_sym(const char *name, bool named)
{
    for (size_t i = 0; i < sizeof sym_names / sizeof sym_names[0]; i++) {
        if (sym_names[i].named == named && sym_names[i].name[0] == name[0] && strcmp(sym_names[i].name, name) == 0) {
            return sym_names[i].sym;
        }
    }
    return named ? SYM_OTHER : SYM_NONE;
}

static void set_allocator(void)
{
    ts_set_allocator(pool_malloc, pool_calloc, pool_realloc, pool_free);
}

#ifdef GRAMMAR_TABLES

static void make_tables(Parser *p)
{
    p->grammar = grammar_new(p->language, p->sym);
}

static void free_tables(Parser *p)
{
    grammar_free(p->grammar);
}

static Tree parse_quickly(const Parser *p, Arena *arena, Text text, const Span *ranges, int count)
{
    return p->grammar ? lr_parse(p->grammar, arena, text, ranges, count) : (Tree){0};
}

#else

static void make_tables(Parser *p)
{
    p->grammar = NULL;
}

static void free_tables(Parser *p)
{
    (void)p;
}

static Tree parse_quickly(const Parser *p, Arena *arena, Text text, const Span *ranges, int count)
{
    (void)p, (void)arena, (void)text, (void)ranges, (void)count;
    return (Tree){0};
}

#endif

Grammar *parser_grammar(const Parser *p)
{
    return p->grammar;
}

Parser *parser_new(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_allocator);
    const TSLanguage *language = tree_sitter_python();
    uint32_t n = ts_language_symbol_count(language);
    Parser *p = calloc(1, sizeof *p + n);
    if (!p) {
        return NULL;
    }
    p->pool.fail_after = -1;
    p->language = language;
    p->symbols = n;
    for (uint32_t i = 0; i < n; i++) {
        bool named = ts_language_symbol_type(language, (TSSymbol)i) == TSSymbolTypeRegular;
        p->sym[i] = find_sym(ts_language_symbol_name(language, (TSSymbol)i), named);
    }
    make_tables(p);
    return p;
}

void parser_free(Parser *p)
{
    if (p) {
        pool_release(&p->pool);
        free_tables(p);
        free(p);
    }
}

void parser_set_scratch(Parser *p, Arena *scratch)
{
    p->scratch = scratch;
}

Arena parser_scratch(const Parser *p, const Arena *a)
{
    if (p->scratch) {
        return (Arena){p->scratch->beg, p->scratch->end, a->home};
    }
    Arena half = *a;
    half.beg += (a->end - a->beg) / 2;
    return half;
}

void parser_trim_scratch(const Parser *p, size_t keep)
{
    if (p->scratch) {
        arena_trim(p->scratch, keep);
    }
}

void parser_fail_after(Parser *p, long n)
{
    p->pool.fail_after = n;
}

static const char *read_text(void *payload, uint32_t at, TSPoint point, uint32_t *length)
{
    (void)point;
    const Text *t = payload;
    *length = at < (uint32_t)t->n ? (uint32_t)t->n - at : 0;
    return *length ? t->s + at : "";
}

// Where a parse is left at its first error: by the hook in core.inc, on the parse's own thread.
typedef struct {
    jmp_buf stop;
    uint32_t at;
} Escape;

static _Thread_local Escape *escape;

void tree_error_seen(uint32_t at);
void tree_error_seen(uint32_t at)
{
    if (escape) {
        escape->at = at;
        longjmp(escape->stop, 1);
    }
}

static bool spend(TSParseState *state)
{
    long *budget = state->payload;
    return --*budget < 0 || state->has_error;
}

static void set_ranges(TSParser *ts, const Span *ranges, int count)
{
    TSRange *r = pool_calloc((size_t)count + 1, sizeof *r);
    for (int i = 0; i < count; i++) {
        r[i] = (TSRange){.start_byte = ranges[i].beg, .end_byte = ranges[i].end};
    }
    assert_or_trap(ts_parser_set_included_ranges(ts, r, (uint32_t)count));
}

static TSTree *run(Parser *p, Text text, const Span *ranges, int count, long *budget)
{
    TSParser *ts = ts_parser_new();
    assert_or_trap(ts_parser_set_language(ts, p->language));
    set_ranges(ts, ranges, count);
    TSInput input = {.payload = &text, .read = read_text, .encoding = TSInputEncodingUTF8};
    return ts_parser_parse_with_options(ts, NULL, input, (TSParseOptions){budget, spend});
}

// The copy under construction: a growing array and the open nodes, linked through `next` while they are open.
typedef struct {
    const Parser *parser;
    Arena *arena;
    LIST(Cst) list;
    uint32_t open;
} Copy;

// Copies a node unless it is of no interest; false when its children are not wanted.
static bool copy_node(Copy *c, TSNode node)
{
    TSSymbol symbol = ts_node_symbol(node);
    uint8_t sym = symbol < c->parser->symbols ? c->parser->sym[symbol] : SYM_OTHER;
    if (sym == SYM_NONE) {
        return false;
    }
    Cst *cst = list_push(c->arena, &c->list);
    *cst = (Cst){.beg = ts_node_start_byte(node), .end = ts_node_end_byte(node), .next = (uint32_t)c->list.n, .sym = sym};
    return sym < SYM_T_ASYNC && sym != SYM_STRING_CONTENT && sym != SYM_DOTTED_NAME && sym != SYM_IMPORT_PREFIX;
}

static void enter(Copy *c)
{
    uint32_t i = (uint32_t)c->list.n - 1;
    c->list.at[i].next = c->open;
    c->open = i;
}

static void leave(Copy *c)
{
    uint32_t i = c->open;
    c->open = c->list.at[i].next;
    c->list.at[i].next = (uint32_t)c->list.n;
}

static void copy_tree(Copy *c, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    for (int depth = 0;;) {
        if (copy_node(c, ts_tree_cursor_current_node(&cursor)) && ts_tree_cursor_goto_first_child(&cursor)) {
            enter(c);
            depth++;
            continue;
        }
        while (depth && !ts_tree_cursor_goto_next_sibling(&cursor)) {
            ts_tree_cursor_goto_parent(&cursor);
            leave(c);
            depth--;
        }
        if (!depth) {
            return;
        }
    }
}

// The tree, or NULL with the place of the error. A failure of memory must not find the escape of a frame that is gone.
static TSTree *run_to_error(Parser *p, Text text, const Span *ranges, int count, long *budget, uint32_t *error_at)
{
    Escape here = {.at = count ? ranges[0].beg : 0};
    TSTree *tree = NULL;
    escape = &here;
    if (!setjmp(here.stop)) {
        tree = run(p, text, ranges, count, budget);
        if (tree && ts_node_has_error(ts_tree_root_node(tree))) {
            tree = NULL;
        }
    } else {
        *error_at = here.at;
        tree = NULL;
    }
    escape = NULL;
    return tree;
}

Tree tree_parse(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget)
{
    pool_open(&p->pool, arena);
    Copy c = {.parser = p, .arena = arena};
    Tree result = {.error_at = count ? ranges[0].beg : 0};
    TSTree *tree = run_to_error(p, text, ranges, count, budget, &result.error_at);
    if (tree) {
        copy_tree(&c, ts_tree_root_node(tree));
    }
    pool_close(&p->pool);
    result.at = c.list.at;
    result.n = (uint32_t)c.list.n;
    return result;
}

Tree tree_parse_lines(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget)
{
    Tree tree = parse_quickly(p, arena, text, ranges, count);
    return tree.n ? tree : tree_parse(p, arena, text, ranges, count, budget);
}
