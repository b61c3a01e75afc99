// asyncio.Queue, LifoQueue and PriorityQueue: CPython's queues.py.
//
// A woken getter or putter looks again: someone else may have been faster, and then it waits again, at the back.
#include "sim/run.h"

#include <string.h>

static bool is_full(const Queue *q)
{
    return q->maxsize > 0 && q->n >= q->maxsize;
}

// Queue._wakeup_next
static void wake_next(Run *r, Waiters *w)
{
    for (Future *f = waiters_pop(w); f; f = waiters_pop(w)) {
        if (f->state == PENDING) {
            future_complete(r, f, RESULT, 0);
            break;
        }
    }
}

// ---- items

static void grow(Run *r, Queue *q)
{
    uint32_t room = q->room ? q->room * 2 : 4;
    if (room == 0) {
        fail_run(r, "a queue holds more than %u items", q->n);
    }
    Item *at = store_take(&r->store, room * sizeof *at);
    for (uint32_t i = 0; i < q->n; i++) {
        at[i] = q->items[(q->head + i) & (q->room - 1)];
    }
    queue_drop_items(r, q);
    q->items = at;
    q->head = 0;
    q->room = room;
}

void queue_drop_items(Run *r, Queue *q)
{
    if (q->room) {
        store_give(&r->store, q->items, q->room * sizeof *q->items);
        q->room = 0;
    }
}

// heapq.heappush on priorities
static void sift_up(Item *at, uint32_t i)
{
    Item e = at[i];
    for (; i > 0 && e.priority < at[(i - 1) / 2].priority; i = (i - 1) / 2) {
        at[i] = at[(i - 1) / 2];
    }
    at[i] = e;
}

// heapq.heappop: the hole goes to a leaf, right child on ties, then up (see heap.h)
static Item pop_least(Queue *q)
{
    Item *at = q->items, last = at[--q->n], top = q->n ? at[0] : last;
    uint32_t i = 0, child;
    while ((child = 2 * i + 1) < q->n) {
        child += child + 1 < q->n && !(at[child].priority < at[child + 1].priority);
        at[i] = at[child];
        i = child;
    }
    if (q->n) {
        at[i] = last;
        sift_up(at, i);
    }
    return top;
}

static void add_item(Run *r, Queue *q, Item item)
{
    if (q->n == q->room) {
        grow(r, q);
    }
    q->items[(q->head + q->n++) & (q->room - 1)] = item;
    if (q->kind == SIM_PRIORITY_QUEUE) {
        sift_up(q->items, q->n - 1);
    }
}

static Item take_item(Queue *q)
{
    if (q->kind == SIM_PRIORITY_QUEUE) {
        return pop_least(q);
    }
    q->n--;
    return q->items[(q->kind == SIM_LIFO_QUEUE ? q->head + q->n : q->head++) & (q->room - 1)];
}

// ---- put and get

int queue_put_nowait(Run *r, Queue *q, Item item)
{
    if (q->shut_down) {
        return SIM_QUEUE_SHUT_DOWN;
    }
    if (is_full(q)) {
        return SIM_QUEUE_FULL;
    }
    item.born = r->now;
    add_item(r, q, item);
    if (q->object) {
        NOTE(r, SIM_QUEUED, .object = q->object, .count = q->n, .task = r->current ? r->current->id : 0);
    }
    q->unfinished++;
    q->finished.set = false;
    wake_next(r, &q->getters);
    return 0;
}

int queue_get_nowait(Run *r, Queue *q, Item *item)
{
    if (q->n == 0) {
        return q->shut_down ? SIM_QUEUE_SHUT_DOWN : SIM_QUEUE_EMPTY;
    }
    *item = take_item(q);
    if (q->object) {
        NOTE(r, SIM_TAKEN, .object = q->object, .count = q->n, .value = r->now - item->born,
             .task = r->current ? r->current->id : 0);
    }
    wake_next(r, &q->putters);
    return 0;
}

static int wait_in(Run *r, Task *t, Queue *q, Waiters *w, Leaf leaf, double since)
{
    Future *f = future_new(r);
    waiters_push(w, f);
    wait_on(r, t, leaf, f, q);
    t->since = since;
    return SUSPENDED;
}

// `t` performs a put: its priority stands in the operation.
static int put_from(Run *r, Task *t, Queue *q, double since)
{
    if (is_full(q)) {
        return q->shut_down ? SIM_QUEUE_SHUT_DOWN : wait_in(r, t, q, &q->putters, LEAF_PUT, since);
    }
    return queue_put_nowait(r, q, (Item){.priority = t->pc[-1].d});
}


static int get_from(Run *r, Task *t, Queue *q, double since)
{
    if (q->n == 0) {
        return q->shut_down ? SIM_QUEUE_SHUT_DOWN : wait_in(r, t, q, &q->getters, LEAF_GET, since);
    }
    Item item;
    int status = queue_get_nowait(r, q, &item);
    q->got = item.task;
    return status;
}

int queue_get(Run *r, Task *t, Queue *q)
{
    return get_from(r, t, q, r->now);
}

// Behind `await putter` or `await getter`. An exception that meets a waiter who was woken passes the wake-up on.
static void give_up(Run *r, Waiters *w, Future *f, bool can_go_on)
{
    bool cancelled = f->state == CANCELLED;
    waiters_remove(w, f);
    if (can_go_on && !cancelled) {
        wake_next(r, w);
    }
}

int put_resume(Run *r, Task *t, int status)
{
    Queue *q = t->leaf_object;
    Future *f = t->waited;
    double since = t->since;
    if (status) {
        give_up(r, &q->putters, f, !is_full(q));
    } else {
        status = put_from(r, t, q, since);
    }
    future_drop(r, f);
    if (status != SUSPENDED && q->object) {
        NOTE(r, SIM_PUT_WAITED, .object = q->object, .value = r->now - since, .task = t->id);
    }
    return status;
}

int get_resume(Run *r, Task *t, int status)
{
    Queue *q = t->leaf_object;
    Future *f = t->waited;
    double since = t->since;
    if (status) {
        give_up(r, &q->getters, f, q->n > 0);
    } else {
        status = get_from(r, t, q, since);
    }
    future_drop(r, f);
    if (status != SUSPENDED && q->object) {
        NOTE(r, SIM_GET_WAITED, .object = q->object, .value = r->now - since, .task = t->id);
    }
    return status;
}

// ---- operations: a is the object, d a priority

static Queue *queue_of(Run *r, const Op *op)
{
    charge(r, r->options.costs.call);
    return &r->objects[op->a].queue;
}

int op_put(Run *r, Task *t, const Op *op)
{
    Queue *q = queue_of(r, op);     // which takes its time; whoever waits does so from then on
    return put_from(r, t, q, r->now);
}

int op_put_nowait(Run *r, Task *t, const Op *op)
{
    (void)t;
    return queue_put_nowait(r, queue_of(r, op), (Item){.priority = op->d});
}

int op_get(Run *r, Task *t, const Op *op)
{
    return queue_get(r, t, queue_of(r, op));
}

int op_get_nowait(Run *r, Task *t, const Op *op)
{
    (void)t;
    Item item;
    return queue_get_nowait(r, queue_of(r, op), &item);
}

int op_task_done(Run *r, Task *t, const Op *op)
{
    (void)t;
    Queue *q = queue_of(r, op);
    if (q->unfinished == 0) {
        return SIM_VALUE_ERROR;
    }
    if (--q->unfinished == 0) {
        event_set(r, &q->finished);
    }
    return 0;
}

int op_join(Run *r, Task *t, const Op *op)
{
    Queue *q = queue_of(r, op);
    return q->unfinished ? event_wait(r, t, &q->finished) : 0;
}

static void wake_all(Run *r, Waiters *w)
{
    for (Future *f = waiters_pop(w); f; f = waiters_pop(w)) {
        future_result(r, f);
    }
}

int op_shutdown(Run *r, Task *t, const Op *op)
{
    (void)t;
    Queue *q = queue_of(r, op);
    q->shut_down = true;
    if (op->flags & OP_IMMEDIATE) {
        while (q->n > 0) {
            take_item(q);
            q->unfinished -= q->unfinished > 0;
        }
        if (q->unfinished == 0) {
            event_set(r, &q->finished);
        }
    }
    wake_all(r, &q->getters);
    wake_all(r, &q->putters);
    return 0;
}
