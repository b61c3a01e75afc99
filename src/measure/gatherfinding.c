// gather() of what is awaited before it is gathered: how long it takes, and how long all of it would take at once.
#include "measure/job.h"

// The awaits among the arguments: `await a()` is one, `[await a(x) for x in xs]` as many as there are elements.
typedef struct {
    Node *call;
    bool remedied;
    double elements;                // of a comprehension whose length nobody knows
} GatherHarness;

static Node *comprehension_of(Node *argument)
{
    Node *n = argument->kind == AST_STARRED ? argument->value.value : argument;
    bool is_one = n->kind == AST_LIST_COMP || n->kind == AST_SET_COMP || n->kind == AST_GENERATOR;
    return is_one && n->comp.elt->kind == AST_AWAIT ? n : NULL;
}

static Val awaitable_of(Lowering *l, Node *await)
{
    Val v = evaluate(l, await->value.value);
    return v.kind == VAL_AWAITABLE ? v : awaitable_new(l, await->value.value, (Awaitable){.kind = AW_UNKNOWN});
}

static double elements_of(Lowering *l, const GatherHarness *h, Node *comprehension)
{
    Val iter = comprehension->comp.clauses.n == 1 ? evaluate(l, comprehension->comp.clauses.at[0]->comp_for.iter) : (Val){0};
    if (iter.kind == VAL_RANGE && !isnan(iter.number)) {
        return iter.number;
    }
    assume(l, comprehension, "%g elements", h->elements);
    return h->elements;
}

static void run_part(Lowering *l, const GatherHarness *h, Node *await, double count, int slot)
{
    if (h->remedied) {
        const Node *loop = l->loop;
        l->loop = count > 1 ? await : NULL;
        spawn_many(l, await, awaitable_of(l, await), slot, count);
        l->loop = loop;
        return;
    }
    emit(l, await, SIM_REPEAT)->count = count;
    await_value(l, await, awaitable_of(l, await));
    emit_end(l, await);
}

// gather() makes tasks of the rest when it has evaluated all.
static void run_rest(Lowering *l, const GatherHarness *h, int slot)
{
    for (int i = 0; i < h->call->call.args.n; i++) {
        Node *a = h->call->call.args.at[i];
        Val v = a->kind == AST_AWAIT || comprehension_of(a) ? (Val){0} : evaluate(l, a);
        if (v.kind == VAL_AWAITABLE && !v.awaitable->is_future) {
            spawn_many(l, a, v, slot, 1);
        }
    }
}

static Unit *harness_gather(Lowering *l, void *context)
{
    const GatherHarness *h = context;
    Unit *u = begin_harness(l, h->call);
    int slot = plain_slot(l, T("tasks"));
    for (int i = 0; i < h->call->call.args.n; i++) {
        Node *a = h->call->call.args.at[i], *comprehension = comprehension_of(a);
        if (a->kind == AST_AWAIT) {
            run_part(l, h, a, 1, slot);
        } else if (comprehension) {
            run_part(l, h, comprehension->comp.elt, elements_of(l, h, comprehension), slot);
        }
    }
    run_rest(l, h, slot);
    emit(l, h->call, SIM_WAIT_TASKS)->o.slot = slot;
    return u;
}

static Node *gather_around(const Job *j)
{
    Node *found = NULL;
    for (int i = 0; i < j->m->ast->n; i++) {
        Node *n = j->m->ast->nodes[i];
        bool is_around = n->kind == AST_CALL && n->beg < j->f->at.span.beg && j->f->at.span.end <= n->end;
        found = is_around && text_eq(callee_name(j->m, n), T("asyncio.gather")) ? n : found;
    }
    return found;
}

static bool run_gather(Job *j, Node *call, bool remedied, Lowered *l, Gauge *g)
{
    GatherHarness h = {call, remedied, COUNT_ASSUMED};
    LowerOptions o = options_of(j);
    *l = lower_built(&j->scratch, j->m, harness_gather, &h, &o);
    Variation to_its_end = AS_IT_IS;
    to_its_end.whole = true;
    return run(j, l, to_its_end, g);
}

void measure_gather(Job *j)
{
    Lowered bad, good;
    Gauge now, then;
    Node *call = gather_around(j);
    if (!call) {
        say_why_not(j, T("it makes nothing wait: what is awaited already is not cut short"));
        return;
    }
    if (!run_gather(j, call, false, &bad, &now) || !run_gather(j, call, true, &good, &then)) {
        return;
    }
    keep_assumptions(j, &bad.assumed);
    say(j, "one after the other they take %s%.*s, at the same time %.*s", now.is_cut ? "at least " : "",
        PRI(job_seconds(j->keep, now.end)), PRI(job_seconds(j->keep, then.end)));
    keep_runs(j, &now, &then);
    judge(j, (Figures){now.end, then.end, (double)NAN, (double)NAN, (double)NAN, (double)NAN});
}
