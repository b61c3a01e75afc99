#include "python/grammar_tables.h"

#include <string.h>

enum {
    LAYOUT = 15,                // the version of the tables' layout that parser.h describes
    CHOICES_MAX = 8             // actions for a token that are counted
};

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

static Action action_of(const TSParseAction *a)
{
    switch (a->type) {
    case TSParseActionTypeShift:
        return (Action){.kind = a->shift.extra ? ACTION_OTHER : ACTION_SHIFT, .state = a->shift.state};
    case TSParseActionTypeReduce:
        return (Action){.kind = ACTION_REDUCE, .children = a->reduce.child_count, .symbol = a->reduce.symbol,
                        .production = a->reduce.production_id};
    case TSParseActionTypeAccept:
        return (Action){.kind = ACTION_ACCEPT};
    default:
        return (Action){.kind = ACTION_OTHER};
    }
}

static int read_actions(const TSLanguage *l, uint16_t at, Action *actions, int max)
{
    const TSParseActionEntry *entry = &l->parse_actions[at];
    int n = 0;
    for (int i = 1; i <= entry->entry.count; i++) {
        const TSParseAction *a = &entry[i].action;
        if (n < max && !(a->type == TSParseActionTypeShift && a->shift.repetition)) {
            actions[n++] = action_of(a);
        }
    }
    return n;
}

static __attribute__((noinline)) void fill(const TSLanguage *l, GrammarEntry *e, uint32_t key, uint16_t state, uint16_t symbol)
{
    *e = (GrammarEntry){.key = key, .value = search(l, state, symbol)};
    if (symbol < l->token_count) {
        Action actions[CHOICES_MAX] = {{0}};
        e->actions = (uint8_t)read_actions(l, e->value, actions, CHOICES_MAX);
        e->first = actions[0];
    }
}

static const GrammarEntry *look_up(Grammar *g, uint16_t state, uint16_t symbol)
{
    uint32_t key = (uint32_t)state << 10 | symbol;
    GrammarEntry *e = &g->cache[(key * 2654435761U) >> (32 - GRAMMAR_CACHE_LOG)];
    if (e->key != key) {
        fill(g->language, e, key, state, symbol);
    }
    return e;
}

const Action *grammar_action(Grammar *g, uint16_t state, uint16_t token, int *n)
{
    const GrammarEntry *e = look_up(g, state, token);
    *n = e->actions;
    return &e->first;
}

int grammar_actions(Grammar *g, uint16_t state, uint16_t token, Action *actions, int max)
{
    return read_actions(g->language, look_up(g, state, token)->value, actions, max);
}

bool grammar_has_action(Grammar *g, uint16_t state, uint16_t token)
{
    return look_up(g, state, token)->value != 0;
}

uint16_t grammar_next_state(Grammar *g, uint16_t state, uint16_t symbol)
{
    return look_up(g, state, symbol)->value;
}

const bool *grammar_externals(const Grammar *g, uint16_t state)
{
    uint16_t set = g->language->lex_modes[state].external_lex_state;
    return set ? &g->language->external_scanner.states[set * EXTERNAL_COUNT] : NULL;
}

uint16_t grammar_external_symbol(const Grammar *g, External e)
{
    return g->language->external_scanner.symbol_map[e];
}

// -- symbols ----------------------------------------------------------------------------------------------------------

uint8_t grammar_sym(const Grammar *g, uint16_t symbol)
{
    return g->sym[symbol];
}

bool grammar_may_be_renamed(const Grammar *g, uint16_t symbol)
{
    return g->traits[symbol] & MAY_BE_RENAMED;
}

bool grammar_renames(const Grammar *g, uint16_t production)
{
    return g->renames[production];
}

uint8_t grammar_alias(const Grammar *g, uint16_t production, int i)
{
    uint16_t alias = production ? g->language->alias_sequences[production * g->language->max_alias_sequence_length + i] : 0;
    return alias ? g->sym[alias] : 0;
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

static void set_symbol(Grammar *g, uint16_t symbol, const uint8_t *sym_of)
{
    const TSLanguage *l = g->language;
    TSSymbolMetadata is = l->symbol_metadata[symbol];
    const char *name = l->symbol_names[symbol];
    g->sym[symbol] = is.visible ? sym_of[l->public_symbol_map[symbol]] : GRAMMAR_HIDDEN;
    g->traits[symbol] = traits_of(l, symbol);
    if (symbol < l->token_count && is.visible && !is.named) {
        grammar_add_keyword(g, name);
        if (name[0] && !name[1] && strchr("()[]{},;", name[0])) {
            g->marks[(unsigned char)name[0]] = symbol;
        }
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
        g->traits[*p] |= MAY_BE_RENAMED;
    }
}

Grammar *grammar_new(const void *language, const uint8_t *sym_of)
{
    const TSLanguage *l = language;
    uint32_t symbols = l->symbol_count + l->alias_count;
    bool known = l->abi_version == LAYOUT && symbols <= GRAMMAR_SYMBOLS && l->external_token_count == EXTERNAL_COUNT &&
                 l->production_id_count <= GRAMMAR_PRODUCTIONS;
    Grammar *g = known ? calloc(1, sizeof *g) : NULL;
    if (!g) {
        return NULL;
    }
    g->language = l;
    for (uint16_t i = 0; i < symbols; i++) {
        set_symbol(g, i, sym_of);
    }
    static const char *const constants[] = {"None", "True", "False", NULL};
    for (int i = 0; constants[i]; i++) {
        grammar_add_keyword(g, constants[i]);
    }
    note_renamed(g);
    note_productions(g);
    return g;
}

void grammar_free(Grammar *g)
{
    free(g);
}
