// A rule's manifest (rules/NAME.yaml) as read and checked, on its way to being a line of a C table.
#ifndef AQLINT_BUILD_MANIFEST_H
#define AQLINT_BUILD_MANIFEST_H

#include "base/list.h"
#include "base/map.h"
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

// What a call that blocks takes, in seconds, and where the figures come from.
typedef struct {
    double median, bad;
    Text source;
    const Value *at;                // NULL: not said
} Cost;

// A group of `blocking`: calls that block for one reason, with one advice.
typedef struct {
    Texts of;                       // classes or modules that `calls` are members of; empty: `calls` are whole names
    Texts calls;
    Text advice;
    int unless;                     // index into the words of blocking.c
    int note_unless;                // the same of its other list
    int severity;                   // index as in Severity of lint/finding.h: what was measured, or 0: the rule's
    Cost cost;                      // the rule's where it has none of its own
    const Value *at, *calls_at, *of_at;
} BlockingGroup;

typedef LIST(BlockingGroup) BlockingGroups;

// A group of `apis`: names, or an argument of them, that were deprecated and removed together. Versions: 308 is 3.8, 0 none.
typedef struct {
    Texts names;
    Text argument, instead;
    int kind;                       // index as in ApiKind of python/api.h
    int deprecated, removed, since;
} ApiGroup;

typedef LIST(ApiGroup) ApiGroups;

// What is measured of a run, in the order of Figure in lint/rule.h.
enum { SCENE_FIGURES = 8, SCENE_POINTS = 16 };

// A scene: what the rule's pattern does to the loop, and what its remedy does, for a range of one parameter.
typedef struct {
    Text load, remedy;              // in words
    const Value *params, *over, *bad_at, *good_at;
    Text bad, good;                 // scenarios without params and sweep
    int watch;                      // 0: latency, 1: what waits in queues, 2: how long it all takes
} Scene;

// What the simulator found of it.
typedef struct {
    Text parameter, bad, good;      // the scenarios as `aqlint sim` reads them
    Text picture[2];                // the same to be drawn (picture.c), at this value of the parameter
    double picture_at;
    int n;
    double at[SCENE_POINTS], figures[2][SCENE_POINTS][SCENE_FIGURES];   // NaN: nothing of the kind
    double reference;               // the parameter at which the cost is taken
    double cost;                    // seconds that the remedy saves there
    double growth[2], queue_growth[2];
    bool is_sensitive;              // no error when the loop itself takes nothing, or three times as much
} Measured;

typedef struct {
    Text path, stem;                // "rules/sleep-zero.yaml", "sleep-zero"
    bool has_check;                 // rules/STEM.c exists
    const Value *root, *code_at, *name_at, *severity_at, *calls_at, *help_at, *scene_at;
    Text code, name, summary, severity_reason, doc, bad, good;
    int kind, severity, is_off, on; // indices into the words of the schema, in the order of the enums of lint/rule.h
    bool in_async;
    int note_in_tests;              // index of `in-tests`
    int note_in_programs;           // the same of `in-programs`
    Texts calls, triggers, beside, stray, peers;
    BlockingGroups blocking;
    const Value *blocking_at;
    Cost cost;
    ApiGroups apis;
    int target;                     // the least target version; 0: any
    Variants messages, helps;
    LIST(Option) options;
    Scene scene;
    Measured measured;              // when there is a scene
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

// schema.c: what blocking.c reads its groups with.
typedef struct {
    const char *key;
    bool required;
    void (*read)(Errors *e, const Value *v, void *field);
    size_t offset;
} Field;

bool schema_fields(Errors *e, const Value *v, const Field *fields, void *object);
void schema_line(Errors *e, const Value *v, void *field);
void schema_list(Errors *e, const Value *v, void *field);
void schema_choice(Errors *e, const Value *v, int *result, const Text *words, int n);
bool schema_is_identifier(Text t);
bool schema_is_word(Text t, char joint);                                    // lower-case words, joined by `_` or `-`
bool schema_scalar(Errors *e, const Value *v, Text *result);                // the text of a scalar that is not empty
void schema_text(Errors *e, const Value *v, void *field);
void schema_bool(Errors *e, const Value *v, void *field);

// What must hold between the keys; the places of the values are noted already (schema_check.c).
void schema_check(Errors *e, const Manifest *m);

// blocking.c: the names of a group, each with each of `of`.
int blocking_count(const BlockingGroup *g);
Text blocking_name(Arena *a, const BlockingGroup *g, int i);

// reads the key `blocking` into a Manifest's groups; the triggers that follow from them; the names that stand in
// two places.
void blocking_read(Errors *e, const Value *v, void *field);
void blocking_triggers(Errors *e, Manifest *m);
void blocking_check_unique(Errors *e, const Manifests *all);

// cost.c: reads the key `cost` into a Cost.
void cost_read(Errors *e, const Value *v, void *field);

// api.c: reads the key `apis`, and a version; writes `api_table`.
void api_read(Errors *e, const Value *v, void *field);
void api_read_version(Errors *e, const Value *v, void *field);
void api_emit(Out *o, const Manifests *all);

// blocking_emit.c: the C source of `blocking_table` (python/blocking.h).
void blocking_emit(Out *o, const Manifests *all);

// A C string literal of the text.
void emit_literal(Out *o, Text t);
void emit_identifier(Out *o, Text stem);

#endif
