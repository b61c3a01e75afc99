// For unit tests: runs a scenario's text and gives its result and trace.
#ifndef AQLINT_SIM_TESTRUN_H
#define AQLINT_SIM_TESTRUN_H

#include "sim/scenario.h"
#include "sim/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    ArenaHome home, run_home;
    Arena arena, scratch;
    jmp_buf exhausted;
    SimResult result;
    Text trace;
    Scenario *scenario;
} TestRun;

static inline void test_begin(TestRun *t)
{
    assert_true(arena_reserve(&t->arena, &t->home, (size_t)1 << 30));
    assert_true(arena_reserve(&t->scratch, &t->run_home, (size_t)1 << 28));
    arena_on_exhaustion(&t->arena, &t->exhausted);
}

static inline void test_end(TestRun *t)
{
    arena_release(&t->scratch);
    arena_release(&t->arena);
}

static inline void test_run_program(TestRun *t, const Program *p, const SimOptions *from)
{
    SimOptions o = *from;
    Out out = out_to_memory(&t->arena);
    Trace trace;
    SimObserver observer = trace_observer(&trace, &t->arena, &out, p, o.profile);
    const SimObserver *observers[] = {&observer};
    o.observers = observers;
    o.observer_count = 1;
    t->result = sim_run(t->scratch, p, &o);
    t->trace = text_copy(&t->arena, out_text(&out));
}

// Runs the coroutines (and what else there is) of `body`; `main` is what runs.
static inline void test_run(TestRun *t, const char *version, const char *body)
{
    ValueError error;
    Text source = text_format(&t->arena, "aqsim: 1\nrun: main\n%s", body);
    t->scenario = scenario_read(&t->arena, source, &error);
    if (!t->scenario) {
        fail_msg("%d:%d: %.*s\n%s", error.line, error.column, PRI(error.message), body);
        return;
    }
    SimOptions o = t->scenario->options;
    if (version) {
        o.profile = sim_profile(text_from(version));
        assert_non_null(o.profile);
    }
    test_run_program(t, t->scenario->program, &o);
}

// How often `line` stands in the trace, without time and iteration.
static inline int test_count(const TestRun *t, const char *line)
{
    int n = 0;
    for (Text rest = t->trace, head; rest.n;) {
        text_cut(rest, '\n', &head, &rest);
        Text event = text_sub(head, text_find_char(head, '\t') + 1, head.n);
        event = text_sub(event, text_find_char(event, '\t') + 1, event.n);
        n += text_eq(event, text_from(line));
    }
    return n;
}

#endif
