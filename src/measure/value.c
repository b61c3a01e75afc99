// Values: what is known of a name, as far as the loop's behaviour hangs on it.
#include "measure/lowering.h"

Val val_number(double x)
{
    return (Val){.kind = VAL_NUMBER, .number = x};
}

Val val_name(Text name)
{
    return (Val){.kind = VAL_NAME, .text = name};
}

static bool params_same(const Awaitable *a, const Awaitable *b)
{
    if (a->param_count != b->param_count) {
        return false;
    }
    for (int i = 0; i < a->param_count; i++) {
        if (!val_same(a->params[i], b->params[i])) {
            return false;
        }
    }
    return true;
}

static bool awaitable_same(const Awaitable *a, const Awaitable *b)
{
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == AW_COROUTINE) {
        return val_same(a->function, b->function) && params_same(a, b);
    }
    const Inst *x = &a->op, *y = &b->op;
    return a->kind == AW_OP && x->op == y->op && x->o.object == y->o.object && (x->time == y->time || isnan(x->time)) &&
           isnan(x->time) == isnan(y->time) && x->o.slot == y->o.slot;
}

bool val_same(Val a, Val b)
{
    if (a.kind != b.kind) {
        return false;
    }
    switch (a.kind) {
    case VAL_UNKNOWN:
    case VAL_NONE:
    case VAL_LOOP: return true;
    case VAL_NUMBER:
    case VAL_CLOCK: return a.number == b.number;
    case VAL_RANGE: return a.number == b.number && a.start == b.start && a.step == b.step;
    case VAL_TEXT:
    case VAL_NAME: return text_eq(a.text, b.text);
    case VAL_OBJECT:
    case VAL_GROUP: return a.handle == b.handle;
    case VAL_TASK: return a.handle == b.handle && a.index == b.index;
    case VAL_LIST: return a.list == b.list;
    case VAL_AWAITABLE: return awaitable_same(a.awaitable, b.awaitable);
    case VAL_FUNCTION:
    case VAL_CLASS: return a.node == b.node && a.frame == b.frame && a.self == b.self;
    case VAL_INSTANCE: return a.self == b.self;
    case VAL_MEMBER: return text_eq(a.text, b.text) && val_same(*a.of, *b.of);
    }
    return false;
}

// Coroutines of the same function with arguments that differ are one whose arguments nobody knows.
static Val join_coroutines(Val a, Val b)
{
    Awaitable *x = a.awaitable, *y = b.awaitable;
    if (x->kind != AW_COROUTINE || y->kind != AW_COROUTINE || !val_same(x->function, y->function) ||
        x->param_count != y->param_count) {
        return (Val){0};
    }
    for (int i = 0; i < x->param_count; i++) {
        x->params[i] = val_join(x->params[i], y->params[i]);
    }
    return a;
}

Val val_join(Val a, Val b)
{
    if (val_same(a, b)) {
        return a;
    }
    return a.kind == VAL_AWAITABLE && b.kind == VAL_AWAITABLE ? join_coroutines(a, b) : (Val){0};
}

// ---- variables

Variable *variable_find(Frame *f, const Binding *b)
{
    for (; f; f = f->parent) {
        for (int i = 0; i < f->variables.n; i++) {
            if (f->variables.at[i].binding == b) {
                return &f->variables.at[i];
            }
        }
    }
    return NULL;
}

void variable_set(Lowering *l, const Binding *b, Val v)
{
    Variable *known = variable_find(l->frame, b);
    if (known) {
        known->value = v;
    } else {
        *list_push(l->arena, &l->frame->variables) = (Variable){b, v};
    }
}

static Frame *frame_of_module(Lowering *l, Module *m)
{
    Frame *f = l->frame;
    while (f && f->parent) {
        f = f->parent;
    }
    if (f && f->m == m) {
        return f;
    }
    for (int i = 0; i < l->modules.n; i++) {
        if (l->modules.at[i].m == m) {
            return l->modules.at[i].frame;
        }
    }
    f = NEW(l->arena, Frame, 1);
    f->m = m;
    list_push(l->arena, &l->modules)->m = m;
    l->modules.at[l->modules.n - 1].frame = f;
    return f;
}

// Evaluates an expression of the module's own code: made once, before anything runs.
static Val evaluate_in_module(Lowering *l, Module *m, Node *value, Text hint)
{
    Lowering saved = *l;
    l->m = m;
    l->frame = frame_of_module(l, m);
    l->unit = NULL;
    l->loop = NULL;
    l->hint = hint;
    l->quiet++;
    Val v = ++l->depth > DEPTH_MOST ? (Val){0} : evaluate(l, value);
    l->quiet--;
    l->depth--;
    l->m = saved.m;
    l->frame = saved.frame;
    l->unit = saved.unit;
    l->loop = saved.loop;
    l->hint = saved.hint;
    return v;
}

static bool is_simple_value(const Node *v)
{
    return v->kind == AST_CALL || v->kind == AST_CONSTANT || v->kind == AST_NAME || v->kind == AST_ATTRIBUTE ||
           v->kind == AST_LIST || v->kind == AST_TUPLE || v->kind == AST_BIN_OP || v->kind == AST_UNARY_OP ||
           v->kind == AST_SET;
}

static Val module_variable(Lowering *l, Module *m, const Binding *b)
{
    Frame *f = frame_of_module(l, m);
    Variable *known = variable_find(f, b);
    if (known) {
        return known->value;
    }
    Val v = {0};
    const Def *d = b->defs.n == 1 && !b->is_rebound_elsewhere ? &b->defs.at[0] : NULL;
    if (d && d->kind == DEF_ASSIGN && d->value && is_simple_value(d->value)) {
        v = evaluate_in_module(l, m, d->value, b->name);
    }
    *list_push(l->arena, &f->variables) = (Variable){b, v};
    return v;
}

// ---- names

// The name of the module that is bound to what the call makes, or NULL.
static const Binding *module_binding_of(const Module *m, const Node *made)
{
    const Node *p = made->parent;
    const Node *target = p->kind == AST_ASSIGN && p->assign.targets.n == 1 ? p->assign.targets.at[0]
                       : p->kind == AST_ANN_ASSIGN                         ? p->ann_assign.target
                                                                           : NULL;
    const Binding *b = target && target->kind == AST_NAME ? m->binding_of[target->id] : NULL;
    return b && b->scope->kind == SCOPE_MODULE && b->defs.n == 1 && b->defs.at[0].value == made ? b : NULL;
}

// An object of asyncio that the model knows by where it was made.
static Val instance_value(Lowering *l, Ref r)
{
    if (!text_starts(r.name, T("asyncio.")) || !r.origin || r.origin->kind != AST_CALL) {
        return text_eq(r.name, T("asyncio.AbstractEventLoop")) ? (Val){.kind = VAL_LOOP} : (Val){0};
    }
    const Binding *named = module_binding_of(r.origin_module, r.origin);
    if (named) {
        return module_variable(l, r.origin_module, named);
    }
    Frame *f = frame_of_module(l, r.origin_module);
    for (int i = 0; i < f->variables.n; i++) {
        if (f->variables.at[i].binding == (const void *)r.origin) {
            return f->variables.at[i].value;
        }
    }
    Val v = evaluate_in_module(l, r.origin_module, r.origin, T(""));
    *list_push(l->arena, &f->variables) = (Variable){(const void *)r.origin, v};
    return v;
}

Val ref_value(Lowering *l, Ref r)
{
    switch (r.kind) {
    case REF_NONE: return (Val){.kind = VAL_NONE};
    case REF_NAME: return val_name(r.name);
    case REF_FUNCTION:
        return (Val){.kind = VAL_FUNCTION, .m = r.module, .node = r.node, .frame = frame_of_module(l, r.module)};
    case REF_CLASS: return (Val){.kind = VAL_CLASS, .m = r.module, .node = r.node, .frame = frame_of_module(l, r.module)};
    case REF_INSTANCE: return instance_value(l, r);
    default: return (Val){0};
    }
}

static Val constant_value(Lowering *l, Node *n)
{
    Constant c = constant_of(l->m, n);
    switch (c.kind) {
    case CONSTANT_NONE: return (Val){.kind = VAL_NONE};
    case CONSTANT_NUMBER: return val_number(c.number);
    case CONSTANT_TEXT: return (Val){.kind = VAL_TEXT, .text = c.text};
    default: return (Val){0};
    }
}

static Val definition_value(const Def *d, Lowering *l, const Binding *b)
{
    Frame *f = l->frame;
    while (f && f->function != b->scope->node) {
        f = f->parent;
    }
    ValKind kind = d->kind == DEF_FUNCTION ? VAL_FUNCTION : VAL_CLASS;
    f = b->scope->kind == SCOPE_MODULE ? frame_of_module(l, l->m) : f;
    return (Val){.kind = kind, .m = l->m, .node = d->node, .frame = f ? f : l->frame};
}

Val name_value(Lowering *l, Node *n)
{
    const Binding *b = l->m->binding_of[n->id];
    Variable *known = b ? variable_find(l->frame, b) : NULL;
    if (known) {
        return known->value;
    }
    if (b && b->defs.n == 1 && (b->defs.at[0].kind == DEF_FUNCTION || b->defs.at[0].kind == DEF_CLASS)) {
        return definition_value(&b->defs.at[0], l, b);
    }
    if (b && b->scope->kind == SCOPE_MODULE) {
        Val v = module_variable(l, l->m, b);
        if (v.kind != VAL_UNKNOWN) {
            return v;
        }
    }
    Val v = ref_value(l, ref_of(l->m, n));
    return v.kind != VAL_UNKNOWN ? v : constant_value(l, n);
}

// ---- attributes

void attribute_set(Lowering *l, Instance *self, Text name, Val v)
{
    for (int i = 0; i < self->attributes.n; i++) {
        if (text_eq(self->attributes.at[i].name, name)) {
            self->attributes.at[i].value = v;
            return;
        }
    }
    list_push(l->arena, &self->attributes)->name = name;
    self->attributes.at[self->attributes.n - 1].value = v;
}

static bool find_member(const Instance *self, Text name, Member *member)
{
    Ref r = {.kind = REF_INSTANCE, .module = self->m, .node = self->class_node};
    return self->class_node && class_member(r, name, member);
}

static Val method_value(Lowering *l, Instance *self, const Member *member)
{
    const Def *d = member->binding->defs.n ? &member->binding->defs.at[member->binding->defs.n - 1] : NULL;
    if (!d || member->is_instance_attribute) {
        return (Val){0};
    }
    if (d->kind == DEF_FUNCTION) {
        Val v = {.kind = VAL_FUNCTION, .m = member->module, .node = d->node, .frame = frame_of_module(l, member->module)};
        v.self = d->node->function.decorators.n == 0 ? self : NULL;
        return d->node->function.decorators.n == 0 ? v : (Val){0};
    }
    return d->kind == DEF_ASSIGN && is_simple_value(d->value) && member->binding->defs.n == 1
               ? evaluate_in_module(l, member->module, d->value, member->binding->name)
               : (Val){0};
}

// `n` is the ATTRIBUTE that is read, for what the model knows of it.
Val attribute_get(Lowering *l, Val of, Node *n)
{
    Instance *self = of.self;
    Text name = n->attribute.attr.text;
    for (int i = 0; i < self->attributes.n; i++) {
        if (text_eq(self->attributes.at[i].name, name)) {
            return self->attributes.at[i].value;
        }
    }
    Member member;
    Val v = find_member(self, name, &member) ? method_value(l, self, &member) : (Val){0};
    if (v.kind == VAL_UNKNOWN && !self->is_made) {
        v = ref_value(l, ref_of(l->m, n));
    }
    if (v.kind != VAL_FUNCTION && v.kind != VAL_UNKNOWN) {
        attribute_set(l, self, name, v);
    }
    return v;
}
