// Selectors: the words with which options, configuration and comments name rules.
//
//     AQ101            a code                    RUF006     another linter's code for the same check (a rule's `peers`)
//     unbounded-queue  a name                    ASYNC2     the first part of such codes
//     AQ, AQ1, AQ10    the first part of codes   ALL        every rule
//
// Case does not matter. The first part of a code holds all its letters: `A` is no selector.
#ifndef AQLINT_LINT_SELECTOR_H
#define AQLINT_LINT_SELECTOR_H

#include "lint/settings.h"

typedef struct {
    uint64_t bits[RULES_MAX / 64];      // by index into rule_table
} RuleSet;

typedef struct {
    RuleSet rules;
    int depth;                          // how narrowly it names: 1 for ALL, more for each letter group and digit,
                                        // SELECTOR_EXACT for a whole code or name
} Selector;

enum { SELECTOR_EXACT = 100 };

// Reads one word. false when it names no rule; *s is then empty.
bool selector_read(Text word, Selector *s);

// What the author of an unknown word may have meant, as the table writes it; empty when nothing is near.
Text selector_nearest(Arena scratch, Text word);

// The same as the end of a complaint, "; did you mean `AQ101`?". For another linter's code that no rule stands for it
// says why there is none.
Text selector_hint(Arena *a, Text word);

static inline bool ruleset_has(const RuleSet *s, int rule)
{
    return s->bits[rule / 64] >> (rule % 64) & 1;
}

static inline void ruleset_add(RuleSet *s, int rule)
{
    s->bits[rule / 64] |= (uint64_t)1 << (rule % 64);
}

static inline void ruleset_unite(RuleSet *s, const RuleSet *other)
{
    for (int i = 0; i < RULES_MAX / 64; i++) {
        s->bits[i] |= other->bits[i];
    }
}

#endif
