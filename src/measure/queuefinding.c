// A queue without a bound, and the sleep(0) that hides it.
#include "measure/job.h"

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
    keep_assumptions(j, &l.assumed);
    say(j, "%s %g item%s in the queue; with `maxsize=1` and without `sleep(0)` %g",
        bound(&now), now.depth, now.depth == 1 ? " waits" : "s wait",
        then.depth);
    keep_runs(j, &now, &then);
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
}

// All that puts into it or takes from it stands in the function that makes it.
static bool is_local(const Job *j, const Node *function)
{
    for (int i = 0; i < j->m->ast->n; i++) {
        Node *n = j->m->ast->nodes[i];
        if (n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE) {
            Text name = n->call.func->attribute.attr.text;
            bool uses = text_starts(name, T("put")) || text_starts(name, T("get"));
            Ref r = uses ? ref_of(j->m, n->call.func->attribute.value) : (Ref){0};
            if (r.kind == REF_INSTANCE && r.origin == j->node && !node_within(n, function)) {
                return false;
            }
        }
    }
    return true;
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

static Lowered lower_driven(Job *j, const LowerOptions *o, bool drive_puts, bool drive_gets)
{
    QueueHarness h = {j->node, drive_puts, drive_gets};
    return lower_built(&j->scratch, j->m, harness_queue, &h, o);
}

// The function that makes it, where all that touches it stands there; then its producers and consumers, wherever they
// stand; then with either of them stood in for.
static bool find_queue_run(Job *j, const LowerOptions *o, Lowered *l, Gauge *now, Gauge *then)
{
    int puts, gets;
    Node *f = function_around(j);
    harness_count(j->m, j->node, &puts, &gets);
    if (f && is_local(j, f)) {
        *l = lower_function(&j->scratch, j->m, f, o);
        if (run_queue(j, l, now, then)) {
            return true;
        }
    }
    for (int attempt = 0; attempt < 3; attempt++) {
        bool drive_puts = attempt == 1, drive_gets = attempt == 2;
        if ((puts || drive_puts) && (gets || drive_gets)) {
            *l = lower_driven(j, o, drive_puts, drive_gets);
            if (run_queue(j, l, now, then)) {
                return true;
            }
        }
    }
    return false;
}

void measure_queue(Job *j)
{
    Gauge now, then;
    Lowered l;
    LowerOptions o = options_of(j);
    o.watched = j->node;
    say_why_not(j, T("neither who puts into it nor who takes from it is a coroutine of this file, by a name that can be followed"));
    if (!find_queue_run(j, &o, &l, &now, &then)) {
        return;
    }
    j->f->measured.why_not = (Text){0};
    keep_assumptions(j, &l.assumed);
    say(j, "%s %g item%s in it for up to %.*s, %.*s at 1 KiB each; with `maxsize=1` %g", bound(&now), now.depth,
        now.depth == 1 ? " waits" : "s wait", PRI(job_seconds(j->keep, now.wait)), PRI(job_bytes(j->keep, now.depth * MEMORY_ITEM)),
        then.depth);
    keep_runs(j, &now, &then);
}
