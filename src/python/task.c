// What makes a task: asyncio's own functions, an event loop's or TaskGroup's method, and functions of the project that
// wrap them (`self.spawn(coro)`), read for what they do with the task.
#include "python/flow.h"
#include "python/word.h"

enum { WRAPPER_DEPTH = 4, WRAPPER_NODES = 400 };

static Ref receiver(Module *m, const Node *call)
{
    return call->call.func->kind == AST_ATTRIBUTE ? ref_of(m, call->call.func->attribute.value) : (Ref){0};
}

static bool is_loop_instance(Ref r)
{
    return r.kind == REF_INSTANCE && (ref_is_instance(r, "asyncio.AbstractEventLoop") || ref_is_instance(r, "asyncio.BaseEventLoop") ||
                                      ref_is_instance(r, "asyncio.SelectorEventLoop"));
}

static bool is_task_name(Text name)
{
    return text_eq(name, T("asyncio.create_task")) || text_eq(name, T("asyncio.ensure_future")) || text_eq(name, T("asyncio.async")) ||
           text_eq(name, T("asyncio.AbstractEventLoop.create_task"));
}

bool is_task_function(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    return r.kind == REF_NAME && is_task_name(r.name);
}

// ensure_future() gives back a future that it is handed. A coroutine is used once, and mostly where it is made: what is read
// twice, or lies in an attribute, may be a future.
static bool may_be_future(Module *m, Node *expression)
{
    if (ref_of(m, expression).kind == REF_COROUTINE) {
        return false;
    }
    const Binding *b = expression->kind == AST_NAME ? m->binding_of[expression->id] : NULL;
    return is_future(m, expression) || (b ? b->reads.n > 1 : expression->kind != AST_CALL && expression->kind != AST_NAME);
}

// `group.create_task(work())` with a group that nobody declares: what takes a coroutine by that name makes a task of it.
// Whether it keeps the task is not known, so it is taken to.
static bool is_create_task_of_somebody(Module *m, const Node *call, Node *coroutine)
{
    Node *func = call->call.func;
    return func->kind == AST_ATTRIBUTE && text_eq(func->attribute.attr.text, T("create_task")) &&
           ref_of(m, func).kind == REF_UNKNOWN && ref_of(m, coroutine).kind == REF_COROUTINE;
}

static TaskMaker direct(Module *m, Node *call)
{
    TaskMaker t = {0};
    Text name = callee_name(m, call);
    Node *coroutine = call_argument(call, 0, "coro", NULL);
    coroutine = coroutine ? coroutine : call_argument(call, -1, "coro_or_future", NULL);
    t.coroutine = coroutine;
    if (text_eq(name, T("asyncio.ensure_future")) || text_eq(name, T("asyncio.async"))) {
        t.is_task = !coroutine || !may_be_future(m, coroutine);
    } else if (is_task_name(name)) {
        t.is_task = true;
    } else if (text_eq(name, T("asyncio.TaskGroup.create_task"))) {
        t.is_task = t.kept = true;
        t.group = receiver(m, call);
    } else if (text_ends(name, T(".create_task")) && is_loop_instance(receiver(m, call))) {
        t.is_task = true;
    } else if (text_eq(name, T("asyncio.Task"))) {
        t.is_task = coroutine != NULL;
    } else if (coroutine && is_create_task_of_somebody(m, call, coroutine)) {
        t.is_task = t.kept = true;
    }
    t.gives_task = t.is_task;
    return t;
}

static TaskMaker task_maker_at(Module *m, Node *call, int depth);

// Which parameter of `function` the coroutine of `inner` (a task made in its body) comes from, or NULL.
static Node *coroutine_parameter(Module *m, const Node *function, Node *coroutine)
{
    while (coroutine && coroutine->kind == AST_CALL) {
        coroutine = coroutine->call.func;       // create_task(make(*args)): the work is what the caller passes
    }
    const Binding *b = coroutine && coroutine->kind == AST_NAME ? m->binding_of[coroutine->id] : NULL;
    if (!b || b->scope->node != function || !b->defs.n || b->defs.at[0].kind != DEF_PARAM) {
        return NULL;
    }
    return b->defs.at[0].node;
}

// A parameter that is called a coroutine.
static bool is_coroutine_parameter(const Module *m, const Node *n)
{
    static const char *const words[] = {"coro", "coroutine", "awaitable", "aw", NULL};
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    return b && b->defs.n && b->defs.at[0].kind == DEF_PARAM && name_has_word(b->name, words);
}

// The parameter that the wrapper hands to a coroutine of its own: create_task(self._guard(coroutine)).
static Node *passed_parameter(Module *m, const Node *function, const Node *coroutine, int *from)
{
    int n = coroutine && coroutine->kind == AST_CALL ? coroutine->call.args.n + coroutine->call.keywords.n : 0;
    for (int i = *from; i < n; i++) {
        bool positional = i < coroutine->call.args.n;
        Node *argument = positional ? coroutine->call.args.at[i] : coroutine->call.keywords.at[i - coroutine->call.args.n]->keyword.value;
        Node *p = is_coroutine_parameter(m, argument) ? coroutine_parameter(m, function, argument) : NULL;
        if (p) {
            *from = i + 1;
            return p;
        }
    }
    *from = n;
    return NULL;
}

Node *argument_for(const Node *call, const Ref function, const Node *p)
{
    Nodes params = function.node->function.params;
    int index = function.bound ? -1 : 0;
    for (int i = 0; i < params.n && params.at[i] != p; i++) {
        index++;
    }
    char name[128];
    if (p->param.name.text.n >= (ptrdiff_t)sizeof name) {
        return NULL;
    }
    for (ptrdiff_t i = 0; i < p->param.name.text.n; i++) {
        name[i] = p->param.name.text.s[i];
    }
    name[p->param.name.text.n] = 0;
    return call_argument(call, p->param.kind == PARAM_KEYWORD_ONLY ? -1 : index, name, NULL);
}

// A name that holds the task is read for more than a callback: somebody keeps, returns or awaits it.
static void judge_binding(Module *m, const Binding *b, TaskMaker *t)
{
    for (int i = 0; i < b->reads.n; i++) {
        Use use = use_of(m, b->reads.at[i]);
        t->gives_task |= use.kind == USE_RETURNED && !use.lambda;
        t->kept |= use.kind == USE_STORED || use.kind == USE_PASSED || use.kind == USE_AWAITED || use.lambda ||
                   scope_of_node(m, b->reads.at[i]) != b->scope;
    }
}

// `self.tasks.start(c) if self.tasks else create_task(c)`: what it is handed to otherwise may keep it.
static bool is_one_of_two(Module *m, const Node *task, int depth)
{
    const Node *choice = task->parent;
    if (choice->kind != AST_IF_EXP) {
        return false;
    }
    Node *other = choice->if_exp.body == task ? choice->if_exp.orelse : choice->if_exp.body;
    return other->kind == AST_CALL && !task_maker_at(m, other, depth).is_task;
}

// What the wrapper does with the task that `inner` makes in it.
static TaskMaker wrapped(Module *m, Node *inner, TaskMaker made, int depth)
{
    TaskMaker t = {.is_task = true, .by_wrapper = true, .kept = made.kept, .coroutine = made.coroutine};
    Use use = use_of(m, inner);
    t.gives_task = use.kind == USE_RETURNED && !use.lambda;
    t.kept |= use.kind == USE_STORED || use.kind == USE_AWAITED;
    if (use.kind == USE_PASSED) {
        TaskMaker outer = task_maker_at(m, use.call, depth);
        t.kept |= !outer.is_task;               // handed on to somebody
    }
    t.kept |= is_one_of_two(m, inner, depth);
    if (use.kind == USE_BOUND) {
        judge_binding(m, use.binding, &t);
    }
    return t;
}

// The coroutine at `call` that the task made by `inner` in the wrapper runs, or NULL.
static Node *coroutine_at_call(Module *m, const Node *call, Ref function, Node *coroutine)
{
    Node *p = coroutine_parameter(function.module, function.node, coroutine);
    if (p) {
        return argument_for(call, function, p);
    }
    for (int from = 0; (p = passed_parameter(function.module, function.node, coroutine, &from));) {
        Node *argument = argument_for(call, function, p);
        if (argument && (ref_of(m, argument).kind == REF_COROUTINE || is_coroutine_parameter(m, argument))) {
            return argument;
        }
    }
    return NULL;
}

static TaskMaker by_wrapper(Module *m, Node *call, Ref function, int depth)
{
    Module *there = function.module;
    Node *f = function.node;
    TaskMaker none = {0};
    if (f->is_async || f->last - f->id > WRAPPER_NODES || function_is_generator(there, f)) {
        return none;
    }
    for (int i = f->id + 1; i <= f->last; i++) {
        Node *inner = there->ast->nodes[i];
        if (inner->kind != AST_CALL || node_owner(there, inner) != f || node_loop(there, inner)) {
            continue;
        }
        TaskMaker made = task_maker_at(there, inner, depth);
        Node *coroutine = made.is_task ? coroutine_at_call(m, call, function, made.coroutine) : NULL;
        if (coroutine) {
            TaskMaker t = wrapped(there, inner, made, depth);
            t.coroutine = coroutine;
            return is_future(m, coroutine) ? none : t;
        }
    }
    return none;
}

static TaskMaker task_maker_at(Module *m, Node *call, int depth)
{
    TaskMaker t = direct(m, call);
    if (t.is_task || depth == 0) {
        return t;
    }
    Ref callee = ref_of(m, call->call.func);
    return callee.kind == REF_FUNCTION ? by_wrapper(m, call, callee, depth - 1) : (TaskMaker){0};
}

static bool may_be_work(const Node *n)
{
    const Node *value = n->kind == AST_KEYWORD ? n->keyword.value : n;
    switch (value->kind) {
    case AST_CONSTANT: case AST_FSTRING: case AST_LIST: case AST_TUPLE: case AST_SET: case AST_DICT: case AST_COMPARE: return false;
    default: return true;
    }
}

// A task is made of a coroutine, or of a function that gives one: some argument is neither a literal nor a display.
static bool is_given_work(const Node *call)
{
    for (int i = 0; i < call->call.args.n; i++) {
        if (may_be_work(call->call.args.at[i])) {
            return true;
        }
    }
    for (int i = 0; i < call->call.keywords.n; i++) {
        if (may_be_work(call->call.keywords.at[i])) {
            return true;
        }
    }
    return false;
}

// Many rules ask, and most calls make none: that is remembered.
TaskMaker task_maker(Module *m, Node *call)
{
    if ((m->makes_no_task && m->makes_no_task[call->id]) || !is_given_work(call)) {
        return (TaskMaker){0};
    }
    TaskMaker t = task_maker_at(m, call, WRAPPER_DEPTH);
    if (m->reader && !t.is_task) {
        m->makes_no_task = m->makes_no_task ? m->makes_no_task : NEW(m->reader->file, bool, m->ast->n);
        m->makes_no_task[call->id] = true;
    }
    return t;
}
