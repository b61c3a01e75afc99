#include "sim/trace.h"

#include <math.h>

static void put_number(Out *o, uint64_t n)
{
    char buffer[24];
    int i = (int)sizeof buffer;
    do {
        buffer[--i] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    out_put(o, (Text){buffer + i, (ptrdiff_t)sizeof buffer - i});
}

static void begin_line(Trace *t, const SimEvent *e, const char *event)
{
    if (e->time != t->time) {
        t->time = e->time;
        t->text = python_repr(e->time, t->buffer);
    }
    out_put(t->out, t->text);
    out_char(t->out, '\t');
    put_number(t->out, e->iteration);
    out_char(t->out, '\t');
    out_c(t->out, event);
    out_char(t->out, '\t');
}

static void put_task(Trace *t, uint32_t task)
{
    while (t->numbers.n <= (int64_t)task) {
        *list_push(t->arena, &t->numbers) = 0;
    }
    uint32_t *number = &t->numbers.at[task];
    *number = *number ? *number : ++t->mentioned;
    out_char(t->out, 'T');
    put_number(t->out, *number);
}

static void put_callback(Trace *t, const SimEvent *e)
{
    if (e->callback == SIM_CB_USER) {
        out_put(t->out, program_coroutine_name(t->program, e->coroutine));
        return;
    }
    out_c(t->out, sim_callback_name(t->profile, e->callback));
    if (e->callback == SIM_CB_STEP || e->callback == SIM_CB_WAKEUP) {
        out_char(t->out, ':');
        put_task(t, e->task);
    }
}

static void put_value(Trace *t, const char *before, double value)
{
    char buffer[REPR_SIZE];
    out_c(t->out, before);
    out_put(t->out, python_repr(value, buffer));
}

// The line of an iteration stands before its first callback; what was skipped until then is not counted.
static void begin_callback(Trace *t, const SimEvent *e)
{
    if (t->todo >= 0) {
        begin_line(t, e, "iter");
        out_c(t->out, "ntodo=");
        put_number(t->out, (uint64_t)t->todo);
        out_char(t->out, '\n');
        t->todo = -1;
    }
}

static void write_step(Trace *t, const SimEvent *e)
{
    static const char *const ENDS[] = {"wait", "yield", "done", "cancelled", "error"};
    bool begins = e->kind == SIM_STEP;
    if (begins) {
        begin_callback(t, e);
    }
    begin_line(t, e, begins ? "step" : "end");
    put_task(t, e->task);
    out_char(t->out, '\t');
    out_c(t->out, begins ? (e->how ? "wakeup" : "begin") : ENDS[e->how]);
}

static void write_callback(Trace *t, const SimEvent *e, const char *event, bool with_value)
{
    begin_line(t, e, event);
    put_callback(t, e);
    if (with_value) {
        put_value(t, "\twhen=", e->value);
    }
}

static void write_event(void *context, const SimEvent *e)
{
    Trace *t = context;
    switch (e->kind) {
    case SIM_ITERATION:
        t->todo = e->count;
        return;
    case SIM_SKIPPED:
        t->todo -= t->todo >= 0;
        return;
    case SIM_STEP:
    case SIM_STEP_END:
        write_step(t, e);
        break;
    case SIM_CALLBACK:
        begin_callback(t, e);
        write_callback(t, e, "call", false);
        break;
    case SIM_SOON:
        write_callback(t, e, "soon", false);
        break;
    case SIM_TIMER:
        write_callback(t, e, "timer", true);
        break;
    case SIM_UNTIMER:
        write_callback(t, e, "untimer", true);
        break;
    case SIM_COMPUTE:
        begin_line(t, e, "cpu");
        put_value(t, "", e->value);
        break;
    default:
        begin_line(t, e, "deadlock");
    }
    out_char(t->out, '\n');
}

SimObserver trace_observer(Trace *t, Arena *a, Out *out, const Program *program, const SimProfile *profile)
{
    *t = (Trace){.arena = a, .out = out, .program = program, .profile = profile, .todo = -1, .time = NAN};
    return (SimObserver){
        .event = write_event,
        .context = t,
        .wants = SIM_EVENT_BIT(SIM_ITERATION) | SIM_EVENT_BIT(SIM_SKIPPED) | SIM_EVENT_BIT(SIM_STEP) |
                 SIM_EVENT_BIT(SIM_STEP_END) | SIM_EVENT_BIT(SIM_CALLBACK) | SIM_EVENT_BIT(SIM_SOON) |
                 SIM_EVENT_BIT(SIM_TIMER) | SIM_EVENT_BIT(SIM_UNTIMER) | SIM_EVENT_BIT(SIM_COMPUTE) |
                 SIM_EVENT_BIT(SIM_FROZEN),
    };
}
