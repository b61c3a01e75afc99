// A task whose maker's value goes nowhere: an expression statement, a name that nothing reads, a lambda that a scheduler
// calls. CPython, Lib/asyncio/tasks.py: _scheduled_tasks is a weak set; documentation of asyncio.create_task, "Important".
#include "lint/rule.h"

static Text advice(const Check *c)
{
    bool groups = target_version(c) == 0 || target_version(c) >= 311;
    return groups ? T("start it in an `asyncio.TaskGroup`, or keep it in a set until it is done: `tasks.add(task); "
                      "task.add_done_callback(tasks.discard)`")
                  : T("keep it in a set until it is done: `tasks.add(task); task.add_done_callback(tasks.discard)`");
}

static Finding *complain(Check *c, Node *n, const char *variant, Text name)
{
    return REPORT(c, node_span(n), variant, {"call", code_text(c, n->call.func)}, {"name", name}, {"advice", advice(c)});
}

// Calls a function later and drops what it gives.
static bool is_scheduler(Module *m, const Node *call)
{
    static const char *const names[] = {"call_soon", "call_later", "call_at", "call_soon_threadsafe", "add_signal_handler",
                                        "add_done_callback", "add_reader", "add_writer", "signal"};
    Text callee = callee_name(m, call);
    Node *func = call->call.func;
    Text last = func->kind == AST_ATTRIBUTE ? func->attribute.attr.text : callee;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_eq(last, text_from(names[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_lambda_dropped(Module *m, Node *lambda)
{
    Use use = use_of(m, lambda);
    return use.kind == USE_PASSED && is_scheduler(m, use.call);
}

// t.add_done_callback(f) as a statement: the only kind of read that keeps nothing.
static bool is_callback_read(const Node *read)
{
    const Node *p = read->parent;
    return p->kind == AST_ATTRIBUTE && text_eq(p->attribute.attr.text, T("add_done_callback")) && p->parent->kind == AST_CALL &&
           p->parent->call.func == p && p->parent->parent->kind == AST_EXPR;
}

// A nested function refers to the name: the frame lives on in it.
static bool is_closure_read(const Module *m, const Binding *b, const Node *read)
{
    return node_owner(m, read) != b->scope->node;
}

static void check_binding(Check *c, Node *n, const Binding *b)
{
    bool called_back = false;
    for (int i = 0; i < b->reads.n; i++) {
        Node *read = b->reads.at[i];
        if (!is_callback_read(read) || is_closure_read(c->module, b, read)) {
            return;
        }
        called_back = true;
    }
    complain(c, n, called_back ? "callback" : "unread", b->name);
}

static void check_task(Check *c, Node *n)
{
    Use use = use_of(c->module, n);
    switch (use.kind) {
    case USE_DROPPED: complain(c, n, "dropped", T("")); break;
    case USE_BOUND:
        if (!use.collected) {
            check_binding(c, n, use.binding);
        }
        break;
    case USE_RETURNED:
        if (use.lambda && is_lambda_dropped(c->module, use.lambda)) {
            complain(c, n, "lambda", T(""));
        }
        break;
    default: break;
    }
}

// What is done with the value is quickly seen; only where that keeps nothing it matters what is called.
static bool may_dangle(Module *m, Node *n)
{
    Use use = use_of(m, n);
    bool lost = use.kind == USE_DROPPED || (use.kind == USE_BOUND && !use.collected) || (use.kind == USE_RETURNED && use.lambda);
    bool given = false;     // a coroutine, or what one may be made of
    for (int i = 0; i < n->call.args.n && !given; i++) {
        given = n->call.args.at[i]->kind != AST_CONSTANT && n->call.args.at[i]->kind != AST_FSTRING;
    }
    return lost && (given || n->call.keywords.n);
}

CHECK(dangling_task, c, n)
{
    if (!may_dangle(c->module, n)) {
        return;
    }
    if (ref_is_name(ref_of(c->module, n->call.func), "asyncio.gather")) {
        if (use_of(c->module, n).kind == USE_DROPPED && n->call.args.n) {
            complain(c, n, "gather", T(""));
        }
        return;
    }
    TaskMaker maker = task_maker(c->module, n);
    if (maker.is_task && !maker.kept && maker.gives_task) {
        check_task(c, n);
    }
}
