// What a run was asked to do for one file, worked out from options and configuration (config/ fills it).
#ifndef AQLINT_LINT_SETTINGS_H
#define AQLINT_LINT_SETTINGS_H

#include "lint/assume.h"
#include "lint/rule.h"

typedef struct {
    bool set;
    int64_t integer;                // INT and BOOL
    Texts list;                     // LIST: replaces the default entries
} OptionValue;

typedef struct Settings {
    bool enabled[RULES_MAX];        // by index into rule_table
    Severity severity[RULES_MAX];   // SEVERITY_OFF: the rule's own
    OptionValue *options[RULES_MAX];    // one per option of the rule; NULL: all defaults
    int target_version;             // 311 for 3.11; 0 when unknown
    const AssumeTable *assume;      // of the configuration, or NULL
} Settings;

// Whether the rule is to run: it is enabled, the target version is one that it is about, and where what it looks for is an option `calls` that option has entries.
bool settings_is_on(const Settings *s, int rule);

// Rule by code, name (case-insensitive), or NULL.
const Rule *rule_find(Text code_or_name);

static inline int rule_index(const Rule *r)
{
    return (int)(r - rule_table);
}

#endif
