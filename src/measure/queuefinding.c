// A queue without a bound, and the sleep(0) that hides it.
#include "measure/job.h"

enum { YIELDS_MORE = 3 };

#define NOBODY_KNOWN "neither who puts into it nor who takes from it is a coroutine of its file, by a name that can be followed"

// A queue without a bound that a function around the finding makes, or NULL.
static Node *queue_around(const Job *j)
{
    for (Node *f = node_owner(j->m, j->node); f && f->kind == AST_FUNCTION; f = node_owner(j->m, f)) {
        for (int i = f->id + 1; f->is_async && i <= f->last; i++) {
            Node *n = j->m->ast->nodes[i];
            if (n->kind == AST_CALL && node_owner(j->m, n) == f && queue_is_unbounded(queue_bound(j->m, n))) {
                return n;
            }
        }
    }
    return NULL;
}

static bool run_both(Job *j, const Lowered *l, Gauge *now, Gauge *then)
{
    return run(j, l, AS_IT_IS, now) && run(j, l, REMEDIED, then);
}

// ---- judging

// As much memory as counts, or no end of it.
static Severity grade_queue(const Gauge *now, const Gauge *then)
{
    bool counts = now->is_cut || (now->depth - then->depth) * MEMORY_ITEM >= GRADE_MEMORY;
    return grade((Figures){.bad = now->wait, .good = then->wait, .growth = now->growth, .queue_bad = now->depth, .queue_good = then->depth,
                           .queue_growth = counts ? now->growth : (double)NAN});
}

// Puts the figure of a queue into the finding, with its severity. What holds only for as long as the consumer does not suspend
// once more is fragile: then the figure is told for one that does, and makes a warning.
static Text judge_queue(Job *j, const Lowered *l, const Gauge *now, const Gauge *then)
{
    Gauge slower;
    Variation more_yields = AS_IT_IS;
    more_yields.yields = YIELDS_MORE;
    bool is_quiet = !(now->growth >= GRADE_GROWS) && run(j, l, more_yields, &slower) && slower.growth >= GRADE_GROWS &&
                    slower.depth >= 2 * now->depth;
    Severity s = grade_queue(is_quiet ? &slower : now, then);
    keep_assumptions(j, &l->assumed);
    keep_runs(j, now, then);
    j->f->measured.growth = now->growth;
    decide(j, is_quiet && s == SEVERITY_ERROR ? SEVERITY_WARNING : s);
    return is_quiet ? text_format(j->keep, ", but %s %g if its consumer suspends %d times more for each", bound(&slower), slower.depth,
                                  YIELDS_MORE)
         : now->growth >= GRADE_GROWS ? T(", in proportion to how many are put")
                                      : T("");
}

// sleep(0) beside a queue without a bound: the remedy is the bound.
static void measure_sleep_for_queue(Job *j, Node *queue)
{
    Gauge now, then;
    LowerOptions o = options_of(j);
    o.watched = queue;
    o.left_out = j->node;
    Lowered l = lower_function(&j->scratch, j->m, node_owner(j->m, queue), &o);
    if (!run_both(j, &l, &now, &then)) {
        return;
    }
    Text more = judge_queue(j, &l, &now, &then);
    say(j, "%s %g item%s in the queue%.*s; with `maxsize=1` and without `sleep(0)` %g", bound(&now), now.depth,
        now.depth == 1 ? " waits" : "s wait", PRI(more), then.depth);
}

void measure_sleep(Job *j)
{
    Gauge now, then;
    Node *queue = queue_around(j), *f = function_around(j);
    if (queue) {
        measure_sleep_for_queue(j, queue);
        return;
    }
    if (!f) {
        say_why_not(j, T("it stands in no coroutine function"));
        return;
    }
    LowerOptions o = options_of(j);
    o.left_out = j->node;
    Lowered l = lower_function(&j->scratch, j->m, f, &o);
    if (!run_both(j, &l, &now, &then)) {
        return;
    }
    keep_assumptions(j, &l.assumed);
    const char *how = then.delay > now.delay ? "without it, and without a thread," : "without it";
    say(j, "everything else on this loop waits %s %.*s; %s %.*s", bound(&now), PRI(job_seconds(j->keep, now.delay)), how,
        PRI(job_seconds(j->keep, then.delay)));
    keep_runs(j, &now, &then);
    double good = then.delay > now.delay ? 0 : then.delay;
    decide(j, grade((Figures){now.delay, good, (double)NAN, (double)NAN, (double)NAN, (double)NAN}));
}

// One way to see what the queue holds: what runs, as the module has it or with somebody to stand in for who is not seen.
static bool run_queue(Job *j, const Lowered *l, Gauge *now, Gauge *then)
{
    if (!run_both(j, l, now, then)) {
        return false;
    }
    if (!(now->depth > 0)) {
        say_why_not(j, T("nothing is seen to be put into it"));
        return false;
    }
    return true;
}

static Lowered lower_driven(Job *j, const LowerOptions *o, const QueueUses *uses, bool drive_puts, bool drive_gets)
{
    QueueHarness h = {j->node, uses, drive_puts, drive_gets};
    return lower_built(&j->scratch, j->m, harness_queue, &h, o);
}

// The function that makes it, where all that touches it stands there; then its producers and consumers, wherever they
// stand; then with either of them stood in for.
static bool find_queue_run(Job *j, const LowerOptions *o, Lowered *l, Gauge *now, Gauge *then)
{
    Node *f = function_around(j);
    QueueUses uses = queue_uses(j->m, j->node, f);
    for (int fills = 0; f && uses.all_within && fills <= (uses.n && !uses.put_calls); fills++) {
        LowerOptions own = *o;
        own.fills_watched = fills;      // after it was not seen to be handed to somebody who puts into it
        *l = lower_function(&j->scratch, j->m, f, &own);
        if (run_queue(j, l, now, then)) {
            return true;
        }
    }
    if (f && uses.n == 0 && now->ran) {
        say_why_not(j, T(NOBODY_KNOWN));
    }
    for (int attempt = 0; attempt < 3; attempt++) {
        bool drive_puts = attempt == 1, drive_gets = attempt == 2;
        if ((uses.putting || drive_puts) && (uses.getting || drive_gets)) {
            *l = lower_driven(j, o, &uses, drive_puts, drive_gets);
            if (run_queue(j, l, now, then)) {
                keep_assumption(j, T("who puts into it runs once, beside who takes from it, who does so again 10 ms after it is done"));
                return true;
            }
        }
    }
    return false;
}

void measure_queue(Job *j)
{
    Gauge now = {0}, then;
    Lowered l;
    LowerOptions o = options_of(j);
    o.watched = j->node;
    say_why_not(j, T(NOBODY_KNOWN));
    if (!find_queue_run(j, &o, &l, &now, &then)) {
        return;
    }
    Text more = judge_queue(j, &l, &now, &then);
    Text wait = now.wait > 0 ? text_format(j->keep, " for %s %.*s", bound(&now), PRI(job_seconds(j->keep, now.wait))) : T("");
    Text bytes = now.depth > 1 ? text_format(j->keep, ", %.*s at 1 KiB each", PRI(job_bytes(j->keep, now.depth * MEMORY_ITEM))) : T("");
    say(j, "%s %g item%s in it%.*s%.*s%.*s; with `maxsize=1` %g", bound(&now), now.depth, now.depth == 1 ? " waits" : "s wait",
        PRI(wait), PRI(bytes), PRI(more), then.depth);
}

// A bound that nothing reaches is none, if it is a queue's.
void measure_limit(Job *j)
{
    if (queue_bound(j->m, j->node).kind == BOUND_SET) {
        measure_queue(j);
    } else {
        say_why_not(j, T("how many there are at once is not in the code, but for this bound"));
    }
}

// A queue with room for many jobs that never suspend: how long everything else waits, as it is, with half the room and with maxsize=1.
void measure_deep_queue(Job *j)
{
    Gauge now = {0}, then, half;
    Lowered l;
    LowerOptions o = options_of(j);
    double room = queue_bound(j->m, j->node).size;
    o.watched = j->node;
    o.trips = fmax(o.trips, fmin(2 * room, COUNT_MOST));
    say_why_not(j, T(NOBODY_KNOWN));
    Variation half_room = AS_IT_IS;
    half_room.size = ceil(room / 2);
    if (!find_queue_run(j, &o, &l, &now, &then) || !run(j, &l, half_room, &half)) {
        return;
    }
    double growth = exponent(now.delay, half.delay, room / half_room.size);
    keep_assumptions(j, &l.assumed);
    keep_runs(j, &now, &then);
    say(j, "%g jobs have room: everything else on this loop waits %s %.*s%s; with `maxsize=1` %.*s", room, bound(&now),
        PRI(job_seconds(j->keep, now.delay)), growth >= GRADE_GROWS ? ", in proportion to their number" : "",
        PRI(job_seconds(j->keep, then.delay)));
    judge(j, (Figures){now.delay, then.delay, growth, (double)NAN, (double)NAN, (double)NAN});
}

// put_nowait(): the queue that it puts into.
void measure_put(Job *j)
{
    Node *f = j->node->call.func;
    Ref r = f->kind == AST_ATTRIBUTE ? ref_of(j->m, f->attribute.value) : (Ref){0};
    if (r.kind != REF_INSTANCE || !r.origin || r.origin->kind != AST_CALL) {
        say_why_not(j, T("nobody knows where the queue is made"));
        return;
    }
    Job there = *j;
    there.m = r.origin_module;
    there.node = r.origin;
    measure_queue(&there);
}
