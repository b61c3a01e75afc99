// Other linters: which of them has a code, and what aqlint has for it.
//
// The manifests name the codes of other linters for the check of each rule. Here is what they do not say: whose code it
// is, and why aqlint has nothing for those that are about asynchronous code too.
#ifndef AQLINT_LINT_PEER_H
#define AQLINT_LINT_PEER_H

#include "base/list.h"
#include "lint/rule.h"

// The names of the linters that have the code (`ASYNC251`: ruff, flake8-async), the best known first; none when nobody
// is known to have it. Case does not matter.
Texts peer_linters(Arena *a, Text code);

// Every linter of which a manifest names a code, in that order.
Texts peer_all_linters(Arena *a);

// The codes that the manifests of some rules name, each once, in the order of their bytes. `has` says which rules, by
// index into rule_table.
Texts peer_codes(Arena *a, const bool *has);

// The rules that the code stands for, by index into rule_table.
typedef LIST(int) PeerRules;
PeerRules peer_rules(Arena *a, Text code);

// A check of another linter that is about asynchronous code, for which aqlint has no rule.
typedef struct {
    const char *code;
    const char *reason;         // a phrase; may name a rule that is near
} PeerGap;

// The gap of this code; NULL when it is no such check. No rule stands for the code of a gap. The gaps are numbered from 0 for
// peer_gap_at, which gives NULL behind the last one.
const PeerGap *peer_gap(Text code);
const PeerGap *peer_gap_at(int *next);

#endif
