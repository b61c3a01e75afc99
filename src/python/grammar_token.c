// Tokens by the grammar's own lexer, and its keywords.
#include "python/grammar_tables.h"

#include <string.h>

typedef struct {
    TSLexer base;               // first: its functions get a pointer to it
    Text text;
    uint32_t at, end;
} Reader;

static void show(Reader *r)
{
    r->base.lookahead = r->at < (uint32_t)r->text.n ? (unsigned char)r->text.s[r->at] : 0;
}

static void reader_advance(TSLexer *base, bool skip)
{
    Reader *r = (Reader *)base;
    (void)skip;
    r->at += r->at < (uint32_t)r->text.n;
    show(r);
}

static void reader_mark_end(TSLexer *base)
{
    Reader *r = (Reader *)base;
    r->end = r->at;
}

static uint32_t reader_column(TSLexer *base)
{
    (void)base;
    return 0;
}

static bool reader_at_start(const TSLexer *base)
{
    (void)base;
    return false;
}

static bool reader_eof(const TSLexer *base)
{
    const Reader *r = (const Reader *)base;
    return r->at >= (uint32_t)r->text.n;
}

static Reader reader(Text text, uint32_t at)
{
    Reader r = {.base = {.advance = reader_advance, .mark_end = reader_mark_end, .get_column = reader_column,
                         .is_at_included_range_start = reader_at_start, .eof = reader_eof},
                .text = text, .at = at, .end = at};
    show(&r);
    return r;
}

bool grammar_lex(const Grammar *g, uint16_t state, Text text, uint32_t at, uint16_t *symbol, uint32_t *end)
{
    Reader r = reader(text, at);
    bool found = g->language->lex_fn(&r.base, g->language->lex_modes[grammar_row(g, state)->original].lex_state);
    *symbol = found ? g->symbol[r.base.result_symbol] : 0;
    *end = r.end;
    return found;
}

uint16_t grammar_mark(const Grammar *g, char c)
{
    return g->marks[(unsigned char)c];
}

uint16_t grammar_operator(const Grammar *g, char c)
{
    return g->operators[(unsigned char)c];
}

uint16_t grammar_integer(const Grammar *g)
{
    return g->integer;
}

uint16_t grammar_identifier(const Grammar *g)
{
    return g->symbol[g->language->keyword_capture_token];
}

static uint32_t hash_word(const char *s, ptrdiff_t n)
{
    uint32_t h = (uint32_t)n;
    for (ptrdiff_t i = 0; i < n; i++) {
        h = h * 31 + (unsigned char)s[i];
    }
    return h * 2654435761U >> 24;
}

uint16_t grammar_keyword(const Grammar *g, Text word)
{
    if (word.n >= GRAMMAR_WORD_MAX || !(g->initials[word.n] >> (word.s[0] & 31) & 1)) {
        return 0;
    }
    for (uint32_t i = hash_word(word.s, word.n);; i = (i + 1) % GRAMMAR_WORDS) {
        const GrammarWord *k = &g->keywords[i];
        if (!k->n) {
            return 0;
        }
        if (k->n == word.n && memcmp(k->text, word.s, k->n) == 0) {
            return k->symbol;
        }
    }
}

bool grammar_is_reserved(const Grammar *g, uint16_t state, uint16_t keyword)
{
    const TSLanguage *l = g->language;
    uint16_t set = l->lex_modes[grammar_row(g, state)->original].reserved_word_set_id;
    for (int i = 0; set && i < l->max_reserved_word_set_size; i++) {
        if (l->reserved_words[set * l->max_reserved_word_set_size + i] == g->original[keyword]) {
            return true;
        }
    }
    return false;
}

void grammar_add_keyword(Grammar *g, const char *text)
{
    size_t n = strlen(text);
    Reader r = reader((Text){text, (ptrdiff_t)n}, 0);
    if (n == 0 || n >= GRAMMAR_WORD_MAX || !g->language->keyword_lex_fn(&r.base, 0) || r.end != n) {
        return;
    }
    uint32_t i = hash_word(text, (ptrdiff_t)n);
    while (g->keywords[i].n && strcmp(g->keywords[i].text, text) != 0) {
        i = (i + 1) % GRAMMAR_WORDS;
    }
    memcpy(g->keywords[i].text, text, n);
    g->keywords[i].n = (uint8_t)n;
    g->initials[n] |= 1U << (text[0] & 31);
    g->keywords[i].symbol = g->symbol[r.base.result_symbol];
}
