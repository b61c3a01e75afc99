// What happens during a run, as a stream of events. The trace, the metrics and all pictures are made from it.
#ifndef AQLINT_SIM_OBSERVE_H
#define AQLINT_SIM_OBSERVE_H

#include "sim/program.h"

typedef enum {
    // The loop. Between two SIM_ITERATION the clock moves first in callbacks (busy), then in select (asleep).
    SIM_ITERATION,          // callbacks begin; count: how many are ready
    SIM_ITERATION_END,      // the last one has run
    SIM_STEP,               // a task's step begins; how: 1 woken by a future, 0 first step or after a bare yield
    SIM_STEP_END,           // how: SimStepEnd; while it waits: operation and object that it waits in
    SIM_CALLBACK,           // another callback runs; callback, coroutine that it serves; how: 1 from a timer, value: its
                            // deadline
    SIM_CALLBACK_END,
    SIM_EAGER,              // a first step inside create_task
    SIM_EAGER_END,          // how: SimStepEnd
    SIM_COMPUTE,            // the loop computes for `value` seconds from now on
    SIM_FROZEN,             // deadlock
    // The ready ring: appended to by call_soon and completed futures (SOON), by due timers (DUE), by I/O (ARRIVED); a
    // callback that was cancelled meanwhile is taken out without being run (SKIPPED).
    SIM_SOON,
    SIM_DUE,                // value: its deadline
    SIM_ARRIVED,
    SIM_SKIPPED,
    SIM_TIMER,              // armed; value: deadline
    SIM_UNTIMER,            // cancelled before it was due; value: deadline
    // Tasks and objects.
    SIM_SPAWNED,            // task, coroutine; count: the task that spawned it, or 0
    SIM_FINISHED,           // task; how: SimStepEnd; value: seconds since it was spawned
    SIM_QUEUED,             // an item was put; object; count: depth now
    SIM_TAKEN,              // an item was got; count: depth now; value: seconds it lay there
    SIM_PUT_WAITED,         // a put that had to wait goes on; value: seconds
    SIM_GET_WAITED,
    SIM_LOCK_WAITED,        // lock, semaphore or condition acquired; value: seconds waited, 0 when it was free
    SIM_POOL_CHANGED,       // object or 0: the default pool; count: jobs waiting; value: threads at work
    SIM_PROBE,              // operation SIM_BEAT, MARK, OBSERVE or SAY; name; value
    SIM_EVENT_KINDS,
} SimEventKind;

typedef enum { SIM_END_WAIT, SIM_END_YIELD, SIM_END_DONE, SIM_END_CANCELLED, SIM_END_ERROR } SimStepEnd;

// Callbacks that go through the ready ring, after the function of CPython that they are.
typedef enum {
    SIM_CB_NONE,
    SIM_CB_STEP,            // Task.__step
    SIM_CB_WAKEUP,          // Task.__wakeup
    SIM_CB_SET_RESULT,      // _set_result_unless_cancelled: the end of a sleep
    SIM_CB_RELEASE_WAITER,
    SIM_CB_RUN_DONE,        // _run_until_complete_cb
    SIM_CB_GATHER,
    SIM_CB_WAIT,
    SIM_CB_COMPLETED,       // as_completed
    SIM_CB_COMPLETED_TIMEOUT,
    SIM_CB_SHIELD_INNER,
    SIM_CB_SHIELD_OUTER,
    SIM_CB_SHIELD_CLEAR,    // _clear_awaited_by_callback, from 3.14 on
    SIM_CB_GROUP,
    SIM_CB_TIMEOUT,
    SIM_CB_THREAD_STATE,    // _chain_future._set_state
    SIM_CB_THREAD_CHECK,    // _chain_future._call_check_cancel
    SIM_CB_READ_SELF,       // _read_from_self: what a thread wakes the selector with
    SIM_CB_ARRIVAL,         // a reader's callback
    SIM_CB_CREATE_TASK,
    SIM_CB_USER,            // a callback of the program; its name is the coroutine's
    SIM_CALLBACKS,
} SimCallback;

typedef struct {
    SimEventKind kind;
    SimCallback callback;
    double time;            // virtual
    double value;
    uint64_t iteration;     // from 1 on; 0 before the first
    int64_t count;
    uint32_t task;          // by order of creation, from 1 on; 0: none
    int coroutine;          // of the task or callback; 0: none
    int object;             // 0: none
    int operation;          // SimOperation that a task waits in, or the probe's; 0: none
    int how;
    int name;               // of a probe
} SimEvent;

typedef struct {
    void (*event)(void *context, const SimEvent *e);
    void *context;
    uint64_t wants;         // SIM_EVENT_BIT of the kinds to be told
} SimObserver;

#define SIM_EVENT_BIT(kind) ((uint64_t)1 << (kind))
#define SIM_ALL_EVENTS (~(uint64_t)0)

struct SimProfile;

// The name of a callback in traces, as vloop prints functions: "gather._done_callback". Not for STEP, WAKEUP and USER.
const char *sim_callback_name(const struct SimProfile *profile, SimCallback callback);

#endif
