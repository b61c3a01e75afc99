#include "python/offload.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

// -- to_thread: a coroutine, which somebody has to start --------------------------------------------------------------------

static bool starts_all(Module *m, const Node *call)
{
    static const char *const names[] = {"asyncio.gather", "asyncio.wait", "asyncio.as_completed", NULL};
    return name_in(callee_name(m, call), names);
}

// Some read of the collection is given to gather and the like.
static bool is_gathered(Module *m, const Node *collection)
{
    const Binding *b = collection && collection->kind == AST_NAME ? m->binding_of[collection->id] : NULL;
    for (int i = 0; b && i < b->reads.n; i++) {
        Use use = use_of(m, b->reads.at[i]);
        if (use.kind == USE_PASSED && starts_all(m, use.call)) {
            return true;
        }
    }
    return false;
}

static bool is_started(Module *m, Node *call)
{
    Node *container = container_of(m, call);
    if (container) {
        return is_gathered(m, container);
    }
    Use use = use_of(m, call);
    const Node *name = use.kind == USE_BOUND && use.collected && use.binding->defs.n ? use.binding->defs.at[0].node : NULL;
    return name ? is_gathered(m, name) : use.kind == USE_PASSED && use.collected && starts_all(m, use.call);
}

// -- executors --------------------------------------------------------------------------------------------------------------

static bool is_submit(Module *m, Node *call)
{
    Text name = is_method_call(call, "submit") && node_in_async(m, call) ? callee_name(m, call) : (Text){0};
    return text_starts(name, T("concurrent.futures.")) && text_ends(name, T(".submit"));
}

// loop.run_in_executor(), whatever the loop is called; of something that is known it must be a loop.
static bool is_run_in_executor(Module *m, Node *call)
{
    if (!is_method_call(call, "run_in_executor")) {
        return false;
    }
    Text name = callee_name(m, call);
    return name.n ? text_starts(name, T("asyncio.")) : ref_of(m, call->call.func).kind == REF_UNKNOWN;
}

bool offload_of(Module *m, Node *call, Offload *result)
{
    Text last = callee_last_name(m, call);
    if (text_eq(last, T("to_thread")) && text_eq(callee_name(m, call), T("asyncio.to_thread"))) {
        *result = (Offload){.function = call_argument(call, 0, "func", NULL)};
        return is_started(m, call);
    }
    if (text_eq(last, T("run_in_executor")) && is_run_in_executor(m, call)) {
        Node *executor = call_argument(call, 0, "executor", NULL);
        *result = (Offload){call_argument(call, 1, "func", NULL), executor && ref_of(m, executor).kind != REF_NONE};
        return true;
    }
    if (text_eq(last, T("submit")) && is_submit(m, call)) {
        *result = (Offload){call_argument(call, 0, "fn", NULL), true};
        return true;
    }
    return false;
}
