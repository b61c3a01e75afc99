// What a coroutine does that has caught a cancellation: a walk over its flow graph, first within the handler, where every path
// should end in a raise, then from where the others leave it.
#include "python/cancel.h"
#include "python/cfg.h"
#include "python/closing.h"
#include "python/flow.h"
#include "python/join.h"
#include "python/shape.h"
#include "python/swallow.h"

typedef struct {
    Module *m;
    Node *function, *catcher;       // the HANDLER or WITH
    const Cfg *g;
    bool *seen;                     // by step
    LIST(const Step *) left;        // the first steps behind the handler
    bool raises_again;
    Node *conversion;
} Walk;

// `raise`, `raise e`, `raise CancelledError(...)`, `raise e.with_traceback(...)`, `raise saved`.
static bool raises_it(Walk *w, const Node *raise)
{
    Node *e = raise->raise.exception;
    while (e && e->kind == AST_CALL && e->call.func->kind == AST_ATTRIBUTE && text_eq(e->call.func->attribute.attr.text, T("with_traceback"))) {
        e = e->call.func->attribute.value;
    }
    if (!e) {
        return true;
    }
    Node *type = e->kind == AST_CALL ? e->call.func : e;
    Ref r = ref_of(w->m, type);
    static const char *const ends[] = {"asyncio.CancelledError", "builtins.SystemExit", "builtins.KeyboardInterrupt",
                                       "builtins.GeneratorExit"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ref_is_name(r, ends[i]) || ref_is_instance(r, ends[i])) {
            return true;
        }
    }
    return e->kind == AST_NAME && (r.kind == REF_UNKNOWN || text_eq(e->name.id, w->catcher->handler.name.text));
}

static void inside(Walk *w, const Step *s)
{
    if (w->seen[s->id]) {
        return;
    }
    w->seen[s->id] = true;
    if (s->kind <= STEP_RAISED || !node_within(s->node, w->catcher)) {
        *list_push(w->g->arena, &w->left) = s;
        return;
    }
    if (s->kind == STEP_STATEMENT && s->node->kind == AST_RAISE) {
        if (raises_it(w, s->node)) {
            w->raises_again = true;
        } else {
            w->conversion = s->node;
        }
    }
    w->raises_again = w->raises_again || (s->kind == STEP_STATEMENT && !s->next.n && s->node->kind == AST_EXPR);    // sys.exit()
    for (int i = 0; i < s->next.n; i++) {
        inside(w, s->next.at[i]);
    }
}

// It stands in a finally block around the handler, or leaves a `with` around it: what is done in any case.
static bool is_cleanup(const Walk *w, const Step *s)
{
    if (s->kind == STEP_EXIT || s->kind == STEP_EXIT_RAISING) {
        return node_within(w->catcher, s->node);
    }
    for (const Node *n = s->node; n->parent; n = n->parent) {
        const Node *p = n->parent;
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n) && node_within(w->catcher, p) &&
            !nodes_contain(p->try_.finalbody, w->catcher)) {
            return true;
        }
    }
    return false;
}

// An outer handler of the function that ends in a bare raise.
static bool is_in_flight(const Walk *w)
{
    for (const Node *n = w->catcher->parent; n && n != w->function; n = n->parent) {
        if (n->kind == AST_HANDLER) {
            const Node *last = n->handler.body.at[n->handler.body.n - 1];
            return last->kind == AST_RAISE && !last->raise.exception;
        }
    }
    return false;
}

// What the handler says of a name by a constant: `aborted = True`. -1: nothing.
static int flag(const Walk *w, const Node *name)
{
    const Binding *b = w->m->binding_of[name->id];
    for (int i = w->catcher->last; b && i > w->catcher->id; i--) {
        const Node *d = w->m->ast->nodes[i];
        if (d->kind == AST_ASSIGN && d->parent == w->catcher && d->assign.targets.at[0]->kind == AST_NAME &&
            w->m->binding_of[d->assign.targets.at[0]->id] == b) {
            Constant c = constant_of(w->m, d->assign.value);
            return c.kind == CONSTANT_NUMBER ? c.number != 0 : c.kind == CONSTANT_NONE ? 0 : -1;
        }
    }
    return -1;
}

// The truth of a test behind the handler: 1, 0, or -1 when nobody knows.
static int truth(const Walk *w, const Node *test)
{
    if (test->kind == AST_NAME) {
        return flag(w, test);
    }
    if (test->kind == AST_UNARY_OP && test->op == OP_NOT) {
        int t = truth(w, test->unary_op.operand);
        return t < 0 ? t : !t;
    }
    for (int i = 0; test->kind == AST_BOOL_OP && i < test->bool_op.values.n; i++) {
        int t = truth(w, test->bool_op.values.at[i]);
        if (t == (test->op == OP_OR)) {
            return t;       // true or x, false and x
        }
    }
    return -1;
}

static bool assigns_flag(const Walk *w, const Step *s)
{
    const Node *target = s->kind == STEP_STATEMENT && s->node->kind == AST_ASSIGN ? s->node->assign.targets.at[0] : NULL;
    return target && target->kind == AST_NAME && flag(w, target) >= 0;
}

// A way behind the handler; `flagged` while what the handler said of names still holds.
typedef struct {
    const Step *step;
    bool flagged;
} Way;

typedef LIST(Way) WayList;

static void push_next(Walk *w, WayList *ways, Way at)
{
    const Step *s = at.step;
    int known = at.flagged && s->kind == STEP_TEST && s->next.n == 2 ? truth(w, s->expression) : -1;
    for (int i = 0; i < s->next.n; i++) {
        if (known < 0 || i == !known) {
            *list_push(w->g->arena, ways) = (Way){s->next.at[i], at.flagged && !assigns_flag(w, s)};
        }
    }
}

// Which steps are reached from behind the handler, by id.
static unsigned char *reach(Walk *w)
{
    WayList ways = {0};
    unsigned char *seen = NEW(w->g->arena, unsigned char, w->g->steps.n);
    for (int i = 0; i < w->left.n; i++) {
        *list_push(w->g->arena, &ways) = (Way){w->left.at[i], true};
    }
    while (ways.n) {
        Way at = ways.at[--ways.n];
        if (!(seen[at.step->id] & (1 << at.flagged))) {
            seen[at.step->id] |= (unsigned char)(1 << at.flagged);
            push_next(w, &ways, at);
        }
    }
    return seen;
}

static bool turns_again(const Walk *w, const unsigned char *seen, const Node *loop)
{
    for (int i = 0; i < w->g->steps.n; i++) {
        const Step *s = w->g->steps.at[i];
        if (seen[i] && s->node == loop && (s->kind == STEP_TEST || s->kind == STEP_NEXT)) {
            return true;
        }
    }
    return false;
}

// The loop around both the handler and `n` of which another turn is reached: the innermost endless one, or the innermost.
static Node *loop_going_on(const Walk *w, const unsigned char *seen, const Node *n)
{
    Node *innermost = NULL;
    for (Node *loop = node_loop(w->m, w->catcher); loop; loop = node_loop(w->m, loop)) {
        if (node_within(n, loop) && turns_again(w, seen, loop)) {
            if (swallow_loop_is_endless(w->m, loop)) {
                return loop;
            }
            innermost = innermost ? innermost : loop;
        }
    }
    return innermost;
}

// Neither what it catches, nor in a finally block that it stands in, too, nor to close something.
static bool is_work(const Walk *w, const Step *s)
{
    const Node *caught = w->catcher->kind == AST_HANDLER ? w->catcher->parent : w->catcher;
    if (node_within(s->node, caught)) {
        return false;
    }
    for (const Node *n = w->catcher, *p = n->parent; p && n != w->function; n = p, p = p->parent) {
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n) && nodes_contain(p->try_.finalbody, s->node)) {
            return false;
        }
    }
    return s->kind == STEP_NEXT || s->kind == STEP_EXIT || waits_for_work(w->m, s->expression ? s->expression : s->node);
}

static void follow(Walk *w, Swallow *result)
{
    const unsigned char *seen = reach(w);
    for (int i = 0; i < w->g->steps.n; i++) {
        const Step *s = w->g->steps.at[i];
        if (!seen[i] || s->kind <= STEP_RAISED || is_cleanup(w, s) || !step_suspends(w->m, s)) {
            continue;
        }
        result->work = result->work || !is_work(w, s) ? result->work : s->node;
        Node *loop = result->endless ? NULL : loop_going_on(w, seen, s->node);
        bool endless = loop && swallow_loop_is_endless(w->m, loop);
        if (loop && (result->after != AFTER_LOOP || endless)) {
            result->after = AFTER_LOOP, result->at = loop, result->endless = endless;
        } else if (result->after != AFTER_LOOP && (result->after != AFTER_AWAIT || s->node->id < result->at->id)) {
            result->after = AFTER_AWAIT, result->at = s->expression ? s->expression : s->node;
        }
    }
    // in a handler or finally block an exception is on its way already, and goes on behind it
    if (!seen[w->g->returned->id] && (result->after != AFTER_LOOP || is_in_flight(w))) {
        result->after = AFTER_RAISE;
    }
}

static Swallow judge(Walk *w, Swallow s)
{
    if (!w->left.n && !w->conversion) {
        s.after = AFTER_RAISE;
        return s;
    }
    s.after = w->left.n ? AFTER_END : AFTER_CONVERSION;
    s.at = w->left.n ? NULL : w->conversion;
    if (w->left.n) {
        follow(w, &s);
    }
    s.on_condition = w->raises_again;
    return s;
}

static bool start(Walk *w, Module *m, Node *catcher)
{
    Node *function = node_owner(m, catcher);
    *w = (Walk){.m = m, .function = function, .catcher = catcher, .g = cfg_of(m, function)};
    if (w->g) {
        w->seen = NEW(w->g->arena, bool, w->g->steps.n);
    }
    return w->g != NULL;
}

static Swallow complete(const Walk *w, Swallow s, Nodes body)
{
    s.joins = joins_only(w->m, body);
    s.cancelled = cancelled_before(w->m, w->function, body);
    s.within = joined_within(w->m, body);
    s.drains = s.after == AFTER_LOOP && swallow_loop_drains(w->m, s.at);
    s.is_awaited = s.after == AFTER_END && swallow_is_awaited(w->m, w->function);
    s.ends_something = only_closes(w->m, body);
    s.shields = joins_shields(w->m, body);
    s.follows_failure = swallow_follows_failure(w->m, w->function);
    s.is_explained = s.is_explained || swallow_is_announced(w->m, w->catcher);
    return s;
}

bool swallow_is_decided(const Swallow *s)
{
    return s->by == CATCH_CANCELLED && s->after != AFTER_LOOP;
}

// An earlier handler of the try takes it.
static bool is_taken_before(Module *m, const Node *handler)
{
    Nodes handlers = handler->parent->try_.handlers;
    for (int i = 0; handlers.at[i] != handler; i++) {
        if (catches_cancelled(m, handlers.at[i]->handler.type) != CATCH_NONE) {
            return true;
        }
    }
    return false;
}

Swallow swallow_of_handler(Module *m, Node *handler)
{
    Swallow none = {.by = CATCH_NONE}, s = {.by = catches_cancelled(m, handler->handler.type)};
    Nodes body = handler->parent->try_.body;
    Walk w;
    if (s.by == CATCH_NONE || !cancellation_arrives(m, handler, body) || is_taken_before(m, handler) || !start(&w, m, handler)) {
        return none;
    }
    for (int i = 0; i < w.g->steps.n; i++) {
        if (w.g->steps.at[i]->kind == STEP_HANDLER && w.g->steps.at[i]->node == handler) {
            inside(&w, w.g->steps.at[i]);
        }
    }
    s = judge(&w, s);
    if (s.after == AFTER_RAISE || swallow_raises_later(m, w.function, handler) || swallow_obeys_event(m, handler)) {
        s.after = AFTER_RAISE;
        return s;
    }
    s.forwards = swallow_forwards(m, handler) || (s.after == AFTER_CONVERSION && swallow_groups(m, handler, s.at));
    // what is handed on in a loop that has a condition may well end it
    bool conditional = s.after == AFTER_LOOP && s.at->kind == AST_WHILE && constant_of(m, s.at->while_.test).kind == CONSTANT_UNKNOWN;
    s.endless = s.endless && !(s.forwards && conditional);
    s.is_explained = swallow_is_explained(m, handler);
    s.is_passed = handler->handler.body.n == 1 && handler->handler.body.at[0]->kind == AST_PASS;
    s.on_condition = s.on_condition || swallow_raises_anew(w.function, m, handler);
    return complete(&w, s, body);
}

Swallow swallow_of_with(Module *m, Node *with)
{
    Swallow none = {.by = CATCH_NONE}, s = none;
    Walk w;
    for (int i = 0; i < with->with.items.n; i++) {
        Catch by = suppresses_cancelled(m, with->with.items.at[i]);
        s.by = by > s.by ? by : s.by;
    }
    if (s.by == CATCH_NONE || !cancellation_arrives(m, with, with->with.body) || !start(&w, m, with)) {
        return none;
    }
    for (int i = 0; i < w.g->steps.n; i++) {
        const Step *step = w.g->steps.at[i];
        for (int k = 0; step->kind == STEP_EXIT_RAISING && step->node == with && k < step->next.n; k++) {
            *list_push(w.g->arena, &w.left) = step->next.at[k];
        }
    }
    s.is_passed = true;
    return complete(&w, judge(&w, s), with->with.body);
}
