// Futures: asyncio.Future of CPython's futures.py and _asynciomodule.c. Completing one runs nothing; it appends its
// callbacks to the ready ring in the order in which they were added.
#include "sim/run.h"

void future_init(Future *f, FutureKind kind)
{
    *f = (Future){.kind = (uint8_t)kind, .refs = 1};
}

Future *future_new(Run *r)
{
    Future *f = store_take(&r->store, sizeof *f);
    future_init(f, PLAIN_FUTURE);
    return f;
}

static size_t list_size(uint32_t room)
{
    return sizeof(CallbackList) + room * sizeof(Callback);
}

static void drop_callbacks(Run *r, Future *f)
{
    if (f->more) {
        store_give(&r->store, f->more, list_size(f->more->room));
        f->more = NULL;
    }
}

void future_drop(Run *r, Future *f)
{
    if (--f->refs > 0) {
        return;
    }
    drop_callbacks(r, f);
    switch ((FutureKind)f->kind) {
    case PLAIN_FUTURE:
        store_give(&r->store, f, sizeof *f);
        break;
    case TASK_FUTURE:
        task_free(r, (Task *)f);
        break;
    case GATHER_FUTURE:
        gather_free(r, f);
        break;
    case WAIT_FUTURE:
        wait_tasks_free(r, f);
        break;
    case SHIELD_FUTURE:
        shield_free(r, f);
        break;
    case JOB_FUTURE:
        job_free(r, f);
        break;
    }
}

void future_complete(Run *r, Future *f, FutureState state, int exception)
{
    f->state = (uint8_t)state;
    f->exception = (uint8_t)exception;
    if (f->first.kind) {
        Callback c = f->first;
        f->first.kind = 0;
        soon(r, c.kind, c.aux, c.p, f);
    }
    if (f->more) {
        for (uint32_t i = 0; i < f->more->n; i++) {
            Callback c = f->more->at[i];
            soon(r, c.kind, c.aux, c.p, f);
        }
        drop_callbacks(r, f);
    }
}

static void add_more(Run *r, Future *f, Callback c)
{
    CallbackList *l = f->more;
    if (!l || l->n == l->room) {
        uint32_t room = l ? l->room * 2 : 2;
        CallbackList *larger = store_take(&r->store, list_size(room));
        larger->n = 0;
        larger->room = room;
        for (; l && larger->n < l->n; larger->n++) {
            larger->at[larger->n] = l->at[larger->n];
        }
        drop_callbacks(r, f);
        f->more = l = larger;
    }
    l->at[l->n++] = c;
}

void future_add(Run *r, Future *f, SimCallback kind, uint32_t aux, void *p)
{
    Callback c = {.kind = kind, .aux = aux, .p = p};
    if (f->state != PENDING) {
        soon(r, kind, aux, p, f);
    } else if (!f->first.kind && !f->more) {
        f->first = c;
    } else {
        add_more(r, f, c);
    }
}

bool future_remove(Future *f, SimCallback kind, const void *p)
{
    if (f->first.kind == (uint32_t)kind && f->first.p == p) {
        f->first.kind = 0;
        return true;
    }
    for (uint32_t i = 0; f->more && i < f->more->n; i++) {
        if (f->more->at[i].kind == (uint32_t)kind && f->more->at[i].p == p) {
            for (f->more->n--; i < f->more->n; i++) {
                f->more->at[i] = f->more->at[i + 1];
            }
            return true;
        }
    }
    return false;
}

bool future_cancel(Run *r, Future *f)
{
    if (f->state != PENDING) {
        return false;
    }
    if (f->kind == TASK_FUTURE) {
        return task_cancel(r, (Task *)f);
    }
    if (f->kind == GATHER_FUTURE) {
        return gather_cancel(r, f);
    }
    future_complete(r, f, CANCELLED, 0);
    return true;
}

void waiters_push(Waiters *w, Future *f)
{
    f->queued = true;
    f->next = NULL;
    f->prev = w->tail;
    *(w->tail ? &w->tail->next : &w->head) = f;
    w->tail = f;
}

void waiters_remove(Waiters *w, Future *f)
{
    if (f->queued) {
        f->queued = false;
        *(f->prev ? &f->prev->next : &w->head) = f->next;
        *(f->next ? &f->next->prev : &w->tail) = f->prev;
    }
}

Future *waiters_pop(Waiters *w)
{
    Future *f = w->head;
    if (f) {
        waiters_remove(w, f);
    }
    return f;
}
