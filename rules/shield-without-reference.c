// shield of a coroutine, or of a task made in place, where the shield itself is only awaited.
#include "lint/rule.h"

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
    if (loses && awaited) {
        REPORT(c, node_span(n), "", {"coroutine", code_text(c, inner)});
    }
}
