// acquire() of a lock or semaphore of asyncio whose release() in the same function is passed over by exceptions.
#include "lint/rule.h"

static bool is_lock(Module *m, Node *e)
{
    Ref r = ref_of(m, e);
    return ref_is_instance(r, "asyncio.Lock") || ref_is_instance(r, "asyncio.Semaphore") || ref_is_instance(r, "asyncio.BoundedSemaphore") ||
           ref_is_instance(r, "asyncio.Condition");
}

// `await lock.acquire()`, `await wait_for(lock.acquire(), 5)`.
static bool is_waited_for(Module *m, Node *call)
{
    Use use = use_of(m, call);
    return use.kind == USE_AWAITED || (use.kind == USE_PASSED && text_eq(callee_name(m, use.call), T("asyncio.wait_for")));
}

// Nobody outside of the function has it.
static bool is_local(const Module *m, const Node *lock, const Node *function)
{
    const Binding *b = lock->kind == AST_NAME ? m->binding_of[lock->id] : NULL;
    return b && b->scope->node == function && b->defs.n && b->defs.at[0].kind != DEF_PARAM;
}

// Something between the two may raise.
static bool may_raise_between(const Module *m, const Node *from, const Node *to)
{
    for (int i = from->last + 1; i < to->id; i++) {
        const Node *d = m->ast->nodes[i];
        if ((d->kind == AST_CALL && !node_within(to, d)) || is_awaiting(d) || d->kind == AST_YIELD) {
            return true;
        }
    }
    return false;
}

CHECK(semaphore_without_with, c, n)
{
    Module *m = c->module;
    Node *lock = n->call.func->kind == AST_ATTRIBUTE ? call_receiver(n) : NULL;
    Node *function = node_owner(m, n), *release = NULL;
    if (!lock || !is_lock(m, lock) || !is_waited_for(m, n) || is_local(m, lock, function) || node_in_test(m, n)) {
        return;
    }
    for (int i = function->id; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (!is_method_call(d, "release") || !same_place(m, call_receiver(d), lock)) {
            continue;
        }
        if (node_owner(m, d) != function || is_in_clean_up(d, function)) {
            return;
        }
        release = !release && i > n->id ? d : release;
    }
    if (release && may_raise_between(m, n, release)) {
        Finding *f = REPORT(c, node_span(n), "", {"lock", code_text(c, lock)}, {"release", code_text(c, release)});
        report_related(c, f, node_span(release), "given back here");
    }
}
