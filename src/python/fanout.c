#include "python/evidence.h"

enum { HANDLES_MAX = 6, HELPER_NODES = 400 };

// A task-making call and the places that hold its task: a local name, a list it was appended to.
typedef struct {
    Module *m;
    Node *site;
    TaskMaker maker;
    const Node *handles[HANDLES_MAX];   // NAME or ATTRIBUTE expressions
    int handle_count;
} Spawn;

typedef LIST(Fanout) FanoutList;

static bool opens_definition(const Node *n)
{
    return n->kind == AST_FUNCTION || n->kind == AST_CLASS || n->kind == AST_LAMBDA;
}

static bool is_method_call(const Node *n, const char *name)
{
    return n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE && text_eq(n->call.func->attribute.attr.text, text_from(name));
}

// -- what holds the tasks ---------------------------------------------------------------------------------------------

static void add_handle(Spawn *s, const Node *place)
{
    if (place && s->handle_count < HANDLES_MAX && (place->kind == AST_NAME || place->kind == AST_ATTRIBUTE)) {
        for (int i = 0; i < s->handle_count; i++) {
            if (same_place(s->m, s->handles[i], place)) {
                return;
            }
        }
        s->handles[s->handle_count++] = place;
    }
}

// The name or attribute that the statement assigns the value to.
static const Node *assigned_place(Node *expression)
{
    Node *s = node_statement(expression);
    Node *target = s->kind == AST_ASSIGN && s->assign.targets.n == 1 ? s->assign.targets.at[0]
                 : s->kind == AST_ANN_ASSIGN ? s->ann_assign.target : s->kind == AST_AUG_ASSIGN ? s->aug_assign.target : NULL;
    return target && target->kind == AST_SUBSCRIPT ? target->subscript.value : target;
}

static void collect_handles(Spawn *s)
{
    Use use = use_of(s->m, s->site);
    if (use.kind == USE_BOUND || use.kind == USE_STORED) {
        add_handle(s, assigned_place(s->site));
    }
    add_handle(s, container_of(s->m, s->site));
    // t = create_task(...); tasks.add(t)
    const Binding *b = use.kind == USE_BOUND ? use.binding : NULL;
    for (int i = 0; b && i < b->reads.n; i++) {
        add_handle(s, container_of(s->m, b->reads.at[i]));
    }
}

static bool is_handle(const Spawn *s, const Node *n)
{
    for (int i = 0; i < s->handle_count; i++) {
        if (n->kind == s->handles[i]->kind && same_place(s->m, n, s->handles[i])) {
            return true;
        }
    }
    return false;
}

static bool mentions_handle(const Spawn *s, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (is_handle(s, s->m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

// -- what ends the tasks before the next round --------------------------------------------------------------------------

static bool has_await(const Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT || (d->is_async && d->kind != AST_FUNCTION)) {
            return true;
        }
    }
    return false;
}

// An await, or a loop or async with that awaits, over one of the handles.
static bool awaits_handle(const Spawn *s, const Node *d)
{
    if (d->kind == AST_AWAIT) {
        return mentions_handle(s, d);
    }
    return d->kind == AST_FOR && mentions_handle(s, d->for_.iter) && (d->is_async || has_await(s->m, d));
}

static bool is_group_wait(Module *m, const Node *d)
{
    Node *call = d->kind == AST_AWAIT ? d->value.value : NULL;
    Text name = call && call->kind == AST_CALL ? callee_name(m, call) : (Text){0};
    return text_eq(name, T("asyncio.wait"));
}

// The TaskGroup is entered and left inside the loop.
static bool group_ends_in(const Spawn *s, const Node *loop)
{
    Node *origin = s->maker.group.origin;
    return origin && s->maker.group.origin_module == s->m && node_within(origin, loop) && origin->parent->kind == AST_WITH_ITEM;
}

static bool ended_within(const Spawn *s, const Node *loop)
{
    for (const Node *n = s->site->parent; n && n != loop; n = n->parent) {
        if (n->kind == AST_AWAIT) {
            return true;
        }
    }
    if (s->maker.group.kind != REF_UNKNOWN && group_ends_in(s, loop)) {
        return true;
    }
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (awaits_handle(s, d) || (s->handle_count == 0 && is_group_wait(s->m, d))) {
            return true;
        }
    }
    return false;
}

// -- a gate before the spawn --------------------------------------------------------------------------------------------

static bool measures_handle(const Spawn *s, const Node *test)
{
    for (int i = test->id; i <= test->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool is_len = d->kind == AST_CALL && d->call.func->kind == AST_NAME && text_eq(d->call.func->name.id, T("len"));
        if (is_len && d->call.args.n && (is_handle(s, d->call.args.at[0]) || s->handle_count == 0)) {
            return true;
        }
    }
    return false;
}

static bool compares_upwards(const Node *test)
{
    return test->kind == AST_COMPARE && test->compare.comparators.n == 1 &&
           (test->compare.ops[0] == OP_GE || test->compare.ops[0] == OP_GT);
}

static bool leaves_or_waits(const Module *m, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        const Node *d = body.at[i];
        if (d->kind == AST_CONTINUE || d->kind == AST_BREAK || d->kind == AST_RETURN || d->kind == AST_RAISE || has_await(m, d)) {
            return true;
        }
    }
    return false;
}

// A helper of the project that takes a semaphore or waits while something is full.
static bool is_gate_helper(Module *m, const Node *await)
{
    Ref r = await->value.value ? ref_of(m, await->value.value) : (Ref){0};
    if (r.kind != REF_COROUTINE || !r.node || r.node->last - r.node->id > HELPER_NODES) {
        return false;
    }
    for (int i = r.node->id + 1; i <= r.node->last; i++) {
        Node *d = r.module->ast->nodes[i];
        if (is_method_call(d, "acquire") && d->parent->kind == AST_AWAIT) {
            return true;
        }
        if (d->kind == AST_WHILE && compares_upwards(d->while_.test) && leaves_or_waits(r.module, d->while_.body)) {
            return true;
        }
    }
    return false;
}

static bool is_gate(const Spawn *s, Node *d, const Node *loop)
{
    Module *m = s->m;
    if (d->kind == AST_AWAIT) {
        return (d->value.value && is_method_call(d->value.value, "acquire")) || is_gate_helper(m, d);
    }
    if (d->kind == AST_WHILE && d != loop) {
        return (measures_handle(s, d->while_.test) || compares_upwards(d->while_.test)) && leaves_or_waits(m, d->while_.body);
    }
    if (d->kind == AST_BRANCH && d->branch.test && measures_handle(s, d->branch.test)) {
        return node_within(s->site, d) || leaves_or_waits(m, d->branch.body);
    }
    return false;
}

static bool gated(const Spawn *s, const Node *loop)
{
    if (loop->kind == AST_WHILE && measures_handle(s, loop->while_.test)) {
        return true;
    }
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool flushes = d->kind == AST_BRANCH;   // a batch may be flushed after the spawn, too
        if (opens_definition(d)) {
            i = d->last;
        } else if ((i < s->site->id || flushes) && is_gate(s, d, loop)) {
            return true;
        }
    }
    return false;
}

// -- at most one ----------------------------------------------------------------------------------------------------------

static const Nodes *block_with(const Node *p, const Node *n)
{
    const Nodes *blocks[] = {
        p->kind == AST_FOR ? &p->for_.body : p->kind == AST_WHILE ? &p->while_.body : p->kind == AST_BRANCH ? &p->branch.body
        : p->kind == AST_WITH ? &p->with.body : p->kind == AST_CASE ? &p->case_.body : p->kind == AST_HANDLER ? &p->handler.body
        : p->kind == AST_TRY ? &p->try_.body : NULL,
        p->kind == AST_TRY ? &p->try_.orelse : NULL, p->kind == AST_TRY ? &p->try_.finalbody : NULL,
    };
    for (int i = 0; i < 3; i++) {
        if (blocks[i] && nodes_contain(*blocks[i], n)) {
            return blocks[i];
        }
    }
    return NULL;
}

// After the spawn, on the straight way, the loop is left.
static bool leaves_after(const Spawn *s, const Node *loop)
{
    for (const Node *n = node_statement(s->site); n && n != loop; n = n->parent) {
        if (n->kind == AST_RETURN) {
            return true;
        }
        const Nodes *block = n->parent ? block_with(n->parent, n) : NULL;
        for (int i = 0; block && i < block->n; i++) {
            const Node *next = block->at[i];
            if (next->id > n->id && (next->kind == AST_RETURN || next->kind == AST_BREAK || next->kind == AST_RAISE)) {
                return true;
            }
        }
    }
    return false;
}

static bool asks_for_none_or_done(const Spawn *s, const Node *test)
{
    for (int i = test->id; i <= test->last; i++) {
        Node *d = s->m->ast->nodes[i];
        bool is_none = d->kind == AST_COMPARE && d->compare.ops[0] == OP_IS && is_handle(s, d->compare.left);
        bool is_not = d->kind == AST_UNARY_OP && d->op == OP_NOT && is_handle(s, d->unary_op.operand);
        if (is_none || is_not || is_method_call(d, "done")) {
            return true;
        }
    }
    return false;
}

// previous = tasks.pop(key); previous.cancel()
static bool is_taken_from_handle(const Spawn *s, const Node *name)
{
    const Binding *b = name->kind == AST_NAME ? s->m->binding_of[name->id] : NULL;
    for (int i = 0; b && i < b->defs.n; i++) {
        const Node *v = b->defs.at[i].value;
        if (v && v->kind == AST_CALL && (is_method_call(v, "pop") || is_method_call(v, "get")) &&
            is_handle(s, v->call.func->attribute.value)) {
            return true;
        }
    }
    return false;
}

// await x.close() in the loop that makes a task of x.run(): the one before ends first.
static bool closes_receiver(const Spawn *s, const Node *d)
{
    const Node *c = s->maker.coroutine;
    const Node *call = d->kind == AST_AWAIT ? d->value.value : NULL;
    bool methods = c && c->kind == AST_CALL && c->call.func->kind == AST_ATTRIBUTE && call && call->kind == AST_CALL &&
                   call->call.func->kind == AST_ATTRIBUTE;
    bool closes = methods && (is_method_call(call, "close") || is_method_call(call, "aclose") || is_method_call(call, "stop") ||
                              is_method_call(call, "join") || is_method_call(call, "shutdown"));
    return closes && same_place(s->m, call->call.func->attribute.value, c->call.func->attribute.value);
}

// Guarded by `task is None` or `.done()`, or the one before is cancelled first.
static bool replaces(const Spawn *s, const Node *loop)
{
    for (const Node *n = s->site; n && n != loop; n = n->parent) {
        if (n->kind == AST_BRANCH && n->branch.test && asks_for_none_or_done(s, n->branch.test)) {
            return true;
        }
    }
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        if (closes_receiver(s, d)) {
            return true;
        }
        const Node *cancelled = is_method_call(d, "cancel") ? d->call.func->attribute.value : NULL;
        if (cancelled && (is_handle(s, cancelled) || is_taken_from_handle(s, cancelled))) {
            return true;
        }
    }
    return false;
}

// -- sites ----------------------------------------------------------------------------------------------------------------

static Width times(Width a, Width b)
{
    if (a.kind == WIDTH_CONSTANT && b.kind == WIDTH_CONSTANT) {
        return (Width){WIDTH_CONSTANT, a.count * b.count};
    }
    if (a.kind == WIDTH_ENDLESS || b.kind == WIDTH_ENDLESS) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    return a.kind == WIDTH_OPEN || b.kind == WIDTH_OPEN ? (Width){WIDTH_OPEN, 0} : (Width){WIDTH_BOUNDED, 0};
}

static Node *iterable_of(const Node *loop)
{
    if (!loop || loop->kind == AST_WHILE) {
        return NULL;
    }
    return loop->kind == AST_FOR ? loop->for_.iter : loop->comp.clauses.at[0]->comp_for.iter;
}

// The iterable comes out of what an `async for` around gives: a page at a time.
static bool is_of_a_page(const Module *m, const Node *iterable)
{
    while (iterable && iterable->kind != AST_NAME) {
        iterable = iterable->kind == AST_ATTRIBUTE ? iterable->attribute.value
                   : iterable->kind == AST_SUBSCRIPT ? iterable->subscript.value
                   : iterable->kind == AST_CALL ? (iterable->call.args.n ? iterable->call.args.at[0] : iterable->call.func) : NULL;
    }
    const Binding *b = iterable ? m->binding_of[iterable->id] : NULL;
    return b && b->defs.n == 1 && b->defs.at[0].kind == DEF_ITER && b->defs.at[0].is_async;
}

static Node *unwrapped(Module *m, Node *coroutine)
{
    for (int i = 0; i < 4 && coroutine && coroutine->kind == AST_CALL && coroutine->call.args.n; i++) {
        Text name = callee_name(m, coroutine);
        if (!text_eq(name, T("asyncio.wait_for")) && !text_eq(name, T("asyncio.shield"))) {
            break;
        }
        coroutine = coroutine->call.args.at[0];
    }
    return coroutine;
}

static void complete(Module *m, Fanout *f)
{
    f->coroutine = unwrapped(m, f->coroutine);
    f->iterable = f->iterable ? f->iterable : iterable_of(f->loop);
    f->function = f->coroutine ? ref_of(m, f->coroutine) : (Ref){0};
    if (f->function.kind == REF_COROUTINE && f->function.node) {
        f->is_worker = is_worker(f->function);
        f->gate = first_gate(m, f->function, f->coroutine->kind == AST_CALL ? f->coroutine : NULL);
    }
    if (f->iterable && is_of_a_page(m, f->iterable) && f->width.kind == WIDTH_OPEN) {
        f->width.kind = WIDTH_BOUNDED;
    }
    f->evidence = evidence_of(m, f);
}

static void consider_task(Module *m, FanoutList *list, Node *call)
{
    Node *loop = node_loop(m, call);
    if (!loop || (call->call.args.n == 0 && call->call.keywords.n == 0)) {
        return;
    }
    Spawn s = {.m = m, .site = call, .maker = task_maker(m, call)};
    if (!s.maker.is_task || (s.maker.coroutine && is_future(m, s.maker.coroutine))) {
        return;
    }
    collect_handles(&s);
    Fanout f = {.kind = FANOUT_TASKS, .site = call, .width = {WIDTH_CONSTANT, 1}, .coroutine = s.maker.coroutine};
    for (; loop; loop = node_loop(m, loop)) {
        if (ended_within(&s, loop) || gated(&s, loop) || leaves_after(&s, loop) || replaces(&s, loop)) {
            break;
        }
        Width w = width_of_loop(m, loop);
        bool widest = !f.loop || (w.kind == WIDTH_OPEN && f.width.kind != WIDTH_OPEN) || f.width.kind == WIDTH_CONSTANT ||
                      f.width.kind == WIDTH_BOUNDED;
        f.loop = widest ? loop : f.loop;
        f.width = times(f.width, w);
    }
    if (f.loop) {
        complete(m, &f);
        *list_push(m->arena, list) = f;
    }
}

// A coroutine in the making: a call that gives one, or a call that nobody knows (gather takes nothing but awaitables).
static bool makes_coroutine(Module *m, Node *n)
{
    n = unwrapped(m, n);
    if (!n || n->kind != AST_CALL || task_maker(m, n).is_task) {
        return false;
    }
    Ref r = ref_of(m, n);
    Text name = callee_name(m, n);
    if (r.kind == REF_COROUTINE) {
        return !text_eq(name, T("asyncio.to_thread"));
    }
    const Node *f = n->call.func;
    Text last = f->kind == AST_ATTRIBUTE ? f->attribute.attr.text : f->kind == AST_NAME ? f->name.id : (Text){0};
    bool to_thread = text_find(last, T("executor")) >= 0 || text_eq(last, T("submit"));     // and what wraps such
    return r.kind == REF_UNKNOWN && !to_thread && !text_starts(name, T("builtins."));
}

static bool from_comprehension(Module *m, Node *comp, Fanout *f)
{
    if ((comp->kind != AST_LIST_COMP && comp->kind != AST_GENERATOR && comp->kind != AST_SET_COMP) || !makes_coroutine(m, comp->comp.elt)) {
        return false;
    }
    f->loop = comp;
    f->coroutine = comp->comp.elt;
    f->width = width_of_loop(m, comp);
    return true;
}

// Coroutines appended to the list in a loop that the list's own assignment is not in.
static bool from_appends(Module *m, const Binding *b, const Node *made, Fanout *f)
{
    for (int i = 0; i < b->reads.n; i++) {
        const Node *p = b->reads.at[i]->parent;
        Node *call = p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p ? p->parent : NULL;
        bool append = call && (is_method_call(call, "append") || is_method_call(call, "add")) && call->call.args.n == 1;
        if (!append || !makes_coroutine(m, call->call.args.at[0])) {
            continue;
        }
        Width w = {WIDTH_CONSTANT, 1};
        Node *outermost = NULL;
        for (Node *loop = node_loop(m, call); loop && !node_within(made, loop); loop = node_loop(m, loop)) {
            w = times(w, width_of_loop(m, loop));
            outermost = outermost ? outermost : loop;
        }
        if (outermost) {
            f->loop = outermost;
            f->coroutine = call->call.args.at[0];
            f->width = w;
            return true;
        }
    }
    return false;
}

static bool from_iterable(Module *m, Node *v, Fanout *f, int depth);

static bool from_name(Module *m, Node *name, Fanout *f, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *defs[4];
    int n = b && !b->is_rebound_elsewhere ? defs_reaching(m, b, name, defs, 4) : 0;
    for (int i = 0; i < n; i++) {
        if (defs[i]->kind != DEF_ASSIGN || !defs[i]->value) {
            continue;
        }
        if (from_iterable(m, defs[i]->value, f, depth) || from_appends(m, b, defs[i]->node, f)) {
            return true;
        }
    }
    return false;
}

static bool from_iterable(Module *m, Node *v, Fanout *f, int depth)
{
    if (depth-- == 0) {
        return false;
    }
    switch (v->kind) {
    case AST_NAME: return from_name(m, v, f, depth);
    case AST_STARRED: return from_iterable(m, v->value.value, f, depth);
    case AST_BIN_OP: return from_iterable(m, v->bin_op.left, f, depth) || from_iterable(m, v->bin_op.right, f, depth);
    case AST_LIST: case AST_TUPLE: case AST_SET:
        for (int i = 0; i < v->sequence.elts.n; i++) {
            if (v->sequence.elts.at[i]->kind == AST_STARRED && from_iterable(m, v->sequence.elts.at[i], f, depth)) {
                return true;
            }
        }
        return false;
    case AST_CALL: {
        Text name = callee_name(m, v);
        bool wraps = text_eq(name, T("builtins.list")) || text_eq(name, T("builtins.tuple")) || text_eq(name, T("builtins.set"));
        if (wraps && v->call.args.n) {
            return from_iterable(m, v->call.args.at[0], f, depth);
        }
        if (text_eq(name, T("builtins.map")) && v->call.args.n > 1) {
            Ref mapped = ref_of(m, v->call.args.at[0]);
            if (mapped.kind != REF_FUNCTION || !mapped.node->is_async) {
                return false;
            }
            f->iterable = v->call.args.at[1];
            f->width = width_of(m, f->iterable);
            f->function = ref_call_result(m, mapped, NULL);
            return true;
        }
        return false;
    }
    default: return from_comprehension(m, v, f);
    }
}

// The argument that holds many awaitables, or NULL: `*xs` of gather, the first of wait and as_completed.
static Node *many_of(Module *m, Node *call)
{
    Text last = callee_last_name(m, call);
    if (last.n && !text_eq(last, T("gather")) && !text_eq(last, T("wait")) && !text_eq(last, T("as_completed"))) {
        return NULL;
    }
    static const char *const starred[] = {"asyncio.gather", "tqdm.asyncio.tqdm.gather", "tqdm.asyncio.tqdm_asyncio.gather", NULL};
    static const char *const first[] = {"asyncio.wait", "asyncio.as_completed", "tqdm.asyncio.tqdm.as_completed",
                                        "tqdm.asyncio.tqdm_asyncio.as_completed", NULL};
    Text name = callee_name(m, call);
    for (int i = 0; starred[i]; i++) {
        for (int k = 0; text_eq(name, text_from(starred[i])) && k < call->call.args.n; k++) {
            if (call->call.args.at[k]->kind == AST_STARRED) {
                return call->call.args.at[k]->value.value;
            }
        }
    }
    for (int i = 0; first[i]; i++) {
        if (text_eq(name, text_from(first[i])) && call->call.args.n && call->call.args.at[0]->kind != AST_STARRED) {
            return call->call.args.at[0];
        }
    }
    return NULL;
}

static void consider_gather(Module *m, FanoutList *list, Node *call)
{
    Node *many = many_of(m, call);
    Fanout f = {.kind = FANOUT_GATHER, .site = call};
    if (many && from_iterable(m, many, &f, 6)) {
        Ref mapped = f.function;
        complete(m, &f);
        if (mapped.kind == REF_COROUTINE) {
            f.function = mapped;
            f.gate = first_gate(m, mapped, NULL);
        }
        *list_push(m->arena, list) = f;
    }
}

Fanouts fanouts_find(Module *m)
{
    FanoutList list = {0};
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        if (n->kind == AST_CALL) {
            consider_task(m, &list, n);
            consider_gather(m, &list, n);
        }
    }
    return (Fanouts){list.at, list.n};
}
