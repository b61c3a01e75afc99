// join() of an asyncio queue that nobody who has it calls task_done() on. What a class of the project derived from a queue does
// is not known.
#include "lint/rule.h"

static bool is_plain_queue(Module *m, Node *e)
{
    QueueBound b = queue_held(m, e);
    return b.kind != BOUND_NOT_A_QUEUE && text_starts(b.class_name, T("asyncio."));
}

CHECK(join_without_task_done, c, n)
{
    if (n->call.func->kind != AST_ATTRIBUTE || n->call.args.n || n->call.keywords.n || !is_plain_queue(c->module, call_receiver(n))) {
        return;
    }
    Node *queue = call_receiver(n);
    QueueUse u = queue_use(c->module, queue);
    bool known = !u.escapes && !u.is_parameter && (u.gets || (u.is_private && queue->kind == AST_NAME));
    if (known && !u.finishes && !u.shuts_down) {
        REPORT(c, node_span(n), "", {"call", code_text(c, n)}, {"queue", code_text(c, queue)});
    }
}
