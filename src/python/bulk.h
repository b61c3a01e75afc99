// Files that may be of any size (bulk.c).
#ifndef AQLINT_PYTHON_BULK_H
#define AQLINT_PYTHON_BULK_H

#include "python/blocking.h"

// The entry is one of files, and the source shows that what the call opens, reads or writes may be much. `n` is where it stands: a
// CALL, a WITH_ITEM or a FOR. `is_served`: it stands where a request is served, of which there are many: there it is much, too, to read the
// whole of a binary file or to write one in one go.
bool moves_bulk(Module *m, const BlockingEntry *e, const Node *n, bool is_served);

#endif
