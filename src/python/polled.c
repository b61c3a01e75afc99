// Processes that have ended before somebody waits for them: `while process.poll() is None: await asyncio.sleep(0.1)`, and then
// `process.wait()`, which gives the exit status at once (CPython, Lib/subprocess.py, Popen._wait: returncode is set).
//
// The loop has to stand before the call in a block that both are in: behind a branch, or where an exception or a cancellation
// came out of it, the process may run on. So it may after a loop that stops for another reason, and if it is another process.
#include "python/blocking.h"
#include "python/flow.h"
#include "python/shape.h"

// `process` in `while process.poll() is None`; NULL: another loop, or one that more than this ends.
static const Node *polled_process(const Module *m, const Node *loop)
{
    const Node *test = loop->kind == AST_WHILE ? loop->while_.test : NULL;
    const Node *call = test && test->kind == AST_COMPARE && test->compare.comparators.n == 1 && test->compare.ops[0] == OP_IS ? test->compare.left : NULL;
    if (!call || call->kind != AST_CALL || call->call.func->kind != AST_ATTRIBUTE || !text_eq(call->call.func->attribute.attr.text, T("poll"))) {
        return NULL;
    }
    const Node *none = test->compare.comparators.at[0];
    for (int i = loop->id; i <= loop->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_BREAK && node_loop(m, d) == loop) {
            return NULL;
        }
    }
    return none->kind == AST_CONSTANT && none->constant.kind == CONST_NONE ? call->call.func->attribute.value : NULL;
}

// Between the loop and the call the name is given another process.
static bool is_assigned_between(const Module *m, const Node *process, int beg, int end)
{
    for (int i = beg; i < end; i++) {
        const Node *d = m->ast->nodes[i];
        for (int k = 0; d->kind == AST_ASSIGN && k < d->assign.targets.n; k++) {
            if (same_place(m, d->assign.targets.at[k], process)) {
                return true;
            }
        }
    }
    return false;
}

// `process.kill()` in the statement before: nothing can put it off, and the kernel ends the process within a moment.
static bool is_killed_before(const Nodes *block, const Module *m, const Node *process, const Node *call)
{
    for (int i = 1; i < block->n; i++) {
        const Node *before = block->at[i - 1], *kill = before->kind == AST_EXPR ? before->value.value : NULL;
        if (node_within(call, block->at[i]) && kill && is_method_call(kill, "kill") && same_place(m, kill->call.func->attribute.value, process)) {
            return true;
        }
    }
    return false;
}

// A statement of the block, before the one that `call` stands in, is the loop.
static bool has_polled_in(const Module *m, const Nodes *block, const Node *process, const Node *call)
{
    for (int i = 0; i < block->n && block->at[i]->last < call->id; i++) {
        const Node *loop = block->at[i];
        const Node *polled = polled_process(m, loop);
        if (polled && same_place(m, polled, process) && !is_assigned_between(m, process, loop->last + 1, call->id)) {
            return true;
        }
    }
    return false;
}

static bool holds(const Nodes *block, const Node *n)
{
    return block->n && block->at[0]->id <= n->id && n->id <= block->at[block->n - 1]->last;
}

// -- behind a test -------------------------------------------------------------------------------------------------------

static bool is_poll_of(const Module *m, const Node *n, const Node *process)
{
    return is_method_call(n, "poll") && same_place(m, n->call.func->attribute.value, process);
}

// `process.poll() is not None`; `status is not None` where `status = process.poll()` stands before it.
static bool tells_end(const Module *m, const Node *test, const Node *process)
{
    bool is_not = test->kind == AST_COMPARE && test->compare.comparators.n == 1 && test->compare.ops[0] == OP_IS_NOT;
    const Node *none = is_not ? test->compare.comparators.at[0] : NULL;
    if (!none || none->kind != AST_CONSTANT || none->constant.kind != CONST_NONE) {
        return false;
    }
    Node *left = test->compare.left;
    Node *value = left->kind == AST_NAME ? blocking_path_named(m, left) : left;
    return value && value->kind == AST_CALL && is_poll_of(m, value, process);
}

// `while not items.empty():`, `if items.qsize() > 0:`; `if ready is items._reader:`, behind a select() that has given it.
static bool asks_for_items(const Module *m, const Node *test, const Node *queue)
{
    for (int i = test->id; i <= test->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool counts = is_method_call(d, "empty") || is_method_call(d, "qsize");
        bool is_end_of_pipe = d->kind == AST_ATTRIBUTE && text_eq(d->attribute.attr.text, T("_reader"));
        const Node *asked = counts ? d->call.func->attribute.value : is_end_of_pipe ? d->attribute.value : NULL;
        if (asked && same_place(m, asked, queue)) {
            return true;
        }
    }
    return false;
}

static bool is_behind_test(const Module *m, const Node *n, const Node *object)
{
    const Node *owner = node_owner(m, n);
    for (const Node *p = n->parent; p && p != owner; p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : p->kind == AST_WHILE ? p->while_.test : NULL;
        bool in_body = test && n->id > test->last;
        if (in_body && (tells_end(m, test, object) || asks_for_items(m, test, object))) {
            return true;
        }
    }
    return false;
}

bool has_polled(Module *m, const Node *n)
{
    const Node *func = n->kind == AST_CALL ? n->call.func : NULL;
    const Node *object = n->kind == AST_WITH_ITEM ? n->with_item.context : func && func->kind == AST_ATTRIBUTE ? func->attribute.value : NULL;
    if (!object || is_behind_test(m, n, object)) {
        return object;
    }
    const Node *owner = node_owner(m, n);
    for (const Node *p = n->parent; p; p = p == owner ? NULL : p->parent) {
        const Nodes *blocks[4];
        int count = ast_blocks(p, blocks);
        for (int i = 0; i < count; i++) {
            if (holds(blocks[i], n) && (has_polled_in(m, blocks[i], object, n) || is_killed_before(blocks[i], m, object, n))) {
                return true;
            }
        }
    }
    return false;
}
