// One tree of located values for configuration-like texts (YAML now; JSON and TOML can yield the same tree).
//
// Scalars stay text: what a `3.10` or an `on` means is the schema's business, only the quoting is kept. Sources:
// YAML 1.1 as libyaml composes it; anchors, aliases, tags, merge keys and second documents are refused, duplicate keys
// are errors (YAML 1.2.2 section 3.2.1.3), nesting is limited to VALUE_MAX_DEPTH.
#ifndef AQLINT_BASE_VALUE_H
#define AQLINT_BASE_VALUE_H

#include "base/list.h"
#include "base/text.h"

enum { VALUE_MAX_DEPTH = 100 };

typedef enum { VALUE_SCALAR, VALUE_LIST, VALUE_MAP } ValueKind;

typedef struct Value Value;

typedef struct {
    Value *key;         // always a scalar
    Value *value;
} ValuePair;

struct Value {
    ValueKind kind;
    int line, column;   // 1-based; columns in code points
    bool quoted;        // scalar: was written in quotes or as a block scalar
    Text text;          // scalar, UTF-8, NUL-terminated (not counted)
    LIST(Value *) items;
    LIST(ValuePair) pairs;
};

// What is wrong with a text, and where.
typedef struct {
    int line, column;   // 1-based; 0 when the whole file is meant
    Text message;
} ValueError;

// Reads one YAML document. An empty one is an empty map at 1:1. NULL with *error set when it is not well-formed.
Value *value_read_yaml(Arena *a, Text source, ValueError *error);

// The value of `key` in a map, or NULL (also when `v` is NULL or no map).
Value *value_get(const Value *v, Text key);

// A plain or quoted null: no text, `~` or `null` unquoted.
bool value_is_null(const Value *v);

// Unquoted true/false/yes/no/on/off in any case; false when it is none of them.
bool value_bool(const Value *v, bool *result);

#endif
