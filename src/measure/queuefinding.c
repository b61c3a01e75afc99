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

static bool run_with_queue(Job *j, Node *queue, bool remedied, Gauge *g, Assumptions *assumed)
{
    LowerOptions o = options_of(j);
    o.watched = queue;
    o.bounds_watched = remedied;
    o.override = remedied ? (Override){j->node, (double)NAN} : (Override){0};
    Lowered l = lower_function(&j->scratch, j->m, node_owner(j->m, queue), &o);
    *assumed = l.assumed;
    return run(j, &l, g);
}

// sleep(0) beside a queue without a bound: the remedy is the bound.
static void measure_sleep_for_queue(Job *j, Node *queue)
{
    Gauge now, then;
    Assumptions assumed = {0}, same = {0};
    if (!run_with_queue(j, queue, false, &now, &assumed) || !run_with_queue(j, queue, true, &then, &same)) {
        return;
    }
    keep_assumptions(j, &assumed);
    say(j, "%s %g item%s in the queue; with `maxsize=1` and without `sleep(0)` %g",
        now.is_cut ? "more than" : "up to", now.depth, now.depth == 1 ? " waits" : "s wait",
        then.depth);
    keep_runs(j, &now, &then);
}

void measure_sleep(Job *j)
{
    Gauge now, then;
    Assumptions assumed = {0};
    Node *queue = queue_around(j);
    if (queue) {
        measure_sleep_for_queue(j, queue);
        return;
    }
    if (!run_function(j, (Override){0}, &now, &assumed) || !run_function(j, (Override){j->node, (double)NAN}, &then, NULL)) {
        return;
    }
    keep_assumptions(j, &assumed);
    const char *how = then.delay > now.delay ? "without it, and without a thread," : "without it";
    say(j, "everything else on this loop waits up to %.*s; %s %.*s", PRI(job_seconds(j->keep, now.delay)), how,
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

static bool run_queue(Job *j, bool bounded, Gauge *g, Assumptions *assumed)
{
    Node *f = function_around(j);
    LowerOptions o = options_of(j);
    o.watched = j->node;
    o.bounds_watched = bounded;
    QueueHarness h = {.queue = j->node};
    Lowered l = f && is_local(j, f) ? lower_function(&j->scratch, j->m, f, &o)
                                    : lower_built(&j->scratch, j->m, harness_queue, &h, &o);
    if (assumed) {
        *assumed = l.assumed;
    }
    return run(j, &l, g);
}

void measure_queue(Job *j)
{
    Gauge now, then;
    Assumptions assumed = {0};
    if (!run_queue(j, false, &now, &assumed) || !run_queue(j, true, &then, NULL)) {
        return;
    }
    if (isnan(now.depth) || now.depth <= 0) {
        say_why_not(j, T("nothing is seen to be put into it"));
        return;
    }
    keep_assumptions(j, &assumed);
    say(j, "%s %g item%s in it; with `maxsize=1` %g", now.is_cut ? "more than" : "up to", now.depth,
        now.depth == 1 ? " waits" : "s wait", then.depth);
    keep_runs(j, &now, &then);
}
