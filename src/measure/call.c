// Calls: to whom, and what that does to the loop.
#include "measure/lowering.h"

Node *argument(const Node *call, int index, const char *name)
{
    return call_argument(call, index, name, NULL);
}

double number_argument(Lowering *l, const Node *call, int index, const char *name, double otherwise)
{
    Node *n = argument(call, index, name);
    if (!n) {
        return otherwise;
    }
    Val v = evaluate(l, n);
    return v.kind == VAL_NUMBER ? v.number : (double)NAN;
}

double time_of(Lowering *l, Node *n, const char *what)
{
    Val v = evaluate(l, n);
    if (v.kind == VAL_NUMBER) {
        return v.number;
    }
    assume(l, n, "`%.*s`, which %s, is %g ms", PRI(code_of(l, n)), what, ASSUME_AWAIT * 1e3);
    return ASSUME_AWAIT;
}

Val awaitable_new(Lowering *l, Node *n, Awaitable a)
{
    Awaitable *copy = NEW(l->arena, Awaitable, 1);
    *copy = a;
    copy->node = n;
    copy->m = l->m;
    return (Val){.kind = VAL_AWAITABLE, .awaitable = copy};
}

Val awaitable_op(Lowering *l, Node *n, SimOperation op, int object)
{
    Awaitable a = {.kind = AW_OP, .op = {.op = op, .o.object = object, .time = (double)NAN, .count = (double)NAN, .index = (double)NAN}};
    return awaitable_new(l, n, a);
}

static void evaluate_arguments(Lowering *l, Node *n)
{
    for (int i = 0; i < n->call.args.n; i++) {
        Val v = evaluate(l, n->call.args.at[i]);
        if (v.kind == VAL_AWAITABLE && v.awaitable->kind == AW_COROUTINE) {
            refuse(l, n->call.args.at[i], "a coroutine handed to `%.*s`, of which nobody knows what it does with it",
                   PRI(code_of(l, n->call.func)));
        }
    }
    for (int i = 0; i < n->call.keywords.n; i++) {
        evaluate(l, n->call.keywords.at[i]->keyword.value);
    }
}

// A call into the dark. Awaited, it is what the await takes; otherwise it keeps the loop for a moment.
static Val unknown_call(Lowering *l, Node *n, Text qualified)
{
    Text written = code_of(l, n->call.func);
    evaluate_arguments(l, n);
    const Node *p = n->parent;
    if (p->kind == AST_AWAIT || (p->kind == AST_CALL && p->call.func != n) || p->kind == AST_WITH_ITEM ||
        (p->kind == AST_STARRED || p->kind == AST_GENERATOR || p->kind == AST_LIST_COMP)) {
        if (p->kind == AST_AWAIT || !assume_is_free(qualified)) {
            return awaitable_new(l, n, (Awaitable){.kind = AW_UNKNOWN});
        }
    }
    Assumed s = assume_find(l->options->assume, qualified, written);
    if (!isnan(s.cpu) && s.cpu > 0 && l->unit) {
        emit(l, n, SIM_CPU)->time = s.cpu;
        assume(l, n, "`%.*s()` takes %g ms", PRI(written), s.cpu * 1e3);
    }
    return (Val){0};
}

static bool is_async(const Node *function)
{
    return function->kind == AST_FUNCTION && function->is_async;
}

bool is_decorated(Val f)
{
    return f.node->kind == AST_FUNCTION && f.node->function.decorators.n && !f.self;
}

static Val function_call(Lowering *l, Node *n, Val f)
{
    if (is_decorated(f)) {
        return unknown_call(l, n, (Text){0});
    }
    Text written = code_of(l, n->call.func);
    Text name = f.node->kind == AST_FUNCTION ? f.node->function.name.text : (Text){0};
    for (int i = 0; l->options->assume && i < l->options->assume->entries.n; i++) {
        Assumed s = assume_find(l->options->assume, name, written);
        if (s.by_user) {
            return unknown_call(l, n, name);
        }
        break;
    }
    if (function_is_generator(f.m, f.node)) {
        refuse(l, n, "`%.*s` is a generator: `yield` is not simulated", PRI(name));
    }
    Awaitable *a = bind_arguments(l, n, f);
    if (is_async(f.node)) {
        return (Val){.kind = VAL_AWAITABLE, .awaitable = a};
    }
    return invoke(l, n, f, a);
}

Val call(Lowering *l, Node *n)
{
    if (++l->depth > DEPTH_MOST) {
        refuse(l, n, "calls that lie too deep");
    }
    Node *func = n->call.func;
    Val f = evaluate(l, func), result;
    Text name = callee_name(l->m, n);
    if (f.kind == VAL_FUNCTION) {
        result = function_call(l, n, f);
    } else if (f.kind == VAL_CLASS) {
        result = instance_new(l, n, f);
    } else if (f.kind == VAL_MEMBER && f.of) {
        result = member_call(l, n, *f.of, f.text);
    } else if (f.kind == VAL_NAME) {
        result = library_call(l, n, f.text);
    } else if (name.n) {
        result = library_call(l, n, name);
    } else {
        result = unknown_call(l, n, name);
    }
    if (result.kind == VAL_MEMBER && !result.of) {
        result = unknown_call(l, n, f.kind == VAL_NAME ? f.text : name);
    }
    l->depth--;
    return result;
}
