// What a comprehension keeps of the rows that it goes over (selection.c).
#ifndef AQLINT_PYTHON_SELECTION_H
#define AQLINT_PYTHON_SELECTION_H

#include "python/model.h"

// The element is one column of the row: `row.owner`, `row["owner"]`, `owner for _, owner in rows`.
bool comprehension_is_column(const Module *m, const Node *comprehension);

// The call keeps each value of a column once: set(row.owner for row in rows), dict.fromkeys(...).
bool call_is_distinct(const Module *m, const Node *call);

// What the rows are looked up in, so that no more are kept than that has: `wanted` of `for x in xs if x.name in wanted`; or NULL.
Node *clause_looks_for(const Node *clause);

#endif
