// The call graph that chains are found in: what its files share (chain.h).
#ifndef AQLINT_PYTHON_CHAIN_TABLE_H
#define AQLINT_PYTHON_CHAIN_TABLE_H

#include "python/callee.h"
#include "python/chain.h"

#include <pthread.h>

typedef struct ChainFunction ChainFunction;
typedef LIST(ChainFunction *) ChainFunctions;

// Something in a function: it blocks there, or functions run.
typedef struct {
    Node *node;                     // in a file that is checked
    Span span;
    ChainWeight weight;             // of the step alone
    const BlockingEntry *entry;     // what blocks, or NULL
    Text name;                      // of what blocks
    Callees callees;
    ChainFunctions to;              // the same, once they are looked up
} ChainStep;

// What a function reaches: an entry, after how many calls.
typedef struct {
    const BlockingEntry *entry;
    ChainWeight weight;
    int distance;
} ChainEnd;

typedef struct {
    Callee callee;
    bool is_called;                 // `@decorator(...)`: what it gives decorates
    Span span;
} ChainDecorator;

typedef struct {
    ChainFunction *function;
    ChainWeight weight;
} ChainCaller;

struct ChainFunction {
    Text path;                      // of its file; empty: of the file that is checked
    Text name;
    bool is_async, is_generator, is_property, is_context;
    bool is_opaque;                 // a decorator of which nothing is known
    bool is_memoised;
    bool returns_parameter;         // as a decorator: gives what it was given
    Callee wrapper;                 // as a decorator: gives this nested function, which calls what it was given
    Callee maker;                   // called, it gives this nested decorator
    LIST(ChainDecorator) decorators;
    LIST(ChainStep) steps;
    LIST(ChainEnd) ends;
    LIST(ChainCaller) callers;      // of those that are being worked out
    enum { CHAIN_NEW, CHAIN_OPEN, CHAIN_KNOWN } state;
    bool is_queued;
};

typedef struct {
    Text path;                      // kept
    enum { FILE_NEW, FILE_OPEN, FILE_READ } state;
    Map functions;                  // by name -> ChainFunction *
    Map classes;                    // by name -> Callees *, its bases
    Map aliases;                    // name at the top level -> Callees *, what it was assigned
    Map imports;                    // name at the top level -> Text *, the qualified name it was imported as
    Texts stars;                    // modules of `from m import *`
    Module *module;                 // to look imports up from: its names only
} ChainFile;

struct ChainTable {
    pthread_mutex_t lock;           // of all below
    Arena arena;
    ArenaHome home;
    char *empty;                    // where the arena begins behind the table itself
    Map files;                      // path -> ChainFile *
};

// chain_function.c: what a function of `m` does. Its texts and lists live in `a`; `is_checked`: `m` is the file that is checked.
ChainFunction *chain_function(Module *m, Arena *a, Node *function, bool is_checked);

// chain_file.c: the functions that stand for a callee of another file. The file is read if need be.
void chain_look_up(ChainTable *t, const Module *asking, const Callee *callee, ChainFunctions *to, Arena *a);

// The function of that name, however it is run; or NULL.
ChainFunction *chain_named(ChainTable *t, const Module *asking, const Callee *callee);

// It runs when it is called, read, entered or iterated in this way.
bool chain_runs(const ChainFunction *f, Runs how);

#endif
