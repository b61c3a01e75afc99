// A task whose maker's value goes nowhere: an expression statement, a name that nothing reads, a function that a scheduler
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

// Calls a function later and drops what it gives: the argument that is the function, or NULL.
static Node *scheduled(Module *m, const Node *call)
{
    static const struct { const char *name; int index; } schedulers[] = {
        {"call_soon", 0}, {"call_soon_threadsafe", 0}, {"call_later", 1}, {"call_at", 1}, {"add_done_callback", 0},
        {"add_signal_handler", 1}, {"add_reader", 1}, {"add_writer", 1}, {"signal", 1},
    };
    Text last = callee_last_name(m, call);
    for (size_t i = 0; i < sizeof schedulers / sizeof *schedulers; i++) {
        if (text_is(last, schedulers[i].name)) {
            return call_argument(call, schedulers[i].index, "callback", NULL);
        }
    }
    return NULL;
}

static bool is_lambda_dropped(Module *m, Node *lambda)
{
    Use use = use_of(m, lambda);
    return use.kind == USE_PASSED && scheduled(m, use.call) == lambda;
}

// loop.call_later(1, asyncio.create_task, job()): the loop drops what the function gives, here a task.
static void check_scheduled(Check *c, Node *n)
{
    Node *f = scheduled(c->module, n);
    if (f && f->kind == AST_CALL && f->call.args.n && ref_is_name(ref_of(c->module, f->call.func), "functools.partial")) {
        f = f->call.args.at[0];
    }
    if (f && is_task_function(c->module, f) && !(n->call.args.n > 1 && runs_in_one_step(c->module, n->call.args.at[n->call.args.n - 1]))) {
        REPORT(c, node_span(n), "scheduled", {"call", code_text(c, f)}, {"scheduler", code_text(c, n->call.func)},
               {"advice", advice(c)});
    }
}

// t.add_done_callback(f), t.set_name(s) as a statement: reads that keep nothing.
static bool keeps_nothing(const Node *read)
{
    const Node *p = read->parent;
    return p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p && p->parent->parent->kind == AST_EXPR &&
           (text_eq(p->attribute.attr.text, T("add_done_callback")) || text_eq(p->attribute.attr.text, T("set_name")));
}

// A nested function refers to the name: the frame lives on in it.
static bool is_closure_read(const Module *m, const Binding *b, const Node *read)
{
    return node_owner(m, read) != b->scope->node;
}

// `del name`, `name = None` further down say how long it is to be kept.
static bool is_released(const Binding *b, const Node *n)
{
    for (int i = 0; i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        bool releases = d->kind == DEF_ASSIGN && is_none(d->value);
        if (d->kind == DEF_DELETED || (releases && d->node->id > n->id)) {
            return true;
        }
    }
    return false;
}

// A local name keeps the task while its function runs. When that is over at once it is as good as dropped.
static void check_binding(Check *c, Node *n, const Binding *b, const char *variant)
{
    FrameLife life = frame_after(c->module, n);
    if (is_released(b, n) || life == FRAME_ENDLESS) {
        return;
    }
    for (int i = 0; i < b->reads.n; i++) {
        Node *read = b->reads.at[i];
        if (!keeps_nothing(read) || is_closure_read(c->module, b, read)) {
            return;
        }
        variant = "callback";
    }
    Finding *f = complain(c, n, variant, b->name);
    if (life == FRAME_SUSPENDS || life == FRAME_LASTS) {
        report_severity(c, f, node_loop(c->module, n) ? SEVERITY_WARNING : SEVERITY_NOTE);     // the next turn binds the name to another
    }
}

// What it works for is a report of what went on, and small when it is lost: a method of a logger, telemetry, metrics.
static bool is_telemetry(const Node *coroutine)
{
    static const char *const words[] = {"telemetry", "metric", "analytic", "tracer", NULL}, *const reporters[] = {"logger", NULL},
                             *const logs[] = {"logging", NULL}, *const hooks[] = {"hook", NULL};
    const Node *f = coroutine && coroutine->kind == AST_CALL ? coroutine->call.func : NULL;
    const Node *receiver = f && f->kind == AST_ATTRIBUTE ? f->attribute.value : NULL;
    if (f && name_has_word(last_name(receiver), logs) && name_has_word(last_name(f), hooks)) {
        return true;
    }
    return f && (name_has_word(last_name(f), words) || name_has_word(last_name(receiver), words) || name_has_word(last_name(receiver), reporters));
}

// The loop keeps the task while it waits, and nothing is lost of it: what fails is dealt with inside, or in a thread.
static bool is_kept_by_loop(Module *m, Node *coroutine)
{
    return loop_keeps_task(m, coroutine) && (keeps_exceptions(m, coroutine) || text_eq(callee_name(m, coroutine), T("asyncio.to_thread")));
}

static bool is_small(const Check *c, const Node *n, Node *coroutine)
{
    if (coroutine && coroutine->kind == AST_CALL && is_kept_by_loop(c->module, coroutine)) {
        return true;
    }
    return runs_in_finalizer(c->module, n) || is_telemetry(coroutine) || (coroutine && waits_for_kept(c->module, coroutine));
}

// Whether somebody hears of its exception: the coroutine itself, or a callback that the wrapper adds.
static bool is_heard(Check *c, const Node *n, TaskMaker maker)
{
    return (maker.coroutine && keeps_exceptions(c->module, maker.coroutine)) || (maker.by_wrapper && wrapper_adds_callback(c->module, n));
}

static void check_task(Check *c, Node *n, Node *coroutine, const char *dropped, const char *unread)
{
    Use use = use_of(c->module, n);
    switch (use.kind) {
    case USE_DROPPED:
        if (!is_expected_to_fail(n)) {
            Finding *f = complain(c, n, dropped, T(""));
            if (is_small(c, n, coroutine)) {
                report_severity(c, f, SEVERITY_NOTE);
            }
        }
        break;
    case USE_BOUND: check_binding(c, n, use.binding, unread); break;
    case USE_RETURNED:
        if (use.lambda && is_lambda_dropped(c->module, use.lambda)) {
            complain(c, n, "lambda", T(""));
        }
        break;
    default: break;
    }
}

CHECK(dangling_task, c, n)
{
    Text last = callee_last_name(c->module, n);
    if ((!last.n || text_eq(last, T("gather"))) && ref_is_name(ref_of(c->module, n->call.func), "asyncio.gather")) {
        if (!gathers_existing(c->module, n)) {
            check_task(c, n, NULL, "gather", "gather");
        }
        return;
    }
    bool given_on = n->parent->kind == AST_AWAIT || n->parent->kind == AST_CALL || n->parent->kind == AST_KEYWORD;
    TaskMaker maker = given_on ? (TaskMaker){0} : task_maker(c->module, n);
    if (maker.coroutine && runs_in_one_step(c->module, maker.coroutine)) {
        return;
    }
    if (maker.is_task && !maker.kept && maker.gives_task) {
        bool heard = is_heard(c, n, maker);
        check_task(c, n, maker.coroutine, heard ? "collected" : "dropped", heard ? "forgotten" : "unread");
    } else if (!maker.is_task) {
        check_scheduled(c, n);
    }
}
