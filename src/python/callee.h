// What a function runs while it runs: the functions of the project that it calls on its own thread (callee.c).
//
// A call runs the body of what it calls: a function or method by whatever name it was stored under, functools.partial of
// one, a class's __init__, an object's __call__. So does the load of a property, `with` on an object or on a function that
// @contextmanager decorates, and a loop over an object or a generator. None of it runs what is only handed over, awaited,
// or stands in a lambda or a nested function that is not called.
//
// A callee of the same module is its node. One of another module is named, by its file and its name there: that file need
// not have been read.
#ifndef AQLINT_PYTHON_CALLEE_H
#define AQLINT_PYTHON_CALLEE_H

#include "python/model.h"

typedef enum {
    RUNS_CALLED,
    RUNS_READ,              // a property
    RUNS_ENTERED,           // called, and what it gives is entered by `with`
    RUNS_ITERATED           // called, and what it gives is gone through
} Runs;

typedef struct {
    Runs how;
    Node *function;         // of this module; NULL: of another
    Text path;              // of its file, absolute
    Text name;              // in it: "load", "Client.load", "outer.inner"; "Client" for its construction
} Callee;

typedef LIST(Callee) Callees;

// Adds what runs at a node of `m`: a CALL, a WITH_ITEM, FOR or COMP_FOR (not async), or an ATTRIBUTE that is loaded. Names live in `a`.
void callees_at(Module *m, Arena *a, Node *n, Callees *to);

// Adds what an expression stands for that is to be called. An outside thing adds nothing.
void callees_of(Module *m, Arena *a, Node *expression, Runs how, Callees *to);

// The class that an expression stands for, if it is one of the project: its `name` is empty otherwise.
Callee callee_class(Module *m, Arena *a, Node *expression);

// The name of a function or class within its file, as in Callee.
Text definition_name(const Module *m, Arena *a, const Node *definition);

#endif
