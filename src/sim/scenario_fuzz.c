// Any text as a scenario: a mistake has its place within the text; what can be run is run with small limits, on two
// profiles, measured, twice with the same digest, and unwatched with the same counts.
#include "sim/digest.h"
#include "sim/metric.h"
#include "sim/scenario.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count_lines(Text t)
{
    int n = 1;
    for (ptrdiff_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.s[i];
        n += c == '\n' || c == '\r' || c == 0x85 || c == 0xa8 || c == 0xa9;     // libyaml's line ends
    }
    return n;
}

static uint64_t run(Arena a, Arena scratch, const Scenario *s, const char *version)
{
    Digest d;
    Metrics *m = metrics_new(&a, s->program);
    SimOptions o = s->options;
    o.profile = sim_profile(text_from(version));
    o.limits.iterations = 2000;
    o.limits.stuck = 1000;
    o.limits.turns = 10000;
    o.limits.work = 20000;
    SimObserver digest = digest_observer(&d, &a, s->program, o.profile), metrics = metrics_observer(m);
    o.observers = (const SimObserver *[]){&digest, &metrics};
    o.observer_count = 2;
    SimResult r = sim_run(scratch, s->program, &o);
    assert_or_trap(r.outcome == SIM_DONE || r.outcome == SIM_STOPPED || r.error.message[0]);
    metrics_values(m, &r, NEW(&a, double, metric_names(&a, s->program).n));
    o.observer_count = 0;                   // then tasks hand over to each other: run.h
    SimResult unwatched = sim_run(scratch, s->program, &o);
    assert_or_trap(unwatched.outcome == r.outcome && unwatched.steps == r.steps && unwatched.callbacks == r.callbacks);
    assert_or_trap(unwatched.iterations == r.iterations && unwatched.timers == r.timers && unwatched.tasks == r.tasks);
    assert_or_trap(unwatched.time == r.time && strcmp(unwatched.error.message, r.error.message) == 0);
    return d.value;
}

static void try_text(Arena a, Arena scratch, Text text)
{
    ValueError error = {0};
    const Scenario *s = scenario_read(&a, text, &error);
    if (!s) {
        assert_or_trap(error.message.n > 0 && error.line >= 0 && error.line <= count_lines(text) + 1);
        return;
    }
    assert_or_trap(run(a, scratch, s, "3.9") == run(a, scratch, s, "3.9"));
    run(a, scratch, s, "3.14");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ArenaHome home, run_home;
    Arena a, scratch;
    jmp_buf exhausted;
    if (!arena_reserve(&a, &home, (size_t)1 << 28)) {
        return 0;
    }
    if (arena_reserve(&scratch, &run_home, (size_t)1 << 25)) {
        arena_on_exhaustion(&a, &exhausted);
        if (setjmp(exhausted) == 0) {
            try_text(a, scratch, (Text){(const char *)data, (ptrdiff_t)size});
        }
        arena_release(&scratch);
    }
    arena_release(&a);
    return 0;
}
