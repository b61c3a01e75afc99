// Which rules look at a node: one walk over the nodes, the rules found by table, so that a file's cost does not grow
// with the number of rules.
#ifndef AQLINT_LINT_DISPATCH_H
#define AQLINT_LINT_DISPATCH_H

#include "base/map.h"
#include "lint/filerun.h"

typedef LIST(int) RuleList;         // indexes into rule_table

typedef struct {
    Map calls;                      // qualified name -> RuleList *
    Map call_names;                 // last part of each of `calls` -> itself
    Map last_parts;                 // last part of a "*.name" entry -> RuleList *
    RuleList on[ON_COUNT];          // the others by place; ON_CALL: rules for every call
    Map triggers;                   // word -> RuleList *: what may be found in a file that holds the word
    RuleList strays;                // rules with words of `stray`
    int stray_count;                // words of them all
    RuleList besides;               // rules with words of `beside`
    int beside_count;               // words of them all
    RuleList untriggered;           // rules that any file may hold something for
    const Rule *chains;             // the one that follows calls into other functions, or NULL
} Dispatch;

// The tables for all rules; made once, read by all workers.
Dispatch *dispatch_new(Arena *a);

// Whether the bytes of a file are of any concern: whatever asyncio code says, it says `async` or `await` somewhere.
bool dispatch_concerns(Text bytes);

// Whether the bytes of a file can hold a finding of an enabled rule: else it need not be parsed.
bool dispatch_may_find(const Dispatch *d, Text bytes, const Settings *settings);

// The triggers of the enabled rules; wide are those of rules that look at a whole module. NULL when some rule has none, so
// that all is to be parsed. `bytes` is the file.
const TriggerWords *dispatch_words(const Dispatch *d, Arena *a, Text bytes, const Settings *settings);

// Runs the enabled rules over the module. Findings go to `run`.
void dispatch_run(const Dispatch *d, Module *m, const Settings *settings, FileRun *run);

#endif
