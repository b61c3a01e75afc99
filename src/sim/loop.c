// The loop: BaseEventLoop._run_once and run_until_complete of CPython's base_events.py. sim.h explains it.
#include "sim/run.h"

#include <math.h>

static const double MAXIMUM_SELECT_TIMEOUT = 24 * 3600;

void advance(Run *r, double to)
{
    deliver_until(r, to);
    r->now = to;
}

// ---- select

static void wait_for_arrival(Run *r)
{
    if (r->arrival_count == 0) {
        NOTE(r, SIM_FROZEN, .count = 0);
        r->result.outcome = SIM_DEADLOCK;
        longjmp(*r->limit, 1);
    }
    deliver_until(r, r->arrivals[0].when);
}

// Lets time pass: until `timeout` is over, or the first arrival.
static void wait_at_most(Run *r, double timeout)
{
    double target = r->now + timeout;
    if (r->options.epoll) {
        target = r->now + ceil(timeout * 1e3) * 1e-3;
    } else if (r->timer_count && timeout == r->timers[0].when - r->now) {
        target = r->timers[0].when;     // not the sum, which may be off by one unit in the last place
    }
    if (r->arrival_count && r->arrivals[0].when <= target) {
        deliver_until(r, r->arrivals[0].when);
    } else if (target > r->now) {
        r->now = target;
    }
}

static void wait_in_select(Run *r)
{
    if (r->head != r->tail || r->stopping) {
        return;
    }
    if (r->timer_count == 0) {
        wait_for_arrival(r);
        return;
    }
    double timeout = r->timers[0].when - r->now;
    timeout = timeout > MAXIMUM_SELECT_TIMEOUT ? MAXIMUM_SELECT_TIMEOUT : timeout;
    if (timeout > 0) {
        wait_at_most(r, timeout);
    }
}

static void append_event(Run *r, Entry e)
{
    ready_push(r, e);
    if (is_wanted(r, SIM_ARRIVED)) {
        note_soon(r, &e, SIM_ARRIVED, 0);
    }
}

// What select reports, in the order of our own choice: the self-pipe, then readers as their data arrived.
static void append_events(Run *r)
{
    if (r->self_pipe) {
        append_event(r, (Entry){.kind = SIM_CB_READ_SELF});
    }
    for (uint32_t i = 0; i < r->reader_count; i++) {
        append_event(r, r->readers[i]);
    }
    r->reader_count = 0;
}

static void select_events(Run *r)
{
    deliver_until(r, r->now);
    if (!r->self_pipe && r->reader_count == 0) {
        wait_in_select(r);
    }
    append_events(r);
}

static uint64_t work_done(const Run *r)
{
    return r->result.steps + r->result.callbacks + r->turns;
}

// Often somebody goes on for ever while the entry waits for what will never come: that is the place then.
static _Noreturn void fail_limit(Run *r, uint64_t limit, const char *of_what)
{
    Task *oldest = r->first_task;
    if (!oldest || oldest->coroutine != (uint32_t)r->code.program->entry || !oldest->waiter || oldest->since > r->now / 2) {
        fail_run(r, "the limit of %llu %s is reached at t = %g s", (unsigned long long)limit, of_what, r->now);
    }
    r->current = oldest;
    Text name = program_coroutine_name(r->code.program, r->code.program->entry);
    fail_run(r, "the limit of %llu %s is reached at t = %g s; `%.*s` waits here since t = %g s", (unsigned long long)limit,
             of_what, r->now, PRI(name), oldest->since);
}

static __attribute__((noinline)) _Noreturn void fail_work(Run *r)
{
    static const char WORK[] = "steps, callbacks and turns of loops";
    uint64_t limit = r->options.limits.work;
    if (r->work_before < limit / 2) {
        fail_run(r, "%llu %s while time stands still at t = %g s", (unsigned long long)limit, WORK, r->now);
    }
    fail_limit(r, limit, WORK);
}

void check_work(Run *r)
{
    if (work_done(r) > r->options.limits.work) {
        fail_work(r);
    }
}

void do_chores(Run *r, uint64_t n)
{
    r->chores += n;
    if (r->chores > r->options.limits.work) {
        fail_work(r);
    }
}

static void check_limits(Run *r)
{
    const SimLimits *limits = &r->options.limits;
    uint64_t done = work_done(r);
    if (done > limits->work) {
        fail_work(r);
    }
    if (++r->result.iterations > limits->iterations) {
        fail_limit(r, limits->iterations, "iterations");
    }
    if (r->now != r->last) {
        r->last = r->now;
        r->stuck = 0;
        r->work_before = done;
    } else if (++r->stuck > limits->stuck) {
        fail_run(r, "%llu iterations while time stands still at t = %g s: tasks that only yield, and none that waits",
                 (unsigned long long)limits->stuck, r->now);
    }
    if (r->now > limits->time || (r->options.stop && *r->options.stop)) {
        r->now = fmin(r->now, limits->time);
        r->result.outcome = SIM_STOPPED;
        longjmp(*r->limit, 1);
    }
}

// ---- callbacks

static void drop_reference(Run *r, void *future)
{
    future_drop(r, future);
}

static void run_callback(Run *r, SimCallback kind, uint32_t aux, void *p, void *q)
{
    switch (kind) {
    case SIM_CB_SET_RESULT:
        future_result(r, p);
        break;
    case SIM_CB_RELEASE_WAITER:
        future_result(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_RUN_DONE:
        r->stopping = true;
        break;
    case SIM_CB_GATHER:
        gather_done(r, p, q);
        drop_reference(r, p);
        break;
    case SIM_CB_WAIT:
        wait_tasks_done(r, p, q);
        drop_reference(r, p);
        break;
    case SIM_CB_COMPLETED:
        completed_done(r, p, q);
        break;
    case SIM_CB_COMPLETED_TIMEOUT:
        completed_timeout(r, p);
        break;
    case SIM_CB_SHIELD_INNER:
        shield_inner_done(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_SHIELD_OUTER:
        shield_outer_done(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_SHIELD_CLEAR:
        break;
    case SIM_CB_GROUP:
        group_done(r, p, aux);
        break;
    case SIM_CB_TIMEOUT:
        timeout_fire(r, p, false);
        break;
    case SIM_CB_THREAD_STATE:
        job_set_state(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_THREAD_CHECK:
        job_check_cancel(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_READ_SELF:
        r->self_pipe = false;
        break;
    case SIM_CB_ARRIVAL:
        future_result(r, p);
        drop_reference(r, p);
        break;
    case SIM_CB_CREATE_TASK:
        task_settle(r, task_spawn_closer(r, (int)aux));
        break;
    case SIM_CB_USER:
        call_function(r, (int)aux);
        break;
    default:
        assert_or_trap(!"no callback of this kind is queued");
    }
}

static void run_timer(Run *r, Timer *timer)
{
    switch (timer->kind) {
    case SIM_CB_RELEASE_WAITER:
        future_result(r, timer->p);
        break;
    case SIM_CB_TIMEOUT:
        timeout_fire(r, timer->p, true);
        break;
    default:
        run_callback(r, timer->kind, timer->aux, timer->p, NULL);
    }
}

static bool is_cancelled(const Entry *e)
{
    return e->kind & FROM_TIMER ? ((Timer *)e->p)->cancelled : e->kind == SIM_CB_TIMEOUT && timeout_is_off(e->p);
}

static __attribute__((noinline)) void run_other(Run *r, Entry entry)
{
    Entry *e = &entry;          // the ring may move
    if (is_cancelled(e)) {
        NOTE(r, SIM_SKIPPED, .callback = e->kind & ~(uint32_t)FROM_TIMER);
        if (e->kind == SIM_CB_TIMEOUT) {
            timeout_drop(r, e->p);
        }
    } else {
        r->result.callbacks++;
        if (is_wanted(r, SIM_CALLBACK)) {
            note_soon(r, e, SIM_CALLBACK, e->kind & FROM_TIMER ? ((Timer *)e->p)->when : 0);
        }
        if (e->kind & FROM_TIMER) {
            run_timer(r, e->p);
        } else {
            run_callback(r, e->kind, e->aux, e->p, e->q);
        }
        charge(r, r->options.costs.step);
        NOTE(r, SIM_CALLBACK_END, .callback = e->kind & ~(uint32_t)FROM_TIMER);
    }
    if (e->kind & FROM_TIMER) {
        timer_done(r, e->p);
    }
}

static void run_ready(Run *r)
{
    uint32_t end = r->tail, todo = end - r->head;
    NOTE(r, SIM_ITERATION, .count = todo);
    charge(r, r->options.costs.iteration);
    uint32_t other = 0;
    while (r->head != end) {
        const Entry *e = &r->ready[r->head++ & r->mask];
        r->until = r->slow ? r->head : end;         // whoever watches wants to see each step
        if (e->kind == SIM_CB_STEP) {
            task_start(r, e->p, (int)e->aux);
        } else if (e->kind == SIM_CB_WAKEUP) {
            task_start(r, e->p, future_status(e->q));
        } else {
            other++;
            run_other(r, *e);
        }
    }
    r->result.steps += todo - other;
    NOTE(r, SIM_ITERATION_END, .count = 0);
}

static void run_once(Run *r)
{
    if (r->timer_count) {
        timers_tidy(r);
    }
    if (r->head == r->tail || r->arrival_count || r->self_pipe || r->reader_count) {
        select_events(r);
    }
    check_limits(r);
    if (r->timer_count) {
        timers_due(r);
    }
    run_ready(r);
}

void run_until_complete(Run *r, Future *f)
{
    future_add(r, f, SIM_CB_RUN_DONE, 0, NULL);
    r->running = true;
    do {
        run_once(r);
    } while (!r->stopping);
    r->stopping = r->running = false;
    future_remove(f, SIM_CB_RUN_DONE, NULL);
}
