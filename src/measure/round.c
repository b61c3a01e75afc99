// Rounds of a loop or comprehension: unrolled, repeated, or as many as are assumed.
#include "measure/round.h"

double trips_of(const Lowering *l)
{
    return l->is_inner ? ASSUME_INNER_TRIPS : l->options->trips > 0 ? l->options->trips : ASSUME_TRIPS;
}

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

bool has_jump(const Lowering *l, const Node *loop, AstKind kind)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        const Node *n = l->m->ast->nodes[i];
        if (n->kind == kind && is_own_jump(n, loop)) {
            return true;
        }
    }
    return false;
}

bool loop_reads(const Lowering *l, const Node *target, const Node *within)
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

void forget_assigned(Lowering *l, const Node *loop)
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

Flow lower_unrolled(Lowering *l, const Round *r, const Val *elements, int n)
{
    bool breaks = has_jump(l, r->node, AST_BREAK), continues = has_jump(l, r->node, AST_CONTINUE);
    if (breaks && continues) {
        refuse(l, r->node, "a loop with `break` and `continue` whose rounds differ");
    }
    if (breaks) {
        emit(l, r->node, SIM_REPEAT)->count = 1;
    }
    bool is_inner = l->is_inner;
    l->is_inner = is_inner || n >= ASSUME_TRIPS;
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
    l->is_inner = is_inner;
    if (breaks) {
        emit_end(l, r->node);
        return FLOW_NEXT;
    }
    return flow;
}

void lower_repeated(Lowering *l, const Round *r, double count)
{
    const Node *loop = l->loop;
    double outer = l->loop_count;
    bool is_inner = l->is_inner;
    forget_assigned(l, r->node);
    int begin = l->unit->code.n;
    emit(l, r->node, SIM_REPEAT)->count = count;
    if (r->target) {
        assign(l, r->target, (Val){0});
    }
    l->loop = count <= UNROLL_MOST || !loop ? r->node : loop;
    l->loop_count = outer * count;
    l->is_inner = is_inner || count >= ASSUME_TRIPS;
    lower_round(l, r);
    l->is_inner = is_inner;
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

double rounds_of(Val iter)
{
    if (iter.kind == VAL_RANGE) {
        return iter.number;
    }
    return iter.kind == VAL_LIST && !iter.list->slot && !iter.list->is_open && iter.list->items.n == 0 ? iter.list->many : (double)NAN;
}

void assume_elements(Lowering *l, Node *iter)
{
    assume(l, iter, "`%.*s` has %g elements", PRI(code_of(l, iter)), trips_of(l));
}

// What is iterated differs in what matters: tasks and coroutines do, numbers when they are read.
static bool needs_each(const Lowering *l, const Round *r, Val iter)
{
    if (must_unroll(l, r->node)) {
        return true;
    }
    if (!r->target || !loop_reads(l, r->target, r->node)) {
        return false;
    }
    return iter.kind == VAL_LIST ? iter.list->slot || iter.list->items.n > 0 : true;
}

Flow lower_rounds(Lowering *l, const Round *r, Val iter, Node *source)
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
    double count = rounds_of(iter);
    int begin = l->unit->code.n;
    bool assumed = isnan(count);
    lower_repeated(l, r, assumed ? trips_of(l) : count);
    if (assumed && l->unit->code.n > begin) {
        if (iter.kind == VAL_LIST && iter.list->slot) {
            refuse(l, r->node, "a loop over tasks of which nobody knows how many there are");
        }
        assume_elements(l, source);
    }
    return FLOW_NEXT;
}
