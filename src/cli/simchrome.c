#include "cli/simchrome.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

enum { UNKNOWN, RUNNING, READY, WAITING, OVER };
enum { LOOP_TRACK = 1, TASK_TRACKS = 1000, REST_TRACKS = TASK_TRACKS + CHROME_TASKS };

// A JSON string of any text.
static Text quoted(Arena *a, Text t)
{
    json_t *value = json_stringn(t.s, (size_t)t.n);
    char *s = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    Text result = s ? text_copy(a, text_from(s)) : T("\"?\"");
    free(s);
    json_decref(value);
    return result;
}

static int64_t nanoseconds(double time)
{
    return llround(time * 1e9);
}

// The format has microseconds; three decimals keep them exact.
static void put_time(Out *o, const char *key, int64_t ns)
{
    out_format(o, ",\"%s\":%lld.%03lld", key, (long long)(ns / 1000), (long long)(ns % 1000));
}

// Begins an event; false once there are too many.
static bool begin(ChromeTrace *c, const char *phase, int64_t track)
{
    if (c->events >= CHROME_EVENTS) {
        return false;
    }
    out_c(c->out, c->events++ ? ",\n" : "\n");
    out_format(c->out, "{\"ph\":\"%s\",\"pid\":1,\"tid\":%lld", phase, (long long)track);
    return true;
}

static void name_track(ChromeTrace *c, const char *what, int64_t track, Text quoted_name)
{
    if (begin(c, "M", track)) {
        out_format(c->out, ",\"name\":\"%s\",\"args\":{\"name\":%.*s}}", what, PRI(quoted_name));
        if (begin(c, "M", track)) {
            out_format(c->out, ",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":%lld}}", (long long)track);
        }
    }
}

// ---- tasks

static int64_t track_of(const ChromeTrace *c, uint32_t task)
{
    return task <= CHROME_TASKS ? (int64_t)TASK_TRACKS + task : REST_TRACKS + c->tasks.at[task].coroutine;
}

static void name_task(ChromeTrace *c, uint32_t task)
{
    int coroutine = c->tasks.at[task].coroutine;
    Text name = c->coroutines[coroutine], inside = text_sub(name, 1, name.n - 1);
    if (task <= CHROME_TASKS) {
        name_track(c, "thread_name", track_of(c, task), text_format(c->arena, "\"%.*s %u\"", PRI(inside), task));
    } else if (!c->has_rest[coroutine]) {
        c->has_rest[coroutine] = true;
        name_track(c, "thread_name", track_of(c, task), text_format(c->arena, "\"%.*s ...\"", PRI(inside)));
    }
}

static ChromeTask *meet(ChromeTrace *c, const SimEvent *e)
{
    while (c->tasks.n <= (int)e->task) {
        *list_push(c->arena, &c->tasks) = (ChromeTask){0};
    }
    ChromeTask *t = &c->tasks.at[e->task];
    bool is_own = e->coroutine > program_coroutine_count(c->program);   // of asyncio.run
    if (t->coroutine == 0 && e->coroutine > 0 && !is_own) {
        t->coroutine = e->coroutine;
        t->state = WAITING;
        t->since = nanoseconds(e->time);
        name_task(c, e->task);
    }
    return t;
}

static void put_state_name(ChromeTrace *c, const ChromeTask *t)
{
    if (t->state != WAITING || !t->operation) {
        out_format(c->out, ",\"name\":\"%s\"", t->state == RUNNING ? "runs" : t->state == READY ? "ready" : "waits");
        return;
    }
    Text object = t->object ? c->objects[t->object] : T("");
    out_format(c->out, ",\"name\":\"%s%s%.*s\"", sim_operation_name((SimOperation)t->operation), object.n ? " " : "",
               PRI(object.n ? text_sub(object, 1, object.n - 1) : object));
}

// Ends the state that a task is in, as a slice, and begins another.
static void set_state(ChromeTrace *c, uint32_t task, int state, double time)
{
    ChromeTask *t = &c->tasks.at[task];
    int64_t now = nanoseconds(time);
    bool is_shown = t->state == RUNNING || (now > t->since && task <= CHROME_TASKS);
    if (t->state != OVER && t->state != UNKNOWN && is_shown && begin(c, "X", track_of(c, task))) {
        put_state_name(c, t);
        put_time(c->out, "ts", t->since);
        put_time(c->out, "dur", now - t->since);
        out_char(c->out, '}');
    }
    t->state = (uint8_t)state;
    t->since = now;
}

static void end_step(ChromeTrace *c, ChromeTask *t, const SimEvent *e)
{
    bool over = e->how != SIM_END_WAIT && e->how != SIM_END_YIELD;
    bool ready = e->how == SIM_END_YIELD || t->ready_again;
    t->ready_again = false;
    set_state(c, e->task, over ? OVER : ready ? READY : WAITING, e->time);
    t->operation = e->how == SIM_END_WAIT ? e->operation : 0;
    t->object = e->how == SIM_END_WAIT ? e->object : 0;
}

static void see_task(ChromeTrace *c, const SimEvent *e)
{
    ChromeTask *t = meet(c, e);
    if (t->coroutine == 0 || t->state == OVER) {
        return;
    }
    switch (e->kind) {
    case SIM_STEP: case SIM_EAGER: set_state(c, e->task, RUNNING, e->time); break;
    case SIM_STEP_END: case SIM_EAGER_END: end_step(c, t, e); break;
    case SIM_SOON:
        if (t->state == RUNNING) {
            t->ready_again = true;
        } else if (t->state != READY) {
            set_state(c, e->task, READY, e->time);
        }
        break;
    default: break;
    }
}

// ---- the loop and what is counted

static void put_counter(ChromeTrace *c, Text quoted_name, double time, int64_t value)
{
    if (begin(c, "C", LOOP_TRACK)) {
        out_format(c->out, ",\"name\":%.*s", PRI(quoted_name));
        put_time(c->out, "ts", nanoseconds(time));
        out_format(c->out, ",\"args\":{\"value\":%lld}}", (long long)value);
    }
}

static void see_iteration(ChromeTrace *c, const SimEvent *e)
{
    int64_t now = nanoseconds(e->time);
    if (e->kind == SIM_ITERATION) {
        c->iteration = now;
        c->callbacks = e->count;
        put_counter(c, T("\"ready\""), e->time, e->count);
    } else if (begin(c, "X", LOOP_TRACK)) {
        out_c(c->out, ",\"name\":\"iteration\"");
        put_time(c->out, "ts", c->iteration);
        put_time(c->out, "dur", now - c->iteration);
        out_format(c->out, ",\"args\":{\"number\":%llu,\"ready\":%lld}}", (unsigned long long)e->iteration, (long long)c->callbacks);
    }
}

static void see_probe(ChromeTrace *c, const SimEvent *e)
{
    if (begin(c, "i", LOOP_TRACK)) {
        Arena scratch = *c->arena;
        Text name = quoted(&scratch, program_text(c->program, e->name));
        out_format(c->out, ",\"s\":\"p\",\"name\":%.*s", PRI(name));
        put_time(c->out, "ts", nanoseconds(e->time));
        out_format(c->out, ",\"args\":{\"%s\":%.17g}}", e->operation == SIM_BEAT ? "late_seconds" : "value",
                   isfinite(e->value) ? e->value : 0.0);
    }
}

static void see_event(void *context, const SimEvent *e)
{
    ChromeTrace *c = context;
    bool is_step = e->callback == SIM_CB_STEP || e->callback == SIM_CB_WAKEUP;
    if (c->events >= CHROME_EVENTS) {
        return;
    }
    c->last = nanoseconds(e->time);
    switch (e->kind) {
    case SIM_ITERATION: case SIM_ITERATION_END: see_iteration(c, e); break;
    case SIM_PROBE: see_probe(c, e); break;
    case SIM_QUEUED: case SIM_TAKEN:
        put_counter(c, c->objects[e->object], e->time, e->count);
        break;
    case SIM_SOON:
        if (e->task && is_step) {
            see_task(c, e);
        }
        break;
    default:
        if (e->task) {
            see_task(c, e);
        }
    }
}

SimObserver chrome_observer(ChromeTrace *c, Arena *a, Out *out, const Program *program, Text title)
{
    static const SimEventKind WANTED[] = {SIM_ITERATION, SIM_ITERATION_END, SIM_STEP, SIM_STEP_END, SIM_EAGER, SIM_EAGER_END,
                                          SIM_SOON, SIM_SPAWNED, SIM_QUEUED, SIM_TAKEN, SIM_PROBE};
    *c = (ChromeTrace){.arena = a, .out = out, .program = program};
    c->coroutines = NEW(a, Text, program_coroutine_count(program) + 1);
    c->objects = NEW(a, Text, program_object_count(program) + 1);
    c->has_rest = NEW(a, bool, program_coroutine_count(program) + 1);
    for (int i = 1; i <= program_coroutine_count(program); i++) {
        c->coroutines[i] = quoted(a, program_coroutine_name(program, i));
    }
    for (int i = 1; i <= program_object_count(program); i++) {
        c->objects[i] = quoted(a, program_object_name(program, i));
    }
    out_c(out, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    name_track(c, "process_name", LOOP_TRACK, quoted(a, title));
    name_track(c, "thread_name", LOOP_TRACK, T("\"loop\""));
    uint64_t wants = 0;
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        wants |= SIM_EVENT_BIT(WANTED[i]);
    }
    return (SimObserver){.event = see_event, .context = c, .wants = wants};
}

void chrome_finish(ChromeTrace *c, double end)
{
    bool is_cut = c->events >= CHROME_EVENTS;
    for (int i = 1; i < c->tasks.n && !is_cut; i++) {
        set_state(c, (uint32_t)i, OVER, end);
    }
    if (is_cut) {
        out_format(c->out, ",\n{\"ph\":\"i\",\"pid\":1,\"tid\":%d,\"s\":\"g\"", LOOP_TRACK);
        out_format(c->out, ",\"name\":\"aqlint left out what came after %d events\"", CHROME_EVENTS);
        put_time(c->out, "ts", c->last);
        out_char(c->out, '}');
    }
    out_c(c->out, "\n]}\n");
}
