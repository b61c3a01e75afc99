// Calls that keep the loop, and loops that ask again and again.
#include "measure/job.h"

#include "python/blocking.h"
#include "python/poll.h"

#define LEAST_STALL 20e-6           // seconds: less is the loop's own

// How many tasks run the function at once, as far as this file tells.
static double tasks_of(const Job *j, const Node *function)
{
    const Fanouts *all = fanouts_of(j->m);
    for (int i = 0; i < all->n; i++) {
        const Fanout *f = &all->at[i];
        if (f->function.node == function && f->width.kind == WIDTH_CONSTANT) {
            return f->width.count;
        }
    }
    return 1;
}

static bool same_span(Span a, Span b)
{
    return a.beg == b.beg && a.end == b.end;
}

// What blocks at the finding, by its name in the rules: a call, a `with`, a `for`.
static Blocking blocking_of(const Job *j)
{
    Span at = j->f->at.span;
    if (j->f->blocks.n) {
        return (Blocking){blocking_find(j->f->blocks), j->f->blocks, NULL};
    }
    for (int i = 0; i < j->m->ast->n; i++) {
        Node *n = j->m->ast->nodes[i];
        bool may = n->beg <= at.beg && at.end <= n->end && (n->kind == AST_CALL || n->kind == AST_WITH_ITEM || n->kind == AST_FOR);
        Blocking b = may ? blocking_at(j->m, n) : (Blocking){0};
        if (b.entry && same_span(blocking_span(b), at)) {
            return b;
        }
    }
    return (Blocking){0};
}

static Text written_callee(const Job *j, const Node *n)
{
    Span s = n->kind == AST_CALL ? node_span(n->call.func) : (Span){0};
    return text_sub(j->m->source->text, s.beg, s.end);
}

// The call has in it how long it takes: time.sleep(seconds).
static bool tells_time(Blocking b)
{
    return b.entry && b.entry->unless == UNLESS_ZERO && b.node && b.node->kind == AST_CALL && b.node->call.args.n;
}

// What the table or the configuration says of it. false: nothing.
static bool cost_of(Job *j, Blocking b, double *median, double *bad)
{
    if (tells_time(b)) {
        return false;
    }
    Text written = b.entry && b.node ? written_callee(j, b.node) : T("");
    Assumed s = b.entry ? assume_find(j->settings->assume, b.name, written) : (Assumed){0};
    if (!b.entry || !(s.cpu > 0)) {
        return false;
    }
    *median = s.cpu;
    *bad = s.bad;
    keep_assumption(j, isnan(s.bad) ? text_format(&j->scratch, "`%.*s()` takes %.*s", PRI(b.name), PRI(job_seconds(&j->scratch, s.cpu)))
                                    : text_format(&j->scratch, "`%.*s()` takes %.*s, in a bad case %.*s", PRI(b.name),
                                                  PRI(job_seconds(&j->scratch, s.cpu)), PRI(job_seconds(&j->scratch, s.bad))));
    return true;
}

// What the call itself tells, or what it calls. false with a reason in the finding.
static bool run_call(Job *j, double *median)
{
    CallHarness h = {.call = j->node};
    LowerOptions o = options_of(j);
    Lowered l = lower_built(&j->scratch, j->m, harness_call, &h, &o);
    Gauge g;
    if (!run(j, &l, AS_IT_IS, &g)) {
        return false;
    }
    // What it calls is run, too: then it is the loop that stood still so long, but for what an iteration takes by itself.
    if (j->f->blocks.n && !h.is_followed) {
        return false;
    }
    *median = h.seconds > 0 ? h.seconds : g.stall > LEAST_STALL ? g.stall : 0;
    if (*median <= 0) {
        say_why_not(j, T("nobody knows how long it takes"));
        return false;
    }
    keep_assumptions(j, &l.assumed);
    return true;
}

// A call deep down says how long it takes: what lies between is run, too.
static bool ends_in_sleep(const Job *j, Blocking b)
{
    return j->f->blocks.n && j->node && b.entry && b.entry->unless == UNLESS_ZERO;
}

void measure_call(Job *j)
{
    double median = 0, bad = (double)NAN;
    Blocking b = blocking_of(j);
    if (!(ends_in_sleep(j, b) && run_call(j, &median)) && !cost_of(j, b, &median, &bad)) {
        if (!j->node) {
            say_why_not(j, T("nobody knows how long it takes"));
        }
        if (!j->node || !run_call(j, &median)) {
            return;
        }
    }
    Node *f = b.node || j->node ? node_owner(j->m, b.node ? b.node : j->node) : NULL;
    double tasks = f && f->kind == AST_FUNCTION ? tasks_of(j, f) : 1;
    Text many = tasks > 1 ? text_format(j->keep, "%g tasks do this: ", tasks) : T("");
    Text in_bad = isnan(bad) ? T("") : text_format(j->keep, ", in a bad case %.*s", PRI(job_seconds(j->keep, bad * tasks)));
    say(j, "%.*severything else on this loop waits %s %.*s%.*s; in a thread 0 s", PRI(many), isnan(bad) ? "up to" : "some",
        PRI(job_seconds(j->keep, median * tasks)), PRI(in_bad));
    j->f->measured.bad_case = bad * tasks;
    judge(j, (Figures){median * tasks, 0, tasks > 1 ? 1 : (double)NAN, (double)NAN, (double)NAN, (double)NAN});
}

// ---- polls

static Poll poll_at(const Job *j)
{
    for (int i = 0; i < j->m->ast->n; i++) {
        Node *n = j->m->ast->nodes[i];
        if (n->kind == AST_WHILE && n->beg == j->f->at.span.beg) {
            return poll_of(j->m, n);
        }
    }
    return (Poll){.kind = POLL_NONE};
}

void measure_poll(Job *j)
{
    Poll p = poll_at(j);
    Constant delay = p.kind == POLL_NONE ? (Constant){0} : constant_of(j->m, p.delay);
    if (delay.kind != CONSTANT_NUMBER) {
        say_why_not(j, T("nobody knows how long it sleeps"));
        return;
    }
    say(j, "it goes on up to %.*s late, %.*s on average; woken by an `asyncio.Event` 0 s", PRI(job_seconds(j->keep, delay.number)),
        PRI(job_seconds(j->keep, delay.number / 2)));
    judge(j, (Figures){delay.number, 0, (double)NAN, (double)NAN, (double)NAN, (double)NAN});
}
