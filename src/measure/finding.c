// Findings, each by the method of its rule.
#include "measure/job.h"

static Method *method_of(const Rule *r)
{
    static const struct {
        const char *code;
        Method *method;
    } methods[] = {
        {"AQ101", measure_queue}, {"AQ102", measure_put},   {"AQ201", measure_sleep}, {"AQ202", measure_poll},    {"AQ203", measure_poll},
        {"AQ301", measure_jobs},  {"AQ302", measure_jobs},
        {"AQ303", measure_jobs}, {"AQ304", measure_workers},
    };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (text_eq(text_from(r->code), text_from(methods[i].code))) {
            return methods[i].method;
        }
    }
    bool blocks = r->kind == KIND_LATENCY && text_starts(text_from(r->code), T("AQ4"));
    return blocks ? measure_call : NULL;
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
    Method *method = j->f->suppressed ? NULL : method_of(j->f->rule);
    Measurement *m = &j->f->measured;
    m->bad_case = m->growth = m->depth_now = m->depth_remedied = (double)NAN;
    m->tasks_now = m->tasks_remedied = m->memory_now = m->memory_remedied = (double)NAN;
    j->node = method ? node_of(j->m, j->f->at.span) : NULL;
    if (method && (j->node || method == measure_call || method == measure_poll)) {
        method(j);
    } else if (method) {
        say_why_not(j, T("there is no call here that could be run"));
    } else if (j->f->rule->kind == KIND_LATENCY && !j->f->suppressed) {
        say_why_not(j, j->f->rule->scene && j->f->rule->scene->watch == WATCH_END
                           ? T("nobody knows how long each of them takes")
                           : T("it depends on a load of which the code says nothing"));
    }
}

void measure_findings(Module *m, const Settings *settings, Findings *findings, Arena *keep, Arena scratch)
{
    for (int i = 0; i < findings->n; i++) {
        Job j = {.m = m, .settings = settings, .keep = keep, .scratch = scratch, .f = findings->at[i]};
        measure(&j);
    }
}
