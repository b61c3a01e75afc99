// The control-flow graph of a function: what may run after what, for rules that ask about paths. Built when it is first asked
// for, and kept with the module.
//
// A step is a statement that runs as a whole, or one part of a compound statement: a test, the next turn of a loop, the
// entry to a `with`, the choice of a handler. Its normal successors are what runs next when it raises nothing; `raises` is
// where an exception that it raises goes. A finally block is there once for each way into it (falling through, an exception,
// return, break, continue), as CPython compiles it (Python/codegen.c, codegen_try_finally), so that no path enters by one
// and leaves by another.
#ifndef AQLINT_PYTHON_CFG_H
#define AQLINT_PYTHON_CFG_H

#include "python/model.h"

typedef enum {
    STEP_ENTRY,
    STEP_RETURNED,      // the function has returned, or run to its end
    STEP_RAISED,        // an exception has left it
    STEP_STATEMENT,     // a simple statement, or a def or class as such
    STEP_TEST,          // the test of `node`, an IF's BRANCH, a WHILE or a CASE (its guard); `expression`
    STEP_EVALUATE,      // what a FOR goes over, a MATCH is about, or a WITH_ITEM enters: `expression`
    STEP_NEXT,          // the FOR takes its next element
    STEP_CATCH,         // an exception reaches the TRY: it goes to a handler, or on
    STEP_HANDLER,       // the HANDLER takes it
    STEP_EXIT,          // the WITH is left as the block ends
    STEP_EXIT_RAISING   // an exception reaches the WITH: its normal successor is there when it may be swallowed
} StepKind;

typedef struct Step {
    StepKind kind;
    int id;
    Node *node;
    Node *expression;           // what it evaluates, for STEP_TEST and STEP_EVALUATE
    LIST(struct Step *) next;
    struct Step *raises;        // NULL: it raises nothing
} Step;

typedef struct Cfg {
    Arena *arena;
    LIST(Step *) steps;         // by id
    Step *entry, *returned, *raised;
} Cfg;

// The graph of a FUNCTION of the file at hand. NULL of a foreign module, or when it would have more than CFG_MAX steps (finally
// in finally in finally).
enum { CFG_MAX = 20000 };
const Cfg *cfg_of(Module *m, Node *function);

// The step may suspend the coroutine: an await, async for or async with in it.
bool step_suspends(Module *m, const Step *s);

// A context manager that keeps what is raised in its block: contextlib.suppress, pytest.raises, one that is not known.
bool may_swallow(Module *m, const Node *with_item);

#endif
