// Programs for the event loop: coroutines made of operations, the objects that they share, and parameters.
//
// A program is built once and run many times with other parameters, seeds and profiles (sim.h). Whoever builds one, a
// scenario file or C code, goes the same way:
//
//     Program *p = program_new(&arena);
//     int n = program_parameter(p, T("N"), 200);
//     int job = program_coroutine(p, T("job")), entry = program_coroutine(p, T("main"));
//     code_op(p, job, SIM_CPU, .time = number_constant(p, 0.01));
//     code_op(p, entry, SIM_REPEAT, .count = number_parameter(p, n));
//     code_op(p, entry,   SIM_SPAWN, .coroutine = job);
//     code_op(p, entry, SIM_END);
//     program_entry(p, entry);
//
// All handles (parameters, numbers, names, slots, objects, coroutines) are positive; 0 is "none given". Building never
// fails: a program that makes no sense is refused when it is run, with the place that `program_place` set last.
#ifndef AQLINT_SIM_PROGRAM_H
#define AQLINT_SIM_PROGRAM_H

#include "base/text.h"

typedef struct Program Program;

// A number that is known when the run begins: a constant, a parameter, arithmetic on them; or a distribution.
typedef int Number;

typedef enum {
    SIM_UNIFORM,            // a: least, b: most
    SIM_EXPONENTIAL,        // a: mean
    SIM_LOGNORMAL,          // a: median, b: sigma
} SimDistribution;

typedef enum {
    SIM_QUEUE = 1,          // size: maxsize, 0 and less is unbounded
    SIM_LIFO_QUEUE,
    SIM_PRIORITY_QUEUE,
    SIM_LOCK,
    SIM_SEMAPHORE,          // size: value
    SIM_BOUNDED_SEMAPHORE,
    SIM_EVENT,
    SIM_CONDITION,          // with a lock of its own, or program_condition's
    SIM_BARRIER,            // size: parties
    SIM_FUTURE,             // a bare asyncio.Future
    SIM_POOL,               // size: threads
} SimObjectKind;

// Kinds of exception. A kind is all that a simulated exception has.
typedef enum {
    SIM_CANCELLED = 1,      // asyncio.CancelledError
    SIM_TIMED_OUT,          // TimeoutError
    SIM_QUEUE_FULL,
    SIM_QUEUE_EMPTY,
    SIM_QUEUE_SHUT_DOWN,
    SIM_VALUE_ERROR,        // task_done() or release() called too often
    SIM_RUNTIME_ERROR,      // a lock released that is not locked, a task group that is over, ...
    SIM_BROKEN_BARRIER,     // a subclass of RuntimeError
    SIM_ERROR,              // what programs raise themselves
    SIM_EXCEPTION_GROUP,    // from a task group
    SIM_ATTRIBUTE_ERROR,    // something that the Python of the profile does not have yet
    SIM_INVALID_STATE,      // a future set twice
    SIM_EXCEPTION_KINDS,
} SimException;

// Sets of kinds, as an except clause names them. SIM_MASK(SIM_RUNTIME_ERROR) catches SIM_BROKEN_BARRIER too.
#define SIM_MASK(kind) (1u << (kind))
#define SIM_MASK_ANY (~0u)                                      // except BaseException
#define SIM_MASK_EXCEPTION (~SIM_MASK(SIM_CANCELLED))           // except Exception

typedef enum {
    SIM_ALL_COMPLETED,
    SIM_FIRST_COMPLETED,
    SIM_FIRST_EXCEPTION,
} SimReturnWhen;

// Operations. Those marked * suspend the task when they have to wait, or always; callbacks must not have them.
// Blocks reach to their SIM_END; `|` separates the parts of one.
typedef enum {
    SIM_CPU = 1,            // time                 time.sleep(): computing, the loop stands still
    SIM_SLEEP,              // time                 * asyncio.sleep()
    SIM_YIELD,              //                      * asyncio.sleep(0)
    SIM_EXTERN,             // time                 * input or output whose result arrives after `time`
    SIM_THREAD,             // time, object         * run_in_executor, to_thread: `time` in a thread of a pool (0: default)
    SIM_SPAWN,              // coroutine, count, slot, group, eager     create_task, appended to the slot
    SIM_CALL,               // coroutine            * await co()
    SIM_AWAIT,              // slot, index          * await task; like all that use a slot: nothing when it is empty
    SIM_GATHER,             // items, item_count, return_exceptions     * await asyncio.gather(...)
    SIM_WAIT_TASKS,         // slot, time, return_when      * asyncio.wait()
    SIM_WAIT_FOR,           // coroutine, time      * asyncio.wait_for()
    SIM_SHIELD,             // slot, index          * await asyncio.shield(task)
    SIM_CANCEL,             // slot, index          task.cancel(), of all tasks in order without index
    SIM_KEEP,               // slot, index, into    the task is appended to another slot
    SIM_PUT,                // object, count        * queue.put(); count: priority
    SIM_PUT_NOWAIT,         // object, count
    SIM_GET,                // object               *
    SIM_GET_NOWAIT,         // object
    SIM_TASK_DONE,          // object
    SIM_JOIN,               // object               *
    SIM_SHUTDOWN,           // object, immediate    Queue.shutdown(), 3.13
    SIM_ACQUIRE,            // object               * lock, semaphore, condition
    SIM_RELEASE,            // object
    SIM_WAIT,               // object               * condition, event, barrier, future
    SIM_NOTIFY,             // object, count        condition.notify(count); 1 when not given, all when negative
    SIM_SET,                // object               event.set(), future.set_result()
    SIM_CLEAR,              // object or slot       event.clear(); the list of tasks is emptied
    SIM_ABORT,              // object               * barrier.abort()
    SIM_RESET,              // object               * barrier.reset()
    SIM_RAISE,              // exception            0: raise again what is being handled
    SIM_RETURN,
    SIM_BREAK,
    SIM_CONTINUE,
    SIM_CALL_SOON,          // coroutine            its body is a plain function
    SIM_CALL_LATER,         // coroutine, time
    SIM_CALL_AT,            // coroutine, time      at that time of the loop's clock
    SIM_DONE_CALLBACK,      // coroutine, object    future.add_done_callback()
    SIM_ABANDON,            // coroutine            an unfinished async generator is dropped; its aclose() is the coroutine
    SIM_TASK_FACTORY,       // eager                loop.set_task_factory()
    SIM_BEAT,               // name                 a measured value: how late the last sleep ended
    SIM_MARK,               // name                 a measured value: the time
    SIM_OBSERVE,            // name, object         a measured value: the depth of a queue, the value of a semaphore
    SIM_SAY,                // name                 a message
    SIM_REPEAT,             // count
    SIM_FOREVER,
    SIM_IF,                 // count: probability   | SIM_ELSE
    SIM_WITH,               // object               * async with
    SIM_TIMEOUT,            // time                 * async with asyncio.timeout(), 3.11
    SIM_TASKGROUP,          // group                * async with asyncio.TaskGroup(), 3.11
    SIM_AS_COMPLETED,       // slot, time           * for each completion: await it, then the block
    SIM_TRY,                //                      | SIM_EXCEPT ... | SIM_ELSE | SIM_FINALLY, in this order
    SIM_EXCEPT,             // kinds                a part of SIM_TRY
    SIM_ELSE,               //                      a part of SIM_TRY or SIM_IF
    SIM_FINALLY,            //                      a part of SIM_TRY
    SIM_END,                // the end of a block
    SIM_OPERATIONS,
} SimOperation;

typedef struct {
    Number time;            // seconds
    Number count;           // how many; which; how likely
    Number index;           // of a slot's tasks, negative from its end; 0: not given, the last
    int coroutine, slot, object;
    int into;               // a slot
    int name, group;        // names, by program_name
    uint32_t kinds;         // SIM_MASK(...) of exceptions
    SimException exception;
    SimReturnWhen return_when;
    const int *items;       // gather: slots (their last task), negated coroutines (a new task)
    int item_count;
    bool eager, immediate, return_exceptions;
    char none;              // lets code_op do without operands
} SimOperands;

Program *program_new(Arena *a);

// A parameter with its default; when the name is taken, its default is replaced. SimOptions may override it for a run.
int program_parameter(Program *p, Text name, double value);
int program_find_parameter(const Program *p, Text name);        // 0 when there is none
int program_parameter_count(const Program *p);                  // parameters are 1..count
Text program_parameter_name(const Program *p, int parameter);
double program_parameter_default(const Program *p, int parameter);

Number number_constant(Program *p, double value);
Number number_parameter(Program *p, int parameter);
Number number_operation(Program *p, char op, Number left, Number right);    // + - * /
Number number_drawn(Program *p, SimDistribution kind, Number a, Number b);  // only as a `time`

// The value of a number without distributions; parameters as in `values` (from 1 on; NULL: the defaults).
double number_value(const Program *p, Number n, const double *values);

int program_name(Program *p, Text name);                        // the same text gives the same handle
int program_slot(Program *p, Text name);                        // a list of tasks, empty at first; likewise
int program_object(Program *p, SimObjectKind kind, Text name, Number size);
int program_condition(Program *p, Text name, int lock);         // a condition that shares a lock
int program_coroutine(Program *p, Text name);                   // an empty body; code_op adds to it

void program_entry(Program *p, int coroutine);                  // what asyncio.run() gets
void program_place(Program *p, int line, int column);           // of the operations and numbers that follow

// Appends an operation to a coroutine's body.
void code_emit(Program *p, int coroutine, SimOperation op, SimOperands operands);
#define code_op(p, coroutine_, op, ...) code_emit(p, coroutine_, op, (SimOperands){.none = 0, __VA_ARGS__})

// For those who walk a program, such as reports and messages.
int program_coroutine_count(const Program *p);
Text program_coroutine_name(const Program *p, int coroutine);
int program_object_count(const Program *p);
Text program_object_name(const Program *p, int object);
SimObjectKind program_object_kind(const Program *p, int object);
int program_name_count(const Program *p);
Text program_text(const Program *p, int name);

// The next probe (SIM_BEAT, SIM_MARK, SIM_OBSERVE) of a coroutine from instruction *i on; false: there is none.
bool program_probe(const Program *p, int coroutine, int *i, int *op, int *name);

const char *sim_exception_name(SimException kind);              // "cancelled"
const char *sim_object_kind_name(SimObjectKind kind);           // "bounded_semaphore"
const char *sim_operation_name(SimOperation op);                // "put_nowait"

#endif
