// What the name of a call tells about how much it gives (listing.c).
#ifndef AQLINT_PYTHON_LISTING_H
#define AQLINT_PYTHON_LISTING_H

#include "python/ast.h"

// The files or lines there are: listdir, glob, readlines.
bool call_lists_files(const Node *call);

// The rows of a table: fetchall, find_many, scalars(...).all().
bool call_lists_rows(const Node *call);

// Of a call that lists rows: it says how many at most.
bool call_limits_rows(const Node *call);

// Of an awaited call: it asks for many: fetch, list_users, get_categories.
bool call_asks_for_many(const Node *call);

// What it is given is what it gives, in another form: list, sorted, enumerate.
bool call_passes_on(const Node *call);

// A view or copy of the container whose method it is: x.items().
bool call_is_view(const Node *call);

#endif
