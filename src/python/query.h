// Work with a database: which of its calls ask the database, and which belong to one that is found already (query.c).
#ifndef AQLINT_PYTHON_QUERY_H
#define AQLINT_PYTHON_QUERY_H

#include "python/blocking.h"

// The CALL fetches rows that its cursor has in memory since execute(): psycopg's and MySQL's cursors, but for the ones that stay on the
// server: `cursor(name="rows")` (psycopg2 documentation, "Server side cursors"), `cursor(SSCursor)` (PyMySQL, "Cursor Objects").
bool fetches_from_memory(Module *m, const Node *call);

// The WITH_ITEM of an sqlite3.Connection leads to a body that begins no transaction, so that there is nothing to commit: sqlite3 begins
// one before INSERT, UPDATE, DELETE and REPLACE alone (sqlite3 documentation, "Transaction control").
bool begins_no_transaction(Module *m, const Node *item);

// The call at `n` is a part of an act that the same function has another finding for (the rows of a query, the commit or rollback
// behind it), or prepares a database of its own: a temporary file, PRAGMA, VACUUM. `e` is its entry.
bool is_part_of_query(Module *m, const BlockingEntry *e, const Node *n);

#endif
