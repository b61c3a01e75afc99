// Programs around a finding: the least that shows what it does.
#ifndef AQLINT_MEASURE_HARNESS_H
#define AQLINT_MEASURE_HARNESS_H

#include "measure/lowering.h"
#include "python/fanout.h"

// The coroutine that a harness emits into, within the function around `at`: nobody knows what its names hold.
Unit *begin_harness(Lowering *l, const Node *at);

// Parts of one: a list of tasks of no variable; so many tasks of a coroutine into it.
int plain_slot(Lowering *l, Text name);
void spawn_many(Lowering *l, Node *at, Val coroutine, int slot, double count);

// Many of one job: each a task, or handed to four workers by a queue of one place.
typedef struct {
    const Fanout *fanout;
    double count;
    bool remedied;
} JobHarness;
Unit *harness_jobs(Lowering *l, void *job_harness);

// A call that blocks, once.
typedef struct {
    Node *call;
    double seconds;             // result: how long the loop stands still
    bool is_followed;           // result: what it calls is a function or class whose code is at hand
} CallHarness;
Unit *harness_call(Lowering *l, void *call_harness);

// The calls of the module that put into the queue that `queue` makes, or take from it.
enum { QUEUE_USES = 32 };
typedef struct {
    Node *at[QUEUE_USES];       // the first of them
    bool puts[QUEUE_USES];
    int n;
    int put_calls;              // all
    int putting, getting;       // in coroutine functions
    bool all_within;            // they all stand in `function` (may be NULL)
} QueueUses;
QueueUses queue_uses(Module *m, const Node *queue, const Node *function);

// A queue that a call makes, with all coroutine functions of the module that put into it or take from it.
typedef struct {
    Node *queue;
    const QueueUses *uses;
    bool drive_puts, drive_gets;    // somebody who is not seen does it
} QueueHarness;
Unit *harness_queue(Lowering *l, void *queue_harness);

#endif
