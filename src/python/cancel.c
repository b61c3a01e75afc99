#include "python/cancel.h"

#include "python/aftercall.h"
#include "python/flow.h"
#include "python/join.h"
#include "python/shape.h"

enum { TYPE_DEPTH = 8, KEEPER_DEPTH = 2 };

// -- what catches it --------------------------------------------------------------------------------------------------

static Catch catches(Module *m, Node *type, int depth);

static Catch catches_any(Module *m, Nodes types, int depth)
{
    Catch c = CATCH_NONE;
    for (int i = 0; i < types.n; i++) {
        Node *t = types.at[i]->kind == AST_STARRED ? types.at[i]->value.value : types.at[i];
        Catch one = catches(m, t, depth);
        c = one > c ? one : c;
    }
    return c;
}

static Catch catches(Module *m, Node *type, int depth)
{
    if (!type || depth == 0) {
        return CATCH_NONE;
    }
    if (type->kind == AST_TUPLE) {
        return catches_any(m, type->sequence.elts, depth - 1);
    }
    if (type->kind == AST_BIN_OP) {
        Catch left = catches(m, type->bin_op.left, depth - 1), right = catches(m, type->bin_op.right, depth - 1);
        return left > right ? left : right;
    }
    if (type->kind == AST_CALL) {
        return text_eq(callee_last_name(m, type), T("get_cancelled_exc_class")) ? CATCH_CANCELLED : CATCH_NONE;
    }
    Ref r = ref_of(m, type);
    if (r.kind == REF_LITERAL && r.node != type) {
        return catches(r.module, r.node, depth - 1);
    }
    return ref_is_name(r, "asyncio.CancelledError") ? CATCH_CANCELLED : ref_is_name(r, "builtins.BaseException") ? CATCH_BASE : CATCH_NONE;
}

Catch catches_cancelled(Module *m, Node *type)
{
    return type ? catches(m, type, TYPE_DEPTH) : CATCH_BARE;
}

Catch suppresses_cancelled(Module *m, const Node *item)
{
    Node *call = item->with_item.context;
    if (call->kind != AST_CALL || !call->call.args.n || !text_eq(callee_name(m, call), T("contextlib.suppress"))) {
        return CATCH_NONE;
    }
    return catches_any(m, call->call.args, TYPE_DEPTH);
}

// -- whether it arrives -----------------------------------------------------------------------------------------------

// A generator that stands for a context: what happens in the block of the with is raised at its yield.
static bool is_async_context(Module *m, const Node *function)
{
    return function_has_decorator(m, function, "contextlib.asynccontextmanager");
}

bool try_keeps_cancellation(Module *m, const Node *try)
{
    for (int i = 0; i < try->try_.handlers.n; i++) {
        const Node *handler = try->try_.handlers.at[i];
        if (catches_cancelled(m, handler->handler.type) == CATCH_NONE) {
            continue;
        }
        for (int k = handler->id + 1; k <= handler->last; k++) {
            if (m->ast->nodes[k]->kind == AST_RAISE) {
                return false;
            }
        }
        return true;
    }
    return false;
}

// with anyio.CancelScope(shield=True), anyio.move_on_after(1, shield=True)
static bool shields(Module *m, const Node *n)
{
    for (int i = 0; n->kind == AST_WITH && i < n->with.items.n; i++) {
        Node *context = n->with.items.at[i]->with_item.context;
        Node *shield = context->kind == AST_CALL ? call_argument(context, -1, "shield", NULL) : NULL;
        Constant c = shield ? constant_of(m, shield) : (Constant){0};
        if (c.kind == CONSTANT_NUMBER && c.number != 0) {
            return true;
        }
    }
    return false;
}

static bool lets_out(Module *m, const Node *n, bool is_context, int depth);

// `await f()` of a coroutine of the file that keeps every cancellation to itself.
static bool awaits_keeper(Module *m, const Node *d, int depth)
{
    Ref r = depth > 0 && d->kind == AST_AWAIT && d->value.value ? ref_of(m, d->value.value) : (Ref){0};
    if (r.kind != REF_COROUTINE || !r.node || r.module != m || method_is_redefined(m, r.node)) {
        return false;
    }
    for (int i = 0; i < r.node->function.body.n; i++) {
        if (lets_out(m, r.node->function.body.at[i], false, depth - 1)) {
            return false;
        }
    }
    return true;
}

// Something in it waits from where a cancellation leaves it.
static bool lets_out(Module *m, const Node *n, bool is_context, int depth)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_TRY && try_keeps_cancellation(m, d)) {
            i = d->try_.body.at[d->try_.body.n - 1]->last;
        } else if (shields(m, d)) {
            i = d->last;
        } else if ((is_awaiting(d) && may_suspend(m, d) && !awaits_keeper(m, d, depth)) || (is_context && d->kind == AST_YIELD)) {
            return true;
        }
    }
    return false;
}

static bool waits(Module *m, const Node *function, Nodes body)
{
    bool is_context = is_async_context(m, function);
    for (int i = 0; i < body.n; i++) {
        if (lets_out(m, body.at[i], is_context, KEEPER_DEPTH)) {
            return true;
        }
    }
    return false;
}

static bool is_shielded(Module *m, const Node *n, const Node *function)
{
    for (; n && n != function; n = n->parent) {
        if (shields(m, n)) {
            return true;
        }
    }
    return false;
}

// The function asks whether it is itself being cancelled, or takes a request back (Task.cancelling, Task.uncancel; Python 3.11).
static bool counts_requests(const Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (is_method_call(d, "cancelling") || is_method_call(d, "uncancel")) {
            return true;
        }
    }
    return false;
}

// loop.call_later(5, task.cancel), task = asyncio.current_task(): the function has itself cancelled when its time is over.
static bool cancels_itself(Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        bool passed = d->kind == AST_ATTRIBUTE && text_eq(d->attribute.attr.text, T("cancel")) && d->parent->kind == AST_CALL && d->parent->call.func != d;
        Text set = passed ? last_name(d->parent->call.func) : (Text){0};
        if (!text_eq(set, T("call_later")) && !text_eq(set, T("call_at"))) {
            continue;
        }
        Ref task = ref_of(m, d->attribute.value);
        const Node *made = task.origin_module == m ? task.origin : NULL;
        if (made && made->kind == AST_CALL && text_eq(callee_name(m, made), T("asyncio.current_task"))) {
            return true;
        }
    }
    return false;
}

// The coroutines are another loop's: trio's cancellation is delivered again at every await, twisted has no tasks, and both have
// exceptions of other names.
static bool is_of_another_loop(const Module *m)
{
    return (module_imports(m, "trio") || module_imports(m, "twisted")) && !module_imports(m, "asyncio") && !module_imports(m, "anyio");
}

bool cancellation_arrives(Module *m, const Node *catcher, Nodes body)
{
    Node *function = node_owner(m, catcher);
    return function->kind == AST_FUNCTION && function->is_async && waits(m, function, body) && !is_shielded(m, catcher, function) &&
           !counts_requests(m, function) && !cancels_itself(m, function) && !is_of_another_loop(m) && !joins_settled(m, function, body) &&
           !callers_forbid_cancelling(m, function);
}
