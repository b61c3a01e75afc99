// A write without drain() is a put into a queue without bound: the transport's buffer. Only what is proven to be a StreamWriter
// counts (nearly every `.write` in a loop is a file): by an annotation, open_connection(), a process's stdin, or as the second
// parameter of what start_server() is given.
//
// In a loop that goes round as often as there is data, drain() must be in the loop; behind it, everything is in the buffer
// already. Loops over what a handful of things or a line of a protocol has (headers) write as much as that, and are silent.
#include "python/stream.h"

#include "python/flow.h"
#include "python/origin.h"
#include "python/pace.h"
#include "python/shape.h"
#include "python/width.h"
#include "python/word.h"

enum { HELPER_NODES = 300 };

// -- what is a writer -------------------------------------------------------------------------------------------------------

// The function is given to asyncio.start_server() as what handles a connection.
static bool handles_connections(Module *m, const Node *function)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *d = m->ast->nodes[i];
        Text last = d->kind == AST_CALL ? callee_last_name(m, d) : (Text){0};
        if (!text_eq(last, T("start_server")) && !text_eq(last, T("start_unix_server"))) {
            continue;
        }
        Node *handler = text_starts(callee_name(m, d), T("asyncio.")) ? call_argument(d, 0, "client_connected_cb", NULL) : NULL;
        Ref r = handler ? ref_of(m, handler) : (Ref){0};
        if (r.kind == REF_FUNCTION && r.module == m && r.node == function) {
            return true;
        }
    }
    return false;
}

// What start_server() hands over: the parameter at `index`, behind self.
static bool is_handed(Module *m, const Node *name, int index)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    const Def *d = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_PARAM ? &b->defs.at[0] : NULL;
    Node *function = d ? d->node->parent : NULL;
    if (!function || function->kind != AST_FUNCTION || d->node->param.annotation) {
        return false;
    }
    index += function_class(m, function) ? 1 : 0;
    Nodes params = function->function.params;
    return params.n > index && params.at[index] == d->node && handles_connections(m, function);
}

static bool is_writer(Module *m, Node *expression)
{
    return ref_is_instance(ref_of(m, expression), "asyncio.StreamWriter") || is_handed(m, expression, 1);
}

bool stream_is_reader(Module *m, Node *expression)
{
    return ref_is_instance(ref_of(m, expression), "asyncio.StreamReader") || is_handed(m, expression, 0);
}

static Node *written_to(Module *m, const Node *call)
{
    bool writes = is_method_call(call, "write") || is_method_call(call, "writelines");
    Node *writer = writes ? call->call.func->attribute.value : NULL;
    return writer && is_writer(m, writer) ? writer : NULL;
}

// -- what waits -------------------------------------------------------------------------------------------------------------

static bool mentions_drain(const Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (text_eq(last_name(m->ast->nodes[i]), T("drain"))) {
            return true;
        }
    }
    return false;
}

// await self.flush() where flush() drains, await of what is not known with the writer in it.
static bool waits_for_writes(Module *m, const Node *await, const Node *writer)
{
    Ref r = await->value.value ? ref_of(m, await->value.value) : (Ref){0};
    if (r.kind == REF_COROUTINE && r.node && r.node->last - r.node->id <= HELPER_NODES) {
        return mentions_drain(r.module, r.node);
    }
    for (int i = await->id; i <= await->last; i++) {
        if (same_place(m, m->ast->nodes[i], writer)) {
            return true;
        }
    }
    return false;
}

// Something in the subtree waits for what was written, looks at how much that is, or ends the stream.
static Node *waiting_in(Module *m, const Node *n, int from, const Node *writer)
{
    static const char *const looks[] = {"drain", "get_write_buffer_size", "set_write_buffer_limits", "wait_closed", NULL};
    for (int i = from; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if ((d->kind == AST_AWAIT && waits_for_writes(m, d, writer)) || name_in(last_name(d), looks)) {
            return d;
        }
    }
    return NULL;
}

// -- how much ---------------------------------------------------------------------------------------------------------------

// The loop goes round as often as there is data: it reads while it writes, or goes over something that may be long.
static bool is_open(Module *m, Node *loop)
{
    if (loop_is_paced(m, loop)) {
        return false;
    }
    Width w = width_of_loop(m, loop);
    if (w.kind == WIDTH_ENDLESS) {
        return true;
    }
    if (w.kind != WIDTH_OPEN || loop->kind != AST_FOR) {
        return w.kind == WIDTH_OPEN && loop->kind == AST_WHILE;
    }
    Origin o = origin_then(origin_of_target(loop->for_.target, loop->for_.iter), origin_of(m, loop->for_.iter));
    return !o.things && (o.data || o.listing || o.answer);
}

static Node *open_loop(Module *m, const Node *call, const Node *writer)
{
    Node *open = NULL;
    for (Node *loop = node_loop(m, call); loop; loop = node_loop(m, loop)) {
        if (is_comprehension(loop) || waiting_in(m, loop, loop->id + 1, writer)) {
            break;
        }
        open = is_open(m, loop) ? loop : open;
    }
    return open;
}

// The call is the first one of its function that writes to the stream.
static bool is_first(Module *m, const Node *function, const Node *call)
{
    for (int i = function->id + 1; i < call->id; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_CALL && written_to(m, d)) {
            return false;
        }
    }
    return true;
}

static bool ends_stream(const Module *m, const Node *function)
{
    static const char *const ends[] = {"close", "write_eof", "abort", "aclose", "communicate", NULL};
    for (int i = function->id + 1; i <= function->last; i++) {
        if (name_in(last_name(m->ast->nodes[i]), ends)) {
            return true;
        }
    }
    return false;
}

StreamWrite stream_write(Module *m, Node *call)
{
    StreamWrite w = {0};
    w.writer = written_to(m, call);
    Node *function = node_owner(m, call);
    if (!w.writer || function->kind != AST_FUNCTION) {
        return w;
    }
    w.loop = open_loop(m, call, w.writer);
    if (w.loop) {
        w.kind = WRITE_LOOP;
        w.drain = waiting_in(m, function, w.loop->last + 1, w.writer);
    } else if (function->is_async && !waiting_in(m, function, function->id + 1, w.writer) && !ends_stream(m, function) && is_first(m, function, call)) {
        w.kind = WRITE_FUNCTION;
    }
    return w;
}
