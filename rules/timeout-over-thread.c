// to_thread or run_in_executor directly in wait_for, or awaited in the block of a timeout.
#include "lint/rule.h"

static bool has_word(Text t, Text word)
{
    return text_find(t, word) >= 0;
}

// An argument that speaks of a deadline: timeout=5, `partial(get, timeout=5)`, `deadline`.
static bool has_own_deadline(const Check *c, const Node *call)
{
    for (int i = 0; i < call->call.args.n + call->call.keywords.n; i++) {
        const Node *argument = i < call->call.args.n ? call->call.args.at[i] : call->call.keywords.at[i - call->call.args.n];
        Text t = source_span_text(c->module->source, node_span(argument));
        if (has_word(t, T("timeout")) || has_word(t, T("deadline"))) {
            return true;
        }
    }
    return false;
}

// anyio waits for the thread, whatever happens, unless it may abandon it (anyio.to_thread.run_sync, abandon_on_cancel; cancellable
// before anyio 4.1).
static bool is_shielded(Module *m, Node *call)
{
    Node *may = call_argument(call, -1, "abandon_on_cancel", NULL);
    may = may ? may : call_argument(call, -1, "cancellable", NULL);
    Constant value = may ? constant_of(m, may) : (Constant){0};
    return text_starts(callee_name(m, call), T("anyio.")) && (!may || (value.kind == CONSTANT_NUMBER && value.number == 0));
}

// The function is the project's and asks whether it is still wanted.
static bool asks_cancelled(Module *m, const Node *call)
{
    Ref r = call->call.args.n ? ref_of(m, call->call.args.at[0]) : (Ref){0};
    return r.kind == REF_FUNCTION && has_word(source_span_text(r.module->source, node_span(r.node)), T("check_cancelled"));
}

// The call that waits for it with a timeout that is not None.
static Node *bounded_by(Module *m, Node *n)
{
    Use use = use_of(m, n);
    bool waits = use.kind == USE_PASSED && text_eq(callee_name(m, use.call), T("asyncio.wait_for"));
    Node *timeout = waits ? call_argument(use.call, 1, "timeout", NULL) : NULL;
    if (timeout && ref_of(m, timeout).kind != REF_NONE) {
        return use.call;
    }
    Scoped kind;
    Node *item, *scope = use.kind == USE_AWAITED ? scope_around(m, n, &kind, &item) : NULL;
    return scope && kind == SCOPED_TIMEOUT ? item->with_item.context : NULL;
}

CHECK(timeout_over_thread, c, n)
{
    Node *by = bounded_by(c->module, n);
    if (by && !has_own_deadline(c, n) && !asks_cancelled(c->module, n)) {
        Finding *f = REPORT(c, node_span(n), is_shielded(c->module, n) ? "shielded" : "thread", {"call", code_text(c, n->call.func)});
        report_related(c, f, node_span(by), "the timeout");
    }
}
