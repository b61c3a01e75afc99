#include "sim/probelog.h"

#include "sim/repr.h"

static void write_probe(void *context, const SimEvent *e)
{
    const ProbeLog *l = context;
    char buffer[REPR_SIZE];
    SimOperation op = (SimOperation)e->operation;
    out_put(l->out, python_repr(e->time, buffer));
    Text name = program_text(l->program, e->name);
    out_format(l->out, "\t%s\t%.*s", sim_operation_name(op), PRI(name));
    if (op == SIM_BEAT || op == SIM_OBSERVE) {
        out_char(l->out, '\t');
        out_put(l->out, python_repr(e->value, buffer));
    }
    out_char(l->out, '\n');
}

SimObserver probe_log_observer(ProbeLog *l, Out *out, const Program *program)
{
    *l = (ProbeLog){out, program};
    return (SimObserver){.event = write_probe, .context = l, .wants = SIM_EVENT_BIT(SIM_PROBE)};
}
