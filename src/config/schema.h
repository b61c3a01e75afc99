#ifndef AQLINT_CONFIG_SCHEMA_H
#define AQLINT_CONFIG_SCHEMA_H

#include "base/os.h"
#include "config/reader.h"

// Reads all keys of a document but `extend` into r->config, on top of what is there.
void schema_read(Reader *r, const Value *root);

// "py311", "3.11" or "311" as 311. false when it is no version of Python 3.
bool target_version_read(Text word, int *version);

#endif
