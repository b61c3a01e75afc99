// Probes: values that a program measures. They are never events of the loop.
#include "sim/run.h"

static int note_probe(Run *r, const Task *t, const Op *op, double value)
{
    NOTE(r, SIM_PROBE, .operation = op->code, .name = op->b, .object = op->a, .value = value,
         .task = t->plain ? 0 : t->id, .coroutine = (int)t->coroutine);
    return 0;
}

// As a heartbeat prints it: now - start - length, of the last sleep.
int op_beat(Run *r, Task *t, const Op *op)
{
    return note_probe(r, t, op, r->now - t->slept_at - t->slept);
}

int op_mark(Run *r, Task *t, const Op *op)
{
    return note_probe(r, t, op, r->now);
}

int op_observe(Run *r, Task *t, const Op *op)
{
    const Object *o = &r->objects[op->a];
    switch (o->kind) {
    case SIM_SEMAPHORE:
    case SIM_BOUNDED_SEMAPHORE:
        return note_probe(r, t, op, (double)o->semaphore.value);
    case SIM_POOL:
        return note_probe(r, t, op, (double)o->pool.waiting_count);
    default:
        return note_probe(r, t, op, o->queue.n);
    }
}

int op_say(Run *r, Task *t, const Op *op)
{
    return note_probe(r, t, op, r->now);
}
