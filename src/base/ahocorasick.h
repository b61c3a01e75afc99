// Which of many words a text holds, in one pass: the automaton of Aho and Corasick (Efficient string matching, CACM 18:6, 1975).
#ifndef AQLINT_BASE_AHOCORASICK_H
#define AQLINT_BASE_AHOCORASICK_H

#include "base/text.h"

typedef struct AhoCorasick AhoCorasick;

// The automaton of `words`, which must outlive it; none is empty. NULL when they are too many for it (more than 32,767 bytes
// of them all).
AhoCorasick *ahocorasick_new(Arena *a, const Texts *words);

// Sets found[i] of each word i that `text` holds, anywhere and in parts of others too; leaves the rest as it is.
void ahocorasick_search(const AhoCorasick *ac, Text text, bool *found);

#endif
