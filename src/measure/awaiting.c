// Awaiting, and making tasks.
#include "measure/round.h"

Val task_new(Lowering *l, Node *at, Val v, int group)
{
    if (v.kind == VAL_TASK && !group) {
        return v;                   // ensure_future of a task
    }
    return spawn(l, at, v, 0, group);
}

// ---- where a task is kept


// Nothing is done with it: an expression statement, or a name that is never read.
static bool is_dropped(const Lowering *l, const Node *n)
{
    const Node *p = n->parent;
    if (p->kind == AST_EXPR) {
        return true;
    }
    if (p->kind == AST_ASSIGN && p->assign.targets.n == 1 && p->assign.targets.at[0]->kind == AST_NAME) {
        const Binding *b = l->m->binding_of[p->assign.targets.at[0]->id];
        return b && b->reads.n == 0 && !b->is_rebound_elsewhere && b->scope->kind == SCOPE_FUNCTION;
    }
    return false;
}

// `xs.append(<task>)` and `[<task> for ...]` keep it in the list's own slot: nothing to move.
static List *list_around(Lowering *l, Node *n)
{
    Node *p = n->parent;
    if (n == l->collected) {
        return l->collector;
    }
    if (p->kind == AST_CALL && p->call.func->kind == AST_ATTRIBUTE && p->call.args.n == 1 && p->call.args.at[0] == n) {
        Text name = p->call.func->attribute.attr.text;
        Node *of = p->call.func->attribute.value;
        if ((text_eq(name, T("append")) || text_eq(name, T("add"))) && of->kind == AST_NAME) {
            Val v = name_value(l, of);
            return v.kind == VAL_LIST ? v.list : NULL;
        }
    }
    return NULL;
}

Val spawn(Lowering *l, Node *at, Val v, int slot, int group)
{
    Unit *u = unit_around(l, at, v);
    if (!l->unit) {
        refuse(l, at, "a task that is made before the loop runs");
    }
    List *list = slot ? NULL : list_around(l, at);
    if (list && !list->is_subset) {
        list_slot(l, at, list);
        slot = list->slot;
    } else if (!slot && !is_dropped(l, at)) {
        slot = new_slot(l, at);
        emit(l, at, SIM_CLEAR)->o.slot = slot;
    }
    Inst *i = emit(l, at, SIM_SPAWN);
    i->o.coroutine = u->handle;
    i->o.slot = slot;
    i->o.group = group;
    return slot ? (Val){.kind = VAL_TASK, .handle = slot, .index = -1} : (Val){0};
}

// ---- gather and wait

static void keep(Lowering *l, Node *at, Val task, int slot)
{
    Inst *i = emit(l, at, SIM_KEEP);
    i->o.slot = task.handle;
    i->o.into = slot;
    i->index = task.index;
}

// Puts a part of what is gathered into the slot: a task, or a new task of a coroutine.
static void gather_part(Lowering *l, Node *at, Val v, int slot)
{
    if (v.kind == VAL_TASK) {
        keep(l, at, v, slot);
    } else if (v.kind == VAL_AWAITABLE) {
        spawn(l, at, v, slot, 0);
    } else {
        refuse(l, at, "`%.*s` takes something that is not known to be a coroutine or task", PRI(code_of(l, at)));
    }
}

static void gather_many(Lowering *l, Node *at, const List *list, int slot)
{
    double many = list->many;
    if (isnan(many)) {
        many = trips_of(l);
        assume(l, at, "`%.*s` takes %g", PRI(code_of(l, at)), many);
    }
    if (many <= 0) {
        return;
    }
    for (int i = 0; must_unroll(l, at) && i < many; i++) {
        gather_part(l, at, list->element, slot);
    }
    if (must_unroll(l, at)) {
        return;
    }
    const Node *loop = l->loop;
    double count = l->loop_count;
    bool is_inner = l->is_inner;
    l->loop = many <= UNROLL_MOST ? at : loop ? loop : at;
    l->loop_count = count * many;
    l->is_inner = is_inner || many >= ASSUME_TRIPS;
    emit(l, at, SIM_REPEAT)->count = many;
    gather_part(l, at, list->element, slot);
    emit_end(l, at);
    l->is_inner = is_inner;
    l->loop = loop;
    l->loop_count = count;
}

// The slot that holds all of a list's tasks, its coroutines among them made tasks now. 0: it is empty.
static int slot_of_all(Lowering *l, Node *at, const List *list)
{
    if (list->is_open || list->is_subset) {
        refuse(l, at, "`%.*s` takes tasks that are not known one by one", PRI(code_of(l, at)));
    }
    if (list->slot && list->items.n == 0 && !(list->many > 0) && !isnan(list->many)) {
        return list->slot;
    }
    if (!list->slot && list->items.n == 0 && list->many == 0) {
        return 0;
    }
    if (list->slot) {
        refuse(l, at, "`%.*s` takes a list in which tasks and others are mixed", PRI(code_of(l, at)));
    }
    int slot = new_slot(l, at);
    emit(l, at, SIM_CLEAR)->o.slot = slot;
    for (int i = 0; i < list->items.n; i++) {
        gather_part(l, at, list->items.at[i], slot);
    }
    gather_many(l, at, list, slot);
    return slot;
}

// Coroutines one by one need no slot: gather makes tasks of them itself.
static bool gather_items(Lowering *l, Node *at, const Awaitable *a)
{
    const List *list = a->inner.list;
    bool plain = !list->slot && !list->is_open && !list->is_subset && list->many == 0 && list->items.n > 0 && list->items.n <= ITEMS_MOST;
    for (int i = 0; plain && i < list->items.n; i++) {
        plain = list->items.at[i].kind == VAL_AWAITABLE && !list->items.at[i].awaitable->is_future;
    }
    if (!plain) {
        return false;
    }
    int *items = NEW(l->arena, int, list->items.n);
    for (int i = 0; i < list->items.n; i++) {
        items[i] = -unit_around(l, at, list->items.at[i])->handle;
    }
    Inst *in = emit(l, at, SIM_GATHER);
    in->o.items = items;
    in->o.item_count = list->items.n;
    in->o.return_exceptions = a->return_exceptions;
    return true;
}

static Val await_gather(Lowering *l, Node *at, const Awaitable *a)
{
    if (!gather_items(l, at, a)) {
        int slot = slot_of_all(l, at, a->inner.list);
        if (slot) {
            Inst *in = emit(l, at, SIM_GATHER);
            in->o.slot = slot;
            in->o.return_exceptions = a->return_exceptions;
        }
    }
    return (Val){0};
}

static Val subset(Lowering *l, int slot)
{
    List *list = NEW(l->arena, List, 1);
    *list = (List){.slot = slot, .tasks = (double)NAN, .is_subset = true, .rounds = 1};
    return (Val){.kind = VAL_LIST, .list = list};
}

static Val await_wait(Lowering *l, Node *at, const Awaitable *a)
{
    int slot = slot_of_all(l, at, a->inner.list);
    if (!slot) {
        refuse(l, at, "wait() of nothing raises ValueError");
    }
    Inst *in = emit(l, at, SIM_WAIT_TASKS);
    in->o.slot = slot;
    in->o.return_when = a->when;
    in->time = a->timeout;
    Val pair = list_new(l, at);
    *list_push(l->arena, &pair.list->items) = subset(l, slot);
    *list_push(l->arena, &pair.list->items) = subset(l, slot);
    return pair;
}

static Val await_wait_for(Lowering *l, Node *at, const Awaitable *a)
{
    if (isnan(a->timeout)) {
        return await_value(l, at, a->inner);
    }
    if (a->inner.kind == VAL_TASK || (a->inner.kind == VAL_AWAITABLE && a->inner.awaitable->is_future) ||
        a->inner.kind == VAL_OBJECT) {
        if (l->options->python < 312) {
            refuse(l, at, "wait_for() of a task or future that exists, before Python 3.12");
        }
        emit(l, at, SIM_TIMEOUT)->time = a->timeout;
        Val v = await_value(l, at, a->inner);
        emit_end(l, at);
        return v;
    }
    if (a->inner.kind == VAL_UNKNOWN) {
        assume(l, at, "`%.*s` comes back after %g ms", PRI(code_of(l, at)), ASSUME_AWAIT * 1e3);
        emit(l, at, SIM_EXTERN)->time = ASSUME_AWAIT < a->timeout ? ASSUME_AWAIT : a->timeout;
        return (Val){0};
    }
    Unit *u = unit_around(l, at, a->inner);
    Inst *in = emit(l, at, SIM_WAIT_FOR);
    in->o.coroutine = u->handle;
    in->time = a->timeout;
    return (Val){0};
}

static Val await_shield(Lowering *l, Node *at, const Awaitable *a)
{
    Val task = a->inner;
    if (task.kind == VAL_AWAITABLE && !task.awaitable->is_future) {
        int slot = new_slot(l, at);
        emit(l, at, SIM_CLEAR)->o.slot = slot;
        task = spawn(l, at, task, slot, 0);
    }
    if (task.kind != VAL_TASK) {
        refuse(l, at, "shield() of something that is not known to be a coroutine or task");
    }
    Inst *in = emit(l, at, SIM_SHIELD);
    in->o.slot = task.handle;
    in->index = task.index;
    return (Val){0};
}

// ---- await

// What is awaited may have been made in a function of another file, `m`.
static Val await_unknown(Lowering *l, Node *at, Module *m, Node *n)
{
    Module *here = l->m;
    l->m = m;
    Text qualified = n && n->kind == AST_CALL ? callee_name(l->m, n) : (Text){0};
    Text written = n && n->kind == AST_CALL ? code_of(l, n->call.func) : n ? code_of(l, n) : T("");
    l->m = here;
    Assumed s = assume_find(l->options->assume, qualified, written);
    double t = isnan(s.await) ? s.by_user ? 0 : ASSUME_AWAIT : s.await;
    if (s.by_user && s.cpu > 0) {
        emit(l, at, SIM_CPU)->time = s.cpu;
    }
    if (!l->unit) {
        return (Val){0};
    }
    if (t > 0) {
        emit(l, at, SIM_EXTERN)->time = t;
    }
    assume(l, at, "`%.*s` comes back after %g ms", PRI(written), t * 1e3);
    return (Val){0};
}

static void yield_after_get(Lowering *l, Node *at, int queue)
{
    if (queue == l->watched) {
        emit(l, at, SIM_REPEAT)->counts = COUNT_YIELDS;
        emit(l, at, SIM_YIELD);
        emit_end(l, at);
    }
}

static Val await_op(Lowering *l, Node *at, const Awaitable *a)
{
    bool is_optional = l->options->left_out && a->node == l->options->left_out;
    if (is_optional) {
        emit_unremedied(l, at);
    }
    Inst *in = emit(l, at, a->op.op);
    int line = in->line, column = in->column;
    *in = a->op;
    in->line = line;
    in->column = column;
    if (a->op.op == SIM_SLEEP) {
        l->beat = at;
    }
    if (is_optional) {
        emit_end(l, at);
    }
    if (a->op.op == SIM_GET) {
        l->is_inner = l->is_inner || l->is_forever;         // a round for each item
        yield_after_get(l, at, a->op.o.object);
        const Object *o = &l->objects.at[a->op.o.object - 1];
        return o->has_item ? o->item : (Val){0};
    }
    return a->result;
}

static Val await_task(Lowering *l, Node *at, Val v)
{
    Inst *in = emit(l, at, SIM_AWAIT);
    in->o.slot = v.handle;
    in->index = v.index;
    return (Val){0};
}

Val await_value(Lowering *l, Node *at, Val v)
{
    if (v.kind == VAL_TASK) {
        return await_task(l, at, v);
    }
    if (v.kind == VAL_OBJECT && l->objects.at[v.handle - 1].kind == SIM_FUTURE) {
        emit(l, at, SIM_WAIT)->o.object = v.handle;
        return (Val){0};
    }
    if (v.kind != VAL_AWAITABLE) {
        Node *inner = at->kind == AST_AWAIT ? at->value.value : at;
        return await_unknown(l, at, l->m, inner);
    }
    const Awaitable *a = v.awaitable;
    switch (a->kind) {
    case AW_OP: return await_op(l, at, a);
    case AW_COROUTINE: return invoke(l, at, a->function, a);
    case AW_GATHER: return await_gather(l, at, a);
    case AW_WAIT: return await_wait(l, at, a);
    case AW_WAIT_FOR: return await_wait_for(l, at, a);
    case AW_SHIELD: return await_shield(l, at, a);
    case AW_UNKNOWN: return await_unknown(l, at, a->m ? a->m : l->m, a->node);
    }
    return (Val){0};
}
