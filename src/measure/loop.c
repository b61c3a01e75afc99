// Loops and comprehensions.
//
// A loop whose count is known is a `repeat`; unrolled, where rounds differ in what matters: its variable is read, or each
// round keeps tasks or objects of its own. `while True` is a `forever`. Of other loops the count is assumed.
#include "measure/round.h"
#include "python/flow.h"

// `for t in tasks: t.cancel()`
static bool cancels_each(const Lowering *l, const Node *n)
{
    if (n->for_.body.n != 1 || n->for_.body.at[0]->kind != AST_EXPR || n->for_.target->kind != AST_NAME) {
        return false;
    }
    const Node *call = n->for_.body.at[0]->value.value;
    if (call->kind != AST_CALL || call->call.func->kind != AST_ATTRIBUTE || !text_eq(call->call.func->attribute.attr.text, T("cancel"))) {
        return false;
    }
    const Node *of = call->call.func->attribute.value;
    return of->kind == AST_NAME && l->m->binding_of[of->id] == l->m->binding_of[n->for_.target->id];
}

static bool is_await_of(const Lowering *l, const Node *statement, const Node *target)
{
    const Node *e = statement->kind == AST_EXPR   ? statement->value.value
                  : statement->kind == AST_ASSIGN ? statement->assign.value
                                                  : NULL;
    return e && e->kind == AST_AWAIT && e->value.value->kind == AST_NAME && target->kind == AST_NAME &&
           l->m->binding_of[e->value.value->id] == l->m->binding_of[target->id];
}

// for f in asyncio.as_completed(tasks): x = await f; ...
static Flow lower_as_completed(Lowering *l, Node *n)
{
    Node *call = n->for_.iter, *what = argument(call, 0, "fs"), *timeout = argument(call, -1, "timeout");
    if (n->is_async || n->for_.body.n == 0 || !is_await_of(l, n->for_.body.at[0], n->for_.target) || !what) {
        refuse(l, call, "as_completed() other than `for f in as_completed(...): await f ...`");
    }
    Val v = evaluate(l, what);
    List *list = v.kind == VAL_LIST ? v.list : NULL;
    if (list && !list->slot && list->items.n + list->many > 0 && !list->is_open) {
        List *tasks = NEW(l->arena, List, 1);       // coroutines: as_completed makes tasks of them first
        tasks->rounds = 1;
        list_slot(l, call, tasks);
        emit(l, call, SIM_CLEAR)->o.slot = tasks->slot;
        for (int i = 0; i < list->items.n + (int)list->many; i++) {
            Val part = i < list->items.n ? list->items.at[i] : list->element;
            if (part.kind == VAL_TASK) {
                Inst *in = emit(l, call, SIM_KEEP);
                in->o = (SimOperands){.slot = part.handle, .into = tasks->slot};
                in->index = part.index;
            } else {
                spawn(l, call, part, tasks->slot, 0);
            }
        }
        list = tasks;
    }
    if (!list || !list->slot || list->is_open || list->is_subset) {
        refuse(l, call, "as_completed() of tasks that are not known");
    }
    Val t = timeout ? evaluate(l, timeout) : (Val){.kind = VAL_NONE};
    Inst *in = emit(l, n, SIM_AS_COMPLETED);
    in->o.slot = list->slot;
    in->time = t.kind == VAL_NUMBER ? t.number : (double)NAN;
    const Node *loop = l->loop;
    l->loop = n;
    forget_assigned(l, n);
    lower_statements(l, (Nodes){n->for_.body.at + 1, n->for_.body.n - 1});
    forget_assigned(l, n);
    l->loop = loop;
    emit_end(l, n);
    return FLOW_NEXT;
}

static Flow lower_async_for(Lowering *l, Node *n)
{
    Node *iter = n->for_.iter;
    int begin = l->unit->code.n, assumed = l->assumed.n;
    evaluate(l, iter);              // for what is refused in it
    l->unit->code.n = begin;
    l->assumed.n = assumed;
    assume(l, iter, "`%.*s` gives %g elements, each after %g ms", PRI(code_of(l, iter)), trips_of(l), ASSUME_AWAIT * 1e3);
    const Node *loop = l->loop;
    double count = l->loop_count;
    bool is_inner = l->is_inner;
    forget_assigned(l, n);
    emit(l, n, SIM_REPEAT)->count = trips_of(l);
    l->loop = n;
    l->loop_count = count * trips_of(l);
    l->is_inner = true;
    emit(l, iter, SIM_EXTERN)->time = ASSUME_AWAIT;
    assign(l, n->for_.target, (Val){0});
    lower_statements(l, n->for_.body);
    l->loop = loop;
    l->loop_count = count;
    l->is_inner = is_inner;
    forget_assigned(l, n);
    emit_end(l, n);
    return lower_statements(l, n->for_.orelse);
}

Flow lower_for(Lowering *l, Node *n)
{
    Node *iter = n->for_.iter;
    if (iter->kind == AST_CALL && text_eq(callee_name(l->m, iter), T("asyncio.as_completed"))) {
        return lower_as_completed(l, n);
    }
    if (n->is_async) {
        return lower_async_for(l, n);
    }
    if (n->for_.orelse.n && has_jump(l, n, AST_BREAK)) {
        refuse(l, n, "`for ... else` with `break`");
    }
    Val v = evaluate(l, iter);
    if (v.kind == VAL_LIST && v.list->slot && !v.list->items.n && cancels_each(l, n)) {
        emit(l, n, SIM_CANCEL)->o.slot = v.list->slot;
        return lower_statements(l, n->for_.orelse);
    }
    Round r = {.node = n, .target = n->for_.target, .body = n->for_.body};
    Flow f = lower_rounds(l, &r, v, iter);
    return f == FLOW_ENDS ? f : lower_statements(l, n->for_.orelse);
}

// ---- comprehensions

static bool has_await_or_task(const Lowering *l, const Node *n)
{
    for (int i = n->id + 1; i <= n->last; i++) {
        const Node *d = l->m->ast->nodes[i];
        if (d->kind == AST_AWAIT || d->kind == AST_CALL) {
            return true;
        }
    }
    return false;
}

Val lower_comprehension(Lowering *l, Node *n)
{
    if (n->kind == AST_DICT_COMP || n->comp.clauses.n != 1) {
        if (subtree_awaits(l->m, n)) {
            refuse(l, n, "a comprehension of this kind with `await` in it");
        }
        return (Val){0};
    }
    Node *clause = n->comp.clauses.at[0];
    if (clause->is_async) {
        refuse(l, n, "an asynchronous comprehension");
    }
    Val iter = evaluate(l, clause->comp_for.iter);
    if (!has_await_or_task(l, n->comp.elt)) {
        if (iter.kind == VAL_RANGE && n->comp.elt->kind == AST_NAME) {
            return iter;
        }
        double count = rounds_of(iter);
        if (isnan(count)) {
            return (Val){0};
        }
    }
    if (!l->unit) {
        return (Val){0};
    }
    Val result = list_new(l, n);
    Round r = {.node = n, .target = clause->comp_for.target, .element = n->comp.elt, .result = result.list};
    if (clause->comp_for.ifs.n) {
        assume(l, clause->comp_for.ifs.at[0], "`%.*s` always holds", PRI(code_of(l, clause->comp_for.ifs.at[0])));
    }
    int begin = l->unit->code.n;
    lower_rounds(l, &r, iter, clause->comp_for.iter);
    if (l->unit->code.n == begin && isnan(rounds_of(iter)) && iter.kind != VAL_LIST) {
        result.list->many = trips_of(l);
        assume_elements(l, clause->comp_for.iter);
    }
    return result;
}
