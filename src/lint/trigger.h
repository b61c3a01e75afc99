// The words that the rules' manifests name: which of them a file holds is found in one pass over its bytes, and decides whether it
// is parsed, which of its functions are, and which rules look at it.
#ifndef AQLINT_LINT_TRIGGER_H
#define AQLINT_LINT_TRIGGER_H

#include "base/ahocorasick.h"
#include "base/map.h"
#include "lint/filerun.h"

typedef LIST(int) RuleList;         // indexes into rule_table

typedef struct {
    RuleList rules;                 // whose trigger it is
    RuleList stray, beside;         // and those that have it for these
} WordUse;

typedef struct {
    Texts words;                    // each once, NUL-terminated; then `async` and `await`
    WordUse *uses;                  // by word
    int async, await;               // their indexes
    LIST(int) packages;             // those that are packages with a class of which all methods block
    const AhoCorasick *automaton;
    RuleList untriggered;           // rules that any file may hold something for
    const Rule *chains;             // the one that follows calls into other functions, or NULL
} Triggers;

// The words of all rules; made once, read by all workers.
Triggers *triggers_new(Arena *a);

// What a file holds of them, by word.
typedef struct {
    const bool *has;
    bool package;                   // one of the packages with a class of which all methods block (python/blocking.h)
    bool is_wide;                   // ASCII takes several bytes (encoding.h): no word can be looked for
} Held;

Held triggers_held(const Triggers *t, Arena *a, Text bytes);

// Whether a file is of any concern: whatever asyncio code says, it says `async` or `await` somewhere.
bool triggers_concern(const Triggers *t, Held held);

// Whether a file can hold a finding of an enabled rule: else it need not be parsed.
bool triggers_may_find(const Triggers *t, Held held, const Settings *settings);

// The triggers of the enabled rules; wide are those of rules that look at a whole module. NULL when some rule has none, so
// that all is to be parsed.
const TriggerWords *triggers_words(const Triggers *t, Arena *a, Held held, const Settings *settings);

// Sets on[rule] of each enabled rule that has no words, or one of them in the file.
void triggers_rules(const Triggers *t, Held held, const Settings *settings, bool *on);

#endif
