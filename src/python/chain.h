// Blocking calls that a coroutine reaches through functions of the project, and the way there.
//
// The call graph has the functions that run on the thread of who calls them (callee.h), and at its leaves the calls that
// block (blocking.h). From a coroutine it is followed to any depth, through other files, and round in circles. Left out are
// calls that only run where no event loop does (guard.h); of a function with a decorator nothing is known unless the decorator
// is known to run it in its place (chain_function.c).
//
// A file that is called into is read once: of each of its functions is kept what it calls and what blocks in it
// (chain_file.c), not its tree. What a function reaches is worked out once, too, over the functions that are asked for
// (chain.c), so that the cost is linear in their calls.
#ifndef AQLINT_PYTHON_CHAIN_H
#define AQLINT_PYTHON_CHAIN_H

#include "python/blocking.h"

// What is known for a chain to matter less.
typedef enum {
    CHAIN_HEAVY,                // nothing
    CHAIN_LIGHT,                // what blocks in the end would be a note where it stands (weight.h)
    CHAIN_ONCE                  // it runs only the first time: what it gives is kept
} ChainWeight;

// A place on the way: in the function of the hop before (the first one: in what the coroutine calls).
typedef struct {
    Text path;                  // of the file, absolute; empty: the coroutine's own
    Span span;                  // of the call; of the last hop: of what blocks
    Text function;              // the function it stands in, by its name in its file
} ChainHop;

typedef struct {
    Node *call;                 // in the coroutine: the CALL, or what else runs something
    Span span;
    Text callee;                // the function that it runs, by its name in its file
    const BlockingEntry *entry; // what blocks in the end
    Text end;                   // its qualified name
    ChainWeight weight;
    LIST(ChainHop) hops;
} Chain;

typedef struct {
    LIST(Chain) list;
    Map sources;                // of files that were asked for
} Chains;

// The chains of the module's coroutines, in source order. Of a call, one for each blocking entry that it reaches, the shortest; of a
// coroutine, one for each place that blocks.
Chains *chains_find(Module *m);

// The text of the file that a hop of `m`'s chains stands in; NULL when it cannot be read.
const Source *chain_source(Module *m, Chains *c, const ChainHop *hop);

// What the project keeps of the files that were called into. NULL when there is no memory.
ChainTable *chain_table_new(size_t reserve);
void chain_table_free(ChainTable *t);

// The reader's work on the table was cut short for want of memory: what the table has is forgotten, some of it is half done.
void chain_table_abandon(ChainTable *t, ProjectReader *r);

#endif
