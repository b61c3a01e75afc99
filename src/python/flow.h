// What becomes of values, and where coroutines suspend: facts about tasks and coroutines that several rules share.
#ifndef AQLINT_PYTHON_FLOW_H
#define AQLINT_PYTHON_FLOW_H

#include "python/model.h"

// -- what becomes of the value of an expression (use.c) ---------------------------------------------------------------

typedef enum {
    USE_DROPPED,        // an expression statement; also when only a method was called on it
    USE_AWAITED,
    USE_BOUND,          // to the local name `binding`
    USE_STORED,         // attribute, subscript, global name, a container that is not dropped
    USE_RETURNED,       // return, yield, the result of a lambda
    USE_PASSED,         // argument of `call`
    USE_OTHER
} UseKind;

typedef struct {
    UseKind kind;
    const Binding *binding;
    Node *call;             // PASSED
    Node *lambda;           // RETURNED by this LAMBDA
    bool collected;         // on the way it became an element of a list, tuple, set, dict or comprehension
} Use;

Use use_of(Module *m, Node *expression);

// How long the function in which `n` stands keeps its locals once `n` has run.
typedef enum {
    FRAME_ENDS,             // it runs to its end without letting anything else run
    FRAME_SUSPENDS,         // it may suspend first, or yield
    FRAME_LASTS,            // it suspends, and the loop ends with it: the main coroutine, given to asyncio.run; one that awaits serve_forever(), asyncio.Event().wait()
    FRAME_ENDLESS           // it does not return while the event loop runs: it runs the loop itself, or ends in an endless loop
} FrameLife;

FrameLife frame_after(Module *m, Node *n);

// The file has `asyncio.run(main())`, or `asyncio.run(self.main())` of a method, outside of comments: the loop ends with the coroutine FUNCTION.
bool is_main_coroutine(const Module *m, const Node *function);

// The container that a value is put into by `x.append(value)`, `x.add(value)`, `x[k] = value`, `x += [value]`, or
// NULL: the expression `x`.
Node *container_of(Module *m, Node *expression);

// Two expressions name the same variable or attribute: the same binding, or `self.x` twice.
bool same_place(const Module *m, const Node *a, const Node *b);

// -- what makes a task (task.c) ---------------------------------------------------------------------------------------

typedef struct {
    bool is_task;           // the call makes a task (of a coroutine, not of a future that exists)
    bool kept;              // a TaskGroup or a wrapper keeps it
    bool gives_task;        // the call's value is the task
    bool by_wrapper;        // a function of the project does it
    Node *coroutine;        // the coroutine expression at the call, or NULL when the wrapper makes it itself
    Ref group;              // the TaskGroup, for its create_task
} TaskMaker;

TaskMaker task_maker(Module *m, Node *call);

// The argument that the call gives for the PARAM of the function, or NULL.
Node *argument_for(const Node *call, const Ref function, const Node *param);

// A call whose value is certainly a task or future that exists already.
bool is_future(Module *m, Node *expression);

// All that a call of gather is given are tasks or futures that exist already and are kept elsewhere: names of futures,
// `*self.tasks`, `*all_tasks()` and selections of them (existing.c).
bool gathers_existing(Module *m, const Node *gather);

// All that the file does with FUNCTION, one within another function or private by its name, is to make tasks of it, which it keeps in
// attributes that it never cancels: only the end of the loop does.
bool runs_in_kept_task(Module *m, const Node *function);

// A reference to asyncio's own task makers, to be called by somebody else: create_task, loop.create_task, ensure_future.
bool is_task_function(Module *m, Node *expression);

// -- where a coroutine suspends (suspend.c) ---------------------------------------------------------------------------

// The awaiting node (AWAIT, async FOR, WITH or COMP_FOR) may suspend the task: not when all it does is await project
// coroutines that never suspend.
bool may_suspend(Module *m, Node *awaiting);

// The expression is a coroutine of the project that never suspends, given the constants among the call's arguments, and calls nothing that blocks instead: mended, it would. A task of it is over when the loop has called it once, and until
// then the loop's ready queue keeps it (CPython, Lib/asyncio/tasks.py, Task.__init__: call_soon).
bool runs_in_one_step(Module *m, Node *expression);

// The expression is a coroutine of the project that waits for nothing but tasks and futures in attributes (`await self.task`), which their
// objects keep, and these by their callbacks the task of the coroutine.
bool waits_for_kept(Module *m, Node *expression);

// The expression is such a wait, or a coroutine of the project that waits only for what the loop ends, or another thread, or not at all:
// below a timeout, in asyncio.wait_for, for asyncio.sleep or asyncio.to_thread, the end of a process, for a lock that is always free; or for what attributes keep. The loop keeps its task (selfheld.c).
bool loop_keeps_task(Module *m, Node *expression);

// The expression is a coroutine of the project that catches what goes wrong while it waits: all of its awaits stand in the body of a try
// that takes Exception and raises nothing.
bool keeps_exceptions(Module *m, Node *expression);

// The function of the project that CALL calls adds a callback to a task, which learns of its exception.
bool wrapper_adds_callback(Module *m, const Node *call);

// The garbage collector calls the function that the node stands in, or one around it: __del__, and what is given to weakref.finalize() or
// weakref.ref() somewhere in the file, by its text (finalizer.c).
bool runs_in_finalizer(const Module *m, const Node *n);

// There is an await, async for or async with in the subtree of `n`, nested definitions left out; whether it suspends or not.
bool subtree_awaits(const Module *m, const Node *n);

// Some await in the subtree of `n`, nested definitions left out, may suspend.
bool subtree_suspends(Module *m, const Node *n);

// -- what a coroutine waits for first (gate.c, worker.c) --------------------------------------------------------------

typedef enum { GATE_NONE, GATE_IDLE, GATE_SUSPENDS } GateKind;

// The semaphore that a coroutine takes before anything else that suspends.
typedef struct {
    GateKind kind;          // IDLE: the body that holds it never suspends
    Module *module;         // where `node` stands
    Node *node;             // the async with, or the await of acquire()
    double limit;           // its constant, or -1
} Gate;

// `call` (may be NULL) stands in `m` and is the call that makes the coroutine of `function`: its arguments tell what the
// parameters are.
Gate first_gate(Module *m, Ref function, const Node *call);

// The coroutine is a worker: an endless loop that takes its work from a queue.
bool is_worker(Ref function);

// The coroutine never returns: an endless loop that nothing leaves. There are as many as there are things to wait on.
bool runs_for_ever(Ref function);

// The expression is an asyncio Semaphore or BoundedSemaphore; *limit gets its constant or -1.
bool is_semaphore(Module *m, Node *expression, double *limit);

#endif
