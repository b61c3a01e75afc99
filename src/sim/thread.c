// run_in_executor and to_thread: a pool of virtual threads, first come first served, and futures._chain_future.
//
// A finished job reaches its task in two hops: the thread appends _set_state, and that completes the task's future,
// whose callbacks are _call_check_cancel and the wake-up. Cancelling the task cancels its future alone; _call_check_cancel
// then takes the job out of the line, if it still stands there, and that appends one more _set_state.
#include "sim/run.h"

typedef enum { JOB_WAITING, JOB_RUNNING, JOB_FINISHED, JOB_CANCELLED } JobState;

struct Job {
    Future destination;     // must be first
    JobState state;
    double length;
    ThreadPool *pool;
    Job *next;
};

void pool_init(ThreadPool *p, int object, int64_t threads)
{
    *p = (ThreadPool){.object = object, .free = threads, .threads = threads};
}

void job_free(Run *r, Future *f)
{
    store_give(&r->store, f, sizeof(Job));
}

static void note_pool(Run *r, const ThreadPool *p)
{
    NOTE(r, SIM_POOL_CHANGED, .object = p->object, .count = p->waiting_count, .value = (double)(p->threads - p->free));
}

// ThreadPoolExecutor: free threads take what waits.
static void pump(Run *r, ThreadPool *p)
{
    while (p->free > 0 && p->first) {
        Job *j = p->first;
        p->first = j->next;
        p->last = p->first ? p->last : NULL;
        if (j->state == JOB_CANCELLED) {
            future_drop(r, &j->destination);
            continue;
        }
        p->waiting_count--;
        p->free--;
        j->state = JOB_RUNNING;
        arrival_add(r, r->now + j->length, j, true);
    }
    note_pool(r, p);
}

// A thread is through with its job, at r->now; the pool's reference goes on to the callback.
void job_finish(Run *r, Job *j)
{
    j->state = JOB_FINISHED;
    soon_threadsafe(r, SIM_CB_THREAD_STATE, 0, j, NULL);
    j->pool->free++;
    pump(r, j->pool);
}

// _set_state
void job_set_state(Run *r, Job *j)
{
    future_result(r, &j->destination);
}

// _call_check_cancel
void job_check_cancel(Run *r, Job *j)
{
    if (j->destination.state == CANCELLED && j->state == JOB_WAITING) {
        j->state = JOB_CANCELLED;
        j->pool->waiting_count--;
        if (!r->options.profile->cancel_inline) {
            future_hold(&j->destination);
            soon_threadsafe(r, SIM_CB_THREAD_STATE, 0, j, NULL);
        }
        note_pool(r, j->pool);
    }
}

// a: pool or 0, d: duration
int op_thread(Run *r, Task *t, const Op *op)
{
    ThreadPool *p = op->a ? &r->objects[op->a].pool : &r->default_pool;
    double length = op_duration(r, t, op);
    charge(r, r->options.costs.thread);
    Job *j = store_take(&r->store, sizeof *j);
    future_init(&j->destination, JOB_FUTURE);
    j->state = JOB_WAITING;
    j->length = length > 0 ? length : 0;
    j->pool = p;
    j->next = NULL;
    future_hold(&j->destination);       // the pool's
    *(p->last ? &p->last->next : &p->first) = j;
    p->last = j;
    p->waiting_count++;
    pump(r, p);
    future_hold(&j->destination);       // the callback's
    future_add(r, &j->destination, SIM_CB_THREAD_CHECK, 0, j);
    return wait_on(r, t, LEAF_THREAD, &j->destination, NULL);
}

int thread_resume(Run *r, Task *t, int status)
{
    future_drop(r, t->waited);
    return status;
}
