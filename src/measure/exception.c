// Exceptions: what is raised and what catches it. The simulator knows kinds, not classes: those that asyncio raises have one
// each, and all others are SIM_ERROR. Which of those a handler catches is decided by what the module raises.
#include "measure/lowering.h"

static const struct {
    const char *name;
    SimException kind;
} kinds[] = {
    {"asyncio.CancelledError", SIM_CANCELLED}, {"concurrent.futures.CancelledError", SIM_CANCELLED},
    {"asyncio.TimeoutError", SIM_TIMED_OUT}, {"builtins.TimeoutError", SIM_TIMED_OUT},
    {"asyncio.QueueFull", SIM_QUEUE_FULL}, {"asyncio.QueueEmpty", SIM_QUEUE_EMPTY},
    {"asyncio.QueueShutDown", SIM_QUEUE_SHUT_DOWN}, {"asyncio.BrokenBarrierError", SIM_BROKEN_BARRIER},
    {"asyncio.InvalidStateError", SIM_INVALID_STATE}, {"builtins.RuntimeError", SIM_RUNTIME_ERROR},
    {"builtins.ValueError", SIM_VALUE_ERROR}, {"builtins.ExceptionGroup", SIM_EXCEPTION_GROUP},
    {"builtins.BaseExceptionGroup", SIM_EXCEPTION_GROUP}, {"builtins.AttributeError", SIM_ATTRIBUTE_ERROR},
};

// Subclasses among the builtins that the table must not miss.
static const struct {
    const char *name, *base;
} builtin_bases[] = {
    {"builtins.KeyError", "builtins.LookupError"}, {"builtins.IndexError", "builtins.LookupError"},
    {"builtins.ConnectionError", "builtins.OSError"}, {"builtins.FileNotFoundError", "builtins.OSError"},
    {"builtins.PermissionError", "builtins.OSError"}, {"builtins.ConnectionResetError", "builtins.ConnectionError"},
    {"builtins.ZeroDivisionError", "builtins.ArithmeticError"}, {"builtins.OverflowError", "builtins.ArithmeticError"},
    {"builtins.UnicodeError", "builtins.ValueError"}, {"builtins.NotImplementedError", "builtins.RuntimeError"},
    {"builtins.RecursionError", "builtins.RuntimeError"}, {"builtins.IOError", "builtins.OSError"},
    {"builtins.EnvironmentError", "builtins.OSError"},
};

static bool is_or_derives(Ref r, Text name)
{
    if (r.kind == REF_CLASS) {
        return class_derives_from_text(r, name);
    }
    for (Text at = r.kind == REF_NAME ? r.name : (Text){0}; at.n;) {
        if (text_eq(at, name)) {
            return true;
        }
        Text next = {0};
        for (size_t i = 0; i < sizeof builtin_bases / sizeof *builtin_bases; i++) {
            next = text_eq(at, text_from(builtin_bases[i].name)) ? text_from(builtin_bases[i].base) : next;
        }
        at = next;
    }
    return false;
}

static SimException kind_of(Ref r)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (is_or_derives(r, text_from(kinds[i].name))) {
            return kinds[i].kind;
        }
    }
    return SIM_ERROR;
}

static Ref class_raised(Module *m, const Node *n)
{
    Node *e = n->raise.exception;
    return ref_of(m, e->kind == AST_CALL ? e->call.func : e);
}

static bool is_or_derives_from_class(Ref r, const Node *class_node, int depth)
{
    if (r.kind != REF_CLASS || depth > 20) {
        return false;
    }
    if (r.node == class_node) {
        return true;
    }
    for (int i = 0; i < r.node->class_.bases.n; i++) {
        if (is_or_derives_from_class(ref_of(r.module, r.node->class_.bases.at[i]), class_node, depth + 1)) {
            return true;
        }
    }
    return false;
}

// Whether what the module raises of no kind of its own is caught by a handler for `handler`: 1, 0, or -1: some is, some not.
static int catches_raised(Lowering *l, Ref handler)
{
    int caught = 0, missed = 0;
    for (int i = 0; i < l->m->ast->n; i++) {
        Node *n = l->m->ast->nodes[i];
        if (n->kind != AST_RAISE || !n->raise.exception) {
            continue;
        }
        Ref r = class_raised(l->m, n);
        if (kind_of(r) == SIM_ERROR) {
            bool derived = handler.kind == REF_CLASS ? is_or_derives_from_class(r, handler.node, 0) : is_or_derives(r, handler.name);
            derived ? caught++ : missed++;
        }
    }
    return caught && missed ? -1 : caught > 0;
}

uint32_t exception_mask(Lowering *l, Node *type)
{
    if (!type) {
        return SIM_MASK_ANY;
    }
    if (type->kind == AST_TUPLE) {
        uint32_t mask = 0;
        for (int i = 0; i < type->sequence.elts.n; i++) {
            mask |= exception_mask(l, type->sequence.elts.at[i]);
        }
        return mask;
    }
    Ref r = ref_of(l->m, type);
    if (ref_is_name(r, "builtins.BaseException") || ref_is_name(r, "builtins.Exception")) {
        return ref_is_name(r, "builtins.Exception") ? SIM_MASK_EXCEPTION : SIM_MASK_ANY;
    }
    if (r.kind != REF_NAME && r.kind != REF_CLASS) {
        return 0;               // nobody knows it, so nothing here raises it
    }
    uint32_t mask = ref_is_name(r, "builtins.OSError") ? SIM_MASK(SIM_TIMED_OUT) : 0;
    SimException kind = kind_of(r);
    if (kind != SIM_ERROR) {
        return r.kind == REF_NAME ? SIM_MASK(kind) : 0;
    }
    int caught = catches_raised(l, r);
    if (caught < 0) {
        refuse(l, type, "`%.*s` catches some of what is raised here and not the rest", PRI(code_of(l, type)));
    }
    return mask | (caught ? SIM_MASK(SIM_ERROR) : 0);
}

Flow lower_raise(Lowering *l, Node *n)
{
    SimException kind = 0;
    if (n->raise.exception) {
        Node *e = n->raise.exception;
        if (e->kind == AST_NAME && l->m->binding_of[e->id] && ref_of(l->m, e).kind == REF_UNKNOWN) {
            emit(l, n, SIM_RAISE)->o.exception = 0;     // `except E as e: raise e`
            return FLOW_ENDS;
        }
        if (e->kind == AST_CALL) {
            for (int i = 0; i < e->call.args.n; i++) {
                evaluate(l, e->call.args.at[i]);
            }
        }
        kind = kind_of(class_raised(l->m, n));
    }
    emit(l, n, SIM_RAISE)->o.exception = kind;
    return FLOW_ENDS;
}

// ---- try

static bool has_statement(const Lowering *l, const Node *n, AstKind kind)
{
    for (int i = n->id + 1; i <= n->last; i++) {
        const Node *d = l->m->ast->nodes[i];
        if (d->kind == kind) {
            return true;
        }
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        }
    }
    return false;
}

// Variables that the subtree assigns are unknown behind it, when it may have been left half-way.
static void forget(Lowering *l, const Node *n)
{
    for (int i = n->id + 1; i <= n->last; i++) {
        const Node *d = l->m->ast->nodes[i];
        const Binding *b = d->kind == AST_NAME ? l->m->binding_of[d->id] : NULL;
        Variable *v = b ? variable_find(l->frame, b) : NULL;
        bool stored = false;
        for (int k = 0; b && k < b->defs.n; k++) {
            stored |= b->defs.at[k].node == d;
        }
        if (v && stored && v->value.kind == VAL_NUMBER) {
            v->value = (Val){0};
        }
    }
}

static Flow lower_handlers(Lowering *l, Node *n, Flow body, const uint32_t *masks)
{
    Flow all = FLOW_ENDS;
    for (int i = 0; i < n->try_.handlers.n; i++) {
        Node *h = n->try_.handlers.at[i];
        if (masks[i]) {
            emit(l, h, SIM_EXCEPT)->o.kinds = masks[i];
            Flow f = lower_statements(l, h->handler.body);
            all = f == FLOW_NEXT ? FLOW_NEXT : all;
        }
    }
    return body == FLOW_ENDS ? all : FLOW_NEXT;
}

Flow lower_try(Lowering *l, Node *n)
{
    if (n->try_.is_star) {
        refuse(l, n, "`except*` is not simulated");
    }
    uint32_t *masks = NEW(l->arena, uint32_t, n->try_.handlers.n + 1), any = 0;
    for (int i = 0; i < n->try_.handlers.n; i++) {
        masks[i] = exception_mask(l, n->try_.handlers.at[i]->handler.type);
        any |= masks[i];
    }
    if (!any && n->try_.finalbody.n == 0) {
        Flow f = lower_statements(l, n->try_.body);
        return f == FLOW_ENDS ? f : lower_statements(l, n->try_.orelse);
    }
    emit(l, n, SIM_TRY);
    Flow flow = lower_statements(l, n->try_.body);
    if (n->try_.handlers.n && has_statement(l, n, AST_ASSIGN)) {
        forget(l, n);
    }
    if (!any && flow == FLOW_NEXT) {
        flow = lower_statements(l, n->try_.orelse);
    }
    flow = any ? lower_handlers(l, n, flow, masks) : flow;
    if (any && n->try_.orelse.n) {
        emit(l, n, SIM_ELSE);
        lower_statements(l, n->try_.orelse);
    }
    if (n->try_.finalbody.n) {
        emit(l, n, SIM_FINALLY);
        if (lower_statements(l, n->try_.finalbody) == FLOW_ENDS) {
            flow = FLOW_ENDS;
        }
    }
    emit_end(l, n);
    return flow;
}
