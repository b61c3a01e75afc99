// x.cancel(); then await x, with CancelledError caught by a handler or contextlib.suppress (python/cancel.h).
#include "lint/rule.h"

enum { SECONDS_SHORT = 1 };     // nobody cancels it just then

// Nobody cancels a test, or the outermost coroutine, but to end it all.
static bool is_outermost(const Module *m, const Node *n)
{
    const Node *function = node_owner(m, n);
    Text name = function->function.name.text;
    return node_serves_test(m, n) || text_eq(name, T("main")) || text_eq(name, T("amain")) || is_main_coroutine(m, function);
}

// Whoever cancels all tasks is at the end of the program, and the last.
static bool cancels_all_tasks(const Module *m, const Node *n)
{
    const Node *function = node_owner(m, n);
    for (int i = function->id; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && text_eq(last_name(d->call.func), T("all_tasks"))) {
            return true;
        }
    }
    return false;
}

// Something is done in a task that was to end: in the next turn of a loop, behind the wait, or by who called, and not to close something.
static bool goes_on(Module *m, const Swallow *s, const Node *catcher)
{
    if (s->work) {
        return s->endless || !node_closes(m, catcher);
    }
    return !node_in_finally(catcher) && callers_go_on(m, node_owner(m, catcher));
}

static void check(Check *c, Swallow s, const Node *catcher, Span span)
{
    Node *task = s.cancelled ? s.cancelled->call.func->attribute.value : NULL;
    bool is_lost = s.by != CATCH_NONE && s.after != AFTER_RAISE && s.after != AFTER_CONVERSION;
    if (!task || !is_lost || joins_in_finally(c->module, catcher, task)) {
        return;
    }
    Finding *f = REPORT(c, span, "", {"task", code_text(c, task)});
    bool is_last = is_outermost(c->module, s.cancelled) || cancels_all_tasks(c->module, s.cancelled);
    bool is_rare = s.within <= SECONDS_SHORT || ref_is_instance(ref_of(c->module, task), "asyncio.Future");
    if (s.on_condition || s.drains || is_rare || is_last || !goes_on(c->module, &s, catcher)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
    report_related(c, f, node_span(s.cancelled), "cancelled here");
}

CHECK(cancel_then_wait, c, n)
{
    Module *m = c->module;
    for (int i = n->id + 1; n->is_async && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_HANDLER && node_owner(m, d) == n) {
            check(c, swallow_of_handler(m, d), d, (Span){d->beg, d->handler.type ? d->handler.type->end : d->beg + 6});
        } else if (d->kind == AST_WITH && node_owner(m, d) == n) {
            check(c, swallow_of_with(m, d), d, node_span(d->with.items.at[0]->with_item.context));
        }
    }
}
