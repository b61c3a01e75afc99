// Ways past task_done(), searched in the control-flow graph from each get() of the same queue in the function.
//
// A way is of interest once it has left the ordinary one: by a jump, or because a statement raised and a handler that lets the
// worker go on took it. The ordinary way is not judged: a condition before task_done() is there for a reason.
#include "python/handling.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

typedef struct {
    Module *m;
    const Node *function, *place;   // the queue
    const Cfg *cfg;
    bool *gets, *dones;             // by step
    Nodes taken;                    // targets of the get: what it gave
} Search;

// -- steps --------------------------------------------------------------------------------------------------------------

// What runs in the step itself.
static const Node *content(const Step *s)
{
    return s->kind == STEP_STATEMENT && !opens_definition(s->node) ? s->node : s->expression;
}

static bool is_of_queue(const Search *q, const Node *n, const char *method)
{
    return is_method_call(n, method) && same_place(q->m, call_receiver(n), q->place);
}

static bool is_get(const Search *q, const Node *n)
{
    return is_of_queue(q, n, "get") || is_of_queue(q, n, "get_nowait");
}

// A function of the project that calls task_done() itself.
static bool finishes_within(Module *m, Node *call)
{
    Ref f = call->kind == AST_CALL ? ref_of(m, call->call.func) : (Ref){0};
    for (int i = f.kind == REF_FUNCTION ? f.node->id : 1; f.kind == REF_FUNCTION && i <= f.node->last; i++) {
        if (is_method_call(f.module->ast->nodes[i], "task_done")) {
            return true;
        }
    }
    return false;
}

static void mark(Search *q)
{
    for (int i = 0; i < q->cfg->steps.n; i++) {
        const Node *n = content(q->cfg->steps.at[i]);
        for (int k = n ? n->id : 1; n && k <= n->last; k++) {
            Node *d = q->m->ast->nodes[k];
            if (opens_definition(d)) {
                k = d->last;
                continue;
            }
            q->gets[i] |= is_get(q, d);
            q->dones[i] |= is_of_queue(q, d, "task_done") || (d->kind == AST_CALL && finishes_within(q->m, d));
        }
    }
}

// The node is, or holds, a name that the get() gave its item to.
static bool mentions_item(const Search *q, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        const Node *d = q->m->ast->nodes[i];
        for (int k = 0; d->kind == AST_NAME && k < q->taken.n; k++) {
            const Node *target = q->taken.at[k];
            for (int t = target->id; t <= target->last; t++) {
                if (same_place(q->m, d, q->m->ast->nodes[t])) {
                    return true;
                }
            }
        }
    }
    return false;
}

// By its name the call does nothing that fails with what it is given. `set` with a key and a value is a store's.
static bool is_harmless(const Node *call)
{
    static const char *const harmless[] = {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "append",
                                           "add", "discard", "set", "len", "isinstance", "str", "repr", "pop", "get", "remove", NULL};
    Text name = last_name(call->call.func);
    return name_in(name, harmless) && !(text_eq(name, T("set")) && call->call.args.n > 1);
}

// An await, or a call that is given the item, but for those that do nothing with it.
static bool may_raise(const Search *q, const Step *s)
{
    const Node *n = content(s);
    for (int i = n ? n->id : 1; n && i <= n->last; i++) {
        const Node *d = q->m->ast->nodes[i];
        bool works = d->kind == AST_CALL && !is_harmless(d) && mentions_item(q, d);
        if (d->kind == AST_AWAIT || works) {
            return true;
        }
    }
    return false;
}

// -- ways ---------------------------------------------------------------------------------------------------------------

// What get() itself raises, or what ends a worker.
static bool is_of_waiting(const Search *q, const Node *handler)
{
    static const char *const errors[] = {"QueueEmpty", "Empty", "QueueShutDown", "TimeoutError", "CancelledError", "StopAsyncIteration",
                                         "KeyboardInterrupt", "GeneratorExit", "SystemExit", NULL};
    const Node *type = handler->handler.type;
    bool any = false;
    for (int i = type ? type->id : 1; type && i <= type->last; i++) {
        Text name = last_name(q->m->ast->nodes[i]);
        if (name.n && !name_in(name, errors) && !text_eq(name, T("asyncio")) && !text_eq(name, T("concurrent")) && !text_eq(name, T("futures"))) {
            return false;
        }
        any = true;
    }
    return any;
}

// The statement stands below a test of what the get gave: `if item is None: return`, the end of the work.
static bool is_sentinel(const Search *q, const Node *jump)
{
    for (const Node *p = jump->parent; p && p != q->function; p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : p->kind == AST_CASE ? p->case_.pattern : NULL;
        if (test && mentions_item(q, test)) {
            return true;
        }
    }
    return false;
}

static bool in_handler(const Search *q, const Node *n)
{
    for (const Node *p = n->parent; p && p != q->function; p = p->parent) {
        if (p->kind == AST_HANDLER) {
            return true;
        }
    }
    return false;
}

// A jump that takes the item along, or ends the work, or goes on with an exception, is none to be judged.
static bool is_judged(const Search *q, const Node *n)
{
    switch (n->kind) {
    case AST_CONTINUE: return true;
    case AST_BREAK: return !is_sentinel(q, n);
    case AST_RETURN: return !n->value.value && !is_sentinel(q, n);
    case AST_RAISE: return !in_handler(q, n);
    default: return false;
    }
}

static bool is_jump(const Node *n)
{
    return n->kind == AST_CONTINUE || n->kind == AST_BREAK || n->kind == AST_RETURN || n->kind == AST_RAISE;
}

// contextlib.suppress() around it takes the exception as well as a handler.
static bool suppresses(const Search *q, const Step *s)
{
    for (int i = 0; i < s->node->with.items.n; i++) {
        Node *context = s->node->with.items.at[i]->with_item.context;
        if (context->kind == AST_CALL && text_eq(callee_name(q->m, context), T("contextlib.suppress"))) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const Step *step;
    Skip skip;              // .cause NULL: on the ordinary way still
    bool raising;           // the exception of .cause is under way
} Way;

typedef struct {
    LIST(Way) ways;
    bool *seen;             // by step, ordinary or not, raising or not
    Arena *arena;
} Ways;

static void go(Ways *w, const Step *to, Skip skip, bool raising)
{
    int key = to ? 3 * to->id + (skip.cause ? 1 + raising : 0) : -1;
    if (key >= 0 && !w->seen[key]) {
        w->seen[key] = true;
        *list_push(w->arena, &w->ways) = (Way){to, skip, raising};
    }
}

static void go_on(Ways *w, const Step *s, Skip skip, bool raising)
{
    for (int i = 0; i < s->next.n; i++) {
        go(w, s->next.at[i], skip, raising);
    }
}

// An exception on its way out.
static void raise_on(const Search *q, Ways *w, const Way *way)
{
    const Step *s = way->step;
    if (s->kind == STEP_CATCH) {
        go_on(w, s, way->skip, true);
        go(w, s->raises, way->skip, true);
    } else if (s->kind == STEP_HANDLER) {
        if (!is_of_waiting(q, s->node)) {
            Skip skip = way->skip;
            skip.handler = skip.handler || is_jump(skip.cause) ? skip.handler : s->node;
            go_on(w, s, skip, false);
        }
    } else if (s->kind == STEP_EXIT_RAISING) {
        go(w, s->raises, way->skip, true);
        if (suppresses(q, s)) {
            go_on(w, s, way->skip, false);
        }
    } else {
        go_on(w, s, way->skip, true);       // through a finally block
    }
}

static void step_on(const Search *q, Ways *w, const Way *way)
{
    const Step *s = way->step;
    Skip skip = way->skip;
    Node *jump = s->kind == STEP_STATEMENT && is_jump(s->node) ? s->node : NULL;
    if (jump && !skip.cause) {
        if (!is_judged(q, jump)) {
            return;
        }
        skip.cause = jump;
    }
    go_on(w, s, skip, false);
    if (jump && jump->kind == AST_RAISE) {
        go(w, s->raises, skip, true);
    } else if (!skip.cause && may_raise(q, s)) {
        skip.cause = (Node *)content(s);
        go(w, s->raises, skip, true);
    }
}

// The way has come to where no task_done() can follow for the item. A handler that leaves the worker's loop has ended the worker.
static bool is_end(const Search *q, const Way *way)
{
    const Skip *skip = &way->skip;
    bool explicit_raise = skip->cause && skip->cause->kind == AST_RAISE;
    bool ends_worker = skip->cause && !is_jump(skip->cause) && node_loop(q->m, skip->get);
    bool goes_on = !way->raising && (q->gets[way->step->id] || (way->step == q->cfg->returned && !ends_worker));
    return skip->cause && (goes_on || (explicit_raise && way->step == q->cfg->raised));
}

// The first such way. There is none to be judged where the ordinary way leaves task_done() out, too: somebody else calls it.
static Skip search_from(Search *q, const Step *get, Node *call)
{
    Arena *a = q->m->reader->file;
    Ways w = {.seen = NEW(a, bool, 3 * q->cfg->steps.n), .arena = a};
    Skip found = {0};
    go_on(&w, get, (Skip){.get = call}, false);
    for (int i = 0; i < w.ways.n; i++) {
        Way way = w.ways.at[i];
        if (q->dones[way.step->id]) {
            continue;
        }
        if (!found.cause && is_end(q, &way)) {
            found = way.skip;
        }
        bool ends = q->gets[way.step->id] || way.step == q->cfg->returned || way.step == q->cfg->raised;
        if (ends && !way.skip.cause && way.step != q->cfg->raised) {
            return (Skip){0};
        }
        if (!ends) {
            way.raising ? raise_on(q, &w, &way) : step_on(q, &w, &way);
        }
    }
    return found;
}

static Node *get_in(const Search *q, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (is_get(q, q->m->ast->nodes[i])) {
            return q->m->ast->nodes[i];
        }
    }
    return NULL;
}

Skip skipped_done(Module *m, Node *done)
{
    Node *function = node_owner(m, done);
    const Cfg *g = function->kind == AST_FUNCTION ? cfg_of(m, function) : NULL;
    if (!g) {
        return (Skip){0};
    }
    Arena *a = m->reader->file;
    Search q = {.m = m, .function = function, .place = call_receiver(done), .cfg = g, .gets = NEW(a, bool, g->steps.n),
                .dones = NEW(a, bool, g->steps.n)};
    mark(&q);
    for (int i = 0; i < g->steps.n; i++) {
        const Node *n = q.gets[i] ? content(g->steps.at[i]) : NULL;
        Node *get = n ? get_in(&q, n) : NULL;
        if (!get || node_loop(m, get) != node_loop(m, done)) {
            continue;
        }
        Node *statement = g->steps.at[i]->node;
        q.taken = statement->kind == AST_ASSIGN ? statement->assign.targets : (Nodes){0};
        Skip skip = search_from(&q, g->steps.at[i], get);
        if (skip.cause) {
            return skip;
        }
    }
    return (Skip){0};
}
