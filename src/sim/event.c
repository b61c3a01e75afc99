// asyncio.Event: CPython's locks.py. A waiter that was woken goes on even if the event was cleared again meanwhile.
#include "sim/run.h"

void event_set(Run *r, Event *e)
{
    if (!e->set) {
        e->set = true;
        for (Future *f = e->waiters.head; f; f = f->next) {
            do_chores(r, 1);
            future_result(r, f);
        }
    }
}

int event_wait(Run *r, Task *t, Event *e)
{
    if (e->set) {
        return 0;
    }
    Future *f = future_new(r);
    waiters_push(&e->waiters, f);
    return wait_on(r, t, LEAF_EVENT, f, e);
}

int event_resume(Run *r, Task *t, int status)
{
    Event *e = t->leaf_object;
    waiters_remove(&e->waiters, t->waited);
    future_drop(r, t->waited);
    return status;
}
