// How the values of keys are read that have a file of their own: functions for the table in schema.c. What is wrong becomes a
// problem with its place (reader.h).
#ifndef AQLINT_CONFIG_KEYS_H
#define AQLINT_CONFIG_KEYS_H

#include "base/os.h"
#include "config/reader.h"

// The words for severities, as in Severity; ends with NULL.
extern const char *const CONFIG_SEVERITIES[];

// key_rules.c
void read_key_select(Reader *r, const Value *v);
void read_key_extend_select(Reader *r, const Value *v);
void read_key_ignore(Reader *r, const Value *v);
void read_key_severity(Reader *r, const Value *v);
void read_key_per_file_ignores(Reader *r, const Value *v);
void read_key_rules(Reader *r, const Value *v);

// key_assume.c
void read_key_assume(Reader *r, const Value *v);

#endif
