// What a thread takes for a function: its clock is not the loop's.
#include "measure/lowering.h"

enum { ADDS_MOST = 100000 };

// The clock of a thread that starts at `sum`, added up in the order in which the thread would: doubles. What is left of a loop
// when `adds` are used up is multiplied.
static double code_time(const Code *c, int *i, double sum, int *adds);

static double loop_time(const Code *c, int *i, double sum, int *adds)
{
    double count = c->at[*i].count, each = 0, rounds = 0;
    int begin = *i + 1;
    for (; rounds < count && *adds > 0; rounds++) {
        --*adds;
        *i = begin;
        double before = sum;
        sum = code_time(c, i, sum, adds);
        each = sum - before;
    }
    if (rounds == 0) {
        *i = begin;
        each = code_time(c, i, 0, adds);
    }
    return rounds < count ? sum + (count - rounds) * each : sum;
}

static double code_time(const Code *c, int *i, double sum, int *adds)
{
    for (; *i < c->n; ++*i) {
        const Inst *in = &c->at[*i];
        if (in->op == SIM_CPU) {
            sum += in->time;
        } else if (in->op == SIM_REPEAT) {
            sum = loop_time(c, i, sum, adds);
        } else if (in->op == SIM_END) {
            return sum;
        } else if (in->op != SIM_RETURN) {
            return (double)NAN;
        }
    }
    return sum;
}

double thread_time(Lowering *l, Node *at, Val function, Node *call, int first)
{
    if (function.kind == VAL_NAME && text_eq(function.text, T("time.sleep")) && call->call.args.n > first) {
        return time_of(l, call->call.args.at[first], "the thread sleeps");
    }
    if (function.kind == VAL_FUNCTION) {
        Node shifted = *call;       // the arguments behind the function are its own
        shifted.call.args.at += first;
        shifted.call.args.n -= first;
        Unit *saved = l->unit;
        Awaitable *a = bind_arguments(l, &shifted, function);
        Unit *u = unit_of(l, at, a, false);
        int i = 0, adds = ADDS_MOST;
        l->unit = saved;
        double t = code_time(&u->code, &i, 0, &adds);
        if (!isnan(t)) {
            return t;
        }
    }
    Text written = call->call.args.n >= first && first > 0 ? code_of(l, call->call.args.at[first - 1]) : code_of(l, at);
    Assumed s = assume_find(l->options->assume, function.kind == VAL_NAME ? function.text : (Text){0}, written);
    double t = isnan(s.cpu) ? 0 : s.cpu;
    assume(l, at, "`%.*s` takes %g s in its thread", PRI(written), t);
    return t;
}
