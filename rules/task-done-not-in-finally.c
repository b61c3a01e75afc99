// Each get() of a queue takes one task_done() (python/handling.h). Reported at what leaves it out, once a function and queue.
#include "lint/rule.h"

// The first task_done() of this queue in its function.
static bool is_first(const Module *m, const Node *done)
{
    const Node *owner = node_owner(m, done);
    for (int i = owner->id; i < done->id; i++) {
        const Node *d = m->ast->nodes[i];
        if (is_method_call(d, "task_done") && node_owner(m, d) == owner && same_place(m, call_receiver(d), call_receiver(done))) {
            return false;
        }
    }
    return true;
}

// Somebody may wait for the queue: here, or where it comes from.
static bool may_be_joined(Module *m, Node *queue)
{
    QueueUse u = queue_use(m, queue);
    return u.joins || u.escapes || u.is_parameter || !u.is_private;
}

static const char *word_of(const Node *jump)
{
    switch (jump->kind) {
    case AST_CONTINUE: return "continue";
    case AST_BREAK: return "break";
    case AST_RETURN: return "return";
    case AST_RAISE: return "raise";
    default: return NULL;
    }
}

CHECK(task_done_not_in_finally, c, n)
{
    Module *m = c->module;
    if (n->call.func->kind != AST_ATTRIBUTE || !is_first(m, n)) {
        return;
    }
    Node *queue = call_receiver(n);
    Skip skip = is_no_asyncio_queue(m, queue) || !may_be_joined(m, queue) ? (Skip){0} : skipped_done(m, n);
    if (!skip.cause) {
        return;
    }
    const char *jump = word_of(skip.cause);
    Finding *f = jump ? REPORT(c, node_span(skip.cause), "jump", {"jump", text_from(jump)}, {"done", code_text(c, n)}, {"queue", code_text(c, queue)})
                      : REPORT(c, node_span(skip.cause), "caught", {"done", code_text(c, n)}, {"queue", code_text(c, queue)});
    report_related(c, f, node_span(skip.get), "the item is taken here");
    if (!queue_use(m, queue).joins) {
        report_severity(c, f, SEVERITY_NOTE);       // somebody elsewhere may
    }
    if (skip.handler) {
        report_related(c, f, (Span){skip.handler->beg, skip.handler->beg + 6}, "the exception is caught here");
    }
    report_related(c, f, node_span(n), "left out");
}
