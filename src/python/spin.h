// Loops of a coroutine that never let anything else run (spin.c).
#ifndef AQLINT_PYTHON_SPIN_H
#define AQLINT_PYTHON_SPIN_H

#include "python/model.h"

typedef enum {
    SPIN_NONE,
    SPIN_ENDLESS,       // `while True` in which nothing awaits, and out of which nothing leads
    SPIN_IDLE           // a way round a `while` on which nothing is awaited and nothing is done: it asks until something else changes
} SpinKind;

typedef struct {
    SpinKind kind;
    Node *test;         // IDLE: what is asked: of the loop, or of a branch on the way
    Node *awaiting;     // IDLE: an await of the loop that the way leaves out, or NULL
} Spin;

// What a WHILE in a coroutine does to the loop.
Spin spin_of(Module *m, Node *loop);

#endif
