// Statements.
#include "measure/lowering.h"

static void hint_from(Lowering *l, const Node *target)
{
    l->hint = target->kind == AST_NAME ? target->name.id : target->kind == AST_ATTRIBUTE ? target->attribute.attr.text : (Text){0};
}

static void lower_assign(Lowering *l, Node *n)
{
    Text hint = l->hint;
    hint_from(l, n->assign.targets.at[0]);
    Val v = evaluate(l, n->assign.value);
    l->hint = hint;
    for (int i = 0; i < n->assign.targets.n; i++) {
        assign(l, n->assign.targets.at[i], v);
    }
}

static void lower_annotated(Lowering *l, Node *n)
{
    if (n->ann_assign.value) {
        Text hint = l->hint;
        hint_from(l, n->ann_assign.target);
        Val v = evaluate(l, n->ann_assign.value);
        l->hint = hint;
        assign(l, n->ann_assign.target, v);
    }
}

static void lower_augmented(Lowering *l, Node *n)
{
    Val old = evaluate(l, n->aug_assign.target), by = evaluate(l, n->aug_assign.value);
    Val v = {0};
    if (old.kind == VAL_LIST && n->op == OP_ADD && by.kind == VAL_LIST) {
        for (int i = 0; i < by.list->items.n; i++) {
            list_add(l, n, old.list, by.list->items.at[i]);
        }
        old.list->is_open |= by.list->slot || by.list->many > 0;
        return;
    }
    if (old.kind == VAL_NUMBER && by.kind == VAL_NUMBER) {
        double x = old.number, y = by.number;
        v = n->op == OP_ADD ? val_number(x + y) : n->op == OP_SUB ? val_number(x - y) : n->op == OP_MUL ? val_number(x * y) : v;
    }
    assign(l, n->aug_assign.target, v);
}

static Flow lower_return(Lowering *l, Node *n)
{
    Val v = n->value.value ? evaluate(l, n->value.value) : (Val){.kind = VAL_NONE};
    l->unit->result = l->unit->has_result ? val_join(l->unit->result, v) : v;
    l->unit->has_result = true;
    emit(l, n, SIM_RETURN);
    return FLOW_ENDS;
}

// ---- if

typedef struct {
    Variable *at;
    int n;
} Snapshot;

static Snapshot take(Lowering *l)
{
    Frame *f = l->frame;
    Snapshot s = {NEW(l->arena, Variable, f->variables.n + 1), f->variables.n};
    for (int i = 0; i < s.n; i++) {
        s.at[i] = f->variables.at[i];
    }
    return s;
}

static void give_back(Lowering *l, Snapshot s)
{
    for (int i = 0; i < l->frame->variables.n; i++) {
        l->frame->variables.at[i].value = i < s.n ? s.at[i].value : (Val){0};
    }
}

// What holds behind two ways that meet: `other` is where the first ended.
static void meet(Lowering *l, Snapshot other)
{
    for (int i = 0; i < l->frame->variables.n; i++) {
        Variable *v = &l->frame->variables.at[i];
        v->value = i < other.n ? val_join(v->value, other.at[i].value) : (Val){0};
    }
}

static bool does_something(const Unit *u, int from)
{
    for (int i = from; i < u->code.n; i++) {
        const Inst *in = &u->code.at[i];
        if (!(in->op == SIM_CLEAR && !in->o.slot && !in->o.object)) {
            return true;
        }
    }
    return false;
}

static Flow lower_branches(Lowering *l, Node *n, int i);

// Neither way is known to be taken.
static Flow lower_either(Lowering *l, Node *n, int i)
{
    Node *b = n->if_.branches.at[i];
    int begin = l->unit->code.n;
    emit(l, b, SIM_IF)->count = ASSUME_BRANCH;
    Snapshot before = take(l);
    Flow first = lower_statements(l, b->branch.body);
    Snapshot then = take(l);
    bool first_does = does_something(l->unit, begin + 1);
    give_back(l, before);
    int middle = l->unit->code.n;
    emit(l, b, SIM_ELSE);
    Flow second = i + 1 < n->if_.branches.n ? lower_branches(l, n, i + 1) : FLOW_NEXT;
    bool second_does = does_something(l->unit, middle + 1);
    emit_end(l, b);
    if (first != FLOW_ENDS && second == FLOW_ENDS) {
        give_back(l, then);
    } else if (first != FLOW_ENDS) {
        meet(l, then);
    }
    if (!first_does && !second_does) {
        l->unit->code.n = begin;
        return first == FLOW_ENDS && second == FLOW_ENDS ? FLOW_ENDS : FLOW_NEXT;
    }
    Node *at = b->branch.test;
    bool leaves = first == FLOW_ENDS && second == FLOW_NEXT;
    if (leaves) {
        l->unit->code.at[begin].count = 0;      // a way out, not the usual course
        assume(l, at, "`%.*s` does not hold", PRI(code_of(l, at)));
    } else {
        assume(l, at, "`%.*s` holds every other time", PRI(code_of(l, at)));
    }
    return first == FLOW_ENDS && second == FLOW_ENDS ? FLOW_ENDS : FLOW_NEXT;
}

static Flow lower_branches(Lowering *l, Node *n, int i)
{
    for (; i < n->if_.branches.n; i++) {
        Node *b = n->if_.branches.at[i];
        int t = b->branch.test ? truth(l, b->branch.test) : 1;
        if (t == 1) {
            return lower_statements(l, b->branch.body);
        }
        if (t < 0) {
            return lower_either(l, n, i);
        }
    }
    return FLOW_NEXT;
}

// ---- with

static Flow lower_items(Lowering *l, Node *n, int i);

static Flow lower_rest(Lowering *l, Node *n, int i)
{
    return i + 1 < n->with.items.n ? lower_items(l, n, i + 1) : lower_statements(l, n->with.body);
}

static Flow lower_group(Lowering *l, Node *n, int i, const Node *item)
{
    int name = new_name(l, text_format(l->arena, "group#%d", l->names.n + 1));
    emit(l, item, SIM_TASKGROUP)->o.group = name;
    if (item->with_item.target) {
        assign(l, item->with_item.target, (Val){.kind = VAL_GROUP, .handle = name});
    }
    Flow f = lower_rest(l, n, i);
    emit_end(l, n);
    return f;
}

// asyncio.timeout(None) is none.
static Flow lower_timeout(Lowering *l, Node *n, int i, Node *item, bool is_deadline)
{
    Node *delay = argument(item->with_item.context, 0, is_deadline ? "when" : "delay");
    Val v = evaluate(l, delay);
    if (v.kind == VAL_NONE) {
        return lower_rest(l, n, i);
    }
    if (v.kind != VAL_NUMBER && !(is_deadline && v.kind == VAL_CLOCK)) {
        assume(l, delay, "`%.*s` is 10 s", PRI(code_of(l, delay)));
        v = val_number(10);
    } else if (is_deadline && v.kind == VAL_CLOCK) {
        assume(l, delay, "`%.*s` is %g s from now", PRI(code_of(l, delay)), v.number);
    }
    emit(l, item, SIM_TIMEOUT)->time = v.number;
    Flow f = lower_rest(l, n, i);
    emit_end(l, n);
    return f == FLOW_ENDS ? FLOW_NEXT : f;          // the block may be left by its timeout
}

static Flow lower_suppress(Lowering *l, Node *n, int i, Node *item)
{
    uint32_t mask = 0;
    Nodes args = item->with_item.context->call.args;
    for (int k = 0; k < args.n; k++) {
        mask |= exception_mask(l, args.at[k]);
    }
    if (!mask) {
        return lower_rest(l, n, i);
    }
    emit(l, item, SIM_TRY);
    lower_rest(l, n, i);
    emit(l, item, SIM_EXCEPT)->o.kinds = mask;
    emit_end(l, n);
    return FLOW_NEXT;
}

static bool is_lockable(const Lowering *l, Val v)
{
    SimObjectKind k = v.kind == VAL_OBJECT ? l->objects.at[v.handle - 1].kind : 0;
    return k == SIM_LOCK || k == SIM_SEMAPHORE || k == SIM_BOUNDED_SEMAPHORE || k == SIM_CONDITION || k == SIM_BARRIER;
}

static Flow lower_unknown_manager(Lowering *l, Node *n, int i, Node *item, Val v)
{
    if (item->with_item.target) {
        assign(l, item->with_item.target, v.kind == VAL_INSTANCE || v.kind == VAL_OBJECT ? v : (Val){0});
    }
    if (n->is_async && l->unit) {
        assume(l, item, "entering and leaving `%.*s` does not suspend", PRI(code_of(l, item->with_item.context)));
    }
    return lower_rest(l, n, i);
}

static Flow lower_items(Lowering *l, Node *n, int i)
{
    Node *item = n->with.items.at[i], *context = item->with_item.context;
    Text name = context->kind == AST_CALL ? callee_name(l->m, context) : (Text){0};
    if (text_eq(name, T("asyncio.TaskGroup"))) {
        return lower_group(l, n, i, item);
    }
    if (text_eq(name, T("asyncio.timeout")) || text_eq(name, T("asyncio.timeout_at"))) {
        return lower_timeout(l, n, i, item, text_ends(name, T("_at")));
    }
    if (text_eq(name, T("contextlib.suppress"))) {
        return lower_suppress(l, n, i, item);
    }
    int begin = l->unit->code.n;
    Val v = evaluate(l, context);
    if (!n->is_async || !is_lockable(l, v)) {
        if (v.kind == VAL_AWAITABLE) {
            l->unit->code.n = begin;
        }
        return lower_unknown_manager(l, n, i, item, v);
    }
    emit(l, item, SIM_WITH)->o.object = v.handle;
    Flow f = lower_rest(l, n, i);
    emit_end(l, n);
    return f;
}

// ---- the others

static Flow lower_match(Lowering *l, Node *n)
{
    evaluate(l, n->match.subject);
    int begin = l->unit->code.n;
    for (int i = 0; i < n->match.cases.n; i++) {
        lower_statements(l, n->match.cases.at[i]->case_.body);
        if (does_something(l->unit, begin)) {
            refuse(l, n, "a `match` whose cases do something");
        }
        l->unit->code.n = begin;
    }
    return FLOW_NEXT;
}

static void bind(Lowering *l, Node *n, Ident name, ValKind kind)
{
    const Scope *s = scope_of_node(l->m, n);
    const Binding *b = s ? scope_lookup(s, name.text) : NULL;
    if (b) {
        variable_set(l, b, (Val){.kind = kind, .m = l->m, .node = n, .frame = l->frame});
    }
}

static Flow lower_jump(Lowering *l, Node *n)
{
    emit(l, n, n->kind == AST_BREAK ? SIM_BREAK : SIM_CONTINUE);
    return FLOW_ENDS;
}

static Flow lower_statement(Lowering *l, Node *n)
{
    switch (n->kind) {
    case AST_EXPR: evaluate(l, n->value.value); return FLOW_NEXT;
    case AST_ASSIGN: lower_assign(l, n); return FLOW_NEXT;
    case AST_ANN_ASSIGN: lower_annotated(l, n); return FLOW_NEXT;
    case AST_AUG_ASSIGN: lower_augmented(l, n); return FLOW_NEXT;
    case AST_RETURN: return lower_return(l, n);
    case AST_IF: return lower_branches(l, n, 0);
    case AST_FOR: return lower_for(l, n);
    case AST_WHILE: return lower_while(l, n);
    case AST_WITH: return lower_items(l, n, 0);
    case AST_TRY: return lower_try(l, n);
    case AST_RAISE: return lower_raise(l, n);
    case AST_MATCH: return lower_match(l, n);
    case AST_BREAK:
    case AST_CONTINUE: return lower_jump(l, n);
    case AST_FUNCTION: bind(l, n, n->function.name, VAL_FUNCTION); return FLOW_NEXT;
    case AST_CLASS: bind(l, n, n->class_.name, VAL_CLASS); return FLOW_NEXT;
    case AST_ASSERT: evaluate(l, n->assert_.test); return FLOW_NEXT;
    case AST_ERROR: refuse(l, n, "this cannot be read");
    default: return FLOW_NEXT;
    }
}

Flow lower_statements(Lowering *l, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        if (lower_statement(l, body.at[i]) == FLOW_ENDS) {
            return FLOW_ENDS;
        }
    }
    return FLOW_NEXT;
}
