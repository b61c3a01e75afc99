// asyncio's streams (stream.c).
#ifndef AQLINT_PYTHON_STREAM_H
#define AQLINT_PYTHON_STREAM_H

#include "python/model.h"

typedef enum {
    WRITE_OTHER,        // no write() or writelines() of a StreamWriter, or one that somebody waits for
    WRITE_LOOP,         // each time round `loop`, which waits for nothing that was written
    WRITE_FUNCTION      // in a coroutine function that waits nowhere; its first write
} WriteKind;

typedef struct {
    WriteKind kind;
    Node *writer;       // the expression that is the StreamWriter
    Node *loop;         // LOOP: the outermost that goes round without waiting
    Node *drain;        // LOOP: the await of drain() behind it in the same function, or NULL
} StreamWrite;

// What a call writes. CPython, Lib/asyncio/streams.py: write() appends to the transport's buffer and returns; drain() waits while
// that holds more than its limit.
StreamWrite stream_write(Module *m, Node *call);

// The expression is a StreamReader, or what start_server() gives a function for one.
bool stream_is_reader(Module *m, Node *expression);

#endif
