// A trie of the words whose missing edges are filled in breadth first: with the edge of the longest proper suffix that is in the
// trie, too. So a text takes one step a byte. Bytes that no word has share one column.
#include "base/ahocorasick.h"

enum { ENDS_WORD = 0x8000, NO_WORD = -1 };      // of an edge: words end in the state it leads to

struct AhoCorasick {
    uint8_t column[256];
    int log_columns;
    uint16_t *next;             // [state << log_columns | column]
    int *word;                  // by state: a word that ends there, NO_WORD
    int *same;                  // by word: another word of the same letters, NO_WORD
    uint16_t *shorter;          // by state: the longest suffix in which words end, 0
};

static int letters_of(const Texts *words)
{
    int n = 1;
    for (int i = 0; i < words->n; i++) {
        n += (int)words->at[i].n;
    }
    return n;
}

static void give_columns(AhoCorasick *ac, const Texts *words)
{
    int n = 1;
    for (int i = 0; i < words->n; i++) {
        for (ptrdiff_t k = 0; k < words->at[i].n; k++) {
            uint8_t *column = &ac->column[(unsigned char)words->at[i].s[k]];
            *column = *column ? *column : (uint8_t)n++;
        }
    }
    while (1 << ac->log_columns < n) {
        ac->log_columns++;
    }
}

static uint16_t *edge(const AhoCorasick *ac, int state, unsigned column)
{
    return &ac->next[(unsigned)state << ac->log_columns | column];
}

static int add_word(AhoCorasick *ac, Text word, int index, int states)
{
    int state = 0;
    for (ptrdiff_t k = 0; k < word.n; k++) {
        uint16_t *e = edge(ac, state, ac->column[(unsigned char)word.s[k]]);
        *e = *e ? *e : (uint16_t)states++;
        state = *e;
    }
    ac->same[index] = ac->word[state];
    ac->word[state] = index;
    return states;
}

static bool ends_word(const AhoCorasick *ac, int state)
{
    return ac->word[state] != NO_WORD || ac->shorter[state];
}

// `suffix` is the state of the longest proper suffix of `state`.
static void link_state(AhoCorasick *ac, int state, int suffix)
{
    ac->shorter[state] = ac->word[suffix] != NO_WORD ? (uint16_t)suffix : ac->shorter[suffix];
}

static void fill(AhoCorasick *ac, Arena scratch, int states)
{
    uint16_t *queue = NEW(&scratch, uint16_t, states), *suffix = NEW(&scratch, uint16_t, states);
    int n = 0;
    unsigned columns = 1U << ac->log_columns;
    queue[n++] = 0;
    for (int i = 0; i < n; i++) {
        int state = queue[i];
        for (unsigned c = 0; c < columns; c++) {
            uint16_t *e = edge(ac, state, c), beyond = state ? *edge(ac, suffix[state], c) : 0;
            if (*e) {
                suffix[*e] = beyond & ~ENDS_WORD;
                queue[n++] = *e;
                link_state(ac, *e, suffix[*e]);
                *e |= ends_word(ac, *e) ? ENDS_WORD : 0;
            } else {
                *e = beyond;
            }
        }
    }
}

AhoCorasick *ahocorasick_new(Arena *a, const Texts *words)
{
    AhoCorasick *ac = NEW(a, AhoCorasick, 1);
    int states = letters_of(words);
    if (states > ENDS_WORD) {
        return NULL;
    }
    give_columns(ac, words);
    ac->next = NEW(a, uint16_t, states << ac->log_columns);
    ac->word = NEW(a, int, states);
    ac->same = NEW(a, int, words->n);
    ac->shorter = NEW(a, uint16_t, states);
    for (int i = 0; i < states; i++) {
        ac->word[i] = NO_WORD;
    }
    int used = 1;
    for (int i = 0; i < words->n; i++) {
        used = add_word(ac, words->at[i], i, used);
    }
    fill(ac, *a, used);
    return ac;
}

static void note(const AhoCorasick *ac, int state, bool *found)
{
    for (; state; state = ac->shorter[state]) {
        for (int i = ac->word[state]; i != NO_WORD; i = ac->same[i]) {
            found[i] = true;
        }
    }
}

void ahocorasick_search(const AhoCorasick *ac, Text text, bool *found)
{
    const uint16_t *next = ac->next;
    const uint8_t *column = ac->column;
    int shift = ac->log_columns;
    unsigned state = 0;
    for (const char *c = text.s, *end = c + text.n; c < end; c++) {
        unsigned edge_to = next[state << shift | column[(unsigned char)*c]];
        state = edge_to & ~(unsigned)ENDS_WORD;
        if (edge_to & ENDS_WORD) {
            note(ac, (int)state, found);
        }
    }
}
