// Fan-out: places that start as many coroutines at once as some data has elements. Found once per module, for all rules.
//
// A site is a call that makes a task in a loop, or a gather/wait/as_completed over many coroutines. What bounds the number
// alive is looked for in the loop: the width of what is iterated, an await of the task before the next one is made, a gate
// before the spawn (a semaphore acquired, a wait while the set is full), a batch flushed when it is full, a way out of the
// loop after the spawn. An await of the next message is no bound. One fan-out is one site: not again at the gather of tasks
// that a loop made.
#ifndef AQLINT_PYTHON_FANOUT_H
#define AQLINT_PYTHON_FANOUT_H

#include "python/flow.h"
#include "python/offload.h"
#include "python/width.h"

typedef enum {
    FANOUT_TASKS,
    FANOUT_GATHER,
    FANOUT_THREADS          // work for the threads of an executor, however it is started
} FanoutKind;

// What speaks for many in practice, weakest first.
typedef enum {
    EVIDENCE_FEW,           // a few long-lived things, the closing of something, a test: small in practice though not in code
    EVIDENCE_NONE,          // nothing tells
    EVIDENCE_ROWS,          // data by its name, or by the call that lists it: files, urls, rows
    EVIDENCE_RESULT,        // an awaited call gave them, and each is looked up by its id
    EVIDENCE_TREE,          // each of them fans out in the same way
    EVIDENCE_POLL,          // all of them again on every tick
    EVIDENCE_STREAM,        // a message received, a task, the next message
    EVIDENCE_COUNT          // the number is written down
} Evidence;

typedef struct Fanout {
    FanoutKind kind;
    Node *site;             // the call that makes the task; the gather/wait/as_completed call; the to_thread/run_in_executor/submit call
    Node *loop;             // what repeats it: FOR, WHILE, a comprehension; NULL for map() and containers not seen
    Node *iterable;         // what is iterated, or NULL
    Node *outer;            // the iterable of an open loop around that one, or NULL
    Width width;
    Node *coroutine;        // the coroutine expression that is multiplied, or NULL
    Offload offload;        // of THREADS
    Ref function;           // its async def (REF_COROUTINE), or unknown
    bool is_worker;         // the coroutine is a worker on a queue
    Evidence evidence;      // (evidence.c)
    bool is_firm;           // nobody can take it for few: a count that hurts, the files of a folder, the rows of a table
    Gate gate;              // the semaphore it takes first
} Fanout;

typedef struct Fanouts {
    const Fanout *at;
    int n;
} Fanouts;

// All fan-outs of a module in source order; found when first asked for. None of a foreign module.
const Fanouts *fanouts_of(Module *m);

#endif
