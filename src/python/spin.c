// A coroutine keeps the event loop to itself from one await to the next, so a loop must await, or end.
//
// `while True` without await, yield, break, return or raise ends by an exception at most: when it stands in a `try` somebody
// expects that, and nothing is said. Where there is a way out, a loop that does not await may be a computation that ends soon. What
// surely is none is a way round on which nothing is done but asking: whatever is asked cannot change, since nothing else
// runs. The ways round are those of the control-flow graph, with one decision on the way: two may exclude each other.
#include "python/spin.h"

#include "python/cfg.h"
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

enum { STEPS_MAX = 12 };        // of a way round, which branches at each test

static bool is_constant_true(Module *m, Node *test)
{
    Constant c = constant_of(m, test);
    return c.kind == CONSTANT_NUMBER && c.number != 0;
}

static bool lets_others_run(const Node *d)
{
    return d->kind == AST_YIELD || d->kind == AST_YIELD_FROM || is_awaiting(d);
}

static Node *first_awaiting(const Module *m, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (lets_others_run(d)) {
            return d;
        }
    }
    return NULL;
}

// -- endless ----------------------------------------------------------------------------------------------------------------

// A call that ends the program, or the function by an exception of its own accord.
static bool leaves(Module *m, Node *d, const Node *loop)
{
    static const char *const ends[] = {"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit", "builtins.next", NULL};
    switch (d->kind) {
    case AST_RETURN: case AST_RAISE: case AST_ERROR: return true;
    case AST_BREAK: return node_loop(m, d) == loop;
    case AST_CALL: return name_in(callee_name(m, d), ends);
    default: return false;
    }
}

static bool is_expected_to_raise(const Node *loop)
{
    const Node *child = loop;
    for (const Node *p = loop->parent; p && !opens_definition(p); child = p, p = p->parent) {
        if ((p->kind == AST_TRY && nodes_contain(p->try_.body, child) && p->try_.handlers.n) || p->kind == AST_WITH) {
            return true;
        }
    }
    return false;
}

static bool is_endless(Module *m, Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (leaves(m, d, loop)) {
            return false;
        }
    }
    return loop->while_.body.n > 0 && !is_expected_to_raise(loop);
}

// -- idle -------------------------------------------------------------------------------------------------------------------

// Asks for state: a name, an attribute, a method that only tells.
static bool only_asks(Module *m, const Node *e)
{
    static const char *const asks[] = {"is_set", "empty", "full", "done", "locked", "cancelled", "is_closing", "is_alive", "is_running", "is_closed",
                                       "is_connected", "qsize", "len", "bool", "isinstance", "hasattr", "getattr", "time", "monotonic", "perf_counter", NULL};
    for (int i = e->id; i <= e->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool does = d->kind == AST_CALL ? !name_in(last_name(d->call.func), asks) : d->kind == AST_NAMED_EXPR || lets_others_run(d);
        if (does || is_comprehension(d) || d->kind == AST_ERROR) {
            return false;
        }
    }
    return true;
}

static bool is_idle(Module *m, const Step *s)
{
    switch (s->kind) {
    case STEP_TEST: return s->expression && only_asks(m, s->expression);
    case STEP_STATEMENT:
        return s->node->kind == AST_PASS || s->node->kind == AST_CONTINUE ||
               (s->node->kind == AST_EXPR && s->node->value.value->kind == AST_CONSTANT);
    default: return false;
    }
}

typedef struct {
    Module *m;
    const Node *loop;
    const Step *head;
    const Node *decision;   // the IF that the way goes through
    Node *asked;            // its test
} Walk;

// The step decides where to go, and another IF has done so before: not one around it.
static bool decides_again(Walk *w, const Step *s)
{
    const Node *decision = s->kind == STEP_TEST && s->node->kind == AST_BRANCH ? s->node->parent : NULL;
    if (s->kind == STEP_TEST && !decision) {
        return true;
    }
    bool again = decision && w->decision && !node_within(decision, w->decision);
    w->decision = decision ? decision : w->decision;
    return again;
}

// A way from `s` back to the head over idle steps.
static bool comes_round(Walk w, const Step *s, int depth, Node **asked)
{
    if (s == w.head) {
        *asked = w.asked;
        return true;
    }
    if (depth == 0 || !node_within(s->node, w.loop) || !is_idle(w.m, s) || decides_again(&w, s)) {
        return false;
    }
    w.asked = s->kind == STEP_TEST ? s->expression : w.asked;
    for (int i = 0; i < s->next.n; i++) {
        if (comes_round(w, s->next.at[i], depth - 1, asked)) {
            return true;
        }
    }
    return false;
}

static bool is_idle_loop(Module *m, Node *loop, Node *function, Node **asked)
{
    const Cfg *g = cfg_of(m, function);
    if (!g || !only_asks(m, loop->while_.test)) {
        return false;
    }
    for (int i = 0; i < g->steps.n; i++) {
        const Step *s = g->steps.at[i];
        if (s->kind != STEP_TEST || s->node != loop) {
            continue;
        }
        Walk w = {.m = m, .loop = loop, .head = s, .asked = loop->while_.test};
        for (int k = 0; k < s->next.n; k++) {
            if (node_within(s->next.at[k]->node, loop) && comes_round(w, s->next.at[k], STEPS_MAX, asked)) {
                return true;
            }
        }
    }
    return false;
}

Spin spin_of(Module *m, Node *loop)
{
    Node *function = node_owner(m, loop), *test = loop->while_.test;
    bool constant = is_constant_true(m, test);
    if (function->kind != AST_FUNCTION || !function->is_async || (!constant && (test->kind != AST_UNARY_OP || test->op != OP_NOT))) {
        return (Spin){0};
    }
    Node *awaiting = first_awaiting(m, loop), *asked = NULL;
    if (is_idle_loop(m, loop, function, &asked)) {
        return (Spin){SPIN_IDLE, asked, awaiting};
    }
    return constant && !awaiting && is_endless(m, loop) ? (Spin){.kind = SPIN_ENDLESS} : (Spin){0};
}
