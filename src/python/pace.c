// A loop turns as fast as what it waits for: a clock, or whoever sends the next message. A clock bounds how often; a sender
// does not, an await on the source of the work is no bound.
#include "python/pace.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

static const double AN_INSTANT = 0.05;      // seconds

// The statement runs in every round: no branch, handler or inner loop is between.
static bool is_always_run(const Node *n, const Node *loop)
{
    for (n = n->parent; n && n != loop; n = n->parent) {
        if (n->kind == AST_BRANCH || n->kind == AST_HANDLER || n->kind == AST_FOR || n->kind == AST_WHILE) {
            return false;
        }
    }
    return n == loop;
}

bool loop_is_paced(Module *m, const Node *loop)
{
    for (int i = loop->id + 1; loop->kind == AST_WHILE && i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_CALL && text_eq(callee_name(m, d), T("asyncio.sleep")) && d->parent->kind == AST_AWAIT &&
                   is_always_run(d, loop)) {
            Constant c = d->call.args.n ? constant_of(m, d->call.args.at[0]) : (Constant){0};
            return c.kind != CONSTANT_NUMBER || c.number >= AN_INSTANT;
        }
    }
    return false;
}

// Not accept(): a task for each connection is how servers are built, asyncio's own does it.
static bool calls_receiver(const Module *m, const Node *n)
{
    static const char *const receiving[] = {"get", "getone", "recv", "receive", "read", "readline", "next", "anext", "pop", "arecv", "aget",
                                            "areceive", "blpop", "brpop", "xread", "poll", "fetch", NULL};
    for (int i = n->id; i <= n->last; i++) {
        const Node *call = m->ast->nodes[i];
        if (call->kind == AST_CALL && name_has_word(last_name(call->call.func), receiving)) {
            return true;
        }
    }
    return false;
}

// await queue.get(), or of the task that does so: `getter = create_task(queue.get()); ...; await getter`.
static bool awaits_message(const Module *m, const Node *await)
{
    const Node *value = await->value.value;
    const Binding *b = value && value->kind == AST_NAME ? m->binding_of[value->id] : NULL;
    const Def *d;
    bool is_task = b && defs_reaching(m, b, value, &d, 1) == 1 && d->kind == DEF_ASSIGN && d->value->kind == AST_CALL;
    return value && calls_receiver(m, is_task ? d->value : value);
}

// Each round starts with what an await received.
static bool receives(const Module *m, const Node *loop, const Node *n)
{
    if (loop->kind != AST_WHILE) {
        return loop->is_async;
    }
    for (int i = loop->id + 1; i <= loop->last && i <= n->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT && awaits_message(m, d)) {
            return true;
        }
    }
    return false;
}

bool node_in_stream(Module *m, const Node *n)
{
    for (const Node *loop = node_loop(m, n); loop; loop = node_loop(m, loop)) {
        if (receives(m, loop, n)) {
            return true;
        }
    }
    return false;
}
