// The call graph while chains are looked for: what chain.c works out, and chain_tell.c makes chains of.
#ifndef AQLINT_PYTHON_CHAIN_GRAPH_H
#define AQLINT_PYTHON_CHAIN_GRAPH_H

#include "python/chain.h"
#include "python/chain_table.h"

typedef struct {
    Module *m;
    Arena *arena;               // of the file that is checked
    ChainTable *table;          // NULL until something of another file is to be looked up
    ChainFunction **own;        // by node id of the FUNCTION
    ChainFunctions coroutines, opened, queue;
    bool leads_out;
} ChainGraph;

// How the function reaches the entry, or NULL; `once`: in what runs but once.
const ChainEnd *chain_end_of(const ChainFunction *f, const BlockingEntry *entry, bool once);

// Adds a chain for each place that blocks and that a coroutine reaches.
void chains_tell(const ChainGraph *g, Chains *chains);

#endif
