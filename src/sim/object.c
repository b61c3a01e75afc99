// Operations on whatever object stands there. link.c has checked that the object's kind knows the operation.
#include "sim/run.h"

#include <string.h>

static void make_semaphore(Semaphore *s, int object, double size, bool bounded)
{
    *s = (Semaphore){.object = object, .value = (int64_t)size, .bound = (int64_t)size, .bounded = bounded};
}

static void make_condition(Run *r, Condition *c, int object, int lock)
{
    Lock *own = lock ? &r->objects[lock].lock : store_take(&r->store, sizeof *own);
    if (!lock) {
        *own = (Lock){.object = object};
    }
    *c = (Condition){.object = object, .lock = own};
}

static void make_object(Run *r, int object)
{
    const ObjectNode *node = &r->code.program->objects.at[object - 1];
    double size = r->code.sizes[object];
    Object *o = &r->objects[object];
    memset(o, 0, sizeof *o);
    o->kind = node->kind;
    switch (node->kind) {
    case SIM_QUEUE:
    case SIM_LIFO_QUEUE:
    case SIM_PRIORITY_QUEUE:
        o->queue = (Queue){.object = object, .kind = node->kind, .maxsize = size, .finished = {.set = true}};
        break;
    case SIM_LOCK:
        o->lock.object = object;
        break;
    case SIM_SEMAPHORE:
    case SIM_BOUNDED_SEMAPHORE:
        make_semaphore(&o->semaphore, object, size, node->kind == SIM_BOUNDED_SEMAPHORE);
        break;
    case SIM_EVENT:
        break;
    case SIM_CONDITION:
        make_condition(r, &o->condition, object, node->lock);
        break;
    case SIM_BARRIER:
        o->barrier.parties = (int64_t)size;
        o->barrier.condition.lock = &o->barrier.lock;
        break;
    case SIM_FUTURE:
        o->future = future_new(r);
        break;
    case SIM_POOL:
        pool_init(&o->pool, object, (int64_t)size);
        break;
    }
}

void objects_make(Run *r)
{
    int n = r->code.program->objects.n;
    r->objects = store_take(&r->store, ((size_t)n + 1) * sizeof *r->objects);
    for (int i = 1; i <= n; i++) {
        make_object(r, i);
    }
    pool_init(&r->default_pool, 0, r->options.threads);
}

int object_acquire(Run *r, Task *t, Object *o)
{
    switch (o->kind) {
    case SIM_LOCK:
        return lock_acquire(r, t, &o->lock);
    case SIM_CONDITION:
        return lock_acquire(r, t, o->condition.lock);
    default:
        return semaphore_acquire(r, t, &o->semaphore);
    }
}

int object_release(Run *r, Object *o)
{
    switch (o->kind) {
    case SIM_LOCK:
        return lock_release(r, &o->lock);
    case SIM_CONDITION:
        return lock_release(r, o->condition.lock);
    case SIM_BARRIER:
        return 0;               // async with barrier: its end does nothing
    default:
        return semaphore_release(r, &o->semaphore);
    }
}

int op_acquire(Run *r, Task *t, const Op *op)
{
    return object_acquire(r, t, &r->objects[op->a]);
}

int op_release(Run *r, Task *t, const Op *op)
{
    (void)t;
    return object_release(r, &r->objects[op->a]);
}

// The frame is there while the lock is acquired, and becomes what releases it.
int op_with(Run *r, Task *t, const Op *op)
{
    Object *o = &r->objects[op->a];
    frame_push(r, t, FRAME_WITH_ENTERING, op);
    int status = o->kind == SIM_BARRIER ? barrier_wait(r, t, &o->barrier) : object_acquire(r, t, o);
    if (status > 0) {
        t->depth--;
    } else if (status == 0) {
        frame_top(t)->kind = FRAME_WITH;
    }
    return status;
}

int op_with_end(Run *r, Task *t, const Op *op)
{
    (void)op;
    Object *o = &r->objects[r->ops[frame_top(t)->at].a];
    t->depth--;
    return object_release(r, o);
}

int op_wait(Run *r, Task *t, const Op *op)
{
    Object *o = &r->objects[op->a];
    switch (o->kind) {
    case SIM_EVENT:
        return event_wait(r, t, &o->event);
    case SIM_CONDITION:
        return condition_wait(r, t, &o->condition);
    case SIM_BARRIER:
        return barrier_wait(r, t, &o->barrier);
    default:
        return wait_for_future(r, t, o->future, LEAF_KEPT, NULL);
    }
}

// a: condition, d: how many, all when negative
int op_notify(Run *r, Task *t, const Op *op)
{
    (void)t;
    return condition_notify(r, &r->objects[op->a].condition, op->d);
}

int op_set(Run *r, Task *t, const Op *op)
{
    (void)t;
    Object *o = &r->objects[op->a];
    if (o->kind == SIM_EVENT) {
        event_set(r, &o->event);
        return 0;
    }
    if (o->future->state != PENDING) {
        return SIM_INVALID_STATE;
    }
    future_complete(r, o->future, RESULT, 0);
    return 0;
}

// a: event, or b: slot
int op_clear(Run *r, Task *t, const Op *op)
{
    (void)t;
    if (op->a) {
        r->objects[op->a].event.set = false;
    } else {
        tasks_free(r, &r->slots[op->b]);
    }
    return 0;
}

// abort() and reset() of a barrier
int op_abort(Run *r, Task *t, const Op *op)
{
    return barrier_break(r, t, &r->objects[op->a].barrier, op->code == SIM_ABORT);
}
