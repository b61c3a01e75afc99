#include "sim/timeline.h"

#include <math.h>
#include <string.h>

static const double FIRST_CELL = 1e-6;

enum { GONE, SUSPENDED, READY, RUNNING, RUNNING_AND_READY };

Timeline *timeline_new(Arena *a, const Program *p)
{
    Timeline *t = NEW(a, Timeline, 1);
    t->arena = a;
    t->program = p;
    t->cell = FIRST_CELL;
    t->loop.cells = NEW(a, TimelineCell, TIMELINE_CELLS);
    t->coroutines = NEW(a, TimelineTrack *, program_coroutine_count(p) + 1);
    t->tasks_of = NEW(a, int, program_coroutine_count(p) + 1);
    t->queues = NEW(a, TimelineTrack *, program_object_count(p) + 1);
    return t;
}

// ---- cells

static void merge(TimelineTrack *track)
{
    TimelineCell *c = track->cells;
    for (int i = 0; i < TIMELINE_CELLS / 2; i++) {
        const TimelineCell *x = &c[2 * i], *y = x + 1;
        TimelineCell sum = {.most = fmax(x->most, y->most), .stepped = x->stepped || y->stepped};
        for (int k = 0; k < TIMELINE_LEVELS; k++) {
            sum.area[k] = x->area[k] + y->area[k];
        }
        c[i] = sum;
    }
    memset(c + TIMELINE_CELLS / 2, 0, TIMELINE_CELLS / 2 * sizeof *c);
}

// Makes cells longer until `time` is in one.
static void reach(Timeline *t, double time)
{
    while (time >= t->cell * TIMELINE_CELLS) {
        merge(&t->loop);
        for (int i = 1; i <= program_coroutine_count(t->program); i++) {
            if (t->coroutines[i]) {
                merge(t->coroutines[i]);
            }
        }
        for (int i = 1; i <= program_object_count(t->program); i++) {
            if (t->queues[i]) {
                merge(t->queues[i]);
            }
        }
        for (int i = 0; i < t->own_count; i++) {
            merge(&t->tasks[i]);
        }
        t->cell *= 2;
    }
}

static int cell_at(const Timeline *t, double time)
{
    int i = (int)(time / t->cell);
    return i < TIMELINE_CELLS ? i : TIMELINE_CELLS - 1;
}

// Adds what the levels were since they last changed.
static void advance(Timeline *t, TimelineTrack *track, double now)
{
    reach(t, now);
    int last = cell_at(t, now);
    for (int i = cell_at(t, track->since); i <= last; i++) {
        TimelineCell *c = &track->cells[i];
        double from = fmax(track->since, i * t->cell), to = fmin(now, (i + 1) * t->cell);
        for (int k = 0; to > from && k < TIMELINE_LEVELS; k++) {
            c->area[k] += track->level[k] * (to - from);
        }
        c->most = fmax(c->most, track->level[TIMELINE_READY]);
    }
    track->since = now;
}

static void change(Timeline *t, TimelineTrack *track, TimelineLevel level, double by, double now)
{
    advance(t, track, now);
    track->level[level] += by;
    TimelineCell *c = &track->cells[cell_at(t, now)];
    c->most = fmax(c->most, track->level[TIMELINE_READY]);
    c->stepped = c->stepped || (level == TIMELINE_RUNNING && by > 0);
}

static TimelineTrack *new_track(Timeline *t, double now)
{
    TimelineTrack *track = NEW(t->arena, TimelineTrack, 1);
    *track = (TimelineTrack){.since = now, .cells = NEW(t->arena, TimelineCell, TIMELINE_CELLS)};
    return track;
}

// ---- tasks

static void change_task(Timeline *t, uint32_t task, TimelineLevel level, double by, double now)
{
    change(t, t->coroutines[t->coroutine_of.at[task]], level, by, now);
    if (task <= (uint32_t)t->own_count) {
        change(t, &t->tasks[task - 1], level, by, now);
    }
}

// A task that nobody told about before: also the first one, which asyncio.run makes.
static void meet(Timeline *t, const SimEvent *e)
{
    while (t->states.n <= (int)e->task) {
        *list_push(t->arena, &t->states) = GONE;
        *list_push(t->arena, &t->coroutine_of) = 0;
    }
    bool is_own = e->coroutine > program_coroutine_count(t->program);    // of asyncio.run: its shutdown
    if (t->coroutine_of.at[e->task] || e->coroutine <= 0 || is_own) {
        return;
    }
    t->coroutine_of.at[e->task] = e->coroutine;
    t->tasks_of[e->coroutine]++;
    if (!t->coroutines[e->coroutine]) {
        t->coroutines[e->coroutine] = new_track(t, e->time);
    }
    if (e->task == (uint32_t)t->own_count + 1 && t->own_count < TIMELINE_TASKS) {
        t->tasks[t->own_count] = *new_track(t, e->time);
        t->own_coroutine[t->own_count++] = e->coroutine;
    }
    t->states.at[e->task] = SUSPENDED;
    change_task(t, e->task, TIMELINE_ALIVE, 1, e->time);
}

static bool is_running(int state)
{
    return state == RUNNING || state == RUNNING_AND_READY;
}

static void set_state(Timeline *t, uint32_t task, int state, double now)
{
    int before = t->states.at[task];
    if (is_running(state) != is_running(before)) {
        change_task(t, task, TIMELINE_RUNNING, is_running(state) ? 1 : -1, now);
    }
    if ((state == READY) != (before == READY)) {
        change_task(t, task, TIMELINE_READY, state == READY ? 1 : -1, now);
    }
    if (state == GONE && before != GONE) {
        change_task(t, task, TIMELINE_ALIVE, -1, now);
    }
    t->states.at[task] = (uint8_t)state;
}

static void see_task(Timeline *t, const SimEvent *e)
{
    meet(t, e);
    int state = t->states.at[e->task];
    if (!t->coroutine_of.at[e->task] || (state == GONE && e->kind != SIM_SPAWNED)) {
        return;
    }
    switch (e->kind) {
    case SIM_SOON: case SIM_DUE: case SIM_ARRIVED:
        set_state(t, e->task, is_running(state) ? RUNNING_AND_READY : READY, e->time);
        break;
    case SIM_STEP: case SIM_EAGER:
        set_state(t, e->task, RUNNING, e->time);
        break;
    case SIM_STEP_END: case SIM_EAGER_END: {
        bool over = e->how != SIM_END_WAIT && e->how != SIM_END_YIELD;
        set_state(t, e->task, over ? GONE : state == RUNNING_AND_READY || e->how == SIM_END_YIELD ? READY : SUSPENDED, e->time);
        break;
    }
    case SIM_FINISHED:
        set_state(t, e->task, GONE, e->time);
        break;
    default: break;
    }
}

// ---- the loop

static void see_loop(Timeline *t, const SimEvent *e)
{
    switch (e->kind) {
    case SIM_ITERATION:
        t->iteration_begin = e->time;
        change(t, &t->loop, TIMELINE_RUNNING, 1, e->time);
        break;
    case SIM_ITERATION_END:
        change(t, &t->loop, TIMELINE_RUNNING, -1, e->time);
        if (e->time - t->iteration_begin > t->stall_end - t->stall_begin) {
            t->stall_begin = t->iteration_begin;
            t->stall_end = e->time;
        }
        break;
    case SIM_SOON: case SIM_DUE: case SIM_ARRIVED:
        change(t, &t->loop, TIMELINE_READY, 1, e->time);
        break;
    case SIM_STEP: case SIM_CALLBACK: case SIM_SKIPPED:
        change(t, &t->loop, TIMELINE_READY, -1, e->time);
        break;
    default: break;
    }
}

static void see_queue(Timeline *t, const SimEvent *e)
{
    if (!t->queues[e->object]) {
        t->queues[e->object] = new_track(t, e->time);
    }
    TimelineTrack *track = t->queues[e->object];
    change(t, track, TIMELINE_READY, (double)e->count - track->level[TIMELINE_READY], e->time);
}

// Of the callbacks in the ready ring those that are a step of the task; others only serve it.
static bool is_of_task(const SimEvent *e)
{
    bool joins = e->kind == SIM_SOON || e->kind == SIM_DUE || e->kind == SIM_ARRIVED;
    bool is_step = e->callback == SIM_CB_STEP || e->callback == SIM_CB_WAKEUP;
    return joins ? is_step : e->kind != SIM_CALLBACK && e->kind != SIM_SKIPPED;
}

static void see_event(void *context, const SimEvent *e)
{
    Timeline *t = context;
    see_loop(t, e);
    if (e->kind == SIM_QUEUED || e->kind == SIM_TAKEN) {
        see_queue(t, e);
    } else if (e->kind == SIM_PROBE) {
        if (e->operation == SIM_BEAT && t->beats.n < TIMELINE_BEATS) {
            *list_push(t->arena, &t->beats) = (TimelineBeat){e->time, e->value, e->name};
        }
    } else if (e->task && is_of_task(e)) {
        see_task(t, e);
    }
}

SimObserver timeline_observer(Timeline *t)
{
    static const SimEventKind WANTED[] = {SIM_ITERATION, SIM_ITERATION_END, SIM_STEP, SIM_STEP_END, SIM_CALLBACK, SIM_EAGER,
                                          SIM_EAGER_END, SIM_SOON, SIM_DUE, SIM_ARRIVED, SIM_SKIPPED, SIM_SPAWNED,
                                          SIM_FINISHED, SIM_QUEUED, SIM_TAKEN, SIM_PROBE};
    uint64_t wants = 0;
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        wants |= SIM_EVENT_BIT(WANTED[i]);
    }
    return (SimObserver){.event = see_event, .context = t, .wants = wants};
}

void timeline_finish(Timeline *t, double end)
{
    t->end = end;
    advance(t, &t->loop, end);
    for (int i = 1; i <= program_coroutine_count(t->program); i++) {
        if (t->coroutines[i]) {
            advance(t, t->coroutines[i], end);
        }
    }
    for (int i = 1; i <= program_object_count(t->program); i++) {
        if (t->queues[i]) {
            advance(t, t->queues[i], end);
        }
    }
    for (int i = 0; i < t->own_count; i++) {
        advance(t, &t->tasks[i], end);
    }
}

TimelineView timeline_view(const Timeline *t, const TimelineTrack *track, double from, double to)
{
    TimelineView v = {0};
    if (!(to > from)) {
        return v;
    }
    for (int i = cell_at(t, from); i < TIMELINE_CELLS && i * t->cell < to; i++) {
        const TimelineCell *c = &track->cells[i];
        double share = (fmin(to, (i + 1) * t->cell) - fmax(from, i * t->cell)) / t->cell;
        for (int k = 0; k < TIMELINE_LEVELS; k++) {
            v.level[k] += c->area[k] * fmax(share, 0) / (to - from);
        }
        v.most = fmax(v.most, c->most);
        v.stepped = v.stepped || c->stepped;
    }
    return v;
}
