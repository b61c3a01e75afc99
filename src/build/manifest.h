// A rule's manifest (rules/NAME.yaml) as read and checked, on its way to being a line of a C table.
#ifndef AQLINT_BUILD_MANIFEST_H
#define AQLINT_BUILD_MANIFEST_H

#include "base/list.h"
#include "base/out.h"
#include "base/value.h"

// One entry of `message` or `help`: the name of the variant ("" for the only one) and what it says.
typedef struct {
    Text name, text;
    const Value *at;
} Variant;

typedef LIST(Variant) Variants;

typedef struct {
    Text name, doc;
    int kind;                       // index as in OptionKind of lint/rule.h
    const Value *fallback;          // the default as written
    int64_t integer;                // of INT and BOOL
    Texts list;                     // of LIST
} Option;

typedef struct {
    Text path, stem;                // "rules/sleep-zero.yaml", "sleep-zero"
    bool has_check;                 // rules/STEM.c exists
    const Value *root, *code_at, *name_at, *severity_at, *calls_at, *help_at;
    Text code, name, summary, severity_reason, doc, bad, good;
    int kind, severity, is_off, on; // indices into the words of the schema, in the order of the enums of lint/rule.h
    bool in_async;
    Texts calls, triggers, peers;
    Variants messages, helps;
    LIST(Option) options;
    const Value *scene;             // kept as written; what it means is not this program's business
} Manifest;

typedef LIST(Manifest *) Manifests;

typedef struct {
    Text path;
    int line, column, number;       // number: in the order of finding them
    Text message;
} Error;

typedef struct {
    Arena *arena;
    Text path;                      // of the file being read
    LIST(Error) list;
} Errors;

// Adds an error at the place of `at` (NULL: the file as a whole).
void error_at(Errors *e, const Value *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Reads a manifest from the document `root`; everything that is wrong with it is added to `e`.
void manifest_read(Errors *e, const Value *root, Manifest *m);

// Writes the C source of `rule_table` (lint/rule.h), in the order given.
void manifests_emit(Out *o, const Manifests *all);

#endif
