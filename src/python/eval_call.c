// What calls and awaits give: instances, coroutines, and what the project's functions return.
#include "python/eval.h"

// What a function's `return`s agree on, evaluated in its own module.
static Ref joined_returns(Eval e, Ref function)
{
    Eval there = eval_in(e, function.module);
    Ref r = {.kind = REF_NONE};
    for (int i = function.node->id + 1; i <= function.node->last; i++) {
        Node *d = there.m->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value) {
            r = eval_join(r, eval(there, d->value.value));
        }
    }
    return r;
}

static bool has_plain_decorators(Module *m, const Node *function)
{
    for (int i = 0; i < function->function.decorators.n; i++) {
        Node *d = function->function.decorators.at[i];
        Ref r = ref_of(m, d->kind == AST_CALL ? d->call.func : d);
        bool property = ref_is_name(r, "builtins.property") || ref_is_name(r, "functools.cached_property");
        if (!property && !(r.kind == REF_NAME && known_keeps_function(r.name))) {
            return false;
        }
    }
    return true;
}

Ref eval_returned(Eval e, Ref function)
{
    if (!eval_deeper(&e) || function_is_generator(function.module, function.node)) {
        return EVAL_UNKNOWN;
    }
    Ref r = EVAL_UNKNOWN;
    if (function.node->function.returns) {
        r = eval_annotation(eval_in(e, function.module), function.node->function.returns);
    }
    if (r.kind == REF_UNKNOWN || r.kind == REF_LITERAL) {
        r = joined_returns(e, function);
    }
    r.origin = NULL;
    return r.kind == REF_LITERAL ? EVAL_UNKNOWN : r;
}

static Ref call_name(Eval e, Text name, Node *call)
{
    if (text_eq(name, T("typing.cast")) && call && call->call.args.n == 2) {
        return eval_annotation(e, call->call.args.at[0]);
    }
    if (text_eq(name, T("builtins.super"))) {
        return (Ref){.kind = REF_INSTANCE, .name = T("builtins.super")};
    }
    if (known_is_coroutine(name)) {
        return (Ref){.kind = REF_COROUTINE, .name = name};
    }
    Ref r = eval_instance_of_name(known_call_class(name));
    r.origin_module = e.m;
    r.origin = call;
    return r;
}

Ref eval_call_result(Eval e, Ref callee, Node *call)
{
    if (!eval_deeper(&e)) {
        return EVAL_UNKNOWN;
    }
    switch (callee.kind) {
    case REF_NAME: return call_name(e, callee.name, call);
    case REF_CLASS:
        return (Ref){.kind = REF_INSTANCE, .module = callee.module, .node = callee.node, .origin_module = e.m, .origin = call};
    case REF_FUNCTION:
        if (!has_plain_decorators(callee.module, callee.node)) {
            return EVAL_UNKNOWN;
        }
        if (callee.node->is_async) {
            return function_is_generator(callee.module, callee.node)
                       ? EVAL_UNKNOWN
                       : (Ref){.kind = REF_COROUTINE, .module = callee.module, .node = callee.node};
        }
        return eval_returned(e, callee);
    default: return EVAL_UNKNOWN;
    }
}

Ref eval_awaited(Eval e, Ref value)
{
    if (value.kind == REF_COROUTINE) {
        return value.node ? eval_returned(e, (Ref){.kind = REF_FUNCTION, .module = value.module, .node = value.node})
                          : eval_instance_of_name(known_awaited_class(value.name));
    }
    return EVAL_UNKNOWN;
}

Ref eval_call(Eval e, Node *n)
{
    Node *f = n->call.func;
    Ref callee = eval(e, f);
    Ref r = eval_call_result(e, callee, n);
    // `self.get_loop()`, `hub.get_event_loop()`: an event loop by its name when nothing else is known
    if (r.kind == REF_UNKNOWN && eval_is_elsewhere(callee) && f->kind == AST_ATTRIBUTE && known_is_loop_name(f->attribute.attr.text) &&
        text_starts(f->attribute.attr.text, T("get"))) {
        return eval_instance_of_name(T("asyncio.AbstractEventLoop"));
    }
    return r;
}
