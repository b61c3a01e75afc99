#include "python/grammar_tables.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUT = 15 };           // the version of the tables' layout that parser.h describes

// -- tables -----------------------------------------------------------------------------------------------------------

static uint16_t search(const TSLanguage *l, uint16_t state, uint16_t symbol)
{
    if (state < l->large_state_count) {
        return l->parse_table[state * l->symbol_count + symbol];
    }
    const uint16_t *data = &l->small_parse_table[l->small_parse_table_map[state - l->large_state_count]];
    for (int groups = *data++; groups > 0; groups--) {
        uint16_t value = *data++;
        for (int n = *data++; n > 0; n--) {
            if (*data++ == symbol) {
                return value;
            }
        }
    }
    return 0;
}

// The number of a state here; it gets its row when it is first reached.
static uint16_t number_state(Grammar *g, uint16_t original)
{
    uint16_t *number = &g->state[original];
    if (!*number) {
        *number = g->states;
        g->states = (uint16_t)(g->states + g->row_lines);
        GrammarRow *row = grammar_row(g, *number);
        row->original = original;
        const bool *valid = g->language->external_scanner.states;
        valid += (size_t)g->language->lex_modes[original].external_lex_state * EXTERNAL_COUNT;
        for (int e = 0; e < EXTERNAL_COUNT && g->language->lex_modes[original].external_lex_state; e++) {
            row->externals |= (uint16_t)(valid[e] << e);
        }
    }
    return *number;
}

static uint16_t reduction_cell(Grammar *g, uint16_t at, const TSParseAction *a)
{
    uint16_t *number = &g->reduction_at[at];
    if (!*number && g->reductions < GRAMMAR_REDUCTIONS) {
        uint16_t symbol = g->symbol[a->reduce.symbol];
        *number = g->reductions++;
        g->reduction[*number] = (Reduction){
            .children = a->reduce.child_count, .symbol = symbol, .production = a->reduce.production_id, .sym = g->sym[symbol],
            .is_entry = g->sym[symbol] != GRAMMAR_HIDDEN || g->traits[symbol] & MAY_BE_RENAMED,
            .renames = g->renames[a->reduce.production_id]};
    }
    return *number ? (uint16_t)(CELL_REDUCTION | *number) : CELL_NONE;
}

static uint16_t action_cell(Grammar *g, uint16_t at)
{
    const TSParseAction *a = &g->language->parse_actions[at].action;
    switch (a->type) {
    case TSParseActionTypeShift:
        return a->shift.extra ? CELL_NONE : number_state(g, a->shift.state);
    case TSParseActionTypeReduce:
        return reduction_cell(g, at, a);
    case TSParseActionTypeAccept:
        return CELL_ACCEPT;
    default:
        return CELL_NONE;
    }
}

static int read_actions(Grammar *g, uint16_t at, uint16_t *cells, int max)
{
    int n = 0;
    int count = g->language->parse_actions[at].entry.count;
    for (int i = at + 1; i <= at + count && i < GRAMMAR_ACTIONS; i++) {
        const TSParseAction *a = &g->language->parse_actions[i].action;
        if (!(a->type == TSParseActionTypeShift && a->shift.repetition)) {
            if (n < max) {
                cells[n] = action_cell(g, (uint16_t)i);
            }
            n++;
        }
    }
    return n;
}

static uint16_t token_cell(Grammar *g, uint16_t at)
{
    uint16_t cell = CELL_NONE;
    int n = at ? read_actions(g, at, &cell, 1) : 0;
    return n <= 1 ? cell : (uint16_t)(CELL_CHOICE | at);
}

static __attribute__((noinline)) uint16_t look_up(Grammar *g, uint16_t state, uint16_t symbol)
{
    GrammarRow *row = grammar_row(g, state);
    uint16_t original = g->original[symbol];
    uint16_t value = search(g->language, row->original, original);
    if (original < g->language->token_count) {
        value = token_cell(g, value);
    } else {
        value = value ? number_state(g, value) : CELL_NONE;
    }
    row->cells[symbol] = value;
    return value;
}

uint16_t grammar_cell(Grammar *g, uint16_t state, uint16_t symbol)
{
    uint16_t cell = grammar_row(g, state)->cells[symbol];
    return cell ? cell : look_up(g, state, symbol);
}

const Reduction *grammar_reduction(const Grammar *g, uint16_t cell)
{
    return &g->reduction[cell - CELL_REDUCTION];
}

int grammar_choices(Grammar *g, uint16_t cell, uint16_t *cells, int max)
{
    return read_actions(g, (uint16_t)(cell - CELL_CHOICE), cells, max);
}

uint16_t grammar_externals(const Grammar *g, uint16_t state)
{
    return grammar_row(g, state)->externals;
}

uint16_t grammar_external_symbol(const Grammar *g, External e)
{
    return g->symbol[g->language->external_scanner.symbol_map[e]];
}

// -- symbols ----------------------------------------------------------------------------------------------------------

uint8_t grammar_sym(const Grammar *g, uint16_t symbol)
{
    return g->sym[symbol];
}

uint8_t grammar_alias(const Grammar *g, uint16_t production, int i)
{
    uint16_t alias = production ? g->language->alias_sequences[production * g->language->max_alias_sequence_length + i] : 0;
    return alias ? g->sym[g->symbol[alias]] : 0;
}

TokenRole grammar_role(const Grammar *g, uint16_t token)
{
    return (TokenRole)g->role[token];
}

bool grammar_is_pattern(const Grammar *g, uint16_t symbol)
{
    return g->traits[symbol] & IS_PATTERN;
}

bool grammar_is_operand(const Grammar *g, uint16_t symbol)
{
    return g->traits[symbol] & IS_OPERAND;
}

bool grammar_is_with_item(const Grammar *g, uint16_t symbol)
{
    return g->traits[symbol] & IS_WITH_ITEM;
}

// -- what is made of the tables at the start --------------------------------------------------------------------------

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

static uint8_t traits_of(const TSLanguage *l, uint16_t symbol)
{
    static const char *const patterns[] = {"pattern", "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern",
                                           NULL};
    static const char *const operands[] = {"primary_expression", "expression_list", "tuple", "list", NULL};
    static const char *const items[] = {"with_item", NULL};
    if (symbol < l->token_count) {
        return MAY_BE_RENAMED;
    }
    return (uint8_t)((is_one_of(l->symbol_names[symbol], patterns) ? IS_PATTERN : 0)
                   | (is_one_of(l->symbol_names[symbol], operands) ? IS_OPERAND : 0)
                   | (is_one_of(l->symbol_names[symbol], items) ? IS_WITH_ITEM : 0));
}

static TokenRole role_of(const char *name)
{
    return is_one_of(name, (const char *const[]){"(", "[", "{", NULL})    ? TOKEN_OPENS
           : is_one_of(name, (const char *const[]){")", "]", "}", NULL}) ? TOKEN_CLOSES
           : strcmp(name, "for") == 0                                     ? TOKEN_FOR
           : strcmp(name, "in") == 0                                      ? TOKEN_IN
                                                                          : TOKEN_PLAIN;
}

static void set_symbol(Grammar *g, uint16_t original, const uint8_t *sym_of)
{
    const TSLanguage *l = g->language;
    TSSymbolMetadata is = l->symbol_metadata[original];
    const char *name = l->symbol_names[original];
    uint16_t symbol = g->symbol[original];
    g->sym[symbol] = is.visible ? sym_of[l->public_symbol_map[original]] : GRAMMAR_HIDDEN;
    g->traits[symbol] = traits_of(l, original);
    if (original < l->token_count && is.visible && !is.named) {
        g->role[symbol] = (uint8_t)role_of(name);
        grammar_add_keyword(g, name);
        if (name[0] && !name[1] && strchr("()[]{},;", name[0])) {
            g->marks[(unsigned char)name[0]] = symbol;
        } else if (name[0] && !name[1] && strchr(".:=+-/%&|^~<>@", name[0])) {      // `*` is two symbols
            g->operators[(unsigned char)name[0]] = symbol;
        }
    } else if (original < l->token_count && strcmp(name, "integer") == 0) {
        g->integer = symbol;
    }
}

// In the order of how often they are asked for in Python code; about as many as fit beside each other in one fetch.
static const char *const frequent[] = {
    "_newline", ",", "identifier", "primary_expression", ")", "expression", ".", "(", ":", "=", "string_end", "attribute",
    "_simple_statements", "]", "module_repeat1", "_dedent", "argument_list_repeat1", "argument_list", "call",
    "expression_statement", "import", "_string_content", "string_start", "string_content", "string", "from", "type", "pattern",
    "if", NULL
};

static void number_symbol(Grammar *g, uint16_t original, uint16_t *next)
{
    if (!g->symbol[original] && original) {
        g->symbol[original] = *next;
        g->original[*next] = original;
        ++*next;
    }
}

static void number_symbols(Grammar *g, uint16_t count)
{
    uint16_t next = 1;          // the end of the text stays 0
    for (int i = 0; frequent[i]; i++) {
        for (uint16_t k = 0; k < count; k++) {
            if (strcmp(g->language->symbol_names[k], frequent[i]) == 0) {
                number_symbol(g, k, &next);
            }
        }
    }
    for (uint16_t k = 0; k < count; k++) {
        number_symbol(g, k, &next);
    }
}

static void note_productions(Grammar *g)
{
    for (uint32_t i = 1; i < g->language->production_id_count; i++) {
        for (int k = 0; k < g->language->max_alias_sequence_length; k++) {
            g->renames[i] |= grammar_alias(g, (uint16_t)i, k) != 0;
        }
    }
}

static void note_renamed(Grammar *g)
{
    for (const uint16_t *p = g->language->alias_map; *p; p += 2 + p[1]) {
        g->traits[g->symbol[*p]] |= MAY_BE_RENAMED;
    }
}

// A row for each state that may be reached; those that are not take no memory.
static bool make_rows(Grammar *g)
{
    uint32_t size = (uint32_t)(sizeof(GrammarRow) + g->language->symbol_count * sizeof(uint16_t));
    uint32_t row_lines = (size + GRAMMAR_LINE - 1) / GRAMMAR_LINE, lines = 1 + row_lines * g->language->state_count;
    g->row_lines = (uint16_t)row_lines;
    g->memory = lines < CELL_REDUCTION ? calloc(lines + 1, GRAMMAR_LINE) : NULL;
    g->rows = g->memory ? (char *)g->memory + (GRAMMAR_LINE - (uintptr_t)g->memory % GRAMMAR_LINE) % GRAMMAR_LINE : NULL;
    g->states = 1;
    g->reductions = 1;
    return g->rows && number_state(g, GRAMMAR_START) == GRAMMAR_START;
}

static void make_symbols(Grammar *g, uint16_t symbols, const uint8_t *sym_of)
{
    number_symbols(g, symbols);
    for (uint16_t i = 0; i < symbols; i++) {
        set_symbol(g, i, sym_of);
    }
    static const char *const constants[] = {"None", "True", "False", NULL};
    for (int i = 0; constants[i]; i++) {
        grammar_add_keyword(g, constants[i]);
    }
    note_renamed(g);
    note_productions(g);
}

Grammar *grammar_new(const void *language, const uint8_t *sym_of)
{
    const TSLanguage *l = language;
    uint32_t symbols = l->symbol_count + l->alias_count;
    bool known = l->abi_version == LAYOUT && symbols <= GRAMMAR_SYMBOLS && l->external_token_count == EXTERNAL_COUNT &&
                 l->production_id_count <= GRAMMAR_PRODUCTIONS && l->state_count < GRAMMAR_STATES;
    Grammar *g = known ? calloc(1, sizeof *g) : NULL;
    if (!g) {
        return NULL;
    }
    g->language = l;
    if (!make_rows(g)) {
        grammar_free(g);
        return NULL;
    }
    make_symbols(g, (uint16_t)symbols, sym_of);
    return g;
}

void grammar_free(Grammar *g)
{
    if (g) {
        free(g->memory);
        free(g);
    }
}
