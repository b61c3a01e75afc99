// The only file that knows tree-sitter: it runs its parser and copies its tree into our flat one.
//
// The parser object is made anew for each text, in an empty pool, and dropped with the whole pool afterwards. That is
// quicker than releasing tree by tree, and it is what makes any failure harmless: there is no state to repair.
#include "python/cst.h"

#include "python/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

struct Parser {
    Pool pool;
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
    return p;
}

void parser_free(Parser *p)
{
    if (p) {
        pool_release(&p->pool);
        free(p);
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

static bool spend(TSParseState *state)
{
    long *budget = state->payload;
    return --*budget < 0 || state->has_error;
}

// Rows number the ranges, so that positions can be told apart; within one, columns count from the text's start up to the
// first line end.
enum { ROWS = 1 << 20 };

static void set_ranges(TSParser *ts, const Span *ranges, int count)
{
    TSRange *r = pool_calloc((size_t)count + 1, sizeof *r);
    for (int i = 0; i < count; i++) {
        uint32_t row = (uint32_t)i * ROWS;
        r[i] = (TSRange){{row, ranges[i].beg}, {row, ranges[i].end}, ranges[i].beg, ranges[i].end};
    }
    assert_or_trap(ts_parser_set_included_ranges(ts, r, (uint32_t)count));
}

static TSTree *run(Parser *p, Text text, const Span *ranges, int count, long *budget, TSLogger logger)
{
    TSParser *ts = ts_parser_new();
    assert_or_trap(ts_parser_set_language(ts, p->language));
    set_ranges(ts, ranges, count);
    ts_parser_set_logger(ts, logger);
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

Tree tree_parse(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget)
{
    pool_open(&p->pool, arena);
    Copy c = {.parser = p, .arena = arena};
    TSTree *tree = run(p, text, ranges, count, budget, (TSLogger){0});
    if (tree && !ts_node_has_error(ts_tree_root_node(tree))) {
        copy_tree(&c, ts_tree_root_node(tree));
    }
    pool_close(&p->pool);
    return (Tree){c.list.at, (uint32_t)c.list.n};
}

// What the parser's log tells about an error. Versions of the parse die one by one; the error is where the last did.
typedef struct {
    unsigned row, column;       // where the version at work stands
    unsigned error_row, error_column;
    bool is_over;               // all are dead
} Trace;

static void trace(void *payload, TSLogType type, const char *message)
{
    Trace *t = payload;
    const char *at = type == TSLogTypeParse && !t->is_over ? message : "";
    if (strncmp(at, "process ", 8) == 0 && (at = strstr(at, "row:"))) {
        char *rest;
        t->row = (unsigned)strtoul(at + 4, &rest, 10);
        at = strstr(rest, "col:");
        t->column = at ? (unsigned)strtoul(at + 4, NULL, 10) : 0;
    } else if (strncmp(at, "detect_error", 12) == 0) {
        if (t->row > t->error_row || (t->row == t->error_row && t->column > t->error_column)) {
            t->error_row = t->row;
            t->error_column = t->column;
        }
    } else if (strncmp(at, "resume ", 7) == 0) {
        t->is_over = true;
    }
}

uint32_t tree_locate_error(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget)
{
    pool_open(&p->pool, arena);
    Trace t = {0};
    run(p, text, ranges, count, budget, (TSLogger){&t, trace});
    pool_close(&p->pool);
    uint32_t range = t.error_row / ROWS, at = count ? ranges[range].beg : 0;
    for (uint32_t row = t.error_row % ROWS; row; row--) {
        ptrdiff_t line = text_find_char(text_sub(text, at, text.n), '\n');
        at = line < 0 ? (uint32_t)text.n : at + (uint32_t)line + 1;
    }
    return t.error_row % ROWS ? at + t.error_column : t.error_column;
}
