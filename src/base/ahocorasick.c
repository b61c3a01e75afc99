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
    ptrdiff_t longest;          // bytes of a word
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
        ac->longest = words->at[i].n > ac->longest ? words->at[i].n : ac->longest;
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

// Each step waits for the one before, so the text is read at LANES places at once. A lane begins as if nothing stood before it,
// and so the one before goes on over its first bytes.
enum { LANES = 4 };

// What a step needs, apart from where what is found is noted.
typedef struct {
    const uint16_t *next;
    const uint8_t *column;
    int shift;
} Steps;

static inline unsigned step(Steps by, unsigned state, char c)
{
    return by.next[(state & ~(unsigned)ENDS_WORD) << by.shift | by.column[(unsigned char)c]];
}

static inline void note_end(const AhoCorasick *ac, unsigned edge_to, bool *found)
{
    if (edge_to & ENDS_WORD) {
        note(ac, (int)(edge_to & ~(unsigned)ENDS_WORD), found);
    }
}

static void search_part(const AhoCorasick *ac, unsigned edge_to, const char *c, const char *end, bool *found)
{
    for (Steps by = {ac->next, ac->column, ac->log_columns}; c < end; c++) {
        edge_to = step(by, edge_to, *c);
        note_end(ac, edge_to, found);
    }
}

void ahocorasick_search(const AhoCorasick *ac, Text text, bool *found)
{
    Steps by = {ac->next, ac->column, ac->log_columns};
    unsigned a = 0, b = 0, c = 0, d = 0;
    ptrdiff_t lane = text.n / LANES;
    const char *s = text.s;
    for (const char *stop = s + lane; s < stop; s++) {
        a = step(by, a, s[0]);
        b = step(by, b, s[lane]);
        c = step(by, c, s[2 * lane]);
        d = step(by, d, s[3 * lane]);
        if ((a | b | c | d) & ENDS_WORD) {
            note_end(ac, a, found);
            note_end(ac, b, found);
            note_end(ac, c, found);
            note_end(ac, d, found);
        }
    }
    const char *end = text.s + text.n;
    const unsigned state[LANES] = {a, b, c, d};
    for (int i = 0; i < LANES; i++, s += lane) {
        bool is_last = i == LANES - 1 || end - s < ac->longest;
        search_part(ac, state[i], s, is_last ? end : s + ac->longest, found);
    }
}
