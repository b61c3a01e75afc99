// The `options` of a scenario.
#include "sim/reader.h"

#include <math.h>

static bool read_python(Reader *r, const Value *v)
{
    r->scenario->options.profile = sim_profile(v->text);
    return r->scenario->options.profile && v->text.n
               ? true
               : fail_at(r, v, "Python `%.*s` is none that the loop was tested against", PRI(v->text));
}

static bool read_cost(Reader *r, const ValuePair *pair, SimCosts *c)
{
    static const Text KNOWN[] = {{"step", 4}, {"iteration", 9}, {"call", 4}, {"spawn", 5}, {"timer", 5}, {"thread", 6}};
    double *const places[] = {&c->step, &c->iteration, &c->call, &c->spawn, &c->timer, &c->thread};
    for (int i = 0; i < 6; i++) {
        if (text_eq(pair->key->text, KNOWN[i])) {
            return read_constant(r, pair->value, A_TIME, places[i]) &&
                   (*places[i] >= 0 ? true : fail_at(r, pair->value, "a cost cannot be negative"));
        }
    }
    return fail_unknown(r, pair->key, "cost", pair->key->text, KNOWN, 6);
}

static bool read_costs(Reader *r, const Value *v)
{
    SimCosts *c = &r->scenario->options.costs;
    if (v->kind == VALUE_SCALAR) {
        *c = text_eq(v->text, T("table")) ? sim_measured_costs() : (SimCosts){0};
        return text_eq(v->text, T("table")) || text_eq(v->text, T("none"))
                   ? true
                   : fail_at(r, v, "`costs` is none, table, or a map like {step: 1us}");
    }
    for (int i = 0; i < v->pairs.n; i++) {
        if (!read_cost(r, &v->pairs.at[i], c)) {
            return false;
        }
    }
    return true;
}

static bool read_whole(Reader *r, const Value *v, double most, uint64_t *result)
{
    double x;
    if (!read_constant(r, v, A_COUNT, &x)) {
        return false;
    }
    if (!(x >= 0 && x <= most && x == floor(x))) {
        return fail_at(r, v, "a whole number from 0 to %g is needed here", most);
    }
    *result = (uint64_t)x;
    return true;
}

static bool read_limit(Reader *r, const Value *v)
{
    static const Text KNOWN[] = {{"iterations", 10}, {"stuck", 5}, {"turns", 5}, {"work", 4}, {"time", 4}};
    enum { LIMITS = (int)(sizeof KNOWN / sizeof *KNOWN) };
    SimLimits *l = &r->scenario->options.limits;
    uint64_t *const places[] = {&l->iterations, &l->stuck, &l->turns, &l->work};
    if (!need_map(r, v, "limit")) {
        return false;
    }
    for (int i = 0; i < v->pairs.n; i++) {
        const Value *key = v->pairs.at[i].key, *value = v->pairs.at[i].value;
        int which = 0;
        while (which < LIMITS && !text_eq(key->text, KNOWN[which])) {
            which++;
        }
        if (which == LIMITS) {
            return fail_unknown(r, key, "limit", key->text, KNOWN, LIMITS);
        }
        if (which == LIMITS - 1 ? !read_constant(r, value, A_TIME, &l->time) : !read_whole(r, value, 1e15, places[which])) {
            return false;
        }
    }
    return true;
}

static bool read_select(Reader *r, const Value *v)
{
    r->scenario->options.epoll = text_eq(v->text, T("epoll"));
    return r->scenario->options.epoll || text_eq(v->text, T("exact")) ? true
                                                                     : fail_at(r, v, "`select` is exact or epoll");
}

static bool read_seed(Reader *r, const Value *v)
{
    return read_whole(r, v, 9007199254740992, &r->scenario->options.seed);
}

static bool read_threads(Reader *r, const Value *v)
{
    uint64_t n;
    if (!read_whole(r, v, 1e6, &n)) {
        return false;
    }
    r->scenario->options.threads = (int)n;
    return n > 0 ? true : fail_at(r, v, "at least one thread is needed");
}

static bool read_tasks(Reader *r, const Value *v)
{
    r->scenario->options.eager = text_eq(v->text, T("eager"));
    return r->scenario->options.eager || text_eq(v->text, T("default")) ? true
                                                                       : fail_at(r, v, "`tasks` is default or eager");
}

bool read_options(Reader *r, const Value *v)
{
    static const Section OPTIONS[] = {
        {{"python", 6}, read_python, false}, {{"seed", 4}, read_seed, false}, {{"costs", 5}, read_costs, false},
        {{"select", 6}, read_select, false}, {{"threads", 7}, read_threads, false}, {{"limit", 5}, read_limit, false},
        {{"tasks", 5}, read_tasks, false},
    };
    return need_map(r, v, "options") && read_sections(r, v, OPTIONS, sizeof OPTIONS / sizeof *OPTIONS, "option");
}
