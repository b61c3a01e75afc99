// The simulator as a library: two hundred jobs of 10 ms each, spawned at once. How long does the loop stall?
#include "sim/metric.h"

#include <stdio.h>

static int run(Arena *a, Arena scratch)
{
    Program *p = program_new(a);
    int job = program_coroutine(p, T("job")), entry = program_coroutine(p, T("main")), jobs = program_slot(p, T("jobs"));
    code_op(p, job, SIM_CPU, .time = number_constant(p, 0.01));
    code_op(p, entry, SIM_SPAWN, .coroutine = job, .count = number_constant(p, 200), .slot = jobs);
    code_op(p, entry, SIM_GATHER, .slot = jobs);
    program_entry(p, entry);

    Metrics *metrics = metrics_new(a, p);
    SimObserver observer = metrics_observer(metrics);
    SimOptions options = sim_options();
    options.observers = (const SimObserver *[]){&observer};
    options.observer_count = 1;
    SimResult result = sim_run(scratch, p, &options);
    MetricNames names = metric_names(a, p);
    double *values = NEW(a, double, names.n);
    metrics_values(metrics, &result, values);
    printf("%llu steps, stall %.3f s\n", (unsigned long long)result.steps, values[metric_find(&names, T("loop.stall.max"))]);
    return result.outcome != SIM_DONE;
}

int main(void)
{
    ArenaHome home, run_home;
    Arena arena, scratch;
    jmp_buf out_of_memory;
    if (!arena_reserve(&arena, &home, 1 << 24) || !arena_reserve(&scratch, &run_home, 1 << 24) || setjmp(out_of_memory)) {
        return 1;
    }
    arena_on_exhaustion(&arena, &out_of_memory);
    return run(&arena, scratch);
}
