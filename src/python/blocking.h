// Calls that stop the thread: what the manifests list (`blocking`), met in code.
//
// A name that is listed blocks wherever it is called, but for what the call itself tells: its result is awaited (then it is
// another function of that name), it works on memory and not on a disk, it is told not to wait, it only makes an iterator that
// another thread goes through. That is decided here, once, for the rules that look at the coroutine's own calls and for
// those that follow the helpers which it calls (chain.h).
#ifndef AQLINT_PYTHON_BLOCKING_H
#define AQLINT_PYTHON_BLOCKING_H

#include "python/model.h"

// When a listed call does not block after all.
typedef enum {
    UNLESS_NEVER,
    UNLESS_MEMORY,          // it works on io.BytesIO, io.StringIO, ":memory:"; so do the methods of what it gave
    UNLESS_NO_WAIT,         // block=False, blocking=False, wait=False, a timeout of 0, WNOHANG, LOCK_NB, LOCK_UN, NI_NUMERICHOST; behind a loop
                            // that polled until it was done
    UNLESS_PUT,             // queue.Queue.put: no maxsize; or it does not wait
    UNLESS_NO_HANG,         // os.waitpid(pid, os.WNOHANG)
    UNLESS_CADATA,          // certificates from memory: cadata=
    UNLESS_DONE,            // the future is known to be done, or is an annotated attribute; or it does not wait
    UNLESS_NON_BLOCKING,    // the module makes its sockets non-blocking; a socket of datagrams sends
    UNLESS_LAZY,            // an iterator, handed on to a thread
    UNLESS_PSEUDO_FILE,     // /proc, /sys, /dev/null
    UNLESS_SHORT_BODY,      // with lock: nothing under it that waits
    UNLESS_CONSTRUCTED,     // a method: of an object whose construction in the same coroutine is reported already
    UNLESS_ZERO,            // its first argument is 0, or less
    UNLESS_OFFLINE,         // methods of boto3 that only make an object: resource.Bucket(name), client.get_paginator(name)
    UNLESS_SETTING,         // a query that sets an option, of an engine within the process: SET threads = 4
    UNLESS_ASKED_FOR,       // a debugger, under a test that asks for one
    UNLESS_FETCHED,         // rows that the cursor has in memory already (query.h)
    UNLESS_NOTHING_BEGUN,   // with sqlite3.Connection: it works on memory, or nothing in the body begins a transaction
    UNLESS_NO_ADDRESS       // a URL that leads to no server: data:, file:
} BlockingUnless;

// What the source has to show so that a listed call is more than a note (weight.h).
typedef enum {
    NOTE_NEVER,                 // nothing: it always matters
    NOTE_UNLESS_BULK,           // files: much data may move (bulk.h)
    NOTE_UNLESS_WALKED,         // directories: a tree is gone through, and something done with each entry
    NOTE_UNLESS_SERVED,         // a request has it done
    NOTE_UNLESS_ACCOMPANIED,    // questions: a request asks, or the file starts tasks that go on meanwhile
    NOTE_UNLESS_ALIVE,          // threads: they may run still, and not in a function that ends what they belong to
    NOTE_UNLESS_SUBMITTED,      // the leave of `with`: its body awaits nothing, so the work goes on still
    NOTE_UNLESS_HELD,           // a lock: what is done under it matters itself
    NOTE_UNLESS_REMOTE,         // names: not of the address that the function listens at
    NOTE_UNLESS_QUERY,          // databases: no part of an act that is found elsewhere, on one that is kept (query.h)
    NOTE_UNLESS_REPEATED        // requests: not one that is made once, for files that stay
} BlockingNote;

// What such a call takes: half of all no longer than `median` seconds, and in a bad case `bad`.
typedef struct {
    double median, bad;
    const char *source;         // where the figures come from
} BlockingCost;

typedef struct {
    const char *name;           // qualified name, or `prefix.*`
    const char *advice;         // what to use instead
    int rule;                   // index into rule_table
    BlockingUnless unless;
    BlockingNote note_unless;
    int severity;               // as Severity; 0: the rule's
    const BlockingCost *cost;
} BlockingEntry;

typedef struct {
    const BlockingEntry *entries;
    int n;
    const uint16_t *slots;      // open addressing by text_hash(name): 1 + index, 0 is free
    uint32_t mask;
    const uint16_t *part_slots; // the same by the last part of the name: the first entry that has it
    uint32_t part_mask;
} BlockingTable;

// Generated from the manifests.
extern const BlockingTable blocking_table;

typedef struct {
    const BlockingEntry *entry; // NULL: nothing that is known to block
    Text name;                  // of what is called
    Node *node;                 // where
} Blocking;

// The entry of a qualified name, also by its class (`prefix.*`), or NULL.
const BlockingEntry *blocking_find(Text name);

// Whether the entry is for all methods of a class; the package that it comes from, which a file that has to do with such objects names.
bool blocking_is_of_class(const BlockingEntry *e, Text *package);

// What blocks at a node: at a CALL its callee; at a WITH_ITEM of a sync `with` and at a FOR (sync) the special method that
// Python calls there.
Blocking blocking_at(Module *m, Node *n);

// The object that the method of a CALL is called on, or that a WITH_ITEM enters or a FOR iterates.
Ref blocking_receiver(Module *m, const Node *n);

// The exception of the entry holds at the node (blocking_unless.c).
bool blocking_is_excepted(Module *m, const BlockingEntry *e, Node *n);

// The path of the file that the call opens, reads or writes: its first argument, or the pathlib.Path that it is a method of; NULL
// where it has none (pseudo.c).
Node *blocking_path(Module *m, const Node *call);

// What the only assignment to the NAME gives it, or NULL (pseudo.c).
Node *blocking_path_named(const Module *m, const Node *name);

// That file is on no disk: /proc, /sys, /dev/null (pseudo.c).
bool opens_pseudo_file(Module *m, const Node *call);

// Before the call `process.wait()`, or the leave of `with process`, a loop has asked until the process had ended: `while process.poll()
// is None`, or a test around it tells that it has; before `items.get()` that the queue is not empty (polled.c).
bool has_polled(Module *m, const Node *n);

// The file has a name that the program gives it, of a kind that is small: `root / "state.json"`. The entry is one of files (ownfile.c).
bool opens_own_file(Module *m, const BlockingEntry *e, const Node *call);

// Its place: of a `with` or `for` what is entered or iterated.
Span blocking_span(Blocking b);

// The node's value is awaited, or handed to asyncio as an awaitable: a coroutine, so that calling it has run nothing.
bool is_awaited(Module *m, const Node *n);

#endif
