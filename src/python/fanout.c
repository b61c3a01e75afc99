#include "python/fanout.h"

#include "python/evidence.h"
#include "python/gather.h"
#include "python/shape.h"
#include "python/spawn.h"

typedef LIST(Fanout) FanoutList;

// -- what is iterated -------------------------------------------------------------------------------------------------------

// Puts the iterables of the loop that are not bounded before those found so far, the innermost first.
static void add_iterables(Module *m, Fanout *f, Node *loop)
{
    Node *found[] = {f->iterable, f->outer};
    int n = f->iterable ? f->outer ? 2 : 1 : 0;
    if (loop->kind == AST_WHILE) {
        Node *drained = drained_by(m, loop);
        if (drained && n < 2) {
            found[n++] = drained;
        }
    } else if (loop->kind == AST_FOR) {
        if (n < 2 && width_of_clause(m, loop).kind == WIDTH_OPEN) {
            found[n++] = loop->for_.iter;
        }
    } else {
        for (int i = loop->comp.clauses.n - 1; i >= 0 && n < 2; i--) {
            Node *clause = loop->comp.clauses.at[i];
            if (width_of_clause(m, clause).kind == WIDTH_OPEN) {
                found[n++] = clause->comp_for.iter;
            }
        }
    }
    f->iterable = n > 0 ? found[0] : NULL;
    f->outer = n > 1 ? found[1] : NULL;
}

// When no loop is open: what the loop goes over, for its count.
static Node *iterable_of(const Node *loop)
{
    if (!loop || loop->kind == AST_WHILE) {
        return NULL;
    }
    return loop->kind == AST_FOR ? loop->for_.iter : loop->comp.clauses.at[0]->comp_for.iter;
}

// The iterable comes out of what an `async for` around gives, or of `while page := await next_page()`: a page at a time.
static bool is_of_a_page(const Module *m, const Node *iterable)
{
    while (iterable && iterable->kind != AST_NAME) {
        iterable = iterable->kind == AST_ATTRIBUTE ? iterable->attribute.value
                   : iterable->kind == AST_SUBSCRIPT ? iterable->subscript.value
                   : iterable->kind == AST_CALL ? (iterable->call.args.n ? iterable->call.args.at[0] : iterable->call.func) : NULL;
    }
    const Binding *b = iterable ? m->binding_of[iterable->id] : NULL;
    const Def *d = b && b->defs.n == 1 ? &b->defs.at[0] : NULL;
    if (!d) {
        return false;
    }
    const Node *walrus = d->kind == DEF_ASSIGN ? d->node->parent : NULL;
    const Node *loop = walrus && walrus->kind == AST_NAMED_EXPR ? walrus->parent : NULL;
    return (d->kind == DEF_ITER && d->is_async) || (loop && loop->kind == AST_WHILE && d->value->kind == AST_AWAIT);
}

// -- sites ------------------------------------------------------------------------------------------------------------------

// `coro = f(x); create_task(coro)`: the call says more than the name.
static Node *call_of(Module *m, Node *coroutine)
{
    const Binding *b = coroutine && coroutine->kind == AST_NAME ? m->binding_of[coroutine->id] : NULL;
    const Def *d;
    bool is_call = b && defs_reaching(m, b, coroutine, &d, 1) == 1 && d->kind == DEF_ASSIGN && d->value && d->value->kind == AST_CALL;
    return is_call ? d->value : coroutine;
}

// Calling a coroutine function through a decorator that nobody knows still runs its body.
static Ref decorated(Module *m, const Node *coroutine)
{
    const Node *func = coroutine && coroutine->kind == AST_CALL ? coroutine->call.func : NULL;
    const Binding *b = func && func->kind == AST_NAME ? m->binding_of[func->id] : NULL;
    const Def *d = b && b->defs.n == 1 && !b->is_rebound_elsewhere ? &b->defs.at[0] : NULL;
    bool known = d && d->kind == DEF_FUNCTION && d->node->is_async && !function_is_generator(m, d->node);
    return known ? (Ref){.kind = REF_COROUTINE, .module = m, .node = d->node} : (Ref){0};
}

static void complete(Module *m, Fanout *f)
{
    f->coroutine = call_of(m, coroutine_inside(m, f->coroutine));
    f->iterable = f->iterable ? f->iterable : iterable_of(f->loop);
    if (f->function.kind == REF_UNKNOWN && f->coroutine) {
        f->function = ref_of(m, f->coroutine);
        f->function = f->function.kind == REF_UNKNOWN ? decorated(m, f->coroutine) : f->function;
    }
    if (f->function.kind == REF_COROUTINE && f->function.node) {
        f->is_worker = is_worker(f->function);
        f->gate = first_gate(m, f->function, f->coroutine && f->coroutine->kind == AST_CALL ? f->coroutine : NULL);
    }
    if (f->iterable && is_of_a_page(m, f->iterable) && f->width.kind == WIDTH_OPEN) {
        f->width.kind = WIDTH_BOUNDED;
    }
    f->evidence = evidence_of(m, f);
    f->is_firm = evidence_is_firm(m, f);
}

// Another spawn of the same coroutine in the same loop: two ways to write one fan-out.
static bool is_repeated(const Module *m, const FanoutList *list, const Fanout *f)
{
    for (int i = list->n - 1; i >= 0; i--) {
        const Fanout *before = &list->at[i];
        if (before->kind == f->kind && before->loop == f->loop && before->coroutine && f->coroutine) {
            const Node *a = before->coroutine, *b = f->coroutine;
            Text source = m->source->text;
            if (text_eq(text_sub(source, a->beg, a->end), text_sub(source, b->beg, b->end))) {
                return true;
            }
        }
    }
    return false;
}

// What runs in a thread takes no turns of the loop, but of the threads: create_task(to_thread(...)).
static bool runs_in_thread(Module *m, const Node *coroutine)
{
    return coroutine && coroutine->kind == AST_CALL && text_eq(callee_name(m, coroutine), T("asyncio.to_thread"));
}

// `with ThreadPoolExecutor() as pool:` inside the loop: leaving it waits for all that was put into it.
static bool pool_ends_in(Module *m, const Fanout *f, const Node *loop)
{
    const Node *call = f->site, *func = call->call.func;
    const Node *pool = is_method_call(call, "submit") ? func->attribute.value : is_method_call(call, "run_in_executor") && call->call.args.n ? call->call.args.at[0] : NULL;
    const Binding *b = pool && pool->kind == AST_NAME ? m->binding_of[pool->id] : NULL;
    const Def *d;
    return b && defs_reaching(m, b, pool, &d, 1) == 1 && d->kind == DEF_WITH && node_within(d->node, loop);
}

// Goes out through the loops around the call until one in which the task ends, or is let in by something.
static void consider_in_loops(Module *m, FanoutList *list, Fanout f, TaskMaker maker)
{
    Spawn s = spawn_new(m, f.site, maker);
    f.width = (Width){WIDTH_CONSTANT, 1};
    for (Node *loop = node_loop(m, f.site); loop; loop = node_loop(m, loop)) {
        if (spawn_ends_within(&s, loop) || spawn_is_admitted(&s, loop) || spawn_is_single(&s, loop) || pool_ends_in(m, &f, loop)) {
            break;
        }
        Width w = width_of_loop(m, loop);
        bool widest = !f.loop || (w.kind == WIDTH_OPEN && f.width.kind != WIDTH_OPEN) || f.width.kind == WIDTH_CONSTANT ||
                      f.width.kind == WIDTH_BOUNDED;
        f.loop = widest ? loop : f.loop;
        f.width = width_times(f.width, w);
        add_iterables(m, &f, loop);
    }
    if (f.loop) {
        complete(m, &f);
        if (!is_repeated(m, list, &f)) {
            *list_push(m->arena, list) = f;
        }
    }
}

static void consider_task(Module *m, FanoutList *list, Node *call)
{
    if (!node_loop(m, call)) {
        return;
    }
    TaskMaker maker = task_maker(m, call);
    if (!maker.is_task || (maker.coroutine && is_future(m, maker.coroutine))) {
        return;
    }
    Fanout f = {.kind = FANOUT_TASKS, .site = call, .coroutine = maker.coroutine};
    if (runs_in_thread(m, maker.coroutine)) {
        f.kind = FANOUT_THREADS;
        offload_of(m, maker.coroutine, &f.offload);
    }
    consider_in_loops(m, list, f, maker);
}

// The future that is given stands for the work: what awaits it waits for the thread.
static void consider_offload(Module *m, FanoutList *list, Node *call)
{
    Fanout f = {.kind = FANOUT_THREADS, .site = call};
    if (node_loop(m, call) && offload_of(m, call, &f.offload)) {
        consider_in_loops(m, list, f, (TaskMaker){.is_task = true, .gives_task = true});
    }
}

// Another gather of the same coroutines: with a progress bar, or without.
static bool is_gathered(const FanoutList *list, const Fanout *f)
{
    for (int i = 0; f->loop && i < list->n; i++) {
        if (list->at[i].kind == FANOUT_GATHER && list->at[i].loop == f->loop && list->at[i].coroutine == f->coroutine) {
            return true;
        }
    }
    return false;
}

static void consider_gather(Module *m, FanoutList *list, Node *call)
{
    Coroutines c;
    if (!gather_coroutines(m, call, &c)) {
        return;
    }
    Fanout f = {.kind = FANOUT_GATHER, .site = call, .loop = c.loop, .iterable = c.iterable, .width = c.width,
                .coroutine = c.coroutine, .function = c.function};
    for (Node *loop = c.loop; loop && !node_within(call, loop); loop = node_loop(m, loop)) {
        add_iterables(m, &f, loop);
    }
    complete(m, &f);
    if (!is_gathered(list, &f)) {
        *list_push(m->arena, list) = f;
    }
}

static Fanouts *find_all(Module *m)
{
    FanoutList list = {0};
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        if (n->kind == AST_CALL) {
            consider_task(m, &list, n);
            consider_offload(m, &list, n);
            consider_gather(m, &list, n);
        }
    }
    Fanouts *all = NEW(m->arena, Fanouts, 1);
    *all = (Fanouts){list.at, list.n};
    return all;
}

const Fanouts *fanouts_of(Module *m)
{
    static const Fanouts none;
    if (m->is_foreign) {
        return &none;
    }
    if (!m->fanouts) {
        m->fanouts = find_all(m);
    }
    return m->fanouts;
}
