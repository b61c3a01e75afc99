// What asyncio's functions are, and a few others whose calls the loop sees. A result of kind VAL_MEMBER without `of` says
// that the function is none of them.
#include "measure/lowering.h"

static const Val NONE_OF_THEM = {.kind = VAL_MEMBER};

typedef Val Library(Lowering *l, Node *n);

static Val awaitable_new(Lowering *l, Node *n, Awaitable a)
{
    Awaitable *copy = NEW(l->arena, Awaitable, 1);
    *copy = a;
    copy->node = n;
    copy->m = l->m;
    return (Val){.kind = VAL_AWAITABLE, .awaitable = copy};
}

// ---- time

static Val call_sleep(Lowering *l, Node *n)
{
    Node *delay = argument(n, 0, "delay");
    double t = delay ? time_of(l, delay, "is slept") : 0;
    Val v = awaitable_op(l, n, t <= 0 ? SIM_YIELD : SIM_SLEEP, 0);
    if (t > 0) {
        v.awaitable->op.time = t;
    }
    return v;
}

static Val call_time_sleep(Lowering *l, Node *n)
{
    Node *delay = argument(n, 0, "secs");
    double t = delay ? time_of(l, delay, "blocks the loop") : 0;
    if (l->unit && t > 0) {
        emit(l, n, SIM_CPU)->time = t;
    }
    return (Val){.kind = VAL_NONE};
}

static Val call_clock(Lowering *l, Node *n)
{
    (void)l;
    (void)n;
    return (Val){.kind = VAL_CLOCK};
}

// ---- tasks

static Val call_create_task(Lowering *l, Node *n)
{
    Node *coroutine = argument(n, 0, "coro");
    coroutine = coroutine ? coroutine : argument(n, -1, "coro_or_future");
    if (!coroutine) {
        refuse(l, n, "a task of arguments that are not written out");
    }
    Val v = evaluate(l, coroutine);
    return task_new(l, n, v, 0);
}

// The arguments of gather: a list of what they are.
static Val gathered(Lowering *l, Node *n)
{
    if (n->call.args.n == 1 && n->call.args.at[0]->kind == AST_STARRED) {
        Val v = evaluate(l, n->call.args.at[0]->value.value);
        return v;
    }
    Val v = list_new(l, n);
    for (int i = 0; i < n->call.args.n; i++) {
        Node *a = n->call.args.at[i];
        Val x = evaluate(l, a->kind == AST_STARRED ? a->value.value : a);
        if (a->kind == AST_STARRED && x.kind != VAL_LIST) {
            v.list->is_open = true;
        } else if (a->kind == AST_STARRED) {
            for (int k = 0; k < x.list->items.n; k++) {
                *list_push(l->arena, &v.list->items) = x.list->items.at[k];
            }
            v.list->is_open |= x.list->slot || x.list->many > 0 || x.list->is_open;
        } else {
            *list_push(l->arena, &v.list->items) = x;
        }
    }
    return v;
}

static bool flag(Lowering *l, Node *n, const char *name)
{
    Node *v = argument(n, -1, name);
    return v && truth(l, v) == 1;
}

static Val of_unknown_length(Lowering *l, Node *n, Val v)
{
    if (v.kind == VAL_LIST) {
        return v;
    }
    (void)l;
    (void)n;
    return (Val){0};
}

static Val call_gather(Lowering *l, Node *n)
{
    Val list = of_unknown_length(l, n, gathered(l, n));
    if (list.kind != VAL_LIST) {
        return awaitable_new(l, n, (Awaitable){.kind = AW_UNKNOWN});
    }
    Awaitable a = {.kind = AW_GATHER, .inner = list, .is_future = true, .return_exceptions = flag(l, n, "return_exceptions")};
    if (n->parent->kind != AST_AWAIT && !(n->parent->kind == AST_CALL)) {
        refuse(l, n, "gather() that is not awaited where it is called");
    }
    return awaitable_new(l, n, a);
}

static SimReturnWhen return_when(Lowering *l, Node *n)
{
    Node *when = argument(n, -1, "return_when");
    Val v = when ? evaluate(l, when) : (Val){0};
    Text name = v.kind == VAL_NAME || v.kind == VAL_TEXT ? v.text : when ? code_of(l, when) : T("");
    return text_ends(name, T("FIRST_COMPLETED")) ? SIM_FIRST_COMPLETED
         : text_ends(name, T("FIRST_EXCEPTION")) ? SIM_FIRST_EXCEPTION
                                                 : SIM_ALL_COMPLETED;
}

static double timeout_argument(Lowering *l, Node *n, int index)
{
    Node *t = argument(n, index, "timeout");
    Val v = t ? evaluate(l, t) : (Val){.kind = VAL_NONE};
    if (v.kind == VAL_NUMBER || v.kind == VAL_NONE) {
        return v.kind == VAL_NUMBER ? v.number : (double)NAN;
    }
    assume(l, t, "`%.*s` is 10 s", PRI(code_of(l, t)));
    return 10;
}

static Val call_wait(Lowering *l, Node *n)
{
    Node *what = argument(n, 0, "fs");
    Val list = what ? of_unknown_length(l, n, evaluate(l, what)) : (Val){0};
    if (list.kind != VAL_LIST) {
        return awaitable_new(l, n, (Awaitable){.kind = AW_UNKNOWN});
    }
    Awaitable a = {.kind = AW_WAIT, .inner = list, .timeout = timeout_argument(l, n, -1), .when = return_when(l, n)};
    return awaitable_new(l, n, a);
}

static Val call_wait_for(Lowering *l, Node *n)
{
    Node *what = argument(n, 0, "fut");
    Val inner = what ? evaluate(l, what) : (Val){0};
    return awaitable_new(l, n, (Awaitable){.kind = AW_WAIT_FOR, .inner = inner, .timeout = timeout_argument(l, n, 1)});
}

static Val call_shield(Lowering *l, Node *n)
{
    Node *what = argument(n, 0, "arg");
    Val inner = what ? evaluate(l, what) : (Val){0};
    return awaitable_new(l, n, (Awaitable){.kind = AW_SHIELD, .inner = inner, .is_future = true});
}

// ---- threads

static Val thread_op(Lowering *l, Node *n, double t, int pool, bool is_future)
{
    Val v = awaitable_op(l, n, SIM_THREAD, pool);
    v.awaitable->op.time = t;
    v.awaitable->is_future = is_future;
    if (is_future && n->parent->kind != AST_AWAIT) {
        refuse(l, n, "a thread's job that is not awaited where it is handed over");
    }
    return v;
}

static Val call_to_thread(Lowering *l, Node *n)
{
    Node *function = argument(n, 0, "func");
    Val f = function ? evaluate(l, function) : (Val){0};
    return thread_op(l, n, thread_time(l, n, f, n, 1), 0, false);
}

static Val call_run_in_executor(Lowering *l, Node *n)
{
    Node *executor = argument(n, 0, "executor"), *function = argument(n, 1, "func");
    Val pool = executor ? evaluate(l, executor) : (Val){0}, f = function ? evaluate(l, function) : (Val){0};
    if (pool.kind == VAL_UNKNOWN) {
        assume(l, n, "`%.*s` is the default pool of threads", PRI(executor ? code_of(l, executor) : T("executor")));
    }
    return thread_op(l, n, thread_time(l, n, f, n, 2), pool.kind == VAL_OBJECT ? pool.handle : 0, true);
}

// ---- objects

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

static Val call_queue(Lowering *l, Node *n) { return make(l, n, SIM_QUEUE, "maxsize", 0); }
static Val call_lifo(Lowering *l, Node *n) { return make(l, n, SIM_LIFO_QUEUE, "maxsize", 0); }
static Val call_priority(Lowering *l, Node *n) { return make(l, n, SIM_PRIORITY_QUEUE, "maxsize", 0); }
static Val call_lock(Lowering *l, Node *n) { return make(l, n, SIM_LOCK, NULL, 0); }
static Val call_semaphore(Lowering *l, Node *n) { return make(l, n, SIM_SEMAPHORE, "value", 1); }
static Val call_bounded(Lowering *l, Node *n) { return make(l, n, SIM_BOUNDED_SEMAPHORE, "value", 1); }
static Val call_event(Lowering *l, Node *n) { return make(l, n, SIM_EVENT, NULL, 0); }
static Val call_barrier(Lowering *l, Node *n) { return make(l, n, SIM_BARRIER, "parties", 2); }
static Val call_pool(Lowering *l, Node *n) { return make(l, n, SIM_POOL, "max_workers", 8); }
static Val call_future(Lowering *l, Node *n) { return make(l, n, SIM_FUTURE, NULL, 0); }

static Val call_condition(Lowering *l, Node *n)
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

// ---- the loop and the rest

static Val call_loop(Lowering *l, Node *n)
{
    (void)l;
    (void)n;
    return (Val){.kind = VAL_LOOP};
}

static Val call_range(Lowering *l, Node *n)
{
    double x[3] = {0, 0, 1};
    int count = n->call.args.n;
    for (int i = 0; i < count && i < 3; i++) {
        Val v = evaluate(l, n->call.args.at[i]);
        x[i] = v.kind == VAL_NUMBER ? v.number : (double)NAN;
    }
    double start = count == 1 ? 0 : x[0], stop = count == 1 ? x[0] : x[1], step = count == 3 ? x[2] : 1;
    double times = ceil((stop - start) / step);
    return (Val){.kind = VAL_RANGE, .number = isnan(times) ? times : times < 0 ? 0 : times, .start = start, .step = step};
}

static Val call_list(Lowering *l, Node *n)
{
    if (n->call.args.n == 0) {
        return list_new(l, n);
    }
    Val v = evaluate(l, n->call.args.at[0]);
    return v.kind == VAL_LIST || v.kind == VAL_RANGE ? v : (Val){0};
}

static Val call_len(Lowering *l, Node *n)
{
    Val v = n->call.args.n == 1 ? evaluate(l, n->call.args.at[0]) : (Val){0};
    if (v.kind == VAL_LIST && !v.list->is_open && !v.list->is_subset) {
        double sum = v.list->items.n + v.list->many + v.list->tasks;
        return isnan(sum) ? (Val){0} : val_number(sum);
    }
    return (Val){0};
}

static Val call_enumerate(Lowering *l, Node *n)
{
    Val v = n->call.args.n ? evaluate(l, n->call.args.at[0]) : (Val){0};
    Val pairs = list_new(l, n);
    if (v.kind == VAL_LIST && !v.list->is_open && !v.list->slot && v.list->many == 0) {
        for (int i = 0; i < v.list->items.n; i++) {
            Val pair = list_new(l, n);
            *list_push(l->arena, &pair.list->items) = val_number(i);
            *list_push(l->arena, &pair.list->items) = v.list->items.at[i];
            *list_push(l->arena, &pairs.list->items) = pair;
        }
        return pairs;
    }
    return (Val){0};
}

static Val refuse_call(Lowering *l, Node *n)
{
    refuse(l, n, "`%.*s` is not simulated", PRI(code_of(l, n->call.func)));
}

static Val call_later(Lowering *l, Node *n, int first, double delay, bool soon)
{
    Val f = n->call.args.n > first ? evaluate(l, n->call.args.at[first]) : (Val){0};
    if (f.kind == VAL_MEMBER && f.of && f.of->kind == VAL_OBJECT && text_eq(f.text, T("set"))) {
        Unit *u = new_unit(l, T("Event.set")), *saved = l->unit;
        l->unit = u;
        emit(l, n, SIM_SET)->o.object = f.of->handle;
        l->unit = saved;
        Inst *i = emit(l, n, soon ? SIM_CALL_SOON : SIM_CALL_LATER);
        i->o.coroutine = u->handle;
        i->time = soon ? (double)NAN : delay;
        return (Val){0};
    }
    if (f.kind != VAL_FUNCTION || (f.node->kind == AST_FUNCTION && f.node->is_async)) {
        refuse(l, n, "a callback that is not known to be a function of this project");
    }
    Node shifted = *n;
    shifted.call.args.at += first + 1;
    shifted.call.args.n -= first + 1;
    Awaitable *a = bind_arguments(l, &shifted, f);
    const Node *loop = l->loop;
    Unit *u = unit_of(l, n, a, true);
    u->is_callback = true;
    l->loop = loop;
    Inst *i = emit(l, n, soon ? SIM_CALL_SOON : SIM_CALL_LATER);
    i->o.coroutine = u->handle;
    i->time = soon ? (double)NAN : delay;
    return (Val){0};
}

static Val call_call_soon(Lowering *l, Node *n)
{
    return call_later(l, n, 0, 0, true);
}

static Val call_call_later(Lowering *l, Node *n)
{
    double delay = n->call.args.n ? time_of(l, n->call.args.at[0], "is how much later it is called") : 0;
    return call_later(l, n, 1, delay, false);
}

// Of something beside the loop that is not simulated: what it does to the loop is left out, and said.
static Val call_beside(Lowering *l, Node *n)
{
    for (int i = 0; i < n->call.args.n; i++) {
        if (n->call.args.at[i]->kind == AST_CALL) {
            evaluate(l, n->call.args.at[i]);
        }
    }
    assume(l, n, "what `%.*s` starts or waits for does nothing to this loop", PRI(code_of(l, n)));
    return (Val){0};
}

static const struct {
    Text name;
    Library *call;
} library[] = {
    {T("asyncio.sleep"), call_sleep}, {T("time.sleep"), call_time_sleep}, {T("time.time"), call_clock},
    {T("time.monotonic"), call_clock}, {T("time.perf_counter"), call_clock},
    {T("asyncio.create_task"), call_create_task}, {T("asyncio.ensure_future"), call_create_task},
    {T("asyncio.Task"), call_create_task}, {T("asyncio.gather"), call_gather}, {T("asyncio.wait"), call_wait},
    {T("asyncio.wait_for"), call_wait_for}, {T("asyncio.shield"), call_shield}, {T("asyncio.to_thread"), call_to_thread},
    {T("asyncio.Queue"), call_queue}, {T("asyncio.LifoQueue"), call_lifo}, {T("asyncio.PriorityQueue"), call_priority},
    {T("asyncio.Lock"), call_lock}, {T("asyncio.Semaphore"), call_semaphore}, {T("asyncio.BoundedSemaphore"), call_bounded},
    {T("asyncio.Event"), call_event}, {T("asyncio.Condition"), call_condition}, {T("asyncio.Barrier"), call_barrier},
    {T("concurrent.futures.ThreadPoolExecutor"), call_pool}, {T("asyncio.Future"), call_future},
    {T("asyncio.get_running_loop"), call_loop}, {T("asyncio.get_event_loop"), call_loop},
    {T("asyncio.eager_task_factory"), refuse_call}, {T("asyncio.run"), refuse_call},
    {T("asyncio.run_coroutine_threadsafe"), refuse_call}, {T("asyncio.as_completed"), refuse_call},
    {T("builtins.range"), call_range}, {T("builtins.list"), call_list}, {T("builtins.set"), call_list},
    {T("builtins.tuple"), call_list}, {T("builtins.len"), call_len}, {T("builtins.enumerate"), call_enumerate},
    {T("collections.deque"), call_list}, {T("threading.Thread"), call_beside}, {T("threading.Timer"), call_beside},
    {T("multiprocessing.Process"), call_beside}, {T("signal.signal"), call_beside},
};

static const struct {
    Text name;
    Library *call;
} methods_of_loop[] = {
    {T("create_task"), call_create_task}, {T("time"), call_clock}, {T("run_in_executor"), call_run_in_executor},
    {T("create_future"), call_future}, {T("call_soon"), call_call_soon}, {T("call_later"), call_call_later},
    {T("set_task_factory"), refuse_call}, {T("call_at"), refuse_call}, {T("call_soon_threadsafe"), refuse_call},
    {T("run_until_complete"), refuse_call}, {T("add_signal_handler"), call_beside}, {T("add_reader"), call_beside},
    {T("add_writer"), call_beside},
};

static Val loop_call(Lowering *l, Node *n, Text name)
{
    for (size_t i = 0; i < sizeof methods_of_loop / sizeof *methods_of_loop; i++) {
        if (text_eq(name, methods_of_loop[i].name)) {
            return methods_of_loop[i].call(l, n);
        }
    }
    return NONE_OF_THEM;
}

Val library_call(Lowering *l, Node *n, Text name)
{
    for (size_t i = 0; i < sizeof library / sizeof *library; i++) {
        if (text_eq(name, library[i].name)) {
            return library[i].call(l, n);
        }
    }
    if (text_starts(name, T("asyncio.AbstractEventLoop."))) {
        return loop_call(l, n, text_sub(name, 26, name.n));
    }
    return NONE_OF_THEM;
}

// ---- methods

static Val loop_method(Lowering *l, Node *n, Text name)
{
    return loop_call(l, n, name);
}

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

static Val object_method(Lowering *l, Node *n, Val of, Text name)
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

static Val task_method(Lowering *l, Node *n, Val of, Text name)
{
    if (text_eq(name, T("cancel"))) {
        Inst *i = emit(l, n, SIM_CANCEL);
        i->o.slot = of.handle;
        i->index = of.index;
        return (Val){0};
    }
    if (text_eq(name, T("add_done_callback"))) {
        assume(l, n, "the callback does nothing");
    } else if (text_eq(name, T("uncancel"))) {
        refuse(l, n, "uncancel() is not simulated");
    }
    return (Val){0};
}

static Val list_method(Lowering *l, Node *n, Val of, Text name)
{
    List *list = of.list;
    bool adds = text_eq(name, T("append")) || text_eq(name, T("add"));
    if (adds && n->call.args.n == 1) {
        list_add(l, n, list, evaluate(l, n->call.args.at[0]));
        return (Val){.kind = VAL_NONE};
    }
    for (int i = 0; i < n->call.args.n; i++) {
        evaluate(l, n->call.args.at[i]);
    }
    bool looks = text_eq(name, T("copy")) || text_eq(name, T("index")) || text_eq(name, T("count"));
    if (!looks) {
        list->is_open = true;       // extend(), pop(), discard() ...
    }
    return text_eq(name, T("copy")) ? of : (Val){0};
}

static Val group_method(Lowering *l, Node *n, Val of, Text name)
{
    Node *coroutine = argument(n, 0, "coro");
    if (!text_eq(name, T("create_task")) || !coroutine) {
        return (Val){0};
    }
    Val v = evaluate(l, coroutine);
    return task_new(l, n, v, of.handle);
}

Val member_call(Lowering *l, Node *n, Val of, Text name)
{
    switch (of.kind) {
    case VAL_LOOP: return loop_method(l, n, name);
    case VAL_OBJECT: return l->unit ? object_method(l, n, of, name) : (Val){0};
    case VAL_TASK: return l->unit ? task_method(l, n, of, name) : (Val){0};
    case VAL_LIST: return list_method(l, n, of, name);
    case VAL_GROUP: return group_method(l, n, of, name);
    case VAL_TEXT: return (Val){0};
    default: return NONE_OF_THEM;
    }
}
