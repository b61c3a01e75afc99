// Coroutines that do not end. A worker is one that takes its work from a queue in an endless loop. There are as many as
// somebody starts, however much work there is.
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

static bool is_endless(Module *m, const Node *loop)
{
    Constant c = constant_of(m, loop->while_.test);
    return c.kind == CONSTANT_NUMBER && c.number != 0;
}

static bool takes_from_queue(Module *m, Node *await)
{
    Node *call = await->value.value;
    if (!call || call->kind != AST_CALL || call->call.func->kind != AST_ATTRIBUTE ||
        !text_eq(call->call.func->attribute.attr.text, T("get"))) {
        return false;
    }
    Node *queue = call->call.func->attribute.value;
    Ref r = ref_of(m, queue);
    return ref_is_instance(r, "asyncio.Queue") || ref_is_instance(r, "asyncio.LifoQueue") || ref_is_instance(r, "asyncio.PriorityQueue") ||
           (r.kind == REF_UNKNOWN && (name_contains(last_name(queue), "queue") || text_eq_nocase(last_name(queue), T("q"))));
}

bool is_worker(Ref function)
{
    if (!function.node || function.node->kind != AST_FUNCTION) {
        return false;
    }
    Module *m = function.module;
    for (int i = function.node->id + 1; i <= function.node->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT && takes_from_queue(m, d)) {
            Node *loop = node_loop(m, d);
            if (loop && loop->kind == AST_WHILE && (is_endless(m, loop) || node_within(d, loop->while_.test))) {
                return true;
            }
        }
    }
    return false;
}

static bool is_left(Module *m, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_RETURN || (d->kind == AST_BREAK && node_loop(m, d) == loop)) {
            return true;
        }
    }
    return false;
}

bool runs_for_ever(Ref function)
{
    Nodes body = function.node && function.node->kind == AST_FUNCTION ? function.node->function.body : (Nodes){0};
    for (int i = 0; i < body.n; i++) {
        if (body.at[i]->kind == AST_WHILE && is_endless(function.module, body.at[i]) && !is_left(function.module, body.at[i])) {
            return true;
        }
    }
    return false;
}
