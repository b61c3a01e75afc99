// What asyncio's functions are, and a few others whose calls the loop sees. A result of kind VAL_MEMBER without `of` says
// that the function is none of them.
#include "measure/library.h"

static const Val NONE_OF_THEM = {.kind = VAL_MEMBER};

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

Val member_call(Lowering *l, Node *n, Val of, Text name)
{
    switch (of.kind) {
    case VAL_LOOP: return loop_call(l, n, name);
    case VAL_OBJECT: return l->unit ? object_method(l, n, of, name) : (Val){0};
    case VAL_TASK: return l->unit ? task_method(l, n, of, name) : (Val){0};
    case VAL_LIST: return list_method(l, n, of, name);
    case VAL_GROUP: return group_method(l, n, of, name);
    case VAL_TEXT: return (Val){0};
    default: return NONE_OF_THEM;
    }
}
