// What a name says about how many there are of what it names (noun.c).
#ifndef AQLINT_PYTHON_NOUN_H
#define AQLINT_PYTHON_NOUN_H

#include "base/text.h"

typedef enum {
    NOUN_PLAIN,     // nothing
    NOUN_DATA,      // as many as there is data: files, rows, messages
    NOUN_THINGS,    // a handful: plugins, devices, handlers
    NOUN_CONFIGURED // written by hand: a configuration, options; what it holds is as few
} Noun;

// What an identifier names.
Noun noun_of(Text identifier);

// Data that somebody picks who passes them: users, customer_ids, the messages of a turn.
bool noun_is_picked(Text identifier);

// A parameter of such a name holds whatever the caller has: items, xs, values.
bool noun_is_nondescript(Text identifier);

// What an answer calls the list of everything that it found: items, results, hits, data.
bool noun_is_found(Text identifier);

// A place in a list: index, image_idx.
bool noun_is_index(Text identifier);

// An identifier of a thing: id, user_id, uuid.
bool noun_is_identifier(Text identifier);

// A part of the data, cut to size by somebody: a page, next_batch. The plural names the whole: pages.
bool noun_is_part(Text identifier);

// The last word is a plural.
bool noun_is_plural(Text identifier);

#endif
