// CPython, Lib/asyncio/queues.py: get() on a queue that is not empty does not suspend. So a worker whose job does not suspend either
// takes one job after the other in a single step of its task, until the queue is empty: maxsize jobs, whatever the number
// of workers.
//
// The worker's queue is the one made there: by the name or attribute that it was assigned to, or as the argument for the
// worker's parameter.
#include "python/jobqueue.h"

#include "python/blocking.h"
#include "python/flow.h"
#include "python/shape.h"

static bool is_made_by(Module *m, Node *expression, const Node *made)
{
    Ref r = ref_of(m, expression);
    return r.kind == REF_INSTANCE && r.origin == made;
}

// Some call of the worker's function gives it the queue for the parameter that the name is.
static bool is_given(Module *m, Node *name, const Node *made)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    const Node *p = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_PARAM ? b->defs.at[0].node : NULL;
    Node *function = p ? p->parent : NULL;
    for (int i = 0; function && function->kind == AST_FUNCTION && i < m->ast->n; i++) {
        Node *call = m->ast->nodes[i];
        if (call->kind != AST_CALL || !text_eq(callee_last_name(m, call), function->function.name.text)) {
            continue;
        }
        Ref r = ref_of(m, call->call.func);
        int index = r.bound ? -1 : 0;
        for (int k = 0; k < function->function.params.n && function->function.params.at[k] != p; k++) {
            index++;
        }
        Node *argument = r.kind == REF_FUNCTION && r.node == function ? call_argument(call, index, NULL, NULL) : NULL;
        if (argument && is_made_by(m, argument, made)) {
            return true;
        }
    }
    return false;
}

// `await q.get()`: q.
static Node *taken_from(const Node *await)
{
    Node *call = await->kind == AST_AWAIT ? await->value.value : NULL;
    return call && is_method_call(call, "get") && call->call.args.n == 0 ? call->call.func->attribute.value : NULL;
}

// Nothing in the loop but this await suspends, and what is taken is worked off here: not returned to somebody.
static bool is_single_wait(Module *m, const Node *loop, const Node *get)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_YIELD || d->kind == AST_YIELD_FROM || (d->is_async && d->kind != AST_FUNCTION)) {
            return false;
        } else if (d->kind == AST_RETURN && d->value.value && ref_of(m, d->value.value).kind != REF_NONE) {
            return false;
        } else if (d->kind == AST_AWAIT && d != get && may_suspend(m, d)) {
            return false;
        }
    }
    return true;
}

static Node *blocking_in(Module *m, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_CALL && (blocking_at(m, d).entry || text_eq(callee_name(m, d), T("time.sleep")))) {
            return d;
        }
    }
    return NULL;
}

JobQueue job_queue_of(Module *m, Node *made)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *d = m->ast->nodes[i], *queue = taken_from(d);
        Node *loop = queue && node_in_async(m, d) ? node_loop(m, d) : NULL;
        if (!loop || loop->kind != AST_WHILE || !is_single_wait(m, loop, d)) {
            continue;
        }
        if (is_made_by(m, queue, made) || is_given(m, queue, made)) {
            return (JobQueue){d, loop, blocking_in(m, loop)};
        }
    }
    return (JobQueue){0};
}
