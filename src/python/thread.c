// Sources: "Concurrency and Multithreading" in the asyncio development notes; Lib/asyncio/base_events.py (call_soon does not write
// to the self-pipe); Lib/asyncio/runners.py and events.py (get_running_loop raises where the thread has none).
#include "python/thread.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

// -- what runs there ------------------------------------------------------------------------------------------------------

// The argument of the call that runs in a thread.
static Node *target_of(Module *m, const Node *call)
{
    static const struct {
        const char *last, *keyword;
        int index;
    } takers[] = {{"Thread", "target", 1}, {"Timer", "function", 1}, {"to_thread", "func", 0}, {"run_sync", "func", 0},
                  {"run_in_threadpool", "func", 0}, {"run_in_executor", "func", 1}, {"submit", "fn", 0}};
    Text last = callee_last_name(m, call);
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
        if (text_is(last, takers[i].last)) {
            return call_argument(call, takers[i].index, takers[i].keyword, NULL);
        }
    }
    return NULL;
}

// A pool of threads by its class, or an event loop; pools of processes and whatever else has a submit() are none.
static bool takes_threads(Module *m, const Node *call)
{
    if (!is_method_call(call, "submit")) {
        return true;
    }
    Ref r = ref_of(m, call->call.func->attribute.value);
    return ref_is_instance(r, "concurrent.futures.ThreadPoolExecutor") || ref_is_instance(r, "concurrent.futures.thread.ThreadPoolExecutor");
}

// run_in_executor(pool, f): with a pool of processes f runs nowhere near the loop.
static bool in_processes(Module *m, Node *call)
{
    Node *pool = is_method_call(call, "run_in_executor") ? call_argument(call, 0, "executor", NULL) : NULL;
    return pool && ref_is_instance(ref_of(m, pool), "concurrent.futures.ProcessPoolExecutor");
}

static bool is_target(Module *m, const Node *n)
{
    const Node *call = n->parent && n->parent->kind == AST_KEYWORD ? n->parent->parent : n->parent;
    return call && call->kind == AST_CALL && target_of(m, call) == n;
}

// Some other mention of the function in the file than as what a thread runs. What is seen from elsewhere, a method or a function of the
// module, is counted in the text: the rest of the file may not have been parsed.
static bool is_used_otherwise(Module *m, const Node *function)
{
    Text name = function->function.name.text;
    bool local = scope_of_node(m, function)->kind == SCOPE_FUNCTION;
    int targets = 0, mentions = 0;
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
        bool mention = local ? b && b->scope == scope_of_node(m, function) && text_eq(b->name, name) : text_eq(last_name(n), name);
        mentions += local && mention;
        targets += mention && is_target(m, n);
    }
    for (ptrdiff_t at = 0; !local && identifier_find(m->source->text, name, &at); at += name.n) {
        mentions++;
    }
    return mentions != targets + !local;        // the definition is a mention in the text
}

Node *thread_body(Module *m, Node *call)
{
    Node *target = takes_threads(m, call) && !in_processes(m, call) ? target_of(m, call) : NULL;
    if (target && target->kind == AST_LAMBDA) {
        return target;
    }
    Ref r = target ? ref_of(m, target) : (Ref){0};
    bool here = r.kind == REF_FUNCTION && r.module == m && !r.node->is_async && !function_is_generator(m, r.node);
    return here && !is_used_otherwise(m, r.node) ? r.node : NULL;
}

bool thread_has_loop(const Module *m, const Node *body)
{
    static const char *const names[] = {"run_forever", "run_until_complete", "run_sync", "run", "set_event_loop", "new_event_loop", "current_thread",
                                        "get_ident", "get_native_id", "get_running_loop", "_get_running_loop", "main_thread", NULL};
    for (int i = body->id + 1; i <= body->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool starts = is_method_call(d, "start") && name_contains(last_name(d->call.func->attribute.value), "loop");
        if (starts || (d->kind == AST_CALL && name_in(last_name(d->call.func), names))) {
            return true;
        }
    }
    return false;
}

// -- what may not -----------------------------------------------------------------------------------------------------------

static const struct {
    const char *class_name, *methods[8];
} unsafe[] = {
    {"asyncio.AbstractEventLoop", {"call_soon", "call_later", "call_at", "create_task", "add_reader", "remove_reader", "add_writer", "stop"}},
    {"asyncio.Future", {"set_result", "set_exception", "cancel", "add_done_callback"}},
    {"asyncio.Task", {"cancel", "add_done_callback"}},
    {"asyncio.Event", {"set"}},
    {"asyncio.Queue", {"put_nowait", "get_nowait", "task_done", "shutdown"}},
    {"asyncio.LifoQueue", {"put_nowait", "get_nowait", "task_done", "shutdown"}},
    {"asyncio.PriorityQueue", {"put_nowait", "get_nowait", "task_done", "shutdown"}},
    {"asyncio.Lock", {"release"}},
    {"asyncio.Semaphore", {"release"}},
    {"asyncio.BoundedSemaphore", {"release"}},
    {"asyncio.Condition", {"notify", "notify_all"}},
    {"asyncio.StreamWriter", {"write", "writelines", "close"}},
};

static bool is_unsafe_method(Ref receiver, Text method)
{
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
        for (int k = 0; k < 8 && unsafe[i].methods[k] && ref_is_instance(receiver, unsafe[i].class_name); k++) {
            if (text_is(method, unsafe[i].methods[k])) {
                return true;
            }
        }
    }
    return false;
}

// The object was there before the thread's body ran: what it makes for itself is its own.
static bool is_from_outside(const Module *m, const Node *e, const Node *body)
{
    while (e->kind == AST_ATTRIBUTE) {
        e = e->attribute.value;
    }
    const Binding *b = e->kind == AST_NAME ? m->binding_of[e->id] : NULL;
    bool given = b && b->defs.n && b->defs.at[0].kind == DEF_PARAM;
    return b && (given || b->scope->node != body);
}

ThreadUse thread_use(Module *m, const Node *body, Node *call)
{
    if (node_owner(m, call) != body) {
        return THREAD_SAFE;
    }
    Text name = callee_name(m, call);
    if (text_eq(name, T("asyncio.create_task")) || (text_eq(name, T("asyncio.ensure_future")) && !call_argument(call, -1, "loop", NULL))) {
        return THREAD_WITHOUT_LOOP;
    }
    Node *f = call->call.func;
    bool method = f->kind == AST_ATTRIBUTE && is_from_outside(m, f->attribute.value, body);
    return method && is_unsafe_method(ref_of(m, f->attribute.value), f->attribute.attr.text) ? THREAD_UNSAFE : THREAD_SAFE;
}
