#include "sim/testrun.h"

#include "sim/timeline.h"

#include <math.h>

static Timeline *record(TestRun *t, const char *body)
{
    ValueError error;
    Text source = text_format(&t->arena, "aqsim: 1\nrun: main\n%s", body);
    t->scenario = scenario_read(&t->arena, source, &error);
    assert_non_null(t->scenario);
    Timeline *line = timeline_new(&t->arena, t->scenario->program);
    SimObserver observer = timeline_observer(line);
    const SimObserver *observers[] = {&observer};
    SimOptions o = t->scenario->options;
    o.observers = observers;
    o.observer_count = 1;
    t->result = sim_run(t->scratch, t->scenario->program, &o);
    timeline_finish(line, t->result.time);
    return line;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9 * (1 + fabs(b));
}

// Seconds times how many, at a level.
static double seconds_of(const Timeline *t, const Track *track, TrackLevel level, double from, double to)
{
    return track_view(track, t->cell, from, to).level[level] * (to - from);
}

static void tells_running_ready_and_waiting(void **state)
{
    Timeline *t = record(*state, "coroutines:\n"
                                 "  job:\n    - cpu: 2s\n    - sleep: 1s\n"
                                 "  main:\n    - spawn: job\n      count: 2\n    - sleep: 8s\n");
    assert_int_equal(t->group_count, 2);
    const TimelineGroup *job = &t->groups[1];
    assert_int_equal(job->tasks, 2);
    // In [0, 2) the first runs and the second stands in line; in [2, 4) the second runs.
    assert_true(near(seconds_of(t, job->own[0], TRACK_RUNNING, 0, 8), 2));
    assert_true(near(seconds_of(t, job->own[1], TRACK_READY, 0, 8), 2));
    assert_true(near(seconds_of(t, job->own[0], TRACK_READY, 0, 8), 0));
    assert_true(near(seconds_of(t, job->all, TRACK_RUNNING, 0, 8), 4));
    assert_true(near(seconds_of(t, t->loop, TRACK_RUNNING, 0, 8), 4));
    assert_true(near(t->stall_begin, 0) && near(t->stall_end, 4));
    assert_true(seconds_of(t, job->own[0], TRACK_ALIVE, 5, 8) < 3 * t->cell);   // over at 5 s, to within a cell
    assert_false(t->frozen);
}

static void takes_the_first_of_equal_stalls(void **state)
{
    Timeline *t = record(*state, "coroutines:\n  main:\n    - repeat: 50\n      do:\n"
                                 "        - cpu: 10ms\n        - sleep: 70ms\n");
    assert_true(near(t->stall_begin, 0) && near(t->stall_end, 0.01));
}

// 9,000 beats, one of which is late, among the last.
static void keeps_the_latest_beat(void **state)
{
    Timeline *t = record(*state, "coroutines:\n"
                                 "  beats:\n    - forever:\n        - sleep: 1ms\n        - beat: hb\n"
                                 "  main:\n    - spawn: beats\n    - sleep: 8s\n    - cpu: 1s\n    - sleep: 1s\n");
    assert_int_equal(t->beat_count, 1);
    const TimelineBeats *b = &t->beats[0];
    int count = 0, late = 0;
    for (int i = 0; i < TRACK_CELLS; i++) {
        count += b->cells[i].count;
        late += b->cells[i].count && b->cells[i].late > 0.5;
        assert_true(!b->cells[i].count || track_cell(t->cell, b->cells[i].time) == i);
    }
    assert_true(count > 8900 && count < 9100);
    assert_int_equal(late, 1);
    assert_true(near(b->late, 0.999) || near(b->late, 1));
}

static void folds_many_tasks(void **state)
{
    Timeline *t = record(*state, "coroutines:\n"
                                 "  few:\n    - sleep: 1s\n  many:\n    - cpu: 1s\n"
                                 "  main:\n    - spawn: many\n      count: 5\n"
                                 "    - spawn: few\n      count: 4\n    - sleep: 9s\n");
    const TimelineGroup *many = &t->groups[1], *few = &t->groups[2];
    assert_true(many->tasks == 5 && few->tasks == 4);
    for (int i = 0; i < TIMELINE_OWN; i++) {
        assert_null(many->own[i]);
        assert_non_null(few->own[i]);
        assert_true(near(seconds_of(t, few->own[i], TRACK_READY, 0, 9), 5 + (9 - 8) * 0));     // behind the five
    }
    assert_true(near(track_most(many->all), 5));
}

// Coroutines, queues and beats beyond those that are told apart share one of each.
static void later_ones_share(void **state)
{
    TestRun *run = *state;
    enum { N = 40 };
    Out o = out_to_memory(&run->arena);
    out_c(&o, "objects:\n");
    for (int i = 0; i < N; i++) {
        out_format(&o, "  q%d: {queue: 0}\n", i);
    }
    out_c(&o, "coroutines:\n");
    for (int i = 0; i < N; i++) {
        out_format(&o, "  c%d:\n    - sleep: 1s\n    - put: q%d\n    - put: q%d\n    - beat: b%d\n", i, i, i, i);
    }
    out_c(&o, "  main:\n");
    for (int i = 0; i < N; i++) {
        out_format(&o, "    - spawn: c%d\n", i);
    }
    out_format(&o, "    - sleep: 2s\n%c", 0);
    Timeline *t = record(run, out_text(&o).s);
    assert_int_equal(t->group_count, TIMELINE_GROUPS + 1);
    const TimelineGroup *rest = &t->groups[TIMELINE_GROUPS];
    assert_true(rest->coroutine == 0 && rest->coroutines == rest->tasks && rest->tasks == N + 1 - TIMELINE_GROUPS);
    const TimelineQueue *q = &t->queues[TIMELINE_QUEUES];
    assert_int_equal(t->queue_count, TIMELINE_QUEUES + 1);
    assert_true(q->object == 0 && q->objects == N - TIMELINE_QUEUES && track_most(q->track) == 2 * q->objects);
    assert_int_equal(t->beat_count, TIMELINE_BEATS + 1);
    assert_int_equal(t->beats[TIMELINE_BEATS].name, -1);
}

// Both a nanosecond and a thousand years fit, and neither takes more memory.
static void any_length_fits(void **state)
{
    static const char *const LENGTHS[] = {"1ns", "3us", "1s", "1e10s"};
    for (int i = 0; i < 4; i++) {
        char body[200];
        snprintf(body, sizeof body, "params: {D: %s}\noptions: {limit: {time: 1e12}}\ncoroutines:\n  main:\n"
                                    "    - repeat: 3\n      do:\n        - cpu: D\n        - sleep: D\n", LENGTHS[i]);
        Timeline *t = record(*state, body);
        assert_true(t->end > 0 && t->end < t->cell * TRACK_CELLS);
        assert_true(near(seconds_of(t, t->loop, TRACK_RUNNING, 0, t->end), t->end / 2));
        assert_int_equal(t->tracks.n, 3);
    }
}

static void sees_a_deadlock(void **state)
{
    Timeline *t = record(*state, "objects: {q: {queue: 0}}\ncoroutines:\n  main:\n    - sleep: 1s\n    - get: q\n");
    assert_true(t->frozen);
    assert_true(t->groups[0].own[0]->level[TRACK_ALIVE] == 1);
}

static int set_up(void **state)
{
    static TestRun run;
    test_begin(&run);
    *state = &run;
    return 0;
}

static int tear_down(void **state)
{
    test_end(*state);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_running_ready_and_waiting), TEST(takes_the_first_of_equal_stalls), TEST(keeps_the_latest_beat),
        TEST(folds_many_tasks), TEST(later_ones_share), TEST(any_length_fits), TEST(sees_a_deadlock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
