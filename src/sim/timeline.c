#include "sim/timeline.h"

#include <math.h>
#include <string.h>

static const double FIRST_CELL = 1e-9;

// UNKNOWN: not met, or a task of asyncio.run itself.
enum { UNKNOWN, GONE, SUSPENDED, READY, RUNNING, RUNNING_AND_READY };

static Track *new_track(Timeline *t, double now)
{
    if (t->unused.n) {
        Track *again = t->unused.at[--t->unused.n];
        track_reset(again, now);
        return again;
    }
    Track *track = track_new(t->arena, now);
    *list_push(t->arena, &t->tracks) = track;
    return track;
}

Timeline *timeline_new(Arena *a, const Program *p)
{
    Timeline *t = NEW(a, Timeline, 1);
    t->arena = a;
    t->program = p;
    t->cell = FIRST_CELL;
    t->loop = new_track(t, 0);
    t->group_of = NEW(a, uint8_t, program_coroutine_count(p) + 1);
    t->queue_of = NEW(a, int, program_object_count(p) + 1);
    t->depth = NEW(a, double, program_object_count(p) + 1);
    return t;
}

static void merge_beats(TimelineBeats *b)
{
    for (int i = 0; i < TRACK_CELLS / 2; i++) {
        const TimelineBeatCell *x = &b->cells[2 * i], *y = x + 1;
        TimelineBeatCell sum = y->count && (!x->count || y->late > x->late) ? *y : *x;
        sum.count = x->count + y->count;
        b->cells[i] = sum;
    }
    memset(b->cells + TRACK_CELLS / 2, 0, TRACK_CELLS / 2 * sizeof *b->cells);
}

// Makes cells longer until `time` is in one.
static void reach(Timeline *t, double time)
{
    while (time >= t->cell * TRACK_CELLS) {
        for (int i = 0; i < t->tracks.n; i++) {
            track_merge(t->tracks.at[i]);
        }
        for (int i = 0; i < t->beat_count; i++) {
            merge_beats(&t->beats[i]);
        }
        t->cell *= 2;
    }
}

static void change(Timeline *t, Track *track, TrackLevel level, double by, double now)
{
    reach(t, now);
    track_change(track, t->cell, level, by, now);
}

// ---- tasks

// Lowered source has a coroutine for each call with arguments of its own; they have one name.
static TimelineGroup *find_group(Timeline *t, int coroutine)
{
    Text name = program_coroutine_name(t->program, coroutine);
    for (int i = 0; i < t->group_count && i < TIMELINE_GROUPS; i++) {
        if (text_eq(name, program_coroutine_name(t->program, t->groups[i].coroutine))) {
            return &t->groups[i];
        }
    }
    return &t->groups[t->group_count < TIMELINE_GROUPS ? t->group_count : TIMELINE_GROUPS];
}

static TimelineGroup *group_of(Timeline *t, int coroutine, double now)
{
    if (!t->group_of[coroutine]) {
        TimelineGroup *g = find_group(t, coroutine);
        if (!g->all) {
            *g = (TimelineGroup){.coroutine = g == &t->groups[TIMELINE_GROUPS] ? 0 : coroutine, .all = new_track(t, now)};
            t->group_count++;
        }
        g->coroutines++;
        t->group_of[coroutine] = (uint8_t)(g - t->groups + 1);
    }
    return &t->groups[t->group_of[coroutine] - 1];
}

// Once there are more tasks than are told apart.
static void fold(Timeline *t, TimelineGroup *g)
{
    for (int i = 0; i < TIMELINE_OWN; i++) {
        if (g->own[i]) {
            *list_push(t->arena, &t->unused) = g->own[i];
            g->own[i] = NULL;
        }
    }
}

static void change_task(Timeline *t, const TimelineTask *task, TrackLevel level, double by, double now)
{
    TimelineGroup *g = &t->groups[task->group];
    change(t, g->all, level, by, now);
    if (task->own && g->own[task->own - 1]) {
        change(t, g->own[task->own - 1], level, by, now);
    }
}

// A task that nobody told about before: also the first one, which asyncio.run makes.
static TimelineTask *meet(Timeline *t, const SimEvent *e)
{
    while (t->tasks.n <= (int)e->task) {
        *list_push(t->arena, &t->tasks) = (TimelineTask){0};
    }
    TimelineTask *task = &t->tasks.at[e->task];
    bool is_own = e->coroutine > program_coroutine_count(t->program);    // of asyncio.run: its shutdown
    if (task->state != UNKNOWN || e->coroutine <= 0 || is_own) {
        return task;
    }
    TimelineGroup *g = group_of(t, e->coroutine, e->time);
    task->group = (uint8_t)(g - t->groups);
    task->state = SUSPENDED;
    int before = g->tasks++;
    if (before < TIMELINE_OWN && g->coroutine) {
        g->own[before] = new_track(t, e->time);
        task->own = (uint8_t)g->tasks;
    } else {
        fold(t, g);
    }
    change_task(t, task, TRACK_ALIVE, 1, e->time);
    return task;
}

static bool is_running(int state)
{
    return state == RUNNING || state == RUNNING_AND_READY;
}

static void set_state(Timeline *t, TimelineTask *task, int state, double now)
{
    int before = task->state;
    if (is_running(state) != is_running(before)) {
        change_task(t, task, TRACK_RUNNING, is_running(state) ? 1 : -1, now);
    }
    if ((state == READY) != (before == READY)) {
        change_task(t, task, TRACK_READY, state == READY ? 1 : -1, now);
    }
    if (state == GONE && before != GONE) {
        change_task(t, task, TRACK_ALIVE, -1, now);
    }
    task->state = (uint8_t)state;
}

static void see_task(Timeline *t, const SimEvent *e)
{
    TimelineTask *task = meet(t, e);
    int state = task->state;
    if (state == UNKNOWN || state == GONE) {
        return;
    }
    switch (e->kind) {
    case SIM_SOON: case SIM_DUE: case SIM_ARRIVED:
        set_state(t, task, is_running(state) ? RUNNING_AND_READY : READY, e->time);
        break;
    case SIM_STEP: case SIM_EAGER:
        set_state(t, task, RUNNING, e->time);
        break;
    case SIM_STEP_END: case SIM_EAGER_END: {
        bool over = e->how != SIM_END_WAIT && e->how != SIM_END_YIELD;
        set_state(t, task, over ? GONE : state == RUNNING_AND_READY || e->how == SIM_END_YIELD ? READY : SUSPENDED, e->time);
        break;
    }
    case SIM_FINISHED:
        set_state(t, task, GONE, e->time);
        break;
    default: break;
    }
}

// ---- the loop, queues and beats

static void see_loop(Timeline *t, const SimEvent *e)
{
    double longest = t->stall_end - t->stall_begin;
    switch (e->kind) {
    case SIM_ITERATION:
        t->iteration_begin = e->time;
        change(t, t->loop, TRACK_RUNNING, 1, e->time);
        break;
    case SIM_ITERATION_END:
        change(t, t->loop, TRACK_RUNNING, -1, e->time);
        if (e->time - t->iteration_begin > longest * (1 + 1e-9)) {
            t->stall_begin = t->iteration_begin;
            t->stall_end = e->time;
        }
        break;
    case SIM_SOON: case SIM_DUE: case SIM_ARRIVED:
        change(t, t->loop, TRACK_READY, 1, e->time);
        break;
    case SIM_STEP: case SIM_CALLBACK: case SIM_SKIPPED:
        change(t, t->loop, TRACK_READY, -1, e->time);
        break;
    case SIM_FROZEN:
        t->frozen = true;
        break;
    default: break;
    }
}

static void see_queue(Timeline *t, const SimEvent *e)
{
    if (!t->queue_of[e->object]) {
        bool is_rest = t->queue_count >= TIMELINE_QUEUES;
        TimelineQueue *q = &t->queues[is_rest ? TIMELINE_QUEUES : t->queue_count];
        if (!q->track) {
            *q = (TimelineQueue){.object = is_rest ? 0 : e->object, .track = new_track(t, e->time)};
            t->queue_count++;
        }
        q->objects++;
        t->queue_of[e->object] = (int)(q - t->queues) + 1;
    }
    Track *track = t->queues[t->queue_of[e->object] - 1].track;
    change(t, track, TRACK_READY, (double)e->count - t->depth[e->object], e->time);
    t->depth[e->object] = (double)e->count;
}

static TimelineBeats *beats_of(Timeline *t, int name)
{
    for (int i = 0; i < t->beat_count; i++) {
        if (t->beats[i].name == name) {
            return &t->beats[i];
        }
    }
    bool is_rest = t->beat_count >= TIMELINE_BEATS;
    TimelineBeats *b = &t->beats[is_rest ? TIMELINE_BEATS : t->beat_count];
    if (!b->cells) {
        *b = (TimelineBeats){.name = is_rest ? -1 : name, .cells = NEW(t->arena, TimelineBeatCell, TRACK_CELLS)};
        t->beat_count++;
    }
    return b;
}

static void see_beat(Timeline *t, const SimEvent *e)
{
    TimelineBeats *b = beats_of(t, e->name);
    reach(t, e->time);
    TimelineBeatCell *c = &b->cells[track_cell(t->cell, e->time)];
    b->late = fmax(b->late, e->value);
    if (!c->count++ || e->value > c->late) {
        c->late = e->value;
        c->time = e->time;
    }
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
        if (e->operation == SIM_BEAT) {
            see_beat(t, e);
        }
    } else if (e->task && e->kind != SIM_FROZEN && is_of_task(e)) {
        see_task(t, e);
    }
}

SimObserver timeline_observer(Timeline *t)
{
    static const SimEventKind WANTED[] = {SIM_ITERATION, SIM_ITERATION_END, SIM_STEP, SIM_STEP_END, SIM_CALLBACK, SIM_EAGER,
                                          SIM_EAGER_END, SIM_SOON, SIM_DUE, SIM_ARRIVED, SIM_SKIPPED, SIM_SPAWNED,
                                          SIM_FINISHED, SIM_QUEUED, SIM_TAKEN, SIM_PROBE, SIM_FROZEN};
    uint64_t wants = 0;
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        wants |= SIM_EVENT_BIT(WANTED[i]);
    }
    return (SimObserver){.event = see_event, .context = t, .wants = wants};
}

void timeline_finish(Timeline *t, double end)
{
    t->end = end;
    reach(t, end);
    for (int i = 0; i < t->tracks.n; i++) {
        track_advance(t->tracks.at[i], t->cell, end);
    }
}
