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

// The less of two weights: what a chain weighs whose parts weigh as much.
static inline ChainWeight chain_lighter(ChainWeight a, ChainWeight b)
{
    return a > b ? a : b;
}

// How the function reaches the entry by chains of that weight, or NULL.
const ChainEnd *chain_end_of(const ChainFunction *f, const BlockingEntry *entry, ChainWeight weight);

// Adds a chain for each place that blocks and that a coroutine reaches.
void chains_tell(const ChainGraph *g, Chains *chains);

#endif
