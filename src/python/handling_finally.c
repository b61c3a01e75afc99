// task_done() in a finally block: reached without an item, or after another one for the same item.
#include "python/handling.h"

#include "python/flow.h"
#include "python/shape.h"

static bool raises(const Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (m->ast->nodes[i]->kind == AST_RAISE) {
            return true;
        }
    }
    return false;
}

const Node *quiet_handler_around(const Module *m, const Node *n, const Node *try)
{
    for (int i = 0; i < try->try_.handlers.n; i++) {
        const Node *handler = try->try_.handlers.at[i];
        if (node_within(n, handler)) {
            return raises(m, handler) ? NULL : handler;
        }
    }
    return NULL;
}

static bool is_set_by_handlers(Module *m, const Node *name, const Node *try)
{
    const Binding *b = m->binding_of[name->id];
    int handled = 0;
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        if (node_within(d->node, try)) {
            if (!quiet_handler_around(m, d->node, try)) {
                return false;
            }
            handled++;
        } else if (d->node->id < try->id) {
            Constant c = d->kind == DEF_ASSIGN ? constant_of(m, d->value) : (Constant){0};
            if (c.kind != CONSTANT_NONE && !(c.kind == CONSTANT_NUMBER && c.number == 0)) {
                return false;
            }
        }
    }
    return handled > 0;
}

bool jumps_when_handled(Module *m, const Node *jump, const Node *try)
{
    const Node *branch = jump->parent->kind == AST_BRANCH ? jump->parent : NULL, *test = branch ? branch->branch.test : NULL;
    bool first = branch && branch->parent->if_.branches.at[0] == branch;
    if (first && test && test->kind == AST_COMPARE && test->compare.ops[0] == OP_IS_NOT) {
        test = test->compare.left;
    }
    return first && test && test->kind == AST_NAME && is_set_by_handlers(m, test, try);
}

// The TRY of which the call is a statement of the finally block, whatever the item; or NULL.
static const Node *try_of(const Node *done)
{
    const Node *statement = done->parent, *t = statement->parent;
    return statement->kind == AST_EXPR && t && t->kind == AST_TRY && nodes_contain(t->try_.finalbody, statement) ? t : NULL;
}

static bool is_of_queue(const Module *m, const Node *queue, const Node *n, const char *method)
{
    return is_method_call(n, method) && same_place(m, call_receiver(n), queue);
}

static bool is_get(const Module *m, const Node *queue, const Node *n)
{
    return is_of_queue(m, queue, n, "get") || is_of_queue(m, queue, n, "get_nowait");
}

static bool gets_within(const Module *m, const Node *queue, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (is_get(m, queue, m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

static bool asks_for_items(const Module *m, const Node *queue, const Node *test)
{
    for (int i = test ? test->id : 1; test && i <= test->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (is_of_queue(m, queue, d, "empty") || is_of_queue(m, queue, d, "qsize")) {
            return true;
        }
    }
    return false;
}

// The statement before `n` in its block, or NULL.
static const Node *statement_before(const Node *n)
{
    const Nodes *blocks[4];
    for (int b = ast_blocks(n->parent, blocks) - 1; b >= 0; b--) {
        for (int i = 1; i < blocks[b]->n; i++) {
            if (blocks[b]->at[i] == n) {
                return blocks[b]->at[i - 1];
            }
        }
    }
    return NULL;
}

// get_nowait() where the queue was asked whether there is an item: around it, or just before the try.
static bool is_sure_to_get(const Module *m, const Node *queue, const Node *get, const Node *t)
{
    for (const Node *p = get->parent; is_of_queue(m, queue, get, "get_nowait") && p && p->kind != AST_FUNCTION; p = p->parent) {
        if (asks_for_items(m, queue, p->kind == AST_BRANCH ? p->branch.test : p->kind == AST_WHILE ? p->while_.test : NULL)) {
            return true;
        }
    }
    const Node *before = statement_before(t);
    return is_of_queue(m, queue, get, "get_nowait") && before && before->kind == AST_ASSERT && asks_for_items(m, queue, before);
}

Node *get_under_done(Module *m, Node *done)
{
    const Node *t = try_of(done), *owner = node_owner(m, done);
    const Node *queue = call_receiver(done);
    for (int i = t ? t->id : 1; t && i < done->id; i++) {
        Node *d = m->ast->nodes[i];
        if (nodes_contain(t->try_.body, d) && is_get(m, queue, d) && node_owner(m, d) == owner && !is_sure_to_get(m, queue, d, t)) {
            return d;
        }
    }
    return NULL;
}

Node *done_twice(Module *m, Node *done)
{
    const Node *t = try_of(done), *owner = node_owner(m, done);
    const Node *queue = call_receiver(done);
    if (!t || gets_within(m, queue, t)) {
        return NULL;
    }
    for (int i = t->id; i < done->id; i++) {
        Node *d = m->ast->nodes[i];
        bool before = !nodes_contain(t->try_.finalbody, d);
        if (before && is_of_queue(m, queue, d, "task_done") && node_owner(m, d) == owner && node_loop(m, d) == node_loop(m, done)) {
            return d;
        }
    }
    return NULL;
}
