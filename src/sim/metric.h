// The metrics of a run, made from its events; exact, no sampling. A metric is a SERIES with a statistic, or a scalar.
//
//   loop.stall      seconds   how long an iteration ran callbacks          loop.busy     share of time not asleep
//   loop.step       seconds   how long one callback ran                    loop.iterations, loop.steps
//   loop.ready      count     callbacks that an iteration found ready      task.count, task.live.max
//   latency         seconds   the shadow probe (latency.h); no count       end.time
//   wake.late       seconds   from joining the ready ring to running       throughput    items got, or tasks finished,
//   timer.late      seconds   from a timer's deadline to its callback                    a second
//   task.sojourn    seconds   from create_task to the end of the task
//   QUEUE.depth     count     items in it, weighted by time                QUEUE.wait    seconds from put to get
//   QUEUE.put-blocked, QUEUE.get-idle   seconds that a put or get waited
//   LOCK.wait       seconds   until acquired; also semaphores and conditions
//   POOL.depth      count     jobs waiting for a thread, by time           POOL.busy     threads at work, by time
//   NAME.delay      seconds   `beat: NAME`                                 NAME.time     seconds, `mark: NAME`
//   NAME.observed             `observe: NAME`
//
// Statistics: max, min, mean, p50, p90, p99, count, sum. QUEUE, LOCK and POOL are the names of objects, or queue, lock and
// pool for all of them together.
#ifndef AQLINT_SIM_METRIC_H
#define AQLINT_SIM_METRIC_H

#include "base/list.h"
#include "sim/sim.h"

typedef enum { UNIT_SECONDS, UNIT_COUNT, UNIT_SHARE, UNIT_PER_SECOND } MetricUnit;

typedef struct Metrics Metrics;

// What is measured of a program's runs: the names, the same for every run.
typedef struct {
    Text name;                  // "loop.stall.max"
    Text series;                // "loop.stall"; of a scalar: its name
    Text statistic;             // "max"; of a scalar: empty
    MetricUnit unit;
} MetricName;

typedef struct {
    MetricName *at;
    int n;
} MetricNames;

MetricNames metric_names(Arena *a, const Program *p);

// The index of a name, or -1.
int metric_find(const MetricNames *names, Text name);

// Measures a run. Memory comes from `a`, whose handler takes its exhaustion.
Metrics *metrics_new(Arena *a, const Program *p);
SimObserver metrics_observer(Metrics *m);

// The values, in the order of metric_names, when the run is over. NaN: nothing of the kind happened.
void metrics_values(Metrics *m, const SimResult *result, double *values);

#endif
