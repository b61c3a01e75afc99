// Timers: loop.call_at, TimerHandle and the clean-up of cancelled ones at the head of BaseEventLoop._run_once.
//
// A cancelled timer stays in the heap. Only when more than half of more than 100 are cancelled they are filtered out and
// the heap is made anew, which changes the order of equal deadlines.
#include "sim/run.h"

#include <string.h>

enum { MIN_SCHEDULED_TIMER_HANDLES = 100 };
static const double CLOCK_RESOLUTION = 1e-9;

static void grow_heap(Run *r)
{
    size_t room = r->timer_room ? r->timer_room * 2 : 16;
    HeapEntry *at = store_take(&r->store, room * sizeof *at);
    if (r->timer_room) {
        memcpy(at, r->timers, r->timer_count * sizeof *at);
        store_give(&r->store, r->timers, r->timer_room * sizeof *at);
    }
    r->timers = at;
    r->timer_room = room;
}

Timer *timer_arm(Run *r, double when, SimCallback kind, uint32_t aux, void *p, bool owned)
{
    Timer *timer = store_take(&r->store, sizeof *timer);
    *timer = (Timer){
        .when = when, .p = p, .aux = aux, .kind = (uint8_t)kind, .scheduled = true, .loop_holds = true,
        .owner_holds = owned,
    };
    if (r->timer_count == r->timer_room) {
        grow_heap(r);
    }
    heap_push(r->timers, &r->timer_count, (HeapEntry){when, timer});
    r->result.timers++;
    NOTE(r, SIM_TIMER, .callback = kind, .value = when, .coroutine = kind == SIM_CB_USER ? (int)aux : 0);
    charge(r, r->options.costs.timer);
    return timer;
}

static void free_when_unheld(Run *r, Timer *timer)
{
    if (!timer->loop_holds && !timer->owner_holds) {
        store_give(&r->store, timer, sizeof *timer);
    }
}

void timer_cancel(Run *r, Timer *timer)
{
    if (!timer->cancelled) {
        timer->cancelled = true;
        if (timer->scheduled) {
            r->timers_cancelled++;
            NOTE(r, SIM_UNTIMER, .callback = timer->kind, .value = timer->when,
                 .coroutine = timer->kind == SIM_CB_USER ? (int)timer->aux : 0);
        }
    }
}

void timer_leave(Run *r, Timer *timer)
{
    timer->owner_holds = false;
    free_when_unheld(r, timer);
}

void timer_done(Run *r, Timer *timer)
{
    timer->loop_holds = false;
    free_when_unheld(r, timer);
}

static void filter_cancelled(Run *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->timer_count; i++) {
        Timer *timer = r->timers[i].item;
        if (timer->cancelled) {
            timer->scheduled = false;
            timer_done(r, timer);
        } else {
            r->timers[kept++] = r->timers[i];
        }
    }
    r->timer_count = kept;
    r->timers_cancelled = 0;
    heap_order(r->timers, kept);
}

static Timer *pop(Run *r)
{
    Timer *timer = heap_pop(r->timers, &r->timer_count).item;
    timer->scheduled = false;
    return timer;
}

void timers_tidy(Run *r)
{
    if (r->timer_count > MIN_SCHEDULED_TIMER_HANDLES &&
        2 * r->timers_cancelled > r->timer_count) {           // _MIN_CANCELLED_TIMER_HANDLES_FRACTION is 0.5
        filter_cancelled(r);
        return;
    }
    while (r->timers_cancelled && r->timer_count && ((Timer *)r->timers[0].item)->cancelled) {
        r->timers_cancelled--;
        timer_done(r, pop(r));
    }
}

void timers_due(Run *r)
{
    double end = r->now + CLOCK_RESOLUTION;
    while (r->timer_count && r->timers[0].when < end) {
        Timer *timer = pop(r);
        Entry e = {.kind = timer->kind | FROM_TIMER, .p = timer};
        ready_push(r, e);
        if (is_wanted(r, SIM_DUE)) {
            note_soon(r, &e, SIM_DUE, timer->when);
        }
    }
}
