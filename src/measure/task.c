// What makes tasks and awaitables of coroutines, and what threads take off the loop.
#include "measure/library.h"

Val call_create_task(Lowering *l, Node *n)
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

Val call_gather(Lowering *l, Node *n)
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

Val call_wait(Lowering *l, Node *n)
{
    Node *what = argument(n, 0, "fs");
    Val list = what ? of_unknown_length(l, n, evaluate(l, what)) : (Val){0};
    if (list.kind != VAL_LIST) {
        return awaitable_new(l, n, (Awaitable){.kind = AW_UNKNOWN});
    }
    Awaitable a = {.kind = AW_WAIT, .inner = list, .timeout = timeout_argument(l, n, -1), .when = return_when(l, n)};
    return awaitable_new(l, n, a);
}

Val call_wait_for(Lowering *l, Node *n)
{
    Node *what = argument(n, 0, "fut");
    Val inner = what ? evaluate(l, what) : (Val){0};
    return awaitable_new(l, n, (Awaitable){.kind = AW_WAIT_FOR, .inner = inner, .timeout = timeout_argument(l, n, 1)});
}

Val call_shield(Lowering *l, Node *n)
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

Val call_to_thread(Lowering *l, Node *n)
{
    Node *function = argument(n, 0, "func");
    Val f = function ? evaluate(l, function) : (Val){0};
    return thread_op(l, n, thread_time(l, n, f, n, 1), 0, false);
}

Val call_run_in_executor(Lowering *l, Node *n)
{
    Node *executor = argument(n, 0, "executor"), *function = argument(n, 1, "func");
    Val pool = executor ? evaluate(l, executor) : (Val){0}, f = function ? evaluate(l, function) : (Val){0};
    if (pool.kind == VAL_UNKNOWN) {
        assume(l, n, "`%.*s` is the default pool of threads", PRI(executor ? code_of(l, executor) : T("executor")));
    }
    return thread_op(l, n, thread_time(l, n, f, n, 2), pool.kind == VAL_OBJECT ? pool.handle : 0, true);
}

// ---- methods

Val task_method(Lowering *l, Node *n, Val of, Text name)
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

Val group_method(Lowering *l, Node *n, Val of, Text name)
{
    Node *coroutine = argument(n, 0, "coro");
    if (!text_eq(name, T("create_task")) || !coroutine) {
        return (Val){0};
    }
    Val v = evaluate(l, coroutine);
    return task_new(l, n, v, of.handle);
}
