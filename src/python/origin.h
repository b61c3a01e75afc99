// Where the elements of an iterable come from (origin.c).
#ifndef AQLINT_PYTHON_ORIGIN_H
#define AQLINT_PYTHON_ORIGIN_H

#include "python/model.h"

// What was seen on the way back from an iterable to where its elements are made.
typedef struct {
    bool things;        // a name of things of which there is a handful, or of a configuration
    bool data;          // a name of data
    bool picked;        // and what it names is picked by whoever passes it (noun.h)
    bool listing;       // a call that lists what there is: the files of a folder, the users of a service
    bool table;         // the rows of a table
    bool files;         // the files of a folder, the lines of a file
    bool answer;        // the whole of what an awaited call gave
    bool part;          // a list inside of what an awaited call gave
    bool chosen;        // those that meet a condition, which may be few of many
    bool filled;        // a list that a loop of this function fills
    bool caller;        // what a caller passes
    bool few;           // written by hand: a configuration, a command line; or no more than a call was asked for
    bool given;         // no longer than a list inside of what a parameter holds, or than what is looked for: as one message; or arguments one by one
} Origin;

// The origin of the elements of `iterable` (may be NULL).
Origin origin_of(Module *m, Node *iterable);

// What the names that a loop binds say of the elements; `iterable` is what the loop goes over.
Origin origin_of_target(const Node *target, const Node *iterable);

// What was read first outweighs what it comes from: `targets` are few when the devices that they name are.
Origin origin_then(Origin first, Origin from);

// All that was seen on several ways.
Origin origin_both(Origin a, Origin b);

// Not each round of the loop gets to `n`, which stands in it.
bool is_chosen(const Module *m, const Node *n, const Node *loop);

// What an identifier says.
Origin origin_said_by(Text name);

#endif
