// asyncio.wait of coroutines (refused since Python 3.11), and of tasks that nothing but the wait holds where the sets it
// gives are not used: made in its own arguments, or in local names that nobody else reads.
#include "lint/rule.h"

typedef bool (*Test)(Module *m, Node *element);

enum { ANY_READS = -1 };

// What a local name holds that is assigned once and read `reads` times; anything else stands for itself.
static Node *held(const Module *m, Node *n, int reads)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    const Def *d = b && b->defs.n == 1 && b->scope->kind == SCOPE_FUNCTION && !b->is_rebound_elsewhere ? &b->defs.at[0] : NULL;
    bool only = d && d->kind == DEF_ASSIGN && d->value && (reads == ANY_READS || b->reads.n == reads);
    return only ? d->value : n;
}

// All elements of a display or comprehension, in their place or in a name.
static bool elements_are(Module *m, Node *n, Test test, int reads)
{
    n = held(m, n, reads);
    if (n->kind == AST_LIST || n->kind == AST_SET || n->kind == AST_TUPLE) {
        bool all = n->sequence.elts.n > 0;
        for (int i = 0; i < n->sequence.elts.n; i++) {
            all = all && test(m, held(m, n->sequence.elts.at[i], reads));
        }
        return all;
    }
    bool comprehension = n->kind == AST_LIST_COMP || n->kind == AST_SET_COMP || n->kind == AST_GENERATOR;
    return comprehension && test(m, n->comp.elt);
}

static bool is_new_task(Module *m, Node *element)
{
    return element->kind == AST_CALL && task_maker(m, element).is_task && !task_maker(m, element).kept;
}

// event.wait(), sleep(): nothing to be told of how it ended.
static bool only_waits(Module *m, Node *element)
{
    Node *made = element->kind == AST_CALL ? task_maker(m, element).coroutine : NULL;
    Text name = made && made->kind == AST_CALL ? last_name(made->call.func) : (Text){0};
    return text_eq(name, T("wait")) || text_eq(name, T("sleep"));
}

static bool is_coroutine_element(Module *m, Node *element)
{
    return is_coroutine_call(m, element);
}

// The sets that the wait gives are not looked at: all of it, or the second one.
static bool drops_pending(Module *m, Node *await)
{
    Node *p = await->parent;
    if (p->kind == AST_EXPR) {
        return true;
    }
    Node *target = p->kind == AST_ASSIGN && p->assign.targets.n == 1 ? p->assign.targets.at[0] : NULL;
    bool pair = target && (target->kind == AST_TUPLE || target->kind == AST_LIST) && target->sequence.elts.n == 2;
    Node *pending = pair ? target->sequence.elts.at[1] : NULL;
    const Binding *b = pending && pending->kind == AST_NAME ? m->binding_of[pending->id] : NULL;
    return b && b->reads.n == 0 && b->scope->kind == SCOPE_FUNCTION && !b->is_rebound_elsewhere;
}

static bool may_leave_pending(Module *m, const Node *call)
{
    Node *timeout = call_argument(call, -1, "timeout", NULL), *when = call_argument(call, -1, "return_when", NULL);
    return (timeout && ref_of(m, timeout).kind != REF_NONE) || (when && !text_eq(last_name(when), T("ALL_COMPLETED")));
}

// What is left alone is cancelled soon, with the loop, or nobody waits for what becomes of it: it only waits itself, and there are no more of
// its kind each time round a loop.
static bool is_of_little_weight(Module *m, Node *call, Node *things)
{
    const Node *owner = node_owner(m, call);
    if (!node_loop(m, call) && elements_are(m, things, only_waits, 1)) {
        return true;
    }
    return node_serves_test(m, call) || (owner->kind == AST_FUNCTION && coroutine_is_run(m, owner));
}

CHECK(wait_misuse, c, n)
{
    Module *m = c->module;
    Node *things = call_argument(n, 0, "fs", NULL);
    int target = target_version(c);
    if (!things || is_expected_to_fail(n)) {
        return;
    }
    if ((!target || target >= 311) && elements_are(m, things, is_coroutine_element, ANY_READS)) {
        report(c, node_span(things), "coroutines", NULL, 0);
        return;
    }
    if (n->parent->kind != AST_AWAIT || !elements_are(m, things, is_new_task, 1) || !drops_pending(m, n->parent)) {
        return;
    }
    bool pending = may_leave_pending(m, n);
    if (!pending && elements_are(m, things, only_waits, 1)) {
        return;
    }
    if (pending || n->parent->parent->kind == AST_EXPR) {
        Finding *f = report(c, node_span(n), pending ? "pending" : "dropped", NULL, 0);
        report_severity(c, f, !pending || is_of_little_weight(m, n, things) ? SEVERITY_NOTE : SEVERITY_WARNING);
    }
}
