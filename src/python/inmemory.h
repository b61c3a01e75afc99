// Objects that are in memory, and on no disk (inmemory.c).
#ifndef AQLINT_PYTHON_INMEMORY_H
#define AQLINT_PYTHON_INMEMORY_H

#include "python/model.h"

// What the expression gives is in memory: io.BytesIO, bytes, the name of a database without a file, an object of the project
// that keeps what is written to it (sqlite3 documentation, "How to work with SQLite URIs").
bool is_in_memory(Module *m, Node *expression);

#endif
