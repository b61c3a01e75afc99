// Coroutines of which the event loop itself keeps the task for as long as they wait. A timer of the loop holds the timeout, and that
// the task (CPython, Lib/asyncio/timeouts.py, Timeout.reschedule; tasks.py, sleep); asyncio.to_thread's thread holds the future that the task waits for.
#include "python/cancelscope.h"
#include "python/flow.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

enum { DEPTH = 4 };

// The block below the line at `start` waits for nothing.
static bool block_waits(Text t, ptrdiff_t start)
{
    ptrdiff_t outer = indentation(t, start), end = next_line(t, start);
    while (end < t.n && (line_at(t, end).n == 0 || indentation(t, end) > outer)) {
        end = next_line(t, end);
    }
    Text block = text_sub(t, next_line(t, start), end);
    return text_has_word(block, "await") || text_has_word(block, "async") || text_has_word(block, "yield");
}

// `self._lock`, which is only taken by blocks that wait for nothing: whoever comes finds it free. By the text, since not all of the
// file is parsed.
static bool is_always_free(const Module *m, const Node *lock)
{
    Text t = m->source->text, name = lock->kind == AST_ATTRIBUTE ? lock->attribute.attr.text : (Text){0};
    int taken = 0;
    for (ptrdiff_t at = 0; text_starts(name, T("_")) && identifier_find(t, name, &at); at += name.n) {
        ptrdiff_t start = line_start(t, at);
        Text line = line_at(t, start), rest = text_trim(text_sub(t, at + name.n, next_line(t, at)));
        bool takes = text_starts(line, T("async with self.")) && text_eq(rest, T(":"));
        bool makes = text_find(rest, T("Lock")) >= 0 && text_starts(line, T("self."));
        if ((!takes && !makes) || (takes && block_waits(t, start))) {
            return false;
        }
        taken += takes;
    }
    return taken > 0;
}

static bool is_timeout(Module *m, const Node *with)
{
    const Node *item = with->with.items.at[0], *call = item->with_item.context;
    Node *delay = call->kind == AST_CALL && scoped_by(m, item) == SCOPED_TIMEOUT ? call_argument(call, 0, "delay", NULL) : NULL;
    return delay && !is_none(delay);
}

// A timeout is around the node, within its function.
static bool is_timed(Module *m, const Node *n)
{
    for (const Node *p = n; p && !opens_definition(p); p = p->parent) {
        if (p->kind == AST_WITH && p->is_async && is_timeout(m, p)) {
            return true;
        }
    }
    return false;
}

// process.wait(): the transport holds who waits, and the loop's child watcher the transport (CPython, Lib/asyncio/base_subprocess.py, _wait).
static bool is_wait_for_process(Module *m, const Node *call)
{
    return is_method_call(call, "wait") && ref_is_instance(ref_of(m, call->call.func->attribute.value), "asyncio.subprocess.Process");
}

// wait_for with a timeout, to_thread, sleep, the end of a process; wait and gather of the tasks in an attribute.
static bool is_held_call(Module *m, const Node *call)
{
    Text name = callee_name(m, call);
    Node *timeout = text_eq(name, T("asyncio.wait_for")) ? call_argument(call, 1, "timeout", NULL) : NULL;
    const Node *first = call->call.args.n ? call->call.args.at[0] : NULL;
    bool waits_for_all = text_eq(name, T("asyncio.wait")) || text_eq(name, T("asyncio.gather"));
    bool is_kept = waits_for_all && call->call.args.n == 1 && (first->kind == AST_STARRED ? first->value.value : first)->kind == AST_ATTRIBUTE;
    return is_kept || (timeout && !is_none(timeout)) || text_eq(name, T("asyncio.to_thread")) || text_eq(name, T("asyncio.sleep")) ||
           is_wait_for_process(m, call);
}

static bool coroutine_is_held(Ref r, int depth);

static bool wait_is_held(Module *m, Node *awaiting, int depth)
{
    if (is_timed(m, awaiting) || !may_suspend(m, awaiting)) {
        return true;
    }
    if (awaiting->kind == AST_WITH) {
        return awaiting->with.items.n == 1 && is_always_free(m, awaiting->with.items.at[0]->with_item.context);
    }
    Node *value = awaiting->kind == AST_AWAIT ? awaiting->value.value : NULL;
    return value && ((value->kind == AST_CALL && is_held_call(m, value)) || (depth > 0 && coroutine_is_held(ref_of(m, value), depth - 1)));
}

static bool coroutine_is_held(Ref r, int depth)
{
    int waits = 0;
    if (r.kind != REF_COROUTINE || !r.node || method_is_redefined(r.module, r.node)) {
        return false;
    }
    for (int i = r.node->id + 1; i <= r.node->last; i++) {
        Node *d = r.module->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d)) {
            if (!wait_is_held(r.module, d, depth)) {
                return false;
            }
            waits++;
        }
    }
    return waits > 0;
}

bool loop_keeps_task(Module *m, Node *expression)
{
    return (expression->kind == AST_CALL && is_held_call(m, expression)) || coroutine_is_held(ref_of(m, expression), DEPTH);
}
