// Which rules look at a node: one walk over the nodes, the rules found by table, so that a file's cost does not grow
// with the number of rules.
#ifndef AQLINT_LINT_DISPATCH_H
#define AQLINT_LINT_DISPATCH_H

#include "base/map.h"
#include "lint/trigger.h"

typedef struct {
    Map calls;                      // qualified name -> RuleList *
    Map call_names;                 // last part of each of `calls` -> RuleList *
    Map last_parts;                 // last part of a "*.name" entry -> RuleList *
    RuleList on[ON_COUNT];          // the others by place; ON_CALL: rules for every call
} Dispatch;

// The tables for all rules; made once, read by all workers.
Dispatch *dispatch_new(Arena *a);

// Runs the rules over the module, those that are `on` by their index. Findings go to `run`.
void dispatch_run(const Dispatch *d, Module *m, const bool *on, const Settings *settings, FileRun *run);

#endif
