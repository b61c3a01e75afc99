// A producer that cannot wait. CPython, Lib/asyncio/queues.py: put_nowait() raises QueueFull where put() would suspend, and does
// neither on a queue without maxsize.
//
// How often it puts is what decides, and only a loop over what comes in or a function that somebody calls for each piece of data
// says "as often as there is data". Such a function is a method of a protocol that is given data, the emit() of a logging handler, a function or
// lambda that is handed to somebody, or one called on_something that passes on what it is given. What it puts must come from
// outside: a constant is a signal, put once.
#include "python/feed.h"

#include "python/cancel.h"
#include "python/flow.h"
#include "python/inflow.h"
#include "python/pace.h"
#include "python/shape.h"
#include "python/width.h"
#include "python/word.h"

#include <math.h>

// -- the call ---------------------------------------------------------------------------------------------------------------

// `q.put_nowait` of `q.put_nowait(x)`, `loop.call_soon_threadsafe(q.put_nowait, x)`; *item gets x.
static Node *putting(const Node *call, bool *scheduled, Node **item)
{
    static const char *const schedulers[] = {"call_soon", "call_soon_threadsafe", NULL};
    Node *func = call->call.func;
    *scheduled = func->kind == AST_ATTRIBUTE && name_in(func->attribute.attr.text, schedulers) && call->call.args.n > 0;
    Node *put = *scheduled ? call->call.args.at[0] : func;
    int index = *scheduled ? 1 : 0;
    bool is_put = put->kind == AST_ATTRIBUTE && text_eq(put->attribute.attr.text, T("put_nowait"));
    *item = call->call.args.n > index ? call->call.args.at[index] : call_argument(call, -1, "item", NULL);
    return is_put ? put : NULL;
}

// The item is no constant: None, a sentinel of the module, a member of an enumeration.
static bool is_data(Module *m, Node *item)
{
    bool named = false;
    for (int i = item ? item->id : 0; item && i <= item->last && !named; i++) {
        const Node *d = m->ast->nodes[i];
        const Binding *b = d->kind == AST_NAME ? m->binding_of[d->id] : NULL;
        named = b && b->scope->kind != SCOPE_MODULE && b->scope->kind != SCOPE_CLASS;
    }
    return named && constant_of(m, item).kind == CONSTANT_UNKNOWN;
}

// -- whether there is room --------------------------------------------------------------------------------------------------

// The function empties the queue before it puts: a loop around get_nowait().
static bool empties(const Feed *f, Module *m, const Node *function)
{
    for (int i = function->id; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (is_method_call(d, "get_nowait") && node_owner(m, d) == function && node_loop(m, d) && same_place(m, d->call.func->attribute.value, f->queue)) {
            return true;
        }
    }
    return false;
}

// None ends a queue of two or more that whoever puts anything else has emptied before.
static bool ends_what_is_emptied(const Feed *f, Module *m, const Node *call)
{
    const Node *item = call->call.args.n ? call->call.args.at[0] : NULL;
    bool ends = item && is_none(item);
    int others = 0;
    for (int i = 0; ends && f->bound.size >= 2 && i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if (d != call && is_method_call(d, "put_nowait") && same_place(m, d->call.func->attribute.value, f->queue)) {
            others++;
            ends = empties(f, m, node_owner(m, d));
        }
    }
    return ends && others > 0;
}

// The function looks at the queue's length or takes something out of it, or tells the source to be quiet.
static bool is_watched(const Feed *f, Module *m, const Node *call)
{
    static const char *const looks[] = {"full", "qsize", "empty", "get_nowait", "get", "join", "maxsize", NULL};
    static const char *const holds[] = {"pause_reading", "pause_writing", "pause_producing", "stop_reading", NULL};
    const Node *owner = node_owner(m, call);
    if (ends_what_is_emptied(f, m, call)) {
        return true;
    }
    for (int i = owner->id; i <= owner->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind != AST_ATTRIBUTE) {
            continue;
        }
        if (name_in(d->attribute.attr.text, holds) ||
            (name_in(d->attribute.attr.text, looks) && same_place(m, d->attribute.value, f->queue))) {
            return true;
        }
    }
    return false;
}

static bool takes_full(Module *m, Node *type)
{
    if (!type) {
        return true;
    }
    if (type->kind == AST_TUPLE) {
        for (int i = 0; i < type->sequence.elts.n; i++) {
            if (takes_full(m, type->sequence.elts.at[i])) {
                return true;
            }
        }
        return false;
    }
    Ref r = ref_of(m, type);
    return ref_is_name(r, "asyncio.QueueFull") || ref_is_name(r, "builtins.Exception") || ref_is_name(r, "builtins.BaseException") ||
           text_eq(last_name(type), T("QueueFull"));
}

static bool suppresses_full(Module *m, const Node *with)
{
    for (int i = 0; i < with->with.items.n; i++) {
        Node *context = with->with.items.at[i]->with_item.context;
        bool suppress = context->kind == AST_CALL && text_eq(last_name(context->call.func), T("suppress"));
        for (int k = 0; suppress && k < context->call.args.n; k++) {
            if (takes_full(m, context->call.args.at[k])) {
                return true;
            }
        }
        if (context->kind == AST_CALL && !suppress && text_eq(last_name(context->call.func), T("raises"))) {
            return true;
        }
    }
    return false;
}

static bool is_expected(Module *m, const Node *call)
{
    const Node *child = call;
    for (const Node *p = call->parent; p && !opens_definition(p); child = p, p = p->parent) {
        if (p->kind == AST_WITH && suppresses_full(m, p)) {
            return true;
        }
        for (int i = 0; p->kind == AST_TRY && nodes_contain(p->try_.body, child) && i < p->try_.handlers.n; i++) {
            if (takes_full(m, p->try_.handlers.at[i]->handler.type)) {
                return true;
            }
        }
    }
    return false;
}

// How many this function puts into the queue that it has itself made: the same call, each time round what loops it stands in.
static double puts_of(Module *m, const Node *made, const Node *queue, const Node *owner)
{
    double count = 0;
    for (int i = made->last + 1; i <= owner->last; i++) {
        Node *d = m->ast->nodes[i];
        if ((!is_method_call(d, "put_nowait") && !is_method_call(d, "put")) || !same_place(m, d->call.func->attribute.value, queue)) {
            continue;
        }
        Width w = {WIDTH_CONSTANT, 1};
        for (Node *loop = node_loop(m, d); loop && !node_within(made, loop); loop = node_loop(m, loop)) {
            w = width_times(w, width_of_loop(m, loop));
        }
        count += w.kind == WIDTH_CONSTANT ? w.count : HUGE_VAL;
    }
    return count;
}

static bool fits(const Feed *f, Module *m, const Node *call)
{
    const Node *owner = node_owner(m, call);
    bool fresh = f->made && f->made_in == m && f->made->id < call->id && node_owner(m, f->made) == owner;
    return fresh && f->bound.kind == BOUND_SET && puts_of(m, f->made, f->queue, owner) <= f->bound.size;
}

// -- how often --------------------------------------------------------------------------------------------------------------

// What is gone over comes piece by piece: an open file, a pipe, a generator of the project. A collection is there already, and
// takes no more room in the queue.
static bool is_source(Module *m, Node *iterable)
{
    Ref r = ref_of(m, iterable);
    if (ref_is_instance(r, "io.TextIOWrapper") || ref_is_instance(r, "subprocess.pipe")) {
        return true;
    }
    Ref callee = iterable->kind == AST_CALL ? ref_of(m, iterable->call.func) : (Ref){0};
    return callee.kind == REF_FUNCTION && function_is_generator(callee.module, callee.node);
}

// The innermost loop that goes round as often as there is data. A clock that paces it bounds that. What a thread hands over,
// it hands over while the loop is busy with something else.
static Node *open_loop(Module *m, const Node *call, bool scheduled)
{
    for (Node *loop = node_loop(m, call); loop; loop = node_loop(m, loop)) {
        WidthKind width = width_of_loop(m, loop).kind;
        bool open = width == WIDTH_ENDLESS || (width == WIDTH_OPEN && (scheduled || (loop->kind == AST_FOR && is_source(m, loop->for_.iter))));
        if (open && !loop_is_paced(m, loop)) {
            return loop;
        }
    }
    return NULL;
}

// asyncio's protocols are given data by these; connection_made and the like come once.
static bool is_given_data(Module *m, const Node *function)
{
    static const char *const bases[] = {"asyncio.Protocol", "asyncio.BufferedProtocol", "asyncio.DatagramProtocol",
                                        "asyncio.SubprocessProtocol", "asyncio.BaseProtocol", "logging.Handler"};
    static const char *const methods[] = {"data_received", "datagram_received", "buffer_updated", "pipe_data_received", "emit", NULL};
    Node *of = function_class(m, function);
    if (!of || !name_in(function->function.name.text, methods)) {
        return false;
    }
    Ref r = {.kind = REF_CLASS, .module = m, .node = of};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (class_derives_from(r, bases[i])) {
            return true;
        }
    }
    return false;
}

// Somebody is given the function, to be called when there is something: `subscribe(handler)`, `client.on_message = handler`.
// Not what runs once: a task's end, a thread.
static bool is_handed(Module *m, Node *expression)
{
    static const char *const once[] = {"add_done_callback", "call_soon", "call_soon_threadsafe", "call_later", "call_at", "Thread", "Timer",
                                       "run_in_executor", "to_thread", "submit", "create_task", "map", "filter", "sorted", "register",
                                       "partial", "wraps", "run", "add_signal_handler", "callback", "push_async_callback",
                                       "remove_done_callback", NULL};
    Use use = use_of(m, expression);
    if (use.kind == USE_STORED) {
        return node_statement(expression)->kind == AST_ASSIGN && !use.collected;
    }
    return use.kind == USE_PASSED && !use.collected && !name_in(last_name(use.call->call.func), once);
}

// on_message, _on_data; not on_close: that comes once, as do errors, mostly.
static bool is_named_callback(Text name)
{
    static const char *const once[] = {"open", "close", "closed", "connect", "connected", "disconnect", "disconnected", "lost", "made", "error",
                                       "failure", "exception", "done", "completion", "complete", "finish", "finished", "end", "eof", "exit",
                                       "start", "started", "stop", "stopped", "ready", "shutdown", "cancel", "timeout", "init", NULL};
    return (text_starts(name, T("on_")) || text_starts(name, T("_on_"))) && !name_has_word(name, once);
}

// A function within a function is what its uses make of it.
static bool is_callback(Module *m, Node *function)
{
    if (function->kind == AST_LAMBDA) {
        return function->lambda.params.n > 0 && is_handed(m, function);
    }
    Text name = function->function.name.text;
    Node *around = node_owner(m, function);
    const Binding *b = around->kind == AST_FUNCTION ? scope_lookup(scope_opened(m, around), name) : NULL;
    for (int i = 0; b && i < b->reads.n; i++) {
        if (is_handed(m, b->reads.at[i])) {
            return true;
        }
    }
    return b && b->reads.n ? false : is_given_data(m, function) || is_named_callback(name);
}

// Something of what the function is given, its object aside, is in the item.
static bool passes_parameter(const Module *m, const Node *function, const Node *item)
{
    for (int i = item->id; i <= item->last; i++) {
        const Node *d = m->ast->nodes[i];
        const Binding *b = d->kind == AST_NAME ? m->binding_of[d->id] : NULL;
        bool own = b && b->scope->node == function && b->defs.n;
        bool self = own && b->defs.at[0].kind == DEF_PARAM && function->kind == AST_FUNCTION && function_class(m, function) &&
                    function->function.params.at[0] == b->defs.at[0].node;
        if (own && !self) {
            return true;
        }
    }
    return false;
}

static void judge_frequency(Feed *f, Module *m, Node *call, Node *item)
{
    f->kind = FEED_SINGLE;
    if (!is_data(m, item)) {
        return;
    }
    Node *owner = node_owner(m, call), *loop = open_loop(m, call, f->is_scheduled);
    bool function = owner->kind == AST_FUNCTION || owner->kind == AST_LAMBDA;
    if (loop) {
        f->kind = FEED_LOOP, f->by = loop;
    } else if (function && passes_parameter(m, owner, item) && is_callback(m, owner)) {
        f->kind = FEED_CALLBACK, f->by = owner;
    }
}

Feed feed_of(Module *m, Node *call)
{
    Feed f = {0};
    Node *item, *put = putting(call, &f.is_scheduled, &item);
    if (!put) {
        return f;
    }
    f.queue = put->attribute.value;
    f.bound = queue_held(m, f.queue);
    if (f.bound.kind == BOUND_NOT_A_QUEUE) {
        return (Feed){0};
    }
    Ref r = ref_of(m, f.queue);
    f.made = r.origin;
    f.made_in = r.origin_module;
    f.is_watched = is_watched(&f, m, call);
    f.is_expected = !f.is_scheduled && is_expected(m, call);
    f.fits = fits(&f, m, call);
    f.flows_in = flows_in(m->source->text, call->beg);
    judge_frequency(&f, m, call, item);
    return f;
}
