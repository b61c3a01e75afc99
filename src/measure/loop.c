// Loops and comprehensions.
//
// A loop whose count is known is a `repeat`; unrolled, where rounds differ in what matters: its variable is read, or each
// round keeps tasks or objects of its own. `while True` is a `forever`. Of other loops the count is assumed.
#include "measure/lowering.h"
#include "python/flow.h"

static double trips_of(const Lowering *l)
{
    return l->options->trips > 0 ? l->options->trips : ASSUME_TRIPS;
}

typedef struct {
    Node *node;                 // FOR, or a comprehension
    Node *target;
    Nodes body;                 // FOR
    Node *element;              // a comprehension's
    List *result;               // where its elements go
} Round;

static Flow lower_round(Lowering *l, const Round *r)
{
    if (!r->element) {
        return lower_statements(l, r->body);
    }
    const Node *collected = l->collected;
    List *collector = l->collector;
    l->collected = r->element;
    l->collector = r->result;
    Val v = evaluate(l, r->element);
    l->collected = collected;
    l->collector = collector;
    if (v.kind != VAL_TASK || v.handle != r->result->slot) {
        list_add(l, r->element, r->result, v);
    } else {
        r->result->tasks += (l->loop ? l->loop_count : 1) / r->result->rounds;
    }
    return FLOW_NEXT;
}

// ---- what a body holds

static bool is_own_jump(const Node *n, const Node *loop)
{
    const Node *p = n->parent;
    while (p && p->kind != AST_FOR && p->kind != AST_WHILE) {
        p = p->parent;
    }
    return p == loop;
}

static bool has_jump(const Lowering *l, const Node *loop, AstKind kind)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        const Node *n = l->m->ast->nodes[i];
        if (n->kind == kind && is_own_jump(n, loop)) {
            return true;
        }
    }
    return false;
}

static bool reads(const Lowering *l, const Node *target, const Node *within)
{
    for (int i = within->id + 1; i <= within->last; i++) {
        const Node *n = l->m->ast->nodes[i];
        if (n->kind == AST_NAME && !node_within(n, target)) {
            for (int k = target->id; k <= target->last; k++) {
                const Node *t = l->m->ast->nodes[k];
                if (t->kind == AST_NAME && l->m->binding_of[t->id] && l->m->binding_of[t->id] == l->m->binding_of[n->id]) {
                    return true;
                }
            }
        }
    }
    return false;
}

// Names that the loop assigns hold something else in each round.
static void forget_assigned(Lowering *l, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        const Node *n = l->m->ast->nodes[i];
        const Binding *b = n->kind == AST_NAME ? l->m->binding_of[n->id] : NULL;
        Variable *v = b ? variable_find(l->frame, b) : NULL;
        for (int k = 0; v && k < b->defs.n; k++) {
            if (b->defs.at[k].node == n && b->defs.at[k].kind != DEF_FUNCTION && v->value.kind != VAL_TASK) {
                v->value = (Val){0};
            }
        }
    }
}

// ---- rounds

static Flow lower_unrolled(Lowering *l, const Round *r, const Val *elements, int n)
{
    bool breaks = has_jump(l, r->node, AST_BREAK), continues = has_jump(l, r->node, AST_CONTINUE);
    if (breaks && continues) {
        refuse(l, r->node, "a loop with `break` and `continue` whose rounds differ");
    }
    if (breaks) {
        emit(l, r->node, SIM_REPEAT)->count = 1;
    }
    Flow flow = FLOW_NEXT;
    for (int i = 0; i < n && flow == FLOW_NEXT; i++) {
        if (continues) {
            emit(l, r->node, SIM_REPEAT)->count = 1;
        }
        if (r->target) {
            assign(l, r->target, elements[i]);
        }
        flow = lower_round(l, r);
        if (continues) {
            emit_end(l, r->node);
            flow = FLOW_NEXT;
        }
    }
    if (breaks) {
        emit_end(l, r->node);
        return FLOW_NEXT;
    }
    return flow;
}

static void lower_repeated(Lowering *l, const Round *r, double count)
{
    const Node *loop = l->loop;
    double outer = l->loop_count;
    forget_assigned(l, r->node);
    int begin = l->unit->code.n;
    emit(l, r->node, SIM_REPEAT)->count = count;
    if (r->target) {
        assign(l, r->target, (Val){0});
    }
    l->loop = count <= UNROLL_MOST || !loop ? r->node : loop;
    l->loop_count = outer * count;
    lower_round(l, r);
    l->loop = loop;
    l->loop_count = outer;
    forget_assigned(l, r->node);
    if (l->unit->code.n == begin + 1) {
        l->unit->code.n = begin;        // nothing in it that the event loop would see
    } else {
        emit_end(l, r->node);
    }
}

static Val element_of(const Val *range, int i)
{
    return val_number(range->start + i * range->step);
}

// The elements one by one, or NULL.
static Val *elements_of(Lowering *l, Val iter, int *n)
{
    *n = 0;
    double count = iter.kind == VAL_RANGE ? iter.number : (double)NAN;
    const List *list = iter.kind == VAL_LIST && !iter.list->is_open && !iter.list->is_subset ? iter.list : NULL;
    if (list && list->slot && list->items.n == 0) {
        count = list->tasks;
    } else if (list && !list->slot) {
        count = list->items.n ? list->many > 0 ? (double)NAN : list->items.n : list->many;
    }
    if (isnan(count) || count > (list ? 4096 : UNROLL_MOST)) {
        return NULL;
    }
    Val *at = NEW(l->arena, Val, (int)count + 1);
    for (*n = 0; *n < count; ++*n) {
        at[*n] = iter.kind == VAL_RANGE ? element_of(&iter, *n)
               : list->slot             ? (Val){.kind = VAL_TASK, .handle = list->slot, .index = *n}
               : list->items.n          ? list->items.at[*n]
                                        : list->element;
    }
    return at;
}

static double count_of(Val iter)
{
    if (iter.kind == VAL_RANGE) {
        return iter.number;
    }
    return iter.kind == VAL_LIST && !iter.list->slot && !iter.list->is_open && iter.list->items.n == 0 ? iter.list->many : (double)NAN;
}

static double assumed_count(Lowering *l, Node *at, const Node *iter)
{
    assume(l, at, "`%.*s` has %g elements", PRI(code_of(l, iter)), trips_of(l));
    return trips_of(l);
}

// What is iterated differs in what matters: tasks and coroutines do, numbers when they are read.
static bool needs_each(const Lowering *l, const Round *r, Val iter)
{
    if (must_unroll(l, r->node)) {
        return true;
    }
    if (!r->target || !reads(l, r->target, r->node)) {
        return false;
    }
    return iter.kind == VAL_LIST ? iter.list->slot || iter.list->items.n > 0 : true;
}

static Flow lower_rounds(Lowering *l, const Round *r, Val iter, Node *source)
{
    const Override *o = &l->options->override;
    if (o->loop && o->loop == r->node) {
        iter = (Val){.kind = VAL_RANGE, .number = o->rounds, .step = 1};
    }
    int n;
    Val *each = needs_each(l, r, iter) ? elements_of(l, iter, &n) : NULL;
    bool jumps = has_jump(l, r->node, AST_BREAK) && has_jump(l, r->node, AST_CONTINUE);
    if (each && (!jumps || must_unroll(l, r->node))) {
        return lower_unrolled(l, r, each, n);
    }
    if (iter.kind == VAL_LIST && iter.list->many > 0 && iter.list->items.n == 0 && r->target) {
        each = NULL;
    }
    double count = count_of(iter);
    int begin = l->unit->code.n;
    bool assumed = isnan(count);
    lower_repeated(l, r, assumed ? trips_of(l) : count);
    if (assumed && l->unit->code.n > begin) {
        if (iter.kind == VAL_LIST && iter.list->slot) {
            refuse(l, r->node, "a loop over tasks of which nobody knows how many there are");
        }
        assumed_count(l, source, source);
    }
    return FLOW_NEXT;
}

// ---- for

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
    forget_assigned(l, n);
    emit(l, n, SIM_REPEAT)->count = trips_of(l);
    l->loop = n;
    l->loop_count = count * trips_of(l);
    emit(l, iter, SIM_EXTERN)->time = ASSUME_AWAIT;
    assign(l, n->for_.target, (Val){0});
    lower_statements(l, n->for_.body);
    l->loop = loop;
    l->loop_count = count;
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

// ---- while

// `while clock() < until: compute()`: busy until then.
static bool lower_busy_wait(Lowering *l, Node *n)
{
    const Node *t = n->while_.test;
    if (t->kind != AST_COMPARE || t->compare.comparators.n != 1 || subtree_awaits(l->m, n)) {
        return false;
    }
    Val left = evaluate(l, t->compare.left), right = evaluate(l, t->compare.comparators.at[0]);
    if (left.kind != VAL_CLOCK || right.kind != VAL_CLOCK || left.number != 0 || t->compare.left->kind != AST_CALL) {
        return false;
    }
    if (right.number > 0) {
        emit(l, n, SIM_CPU)->time = right.number;
    }
    return true;
}

// `while not queue.empty(): item = queue.get_nowait() ...`: until get_nowait raises QueueEmpty.
static int queue_asked(Lowering *l, Node *n)
{
    Node *t = n->while_.test;
    if (t->kind != AST_UNARY_OP || t->op != OP_NOT || t->unary_op.operand->kind != AST_CALL) {
        return 0;
    }
    Node *func = t->unary_op.operand->call.func;
    if (func->kind != AST_ATTRIBUTE || !text_eq(func->attribute.attr.text, T("empty")) || n->while_.body.n == 0) {
        return 0;
    }
    Val v = evaluate(l, func->attribute.value);
    Node *first = n->while_.body.at[0];
    Node *e = first->kind == AST_EXPR ? first->value.value : first->kind == AST_ASSIGN ? first->assign.value : NULL;
    e = e && e->kind == AST_AWAIT ? e->value.value : e;
    if (v.kind != VAL_OBJECT || !e || e->kind != AST_CALL || e->call.func->kind != AST_ATTRIBUTE ||
        !text_starts(e->call.func->attribute.attr.text, T("get")) || !val_same(evaluate(l, e->call.func->attribute.value), v)) {
        return 0;
    }
    return v.handle;
}

static Flow lower_drain(Lowering *l, Node *n, int queue)
{
    Node *first = n->while_.body.at[0];
    const Object *o = &l->objects.at[queue - 1];
    emit(l, n, SIM_FOREVER);
    emit(l, first, SIM_TRY);
    emit(l, first, SIM_GET_NOWAIT)->o.object = queue;
    emit(l, first, SIM_EXCEPT)->o.kinds = SIM_MASK(SIM_QUEUE_EMPTY);
    emit(l, first, SIM_BREAK);
    emit_end(l, first);
    const Node *loop = l->loop;
    l->loop = n;
    forget_assigned(l, n);
    if (first->kind == AST_ASSIGN) {
        assign(l, first->assign.targets.at[0], o->has_item ? o->item : (Val){0});
    }
    lower_statements(l, (Nodes){n->while_.body.at + 1, n->while_.body.n - 1});
    forget_assigned(l, n);
    l->loop = loop;
    emit_end(l, n);
    return FLOW_NEXT;
}

// `i = 0; while i < 10: ...; i += 1`: the rounds that it takes, NaN when it is no such loop.
static double counted(Lowering *l, const Node *n)
{
    const Node *t = n->while_.test;
    if (t->kind != AST_COMPARE || t->compare.comparators.n != 1 || t->compare.left->kind != AST_NAME) {
        return (double)NAN;
    }
    const Binding *b = l->m->binding_of[t->compare.left->id];
    Val from = evaluate(l, t->compare.left), to = evaluate(l, t->compare.comparators.at[0]);
    const Node *step = NULL;
    int assigned = 0;
    for (int i = 0; b && i < b->defs.n; i++) {
        assigned += node_within(b->defs.at[i].node, n);
    }
    for (int i = 0; i < n->while_.body.n; i++) {
        const Node *s = n->while_.body.at[i];
        bool ours = s->kind == AST_AUG_ASSIGN && s->aug_assign.target->kind == AST_NAME && l->m->binding_of[s->aug_assign.target->id] == b;
        step = ours ? s : step;
    }
    if (!b || !step || assigned != 1 || from.kind != VAL_NUMBER || to.kind != VAL_NUMBER || has_jump(l, n, AST_CONTINUE)) {
        return (double)NAN;
    }
    Val by = evaluate(l, step->aug_assign.value);
    double d = by.kind != VAL_NUMBER ? 0 : step->op == OP_ADD ? by.number : step->op == OP_SUB ? -by.number : 0;
    AstOp op = (AstOp)t->compare.ops[0];
    double span = to.number - from.number;
    bool up = d > 0 && (op == OP_LT || op == OP_LE || op == OP_NE), down = d < 0 && (op == OP_GT || op == OP_GE || op == OP_NE);
    if (!up && !down) {
        return (double)NAN;
    }
    double rounds = op == OP_LE || op == OP_GE ? floor(span / d) + 1 : ceil(span / d);
    return rounds < 0 ? 0 : rounds;
}

static Flow lower_forever(Lowering *l, Node *n)
{
    const Node *loop = l->loop;
    double count = l->loop_count;
    forget_assigned(l, n);
    emit(l, n, SIM_FOREVER);
    l->loop = n;
    l->loop_count = (double)NAN;
    lower_statements(l, n->while_.body);
    l->loop = loop;
    l->loop_count = count;
    forget_assigned(l, n);
    emit_end(l, n);
    return has_jump(l, n, AST_BREAK) ? FLOW_NEXT : FLOW_ENDS;
}

// The rounds alone.
static Flow lower_while_rounds(Lowering *l, Node *n)
{
    double rounds = counted(l, n);
    Round r = {.node = n, .body = n->while_.body};
    if (!isnan(rounds)) {
        bool each = reads(l, n->while_.test->compare.left, n) && rounds <= UNROLL_MOST;
        if (each) {
            return lower_unrolled(l, &r, NEW(l->arena, Val, (int)rounds + 1), (int)rounds);
        }
        lower_repeated(l, &r, rounds);
        return FLOW_NEXT;
    }
    if (lower_busy_wait(l, n)) {
        return FLOW_NEXT;
    }
    int queue = queue_asked(l, n);
    if (queue) {
        return lower_drain(l, n, queue);
    }
    Lowering saved = *l;
    forget_assigned(l, n);
    int begin = l->unit->code.n;
    int t = truth(l, n->while_.test);
    if (t == 1) {
        l->unit->code.n = begin;
        return lower_forever(l, n);
    }
    if (t == 0) {
        return FLOW_NEXT;
    }
    l->unit->code.n = begin;
    l->assumed = saved.assumed;
    lower_repeated(l, &r, trips_of(l));
    if (l->unit->code.n > begin) {
        assume(l, n->while_.test, "`%.*s` holds %g times", PRI(code_of(l, n->while_.test)), trips_of(l));
    }
    return FLOW_NEXT;
}

Flow lower_while(Lowering *l, Node *n)
{
    if (n->while_.orelse.n && has_jump(l, n, AST_BREAK)) {
        refuse(l, n, "`while ... else` with `break`");
    }
    Flow f = lower_while_rounds(l, n);
    return f == FLOW_ENDS ? f : lower_statements(l, n->while_.orelse);
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
        double count = count_of(iter);
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
    if (l->unit->code.n == begin && isnan(count_of(iter)) && iter.kind != VAL_LIST) {
        result.list->many = trips_of(l);
        assumed_count(l, clause->comp_for.iter, clause->comp_for.iter);
    }
    return result;
}
