// The event loop in virtual time: runs programs (program.h) as asyncio of a given CPython would, event for event.
//
// THE LOOP ON ONE SCREEN
//
//   ready    a FIFO ring of callbacks              timers   a binary heap of callbacks with a deadline
//   future   pending, then result, exception or cancelled; callbacks in the order in which they were added
//   task     a future whose value is made by a coroutine, one step at a time
//
//   One iteration (BaseEventLoop._run_once):
//     1. throw away cancelled timers: at the head of the heap; all at once when more than half of more than 100 are
//     2. how long to wait: not at all if something is ready, else until the first deadline (at most a day)
//     3. wait: here time jumps, to that deadline or to what arrives earlier from threads and I/O; if nothing can come,
//        the program is in deadlock
//     4. append what arrived, then the timers due before now + 1 ns, in the heap's order (equal deadlines are not FIFO)
//     5. run as many callbacks as are ready NOW; what they append waits for the next iteration
//
//   One step of a task (Task.__step): run its coroutine until it gives the loop something to wait for
//     bare yield -> the step goes to the end of `ready`       future -> the step becomes one of its callbacks
//     return or exception -> the task is done; the callbacks of its future go to `ready`
//   So: awaiting a coroutine or a finished task never suspends; completing a future runs nothing, it appends;
//   a sleeping task pays two iterations (the timer's, then its own); time passes only in 3. and while callbacks compute.
//
//   cancel() cancels the future that the task waits for, so that the step that comes raises CancelledError; if there is
//   none (it runs, or its step is queued already) the task remembers and raises at the next step or wait.
//
// Everything else (queues, locks, gather, timeouts, task groups, threads) is built from these, one file each, after the
// code of CPython named there. Doubles are added in CPython's order, so deadlines agree to the last bit. A run is a pure
// function of program, options and profile; it touches no global state and no memory but its arena, so runs may go on in
// parallel. Independent of the linter: this folder needs base alone.
#ifndef AQLINT_SIM_SIM_H
#define AQLINT_SIM_SIM_H

#include "sim/observe.h"

// What asyncio of one Python version does differently. Named by the exact version that it was tested against.
typedef struct SimProfile SimProfile;

// The profile of a version, "3.12" or "3.12.1"; NULL when that version was not tested. Empty: the default, 3.11.
const SimProfile *sim_profile(Text version);
// The one whose minor version is nearest to that of "3.15" or "3.15.1"; NULL when that is no version of Python 3.
const SimProfile *sim_profile_nearest(Text version);
Text sim_profile_version(const SimProfile *profile);    // "3.12.1"
const SimProfile *sim_profile_at(int i);                // all of them, oldest first; NULL behind the last

// Seconds that the loop itself takes. All 0: as in tests of equality with CPython.
typedef struct {
    double step;            // a task step, and any other callback
    double iteration;
    double call;            // an operation that does not suspend: put, get, acquire, ...
    double spawn;           // create_task
    double timer;           // arming a timer
    double thread;          // handing a job to a thread
} SimCosts;

SimCosts sim_measured_costs(void);                      // of CPython 3.11 on one machine; see profile.c

typedef struct {
    uint64_t iterations;    // of the loop
    uint64_t stuck;         // iterations while time stands still
    uint64_t turns;         // of loops within one task step
    uint64_t work;          // task steps, other callbacks, and turns of loops, all together
    double time;            // virtual seconds; reaching it is a normal end
} SimLimits;

typedef struct {
    const SimProfile *profile;
    uint64_t seed;
    SimCosts costs;
    bool epoll;             // round waits up to whole milliseconds, as EpollSelector does
    bool eager;             // set_task_factory(eager_task_factory) before the entry's first step
    int threads;            // of the default pool
    SimLimits limits;
    const double *parameters;           // from 1 on, all of them; NULL: the program's defaults
    const SimObserver *const *observers;
    int observer_count;
    const bool *stop;       // set by an observer: the next iteration is not begun (SIM_STOPPED); NULL: never
} SimOptions;

// The default profile, no costs, seed 0, 8 threads, 3e7 iterations of which 1e7 at one time, 1e9 turns, 1e9 pieces of work
// (so that what never ends takes a minute at most), no end of time.
SimOptions sim_options(void);

typedef enum {
    SIM_DONE,               // the entry returned
    SIM_RAISED,             // the entry ended with an exception
    SIM_DEADLOCK,           // nothing can ever wake the loop
    SIM_STOPPED,            // the time limit was reached, or `stop` was set
    SIM_LIMIT,              // another limit, or memory; `error` says which
    SIM_REFUSED,            // the program makes no sense; `error` says why
} SimOutcome;

typedef struct {
    int line, column;       // in the program's source; 0: unknown
    char message[240];
} SimError;

typedef struct {
    SimOutcome outcome;
    SimException exception; // SIM_RAISED
    double time;            // virtual, at the end
    uint64_t iterations;
    uint64_t steps;         // of tasks
    uint64_t callbacks;     // other callbacks
    uint64_t turns;         // of loops
    uint64_t tasks;
    uint64_t timers;
    size_t memory;          // bytes used
    SimError error;
} SimResult;

// Runs a program to its end, asyncio.run's closing steps included. All memory comes from `scratch` (its free size is the
// memory limit); nothing of it is left in use. `options->observers` see every event.
SimResult sim_run(Arena scratch, const Program *p, const SimOptions *options);

#endif
