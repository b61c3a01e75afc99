// shield of a coroutine, or of a task made in place, where the shield itself is only awaited.
#include "lint/rule.h"

// It stands where a cancellation has arrived already, or the last is done: in a handler that takes one, a finally block, __aexit__.
// Only another cancellation can part it from its task.
static bool is_last_act(Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    for (const Node *p = n->parent; p && p != owner; p = p->parent) {
        Node *type = p->kind == AST_HANDLER ? p->handler.type : NULL;
        if (p->kind == AST_HANDLER && (catches_cancelled(m, type) != CATCH_NONE || class_derives_from(ref_of(m, type), "asyncio.CancelledError"))) {
            return true;
        }
    }
    return node_in_finally(n) || (owner && owner->kind == AST_FUNCTION && text_eq(owner->function.name.text, T("__aexit__")));
}

CHECK(shield_without_reference, c, n)
{
    Module *m = c->module;
    Node *inner = call_argument(n, 0, "arg", NULL);
    if (!inner || inner->kind != AST_CALL) {
        return;
    }
    TaskMaker maker = task_maker(m, inner);
    bool loses = is_coroutine_call(m, inner) || (maker.is_task && !maker.kept && !maker.by_wrapper);
    Use use = use_of(m, n);
    bool awaited = use.kind == USE_AWAITED || (use.kind == USE_PASSED && text_eq(callee_name(m, use.call), T("asyncio.wait_for")));
    if (loses && awaited && !waits_for_kept(m, inner) && !loop_keeps_task(m, inner) && !runs_in_one_step(m, inner)) {
        Finding *f = REPORT(c, node_span(n), "", {"coroutine", code_text(c, inner)});
        const Node *owner = node_owner(m, n);
        if (is_main_coroutine(m, owner) || node_serves_test(m, n) || is_last_act(m, n) || runs_in_kept_task(m, owner)) {
            report_severity(c, f, SEVERITY_NOTE);
        }
    }
}
