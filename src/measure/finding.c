// Findings, each by the method of its rule.
#include "measure/job.h"

// How the findings of a rule are measured, or why they are not. Of a rule that is not listed the calls that block are run.
typedef struct {
    const char *code;
    Method *method;
    const char *why_not;
    bool is_call;               // it is the call reported that is run
} Way;

static const Way ways[] = {
    {"AQ101", measure_queue, NULL, true},
    {"AQ102", measure_put, NULL, true},
    {"AQ104", NULL, "how fast its peer reads is not in the code", false},
    {"AQ105", NULL, "how long each call keeps its thread is not in the code", false},
    {"AQ106", NULL, "how fast it fills, and who empties it, lies behind the library's calls", false},
    {"AQ107", NULL, "how fast its peer reads is not in the code", false},
    {"AQ108", NULL, "how much its peer sends is not in the code", false},
    {"AQ109", measure_limit, NULL, true},
    {"AQ110", measure_kept_tasks, NULL, false},
    {"AQ111", NULL, "how long it takes to connect is not in the code", false},
    {"AQ201", measure_sleep, NULL, true},
    {"AQ202", measure_poll, NULL, false},
    {"AQ203", measure_poll, NULL, false},
    {"AQ204", NULL, "there is no end to it: everything else on this loop waits for as long as it goes round", false},
    {"AQ205", NULL, "it makes nothing else wait: each timeout costs a few turns of the loop", false},
    {"AQ301", measure_jobs, NULL, true},
    {"AQ302", measure_jobs, NULL, true},
    {"AQ303", measure_jobs, NULL, true},
    {"AQ304", measure_workers, NULL, true},
    {"AQ305", measure_deep_queue, NULL, true},
    {"AQ506", measure_gather, NULL, false},
};

static Way way_of(const Rule *r)
{
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (text_eq(text_from(r->code), text_from(ways[i].code))) {
            return ways[i];
        }
    }
    return (Way){r->code, measure_call, NULL, false};
}

// The node that is reported: the outermost with just this span.
static Node *node_of(const Module *m, Span span)
{
    int low = 0, high = m->ast->n;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        m->ast->nodes[middle]->beg < span.beg ? (low = middle) : (high = middle);
    }
    for (int i = low; i < m->ast->n && m->ast->nodes[i]->beg <= span.beg; i++) {
        Node *n = m->ast->nodes[i];
        if (n->beg == span.beg && n->end == span.end && n->kind == AST_CALL) {
            return n;
        }
    }
    return NULL;
}

static void measure(Job *j)
{
    Measurement *m = &j->f->measured;
    m->bad_case = m->growth = m->depth_now = m->depth_remedied = (double)NAN;
    m->wait_now = m->wait_remedied = (double)NAN;
    m->tasks_now = m->tasks_remedied = m->memory_now = m->memory_remedied = (double)NAN;
    if (j->f->suppressed || j->f->rule->kind != KIND_LATENCY) {
        return;
    }
    Way way = way_of(j->f->rule);
    j->node = way.method ? node_of(j->m, j->f->at.span) : NULL;
    if (!way.method) {
        say_why_not(j, text_from(way.why_not));
    } else if (way.is_call && !j->node) {
        say_why_not(j, T("there is no call here that could be run"));
    } else {
        way.method(j);
    }
}

void measure_findings(Module *m, const Settings *settings, Findings *findings, Arena *keep, Arena scratch)
{
    Budget budget = BUDGET_OF_FILE;
    for (int i = 0; i < findings->n; i++) {
        Job j = {.m = m, .home = m, .budget = &budget, .settings = settings, .keep = keep, .scratch = scratch, .f = findings->at[i]};
        measure(&j);
    }
}
