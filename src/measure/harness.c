#include "measure/harness.h"

enum { WORKERS = 4, FUNCTIONS_MOST = 8, DRAIN = 60 };

static void enter_function(Lowering *l, const Node *n)
{
    Node *f = node_owner(l->m, n);
    Frame *frame = NEW(l->arena, Frame, 1);
    *frame = (Frame){.parent = l->frame, .m = l->m, .function = f && f->kind == AST_FUNCTION ? f : NULL};
    l->frame = frame;
    Node *c = f && f->kind == AST_FUNCTION ? function_class(l->m, f) : NULL;
    if (c && f->function.params.n) {
        Instance *self = NEW(l->arena, Instance, 1);
        *self = (Instance){.m = l->m, .class_node = c};
        const Scope *own = scope_opened(l->m, f);
        const Binding *b = own ? map_get(&own->names, f->function.params.at[0]->param.name.text) : NULL;
        if (b) {
            variable_set(l, b, (Val){.kind = VAL_INSTANCE, .self = self});
        }
    }
}

Unit *begin_harness(Lowering *l, const Node *at)
{
    Unit *u = new_unit(l, T("finding"));
    l->unit = u;
    enter_function(l, at);
    return u;
}

int plain_slot(Lowering *l, Text name)
{
    *list_push(l->arena, &l->slots) = name;
    return l->slots.n;
}

// ---- jobs

static Val job_of(Lowering *l, const JobHarness *h)
{
    const Fanout *f = h->fanout;
    Val v = {0};
    if (f->coroutine) {
        v = evaluate(l, f->coroutine);
    } else if (f->function.kind == REF_COROUTINE && f->function.node) {
        Val function = ref_value(l, (Ref){.kind = REF_FUNCTION, .module = f->function.module, .node = f->function.node});
        v = (Val){.kind = VAL_AWAITABLE, .awaitable = bind_arguments(l, NULL, function)};
    }
    if (v.kind != VAL_AWAITABLE) {
        Awaitable *unknown = NEW(l->arena, Awaitable, 1);       // somebody else's coroutine: it takes what an await does
        *unknown = (Awaitable){.kind = AW_UNKNOWN, .node = f->coroutine ? f->coroutine : f->site, .m = l->m};
        v = (Val){.kind = VAL_AWAITABLE, .awaitable = unknown};
    }
    return v;
}

void spawn_many(Lowering *l, Node *at, Val coroutine, int slot, double count)
{
    Unit *u = unit_around(l, at, coroutine);
    Inst *i = emit(l, at, SIM_SPAWN);
    i->o.coroutine = u->handle;
    i->o.slot = slot;
    i->count = count;
}

static void as_tasks(Lowering *l, Node *at, Val job, double count)
{
    int tasks = plain_slot(l, T("tasks"));
    if (must_unroll(l, at)) {
        for (int i = 0; i < count; i++) {
            spawn_many(l, at, job, tasks, 1);
        }
    } else {
        l->loop = at;
        spawn_many(l, at, job, tasks, count);
        l->unit->code.at[l->unit->code.n - 1].counts = COUNT_LOAD;
        l->loop = NULL;
    }
    emit(l, at, SIM_WAIT_TASKS)->o.slot = tasks;
}

static Unit *worker(Lowering *l, Node *at, Val job, int queue)
{
    Unit *u = new_unit(l, T("worker")), *saved = l->unit;
    l->unit = u;
    emit(l, at, SIM_FOREVER);
    emit(l, at, SIM_GET)->o.object = queue;
    emit(l, at, SIM_TRY);
    await_value(l, at, job);
    emit(l, at, SIM_EXCEPT)->o.kinds = SIM_MASK_EXCEPTION;
    emit_end(l, at);
    emit(l, at, SIM_TASK_DONE)->o.object = queue;
    emit_end(l, at);
    l->unit = saved;
    return u;
}

static void by_workers(Lowering *l, Node *at, Val job, double count)
{
    int queue = new_object(l, at, SIM_QUEUE, 1), workers = plain_slot(l, T("workers"));
    for (int i = 0; i < WORKERS; i++) {
        Unit *u = worker(l, at, job, queue);
        Inst *in = emit(l, at, SIM_SPAWN);
        in->o.coroutine = u->handle;
        in->o.slot = workers;
    }
    emit(l, at, SIM_REPEAT)->count = count;
    emit(l, at, SIM_PUT)->o.object = queue;
    emit_end(l, at);
    emit(l, at, SIM_JOIN)->o.object = queue;
    emit(l, at, SIM_CANCEL)->o.slot = workers;
}

Unit *harness_jobs(Lowering *l, void *context)
{
    const JobHarness *h = context;
    Node *at = h->fanout->site;
    Unit *u = begin_harness(l, at);
    l->is_inner = h->count >= ASSUME_TRIPS;
    Val job = job_of(l, h);
    u->code.n = 0;                  // what evaluating it did happens elsewhere
    (h->remedied ? by_workers : as_tasks)(l, at, job, h->count);
    return u;
}

// ---- calls

Unit *harness_call(Lowering *l, void *context)
{
    CallHarness *h = context;
    Unit *u = begin_harness(l, h->call);
    Val callee = evaluate(l, h->call->call.func);
    h->is_followed = callee.kind == VAL_CLASS || (callee.kind == VAL_FUNCTION && !is_decorated(callee));
    h->seconds = 0;
    u->code.n = 0;
    evaluate(l, h->call);
    for (int i = 0; i < u->code.n; i++) {
        h->seconds += u->code.at[i].op == SIM_CPU ? u->code.at[i].time : 0;
    }
    return u;
}

// ---- queues

typedef struct {
    Node *at[FUNCTIONS_MOST];
    int n;
} Functions;

static void add(Functions *f, Node *function)
{
    for (int i = 0; i < f->n; i++) {
        if (f->at[i] == function) {
            return;
        }
    }
    if (f->n < FUNCTIONS_MOST) {
        f->at[f->n++] = function;
    }
}

static bool is_queue(Module *m, Node *expression, const Node *made)
{
    Ref r = ref_of(m, expression);
    return r.kind == REF_INSTANCE && r.origin == made;
}

// 'p' of put or put_nowait, 'g' of get or get_nowait, else 0.
static char use_kind(const Node *n)
{
    if (n->kind != AST_CALL || n->call.func->kind != AST_ATTRIBUTE) {
        return 0;
    }
    Text name = n->call.func->attribute.attr.text;
    if (name.n != 3 && name.n != 10) {
        return 0;
    }
    bool put = text_eq(name, T("put")) || text_eq(name, T("put_nowait"));
    return put ? 'p' : text_eq(name, T("get")) || text_eq(name, T("get_nowait")) ? 'g' : 0;
}

QueueUses queue_uses(Module *m, const Node *queue, const Node *function)
{
    QueueUses uses = {.all_within = true};
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        char use = use_kind(n);
        bool put = use == 'p', get = use == 'g';
        if (use && is_queue(m, n->call.func->attribute.value, queue)) {
            Node *owner = node_owner(m, n);
            bool in_coroutine = owner && owner->kind == AST_FUNCTION && owner->is_async;
            uses.put_calls += put;
            uses.putting += put && in_coroutine;
            uses.getting += get && in_coroutine;
            uses.all_within = uses.all_within && function && node_within(n, function);
            if (uses.n < QUEUE_USES) {
                uses.puts[uses.n] = put;
                uses.at[uses.n++] = n;
            }
        }
    }
    return uses;
}

static void find_functions(Module *m, const QueueUses *uses, Functions *puts, Functions *gets)
{
    for (int i = 0; i < uses->n; i++) {
        Node *owner = node_owner(m, uses->at[i]);
        if (owner && owner->kind == AST_FUNCTION && owner->is_async) {
            add(uses->puts[i] ? puts : gets, owner);
        }
    }
}

static Val coroutine_of(Lowering *l, Node *function)
{
    Val v = {.kind = VAL_FUNCTION, .m = l->m, .node = function, .frame = l->frame};
    return (Val){.kind = VAL_AWAITABLE, .awaitable = bind_arguments(l, NULL, v)};
}

static int spawn_producers(Lowering *l, Node *at, const Functions *f)
{
    int slot = plain_slot(l, T("producers"));
    for (int i = 0; i < f->n; i++) {
        spawn_many(l, at, coroutine_of(l, f->at[i]), slot, 1);
    }
    return slot;
}

// Who takes an item and returns is called again when it has been worked on.
static void spawn_consumers(Lowering *l, Node *at, const Functions *f)
{
    int slot = plain_slot(l, T("consumers"));
    for (int i = 0; i < f->n; i++) {
        Unit *u = unit_around(l, at, coroutine_of(l, f->at[i])), *again = new_unit(l, T("consumer")), *saved = l->unit;
        l->unit = again;
        emit(l, at, SIM_FOREVER);
        emit(l, at, SIM_CALL)->o.coroutine = u->handle;
        emit(l, at, SIM_EXTERN)->time = ASSUME_AWAIT;
        emit_end(l, at);
        l->unit = saved;
        again->is_lowered = true;
        Inst *in = emit(l, at, SIM_SPAWN);
        in->o.coroutine = again->handle;
        in->o.slot = slot;
    }
}

// Who is not seen is stood in for: so many items come at once, and each is taken after what an unknown await takes.
static int spawn_driver(Lowering *l, Node *at, bool produces, int queue)
{
    Unit *u = new_unit(l, produces ? T("producer") : T("consumer")), *saved = l->unit;
    l->unit = u;
    if (produces) {
        emit(l, at, SIM_REPEAT)->count = l->options->trips;
        emit(l, at, SIM_PUT)->o.object = queue;
    } else {
        emit(l, at, SIM_FOREVER);
        emit(l, at, SIM_GET)->o.object = queue;
        emit(l, at, SIM_EXTERN)->time = ASSUME_AWAIT;
        emit(l, at, SIM_TASK_DONE)->o.object = queue;
    }
    emit_end(l, at);
    l->unit = saved;
    u->is_lowered = true;
    int slot = plain_slot(l, produces ? T("producers") : T("consumers"));
    Inst *in = emit(l, at, SIM_SPAWN);
    in->o.coroutine = u->handle;
    in->o.slot = slot;
    return slot;
}

void spawn_producer(Lowering *l, Node *at, int queue)
{
    spawn_driver(l, at, true, queue);
    assume(l, at, "%g items come at once", l->options->trips);
}

static int watched_queue(Lowering *l, Node *made)
{
    ref_value(l, ref_of(l->m, made));       // the one that its users have, too: made once
    if (!l->watched) {
        refuse(l, made, "what `%.*s` makes is not known to be a queue of asyncio", PRI(code_of(l, made)));
    }
    return l->watched;
}

Unit *harness_queue(Lowering *l, void *context)
{
    QueueHarness *h = context;
    Functions puts = {.n = 0}, gets = {.n = 0};
    find_functions(l->m, h->uses, &puts, &gets);
    Unit *u = begin_harness(l, h->queue);
    if (h->drive_gets) {
        spawn_driver(l, h->queue, false, watched_queue(l, h->queue));
        assume(l, h->queue, "each item is taken, and is done with after %g ms", ASSUME_AWAIT * 1e3);
    } else {
        spawn_consumers(l, h->queue, &gets);
    }
    int producers;
    if (h->drive_puts) {
        producers = spawn_driver(l, h->queue, true, watched_queue(l, h->queue));
        assume(l, h->queue, "%g items come at once", l->options->trips);
    } else {
        producers = spawn_producers(l, h->queue, &puts);
    }
    emit(l, h->queue, SIM_WAIT_TASKS)->o.slot = producers;
    emit(l, h->queue, SIM_SLEEP)->time = DRAIN;      // until consumers have taken what there is
    return u;
}
