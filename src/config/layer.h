// Which rules are on: the words of one configuration file or command line, and how layers of them add up.
//
// Layers go from the furthest (the file at the end of a chain of `extend`) over the nearest file to the command line.
// Within a layer the narrower word wins, and `ignore` wins a tie (ruff's order: crates/ruff_linter/src/rule_selector.rs,
// Specificity). A layer with `select` forgets what earlier layers switched on. What earlier layers ignored stays
// ignored unless a later layer selects it at least as narrowly: `--select AQ1` does not bring back an ignored AQ101,
// `--select AQ101` does.
#ifndef AQLINT_CONFIG_LAYER_H
#define AQLINT_CONFIG_LAYER_H

#include "lint/selector.h"

typedef struct {
    bool has_select;
    int8_t on[RULES_MAX];       // Selector.depth with which the rule is selected, 0: not at all
    int8_t off[RULES_MAX];      // ... ignored
} RuleLayer;

// Takes a word of `select` and `extend-select` in. false when it names no rule.
bool layer_select(RuleLayer *l, Text word);

// Takes a word of `ignore` in. false when it names no rule.
bool layer_ignore(RuleLayer *l, Text word);

// Works out enabled[0..rule_count) from layers, furthest first, starting with the rules' own defaults. The rule for
// files that are no Python (AQ900) stays on unless it is ignored: whatever was selected, such a file was not checked.
void layers_apply(RuleLayer *const *layers, int n, bool *enabled);

#endif
