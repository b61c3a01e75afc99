// Objects of asyncio: how they are made, and what their methods do.
#include "measure/library.h"

static Val make(Lowering *l, Node *n, SimObjectKind kind, const char *size_name, double size)
{
    if (size_name) {
        double given = number_argument(l, n, 0, size_name, size);
        if (isnan(given)) {
            Node *a = argument(n, 0, size_name);
            given = kind == SIM_BARRIER ? 2 : 1;
            assume(l, a ? a : n, "`%.*s` is %g", PRI(code_of(l, a ? a : n)), given);
        }
        size = isinf(given) ? 0 : given;
    }
    Val made = {.kind = VAL_OBJECT, .handle = new_object(l, n, kind, size_name ? size : (double)NAN)};
    if (l->options->watched == n) {
        l->watched = made.handle;
        l->objects.at[made.handle - 1].is_watched = true;
        if (l->options->fills_watched && l->unit) {
            spawn_producer(l, n, made.handle);
        }
    }
    return made;
}

Val call_queue(Lowering *l, Node *n) { return make(l, n, SIM_QUEUE, "maxsize", 0); }
Val call_lifo(Lowering *l, Node *n) { return make(l, n, SIM_LIFO_QUEUE, "maxsize", 0); }
Val call_priority(Lowering *l, Node *n) { return make(l, n, SIM_PRIORITY_QUEUE, "maxsize", 0); }
Val call_lock(Lowering *l, Node *n) { return make(l, n, SIM_LOCK, NULL, 0); }
Val call_semaphore(Lowering *l, Node *n) { return make(l, n, SIM_SEMAPHORE, "value", 1); }
Val call_bounded(Lowering *l, Node *n) { return make(l, n, SIM_BOUNDED_SEMAPHORE, "value", 1); }
Val call_event(Lowering *l, Node *n) { return make(l, n, SIM_EVENT, NULL, 0); }
Val call_barrier(Lowering *l, Node *n) { return make(l, n, SIM_BARRIER, "parties", 2); }
Val call_pool(Lowering *l, Node *n) { return make(l, n, SIM_POOL, "max_workers", 8); }
Val call_future(Lowering *l, Node *n) { return make(l, n, SIM_FUTURE, NULL, 0); }

Val call_condition(Lowering *l, Node *n)
{
    Node *lock = argument(n, 0, "lock");
    Val v = lock ? evaluate(l, lock) : (Val){.kind = VAL_NONE};
    if (v.kind != VAL_NONE && !(v.kind == VAL_OBJECT && l->objects.at[v.handle - 1].kind == SIM_LOCK)) {
        refuse(l, n, "a condition with a lock that is not known");
    }
    Val made = make(l, n, SIM_CONDITION, NULL, 0);
    l->objects.at[made.handle - 1].lock = v.kind == VAL_OBJECT ? v.handle : 0;
    return made;
}

// ---- methods of queues

static void put_item(Lowering *l, Node *n, Object *o, Val item)
{
    (void)l;
    (void)n;
    o->item = o->has_item ? val_join(o->item, item) : item;
    o->has_item = true;
}

// The priority of what is put into a priority queue: the item, or the first of a tuple.
static double priority_of(Lowering *l, Node *n, Val item)
{
    Val first = item.kind == VAL_LIST && item.list->items.n ? item.list->items.at[0] : item;
    if (first.kind == VAL_NUMBER) {
        return first.number;
    }
    assume(l, n, "its priority is 0");
    return 0;
}

static Val queue_put(Lowering *l, Node *n, Val of, SimOperation op)
{
    Object *o = &l->objects.at[of.handle - 1];
    Node *what = argument(n, 0, "item");
    Val item = what ? evaluate(l, what) : (Val){0};
    o = &l->objects.at[of.handle - 1];
    put_item(l, n, o, item);
    double priority = o->kind == SIM_PRIORITY_QUEUE ? priority_of(l, n, item) : (double)NAN;
    if (op == SIM_PUT) {
        Val v = awaitable_op(l, n, op, of.handle);
        v.awaitable->op.count = priority;
        return v;
    }
    Inst *i = emit(l, n, op);
    i->o.object = of.handle;
    i->count = priority;
    return (Val){.kind = VAL_NONE};
}

static Val queue_get_nowait(Lowering *l, Node *n, Val of)
{
    emit(l, n, SIM_GET_NOWAIT)->o.object = of.handle;
    l->is_inner = l->is_inner || l->is_forever;             // a round for each item
    const Object *o = &l->objects.at[of.handle - 1];
    return o->has_item ? o->item : (Val){0};
}

static Val plain(Lowering *l, Node *n, SimOperation op, int object)
{
    emit(l, n, op)->o.object = object;
    return (Val){.kind = VAL_NONE};
}

// The remedy waits where it must not raise.
static Val put_watched(Lowering *l, Node *n, Val of)
{
    emit_unremedied(l, n);
    queue_put(l, n, of, SIM_PUT_NOWAIT);
    Inst put = l->unit->code.at[l->unit->code.n - 1];
    emit(l, n, SIM_ELSE);
    *emit(l, n, SIM_PUT) = put;
    l->unit->code.at[l->unit->code.n - 1].op = SIM_PUT;
    emit_end(l, n);
    return (Val){.kind = VAL_NONE};
}

static Val queue_method(Lowering *l, Node *n, Val of, Text name)
{
    if (text_eq(name, T("put"))) {
        return queue_put(l, n, of, SIM_PUT);
    }
    if (text_eq(name, T("put_nowait"))) {
        return l->watched == of.handle && of.handle ? put_watched(l, n, of) : queue_put(l, n, of, SIM_PUT_NOWAIT);
    }
    if (text_eq(name, T("get"))) {
        return awaitable_op(l, n, SIM_GET, of.handle);
    }
    if (text_eq(name, T("get_nowait"))) {
        return queue_get_nowait(l, n, of);
    }
    if (text_eq(name, T("join"))) {
        return awaitable_op(l, n, SIM_JOIN, of.handle);
    }
    if (text_eq(name, T("task_done"))) {
        return plain(l, n, SIM_TASK_DONE, of.handle);
    }
    if (text_eq(name, T("shutdown"))) {
        Node *now = argument(n, 0, "immediate");
        bool immediate = now && truth(l, now) == 1;
        emit(l, n, SIM_SHUTDOWN)->o = (SimOperands){.object = of.handle, .immediate = immediate};
        return (Val){.kind = VAL_NONE};
    }
    return (Val){0};            // qsize(), empty(), full(): nobody knows
}

// ---- of locks, events, conditions, barriers and futures

static Val notify(Lowering *l, Node *n, Val of, bool all)
{
    double count = all ? -1 : number_argument(l, n, 0, "n", 1);
    Inst *i = emit(l, n, SIM_NOTIFY);
    i->o.object = of.handle;
    i->count = isnan(count) ? 1 : count;
    return (Val){.kind = VAL_NONE};
}

static Val lock_method(Lowering *l, Node *n, Val of, Text name)
{
    SimObjectKind kind = l->objects.at[of.handle - 1].kind;
    if (text_eq(name, T("acquire"))) {
        return awaitable_op(l, n, SIM_ACQUIRE, of.handle);
    }
    if (text_eq(name, T("release"))) {
        return plain(l, n, SIM_RELEASE, of.handle);
    }
    if (text_eq(name, T("wait"))) {
        return awaitable_op(l, n, SIM_WAIT, of.handle);
    }
    if (kind == SIM_CONDITION && (text_eq(name, T("notify")) || text_eq(name, T("notify_all")))) {
        return notify(l, n, of, text_ends(name, T("_all")));
    }
    if (kind == SIM_CONDITION && text_eq(name, T("wait_for"))) {
        refuse(l, n, "Condition.wait_for(): its predicate is not simulated");
    }
    if (text_eq(name, T("set")) && kind == SIM_EVENT) {
        return plain(l, n, SIM_SET, of.handle);
    }
    if (text_eq(name, T("clear")) && kind == SIM_EVENT) {
        return plain(l, n, SIM_CLEAR, of.handle);
    }
    if (kind == SIM_BARRIER && text_eq(name, T("abort"))) {
        return awaitable_op(l, n, SIM_ABORT, of.handle);
    }
    if (kind == SIM_BARRIER && text_eq(name, T("reset"))) {
        return awaitable_op(l, n, SIM_RESET, of.handle);
    }
    return (Val){0};
}

static Val future_method(Lowering *l, Node *n, Val of, Text name)
{
    if (text_eq(name, T("set_result"))) {
        for (int i = 0; i < n->call.args.n; i++) {
            evaluate(l, n->call.args.at[i]);
        }
        return plain(l, n, SIM_SET, of.handle);
    }
    if (text_eq(name, T("set_exception")) || text_eq(name, T("cancel")) || text_eq(name, T("add_done_callback"))) {
        refuse(l, n, "`%.*s` of a bare future is not simulated", PRI(name));
    }
    return (Val){0};
}

Val object_method(Lowering *l, Node *n, Val of, Text name)
{
    switch (l->objects.at[of.handle - 1].kind) {
    case SIM_QUEUE:
    case SIM_LIFO_QUEUE:
    case SIM_PRIORITY_QUEUE: return queue_method(l, n, of, name);
    case SIM_FUTURE: return future_method(l, n, of, name);
    case SIM_POOL: return (Val){0};
    default: return lock_method(l, n, of, name);
    }
}
