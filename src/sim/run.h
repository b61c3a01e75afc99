// Inside a run: futures, tasks, the ready ring and the rest of the loop's state. For src/sim only.
//
// WHO KEEPS WHAT ALIVE. Futures, and all that begins with one, count references: the operation that waits holds one, and
// so does every callback that was registered or queued and will look at it. A task holds one on itself until it is done;
// slots, gathers, groups and the like hold theirs. A timer has two holders, the loop and whoever armed it.
//
// WHAT AN OPERATION ANSWERS. A status: 0, done; a SimException, raised; SUSPENDED, the task waits and its step is over;
// LEAVE_..., return, break and continue on their way out; ENDED, the coroutine is over.
#ifndef AQLINT_SIM_RUN_H
#define AQLINT_SIM_RUN_H

#include "sim/code.h"
#include "sim/heap.h"
#include "sim/profile.h"
#include "sim/store.h"

enum { SUSPENDED = -1, ENDED = -2, LEAVE_RETURN = 64, LEAVE_BREAK, LEAVE_CONTINUE };

typedef struct Run Run;
typedef struct Task Task;
typedef struct Future Future;

// ---- the ready ring

typedef struct {
    uint32_t kind;          // SimCallback, perhaps FROM_TIMER: then p is the Timer
    uint32_t aux;
    void *p;                // whom the callback is bound to
    void *q;                // the future that it is told of
} Entry;

enum { FROM_TIMER = 256 };

// ---- futures

typedef enum { PENDING, RESULT, EXCEPTION, CANCELLED } FutureState;
typedef enum { PLAIN_FUTURE, TASK_FUTURE, GATHER_FUTURE, WAIT_FUTURE, SHIELD_FUTURE, JOB_FUTURE } FutureKind;

typedef struct {
    uint32_t kind;          // SimCallback; 0: none
    uint32_t aux;
    void *p;
} Callback;

typedef struct {
    uint32_t n, room;
    Callback at[];
} CallbackList;

struct Future {
    uint8_t state, kind;
    uint8_t exception;      // SimException, in state EXCEPTION
    bool queued;            // is in a Waiters
    uint32_t refs;
    Callback first;
    CallbackList *more;     // those behind `first`
    Future *prev, *next;    // in a Waiters; of a task: those not done, in order of creation
};

// A deque of futures that wait for a lock, a queue, ...
typedef struct {
    Future *head, *tail;
} Waiters;

static inline int future_status(const Future *f)    // 0 or the exception that result() raises
{
    return f->state == EXCEPTION ? f->exception : f->state == CANCELLED ? SIM_CANCELLED : 0;
}

// ---- tasks

typedef enum {
    FRAME_LOOP,             // n: turns left; at: its op
    FRAME_CALL,             // pc: return address
    FRAME_TRY,              // at: its op; state: TryState; exception: what is handled, or leaves
    FRAME_WITH,             // at: its op
    FRAME_TIMEOUT,          // p: Timeout
    FRAME_GROUP,            // p: Group
    FRAME_COMPLETED,        // p: Completed; at: its op
    FRAME_NATIVE,           // from here on: machines in C that want the status of what they wait for
    FRAME_WITH_ENTERING = FRAME_NATIVE,
    FRAME_CONDITION,        // p: Condition
    FRAME_BARRIER,          // p: Barrier
    FRAME_GROUP_EXIT,       // p: Group
    FRAME_WAIT_FOR,         // p: WaitFor
    FRAME_COMPLETED_NEXT,   // p: Completed
} FrameKind;

typedef struct {
    uint8_t kind, state;
    uint8_t status;         // a status that waits for its turn
    bool flag;
    uint32_t at;            // index of the op that opened a block
    union {
        int64_t n;
        void *p;
        const Op *pc;
    };
} Frame;

// What a suspended task waits in; 0 is a bare yield. FUTURE lets the future go when the wait is over, KEPT does not.
typedef enum {
    LEAF_NONE, LEAF_FUTURE, LEAF_SLEEP, LEAF_KEPT, LEAF_GATHER, LEAF_WAIT, LEAF_SHIELD, LEAF_PUT, LEAF_GET, LEAF_LOCK,
    LEAF_SEMAPHORE, LEAF_EVENT, LEAF_THREAD, LEAF_EXTERN,
} Leaf;

enum { INLINE_FRAMES = 3 };

struct Task {
    Future future;          // must be first
    const Op *pc;           // the next operation
    Frame *frames;          // control stack
    uint32_t depth, room;
    bool must_cancel;
    uint8_t leaf;
    bool plain;             // a plain function: a callback of the program, no task
    uint8_t ended;          // how the coroutine ended, when it did: 0 or a SimException
    uint32_t id;            // by order of creation
    uint32_t coroutine;
    uint32_t cancels;       // requests to cancel: cancelling()
    Future *waiter;         // Task._fut_waiter
    Future *waited;         // the future of the leaf, until the leaf is through with it
    void *leaf_object;
    double since;           // when the leaf began to wait, or the task to exist
    double slept_at, slept; // the last sleep
    double born;
    uint32_t *draws;        // by place: how often this task drew a number there
    Frame inline_frames[INLINE_FRAMES];
};

typedef struct {
    Task **at;
    uint32_t n, room;
} TaskList;

// ---- timers

typedef struct {
    double when;
    void *p;
    uint32_t aux;
    uint8_t kind;           // SimCallback
    bool cancelled, scheduled, loop_holds, owner_holds;
} Timer;

// ---- what threads and I/O will send

typedef struct {
    double when;
    uint64_t sequence;
    void *what;             // Job or Future
    bool is_job;
} Arrival;

// ---- objects

typedef struct {
    double born;
    union {
        double priority;
        Task *task;
    };
} Item;

typedef struct {
    bool set;
    Waiters waiters;
} Event;

typedef struct {
    int object;             // handle; 0: not the program's own
    SimObjectKind kind;
    double maxsize;
    Item *items;            // a ring, or a stack or heap from 0 on
    uint32_t head, n, room;
    bool shut_down;
    Task *got;              // the item got last, for as_completed
    uint64_t unfinished;
    Waiters getters, putters;
    Event finished;
} Queue;

typedef struct {
    int object;
    bool locked;
    Waiters waiters;
} Lock;

typedef struct {
    int object;
    bool bounded, wakeup_scheduled;
    int64_t value, bound;
    Waiters waiters;
} Semaphore;

typedef struct {
    int object;
    Lock *lock;
    Waiters waiters;
} Condition;

typedef struct {
    Lock lock;
    Condition condition;
    int64_t parties, count;
    int state;
} Barrier;

typedef struct Job Job;
typedef struct {
    int object;
    int64_t free, threads, waiting_count;
    Job *first, *last;      // waiting for a thread
} ThreadPool;

typedef struct {
    SimObjectKind kind;
    union {
        Queue queue;
        Lock lock;
        Semaphore semaphore;
        Event event;
        Condition condition;
        Barrier barrier;
        Future *future;
        ThreadPool pool;
    };
} Object;

typedef struct Group Group;

// ---- the run

struct Run {
    double now;
    Entry *ready;
    uint32_t mask, head, tail;
    uint32_t until;             // next_in_line() goes up to here: the end of this iteration's callbacks, or head
    Task *current;
    uint64_t wants;             // events that someone observes
    uint64_t turns;             // of loops so far; an exception is one too: handlers may try again for ever
    uint64_t turns_before;      // this step
    uint64_t turns_until;       // then it is time to look at the limits
    uint64_t chores;            // tasks made, tasks cancelled and waiters woken all at once
    const Op *ops;
    HeapEntry *timers;
    size_t timer_count, timer_room, timers_cancelled;
    bool self_pipe, stopping, running, eager;
    bool costly;                // the loop costs something
    bool slow;                  // it does, or someone observes
    int eager_depth, cancel_depth;
    double last;                // time of the last iteration
    uint64_t stuck;             // iterations since then
    uint64_t work_before;       // then
    Arrival *arrivals;          // a heap by time and sequence
    size_t arrival_count, arrival_room;
    uint64_t arrival_sequence;
    Entry *readers;             // I/O that arrived and was not yet reported by select
    uint32_t reader_count, reader_room;
    Task *first_task, *last_task;
    uint32_t calls;             // of plain functions
    TaskList *slots;            // by handle
    Object *objects;
    Group **groups;             // by name: the group entered last
    ThreadPool default_pool;
    Code code;
    SimOptions options;
    Store store;
    SimResult result;
    jmp_buf *limit;             // where fail_run goes
};

static inline bool is_wanted(const Run *r, SimEventKind kind)
{
    return r->wants >> kind & 1;
}

// Tells the observers; time and iteration are filled in.
void note_event(Run *r, SimEvent e);

#define NOTE(r, kind_, ...)                                         \
    do {                                                            \
        if (__builtin_expect(is_wanted((r), (kind_)), 0)) {         \
            note_event((r), (SimEvent){.kind = (kind_), __VA_ARGS__}); \
        }                                                           \
    } while (0)

// Ends the run: SIM_LIMIT with a message, at the current operation's place if there is one.
// The place of the operation that a task performs or waits in.
CodePlace task_place(const Run *r, const Task *t);

_Noreturn void fail_run(Run *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

// ready.c
void ready_grow(Run *r);
void soon_threadsafe(Run *r, SimCallback kind, uint32_t aux, void *p, void *q);
void note_soon(Run *r, const Entry *e, SimEventKind kind, double value);

static inline Entry *ready_push(Run *r, Entry e)
{
    if (__builtin_expect(r->tail - r->head > r->mask, 0)) {
        ready_grow(r);
    }
    Entry *last = &r->ready[r->tail++ & r->mask];
    *last = e;
    return last;
}

static inline void soon(Run *r, SimCallback kind, uint32_t aux, void *p, void *q)      // loop.call_soon
{
    Entry e = {.kind = kind, .aux = aux, .p = p, .q = q};
    Entry *last = ready_push(r, e);
    if (__builtin_expect(is_wanted(r, SIM_SOON), 0)) {
        note_soon(r, last, SIM_SOON, 0);
    }
}

// Task.__step up to where it runs the coroutine; the status that it sends or throws.
static inline int begin_step(Run *r, Task *t, int status)
{
    if (t->must_cancel) {
        t->must_cancel = false;
        status = SIM_CANCELLED;
    }
    t->waiter = NULL;
    r->current = t;
    return status;
}

// A task that suspends may hand over to the next one in line, as the loop would do, but without the way there and back.
// NULL when no task is next, or somebody watches.
static inline Task *next_in_line(Run *r, int *status)
{
    const Entry *e = &r->ready[r->head & r->mask];
    if (r->head == r->until || (e->kind != SIM_CB_STEP && e->kind != SIM_CB_WAKEUP)) {
        return NULL;
    }
    r->head++;
    Task *t = e->p;
    *status = begin_step(r, t, e->kind == SIM_CB_STEP ? (int)e->aux : future_status(e->q));
    return t;
}

// The same when the next one just goes on behind a bare yield.
static inline Task *next_behind_yield(Run *r)
{
    const Entry *e = &r->ready[r->head & r->mask];
    if (r->head == r->until || e->kind != SIM_CB_STEP || e->aux) {
        return NULL;
    }
    Task *t = e->p;
    if (t->must_cancel) {
        return NULL;
    }
    r->head++;
    return r->current = t;
}

// loop.c
void check_work(Run *r);                            // against the limit
void do_chores(Run *r, uint64_t n);
void run_until_complete(Run *r, Future *f);
void advance(Run *r, double to);                    // the loop's thread computes until then; threads finish meanwhile
static inline void charge(Run *r, double cost)
{
    if (__builtin_expect(r->costly, 0)) {
        advance(r, r->now + cost);
    }
}

// arrival.c
void arrival_add(Run *r, double when, void *what, bool is_job);
void deliver_until(Run *r, double t);
int op_extern(Run *r, Task *t, const Op *op);
int extern_resume(Run *r, Task *t, int status);

// timer.c
Timer *timer_arm(Run *r, double when, SimCallback kind, uint32_t aux, void *p, bool owned);
void timer_cancel(Run *r, Timer *timer);            // TimerHandle.cancel()
void timer_leave(Run *r, Timer *timer);             // whoever armed it lets go
void timer_done(Run *r, Timer *timer);              // the loop lets go
void timers_tidy(Run *r);
void timers_due(Run *r);

// future.c
void future_init(Future *f, FutureKind kind);
Future *future_new(Run *r);
void future_drop(Run *r, Future *f);                // a reference less
void future_complete(Run *r, Future *f, FutureState state, int exception);
void future_add(Run *r, Future *f, SimCallback kind, uint32_t aux, void *p);    // add_done_callback
bool future_remove(Future *f, SimCallback kind, const void *p);                 // remove_done_callback; true: it was there
bool future_cancel(Run *r, Future *f);              // .cancel(), of any kind
static inline void future_result(Run *r, Future *f)
{
    if (f->state == PENDING) {
        future_complete(r, f, RESULT, 0);
    }
}
static inline void future_hold(Future *f)
{
    f->refs++;
}
void waiters_push(Waiters *w, Future *f);
void waiters_remove(Waiters *w, Future *f);         // nothing when it is not there
Future *waiters_pop(Waiters *w);                    // NULL when empty

// task.c
Task *task_spawn(Run *r, int coroutine, bool eager);    // loop.create_task; task_settle it when it was dealt with
Task *task_spawn_closer(Run *r, int coroutine);         // of the aclose() of an abandoned generator
void task_settle(Run *r, Task *t);                      // lets go of an eager task that is done, which no step will do
void task_start(Run *r, Task *t, int status);           // Task.__step
void task_free(Run *r, Task *t);
bool task_cancel(Run *r, Task *t);
int task_uncancel(Run *r, Task *t);                     // what is left of `cancels`
void call_function(Run *r, int coroutine);              // runs a coroutine's body as a plain function
static inline bool task_is_done(const Task *t)
{
    return t->future.state != PENDING;
}
static inline Task *task_next(const Task *t)            // the next one that is not done
{
    return (Task *)t->future.next;
}
static inline void task_hold(Task *t)
{
    t->future.refs++;
}
static inline void task_drop(Run *r, Task *t)
{
    future_drop(r, &t->future);
}
void tasks_push(Run *r, TaskList *l, Task *t);          // takes a reference
void tasks_free(Run *r, TaskList *l);                   // and gives all back
Task *slot_pick(Run *r, const Op *op, int slot, double index);  // the task that an operand names, or NULL
int op_spawn(Run *r, Task *t, const Op *op);
int op_cancel(Run *r, Task *t, const Op *op);
int op_keep(Run *r, Task *t, const Op *op);
int op_await(Run *r, Task *t, const Op *op);
int op_call_soon(Run *r, Task *t, const Op *op);
int op_call_later(Run *r, Task *t, const Op *op);
int op_call_at(Run *r, Task *t, const Op *op);
int op_done_callback(Run *r, Task *t, const Op *op);
int op_abandon(Run *r, Task *t, const Op *op);
int op_task_factory(Run *r, Task *t, const Op *op);

// frame.c
Frame *frame_push(Run *r, Task *t, FrameKind kind, const Op *op);
void frames_free(Run *r, Task *t);
int unwind(Run *r, Task *t, int status);                // looks for who takes a status that is not 0
int op_try_else(Run *r, Task *t, const Op *op);
int op_try_done(Run *r, Task *t, const Op *op);
int op_finally_end(Run *r, Task *t, const Op *op);
int op_raise(Run *r, Task *t, const Op *op);
static inline Frame *frame_top(const Task *t)
{
    return &t->frames[t->depth - 1];
}

// runner.c
void asyncio_run(Run *r);                               // asyncio.run(), its closing steps included
void describe_deadlock(Run *r);
void describe_exhaustion(Run *r, size_t memory);    // which was all that there is

// machine.c
Task *machine_run(Run *r, Task *t, int status);         // whose coroutine is over, with ->ended; NULL: it suspended
double op_duration(Run *r, Task *t, const Op *op);

// wait.c: waiting for one future
int wait_on(Run *r, Task *t, Leaf leaf, Future *f, void *object);       // always SUSPENDED
int wait_for_future(Run *r, Task *t, Future *f, Leaf leaf, void *object);   // not when it is done; keeps the caller's reference
int leaf_resume(Run *r, Task *t, int status);
int op_sleep(Run *r, Task *t, const Op *op);

// The primitives, one file each.
int op_gather(Run *r, Task *t, const Op *op);
int gather_resume(Run *r, Task *t, int status);
Future *gather_new(Run *r, const TaskList *children, bool return_exceptions);
bool gather_cancel(Run *r, Future *outer);
void gather_done(Run *r, Future *outer, Future *child);
void gather_free(Run *r, Future *outer);

int op_wait_tasks(Run *r, Task *t, const Op *op);
int wait_tasks_resume(Run *r, Task *t, int status);
void wait_tasks_done(Run *r, Future *waiter, Future *child);
void wait_tasks_free(Run *r, Future *waiter);

int op_completed(Run *r, Task *t, const Op *op);
int op_next(Run *r, Task *t, const Op *op);
int completed_resume(Run *r, Task *t, int status);
void completed_leave(Run *r, void *completed);
void completed_done(Run *r, void *completed, Future *child);
void completed_timeout(Run *r, void *completed);

int op_shield(Run *r, Task *t, const Op *op);
int shield_resume(Run *r, Task *t, int status);
void shield_inner_done(Run *r, Future *outer);
void shield_outer_done(Run *r, Future *outer);
void shield_free(Run *r, Future *outer);

int op_wait_for(Run *r, Task *t, const Op *op);
int op_wait_for_task(Run *r, Task *t, const Op *op);
int wait_for_resume(Run *r, Task *t, int status);

int op_timeout(Run *r, Task *t, const Op *op);
int op_timeout_end(Run *r, Task *t, const Op *op);
int timeout_leave(Run *r, Task *t, Frame *f, int status);
void timeout_fire(Run *r, void *timeout, bool by_timer);
bool timeout_is_off(const void *timeout);            // its call_soon handle was cancelled
void timeout_drop(Run *r, void *timeout);

int op_group(Run *r, Task *t, const Op *op);
int op_group_end(Run *r, Task *t, const Op *op);
int group_leave(Run *r, Task *t, int status);
int group_resume(Run *r, Task *t, int status);
void group_done(Run *r, Group *g, uint32_t member);
int group_spawn(Run *r, Task *t, int name, int coroutine, bool eager, Task **spawned);

int queue_put_nowait(Run *r, Queue *q, Item item);
int queue_get(Run *r, Task *t, Queue *q);
int queue_get_nowait(Run *r, Queue *q, Item *item);
void queue_drop_items(Run *r, Queue *q);
int op_put(Run *r, Task *t, const Op *op);
int op_put_nowait(Run *r, Task *t, const Op *op);
int op_get(Run *r, Task *t, const Op *op);
int op_get_nowait(Run *r, Task *t, const Op *op);
int op_task_done(Run *r, Task *t, const Op *op);
int op_join(Run *r, Task *t, const Op *op);
int op_shutdown(Run *r, Task *t, const Op *op);
int put_resume(Run *r, Task *t, int status);
int get_resume(Run *r, Task *t, int status);

int lock_acquire(Run *r, Task *t, Lock *l);
int lock_release(Run *r, Lock *l);
int lock_resume(Run *r, Task *t, int status);

int semaphore_acquire(Run *r, Task *t, Semaphore *s);
int semaphore_release(Run *r, Semaphore *s);
int semaphore_resume(Run *r, Task *t, int status);

void event_set(Run *r, Event *e);
int event_wait(Run *r, Task *t, Event *e);
int event_resume(Run *r, Task *t, int status);

int condition_wait(Run *r, Task *t, Condition *c);
int condition_notify(Run *r, Condition *c, double n);
int condition_resume(Run *r, Task *t, int status);

int barrier_wait(Run *r, Task *t, Barrier *b);
int barrier_break(Run *r, Task *t, Barrier *b, bool abort);
int barrier_resume(Run *r, Task *t, int status);

int op_thread(Run *r, Task *t, const Op *op);
int thread_resume(Run *r, Task *t, int status);
void pool_init(ThreadPool *p, int object, int64_t threads);
void job_finish(Run *r, Job *j);
void job_set_state(Run *r, Job *j);
void job_check_cancel(Run *r, Job *j);
void job_free(Run *r, Future *f);

// object.c: operations on whatever object stands there
void objects_make(Run *r);
int object_acquire(Run *r, Task *t, Object *o);
int object_release(Run *r, Object *o);
int op_acquire(Run *r, Task *t, const Op *op);
int op_release(Run *r, Task *t, const Op *op);
int op_with(Run *r, Task *t, const Op *op);
int op_with_end(Run *r, Task *t, const Op *op);
int op_wait(Run *r, Task *t, const Op *op);
int op_notify(Run *r, Task *t, const Op *op);
int op_set(Run *r, Task *t, const Op *op);
int op_clear(Run *r, Task *t, const Op *op);
int op_abort(Run *r, Task *t, const Op *op);

// probe.c
int op_beat(Run *r, Task *t, const Op *op);
int op_mark(Run *r, Task *t, const Op *op);
int op_observe(Run *r, Task *t, const Op *op);
int op_say(Run *r, Task *t, const Op *op);

// draw.c
double draw_number(Run *r, Task *t, int draw);
bool draw_chance(Run *r, Task *t, int draw, double probability);

#endif
