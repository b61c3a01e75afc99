// What comes from outside the loop's thread: jobs that threads finish and I/O that arrives, by (time, sequence).
//
// A finished job appends its callback and fills the self-pipe at once, even in the middle of another callback. Input is
// noticed by the next select, which then appends its reader's callback, before timers.
#include "sim/run.h"

#include <string.h>

static bool is_before(const Arrival *a, const Arrival *b)
{
    return a->when != b->when ? a->when < b->when : a->sequence < b->sequence;
}

void arrival_add(Run *r, double when, void *what, bool is_job)
{
    if (r->arrival_count == r->arrival_room) {
        size_t room = r->arrival_room ? r->arrival_room * 2 : 16;
        Arrival *at = store_take(&r->store, room * sizeof *at);
        if (r->arrival_room) {
            memcpy(at, r->arrivals, r->arrival_count * sizeof *at);
            store_give(&r->store, r->arrivals, r->arrival_room * sizeof *at);
        }
        r->arrivals = at;
        r->arrival_room = room;
    }
    Arrival a = {.when = when, .sequence = r->arrival_sequence++, .what = what, .is_job = is_job};
    size_t i = r->arrival_count++;
    for (; i > 0 && is_before(&a, &r->arrivals[(i - 1) / 2]); i = (i - 1) / 2) {
        r->arrivals[i] = r->arrivals[(i - 1) / 2];
    }
    r->arrivals[i] = a;
}

static Arrival pop(Run *r)
{
    Arrival top = r->arrivals[0], last = r->arrivals[--r->arrival_count];
    size_t i = 0, child;
    while ((child = 2 * i + 1) < r->arrival_count) {
        child += child + 1 < r->arrival_count && is_before(&r->arrivals[child + 1], &r->arrivals[child]);
        if (!is_before(&r->arrivals[child], &last)) {
            break;
        }
        r->arrivals[i] = r->arrivals[child];
        i = child;
    }
    r->arrivals[i] = last;
    return top;
}

static void queue_reader(Run *r, Future *f)
{
    if (r->reader_count == r->reader_room) {
        uint32_t room = r->reader_room ? r->reader_room * 2 : 16;
        Entry *at = store_take(&r->store, room * sizeof *at);
        if (r->reader_room) {
            memcpy(at, r->readers, r->reader_count * sizeof *at);
            store_give(&r->store, r->readers, r->reader_room * sizeof *at);
        }
        r->readers = at;
        r->reader_room = room;
    }
    r->readers[r->reader_count++] = (Entry){.kind = SIM_CB_ARRIVAL, .p = f};
}

void deliver_until(Run *r, double t)
{
    while (r->arrival_count && r->arrivals[0].when <= t) {
        Arrival a = pop(r);
        r->now = a.when > r->now ? a.when : r->now;
        if (a.is_job) {
            job_finish(r, a.what);
        } else {
            queue_reader(r, a.what);
        }
    }
}

int op_extern(Run *r, Task *t, const Op *op)
{
    double d = op_duration(r, t, op);
    Future *f = future_new(r);
    future_hold(f);
    arrival_add(r, r->now + (d > 0 ? d : 0), f, false);
    return wait_on(r, t, LEAF_EXTERN, f, NULL);
}

int extern_resume(Run *r, Task *t, int status)
{
    future_drop(r, t->waited);
    return status;
}
