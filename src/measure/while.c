// `while`: a count, a busy wait, a queue that is emptied, for ever, or nobody knows how often.
#include "measure/round.h"
#include "python/flow.h"

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
    bool is_inner = l->is_inner;
    l->loop = n;
    l->is_inner = true;
    forget_assigned(l, n);
    if (first->kind == AST_ASSIGN) {
        assign(l, first->assign.targets.at[0], o->has_item ? o->item : (Val){0});
    }
    lower_statements(l, (Nodes){n->while_.body.at + 1, n->while_.body.n - 1});
    forget_assigned(l, n);
    l->is_inner = is_inner;
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
    bool is_inner = l->is_inner, is_forever = l->is_forever;
    forget_assigned(l, n);
    emit(l, n, SIM_FOREVER);
    l->loop = n;
    l->loop_count = (double)NAN;
    l->is_forever = true;
    lower_statements(l, n->while_.body);
    l->is_forever = is_forever;
    l->is_inner = is_inner;
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
        bool each = loop_reads(l, n->while_.test->compare.left, n) && rounds <= UNROLL_MOST;
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
