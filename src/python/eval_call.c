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

// What `return` gives in a decorator: its parameter, that is the function as it was, or one of its own.
static Ref returned_function(Eval e, Ref decorator, Node *value, Ref function)
{
    const Binding *b = value->kind == AST_NAME ? decorator.module->binding_of[value->id] : NULL;
    bool is_parameter = b && b->scope->node == decorator.node && b->defs.n && b->defs.at[0].kind == DEF_PARAM;
    return is_parameter ? function : eval(eval_in(e, decorator.module), value);
}

// `if iscoroutinefunction(f)` in a decorator: it has a wrapper for either kind.
static bool tells_kinds_apart(Ref decorator)
{
    Text t = source_span_text(decorator.module->source, node_span(decorator.node));
    return text_find(t, T("iscoroutinefunction")) >= 0;
}

static Ref decorated(Eval e, Ref function);

// What a decorator of the project makes of a function: what its `return`s agree on. A wrapper that is a coroutine stands for
// the coroutine that it wraps, and may be decorated itself.
static Ref decorated_by(Eval e, Ref decorator, Ref function)
{
    Ref kept = EVAL_UNKNOWN;
    bool any = false, disagree = false;
    for (int i = decorator.node->id + 1; i <= decorator.node->last; i++) {
        Node *d = decorator.module->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_RETURN) {
            Ref r = d->value.value ? returned_function(e, decorator, d->value.value, function) : EVAL_UNKNOWN;
            r = r.kind == REF_FUNCTION && r.node != function.node ? decorated(e, r) : r;
            if (r.kind != REF_FUNCTION || function_is_generator(r.module, r.node)) {
                return EVAL_UNKNOWN;
            }
            bool same = r.node->is_async == function.node->is_async;
            disagree = disagree || (any && same != (kept.kind == REF_FUNCTION));
            kept = same ? function : kept;
            any = true;
        }
    }
    return disagree && tells_kinds_apart(decorator) ? function : disagree ? EVAL_UNKNOWN : kept;
}

static bool is_property(Ref decorator)
{
    return ref_is_name(decorator, "builtins.property") || ref_is_name(decorator, "functools.cached_property");
}

// The function that stands for the decorated one when it is called, or unknown.
static Ref decorated(Eval e, Ref function)
{
    Module *m = function.module;
    for (int i = function.node->function.decorators.n - 1; i >= 0; i--) {
        Node *d = function.node->function.decorators.at[i];
        Ref r = eval(eval_in(e, m), d->kind == AST_CALL ? d->call.func : d);
        if (is_property(r) || (r.kind == REF_NAME && known_keeps_function(r.name))) {
            continue;
        }
        if (r.kind == REF_FUNCTION && d->kind == AST_CALL && !r.node->is_async) {
            r = joined_returns(e, r);       // a decorator with arguments: what it makes is the decorator
        }
        bool is_read = r.kind == REF_FUNCTION && !r.node->is_async && !r.node->function.decorators.n && eval_deeper(&e);
        function = is_read ? decorated_by(e, r, function) : EVAL_UNKNOWN;
        if (function.kind != REF_FUNCTION) {
            return EVAL_UNKNOWN;
        }
    }
    return function;
}

// Its last statement is a return, or an if whose branches end in one.
static bool ends_in_return(Nodes body)
{
    const Node *last = body.n ? body.at[body.n - 1] : NULL;
    if (!last || last->kind != AST_IF) {
        return last && ((last->kind == AST_RETURN && last->value.value) || last->kind == AST_RAISE);
    }
    bool all = !last->if_.branches.at[last->if_.branches.n - 1]->branch.test;
    for (int i = 0; i < last->if_.branches.n; i++) {
        all = all && ends_in_return(last->if_.branches.at[i]->branch.body);
    }
    return all;
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
        if (r.kind == REF_COROUTINE && !function.node->is_async && !ends_in_return(function.node->function.body)) {
            r = EVAL_UNKNOWN;   // a coroutine now and then
        }
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

// What calling an object gives: `Session()` where `Session = sessionmaker(...)`, what functools.partial calls, the __call__ of a class
// of the project.
static Ref called_object(Eval e, Ref object)
{
    Node *made = object.origin && object.origin->kind == AST_CALL ? object.origin : NULL;
    if (object.name.n && text_eq(object.name, T("functools.partial"))) {
        bool given = made && made->call.args.n && made->call.args.at[0]->kind != AST_STARRED;
        return given ? eval_call_result(e, eval(eval_in(e, object.origin_module), made->call.args.at[0]), NULL) : EVAL_UNKNOWN;
    }
    if (object.name.n) {
        return eval_instance_of_name(known_call_class(text_join(e.arena, object.name, T(".__call__"))));
    }
    Ref call = eval_attribute_of(e, object, T("__call__"));
    return call.kind == REF_FUNCTION ? eval_call_result(e, call, NULL) : EVAL_UNKNOWN;
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
        if (decorated(e, callee).kind == REF_UNKNOWN) {
            return EVAL_UNKNOWN;
        }
        if (callee.node->is_async) {
            return function_is_generator(callee.module, callee.node)
                       ? EVAL_UNKNOWN
                       : (Ref){.kind = REF_COROUTINE, .module = callee.module, .node = callee.node};
        }
        return eval_returned(e, callee);
    case REF_INSTANCE: return called_object(e, callee);
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
