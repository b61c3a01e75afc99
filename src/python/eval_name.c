// What names stand for: their definitions joined, else what a star import or the builtins give.
#include "python/eval.h"

enum { DEFS_MAX = 8 };

static Ref first_parameter(Eval e, const Def *d)
{
    Node *function = d->node->parent;
    Node *class_node = function->kind == AST_FUNCTION ? function_class(e.m, function) : NULL;
    if (!class_node || function->function.params.at[0] != d->node || function_has_decorator(e.m, function, "builtins.staticmethod")) {
        return EVAL_UNKNOWN;
    }
    bool is_class = function_has_decorator(e.m, function, "builtins.classmethod") ||
                    text_eq(function->function.name.text, T("__new__")) ||
                    text_eq(function->function.name.text, T("__init_subclass__")) ||
                    text_eq(function->function.name.text, T("__class_getitem__"));
    return (Ref){.kind = is_class ? REF_CLASS : REF_INSTANCE, .module = e.m, .node = class_node};
}

static Ref parameter(Eval e, const Def *d)
{
    Ref self = first_parameter(e, d);
    if (self.kind != REF_UNKNOWN) {
        return self;
    }
    Node *p = d->node;
    if (p->param.kind == PARAM_VARARGS || p->param.kind == PARAM_KWARGS) {
        return EVAL_UNKNOWN;
    }
    if (p->param.annotation) {
        return eval_annotation(e, p->param.annotation);
    }
    Ref fallback = p->param.fallback ? eval(e, p->param.fallback) : EVAL_UNKNOWN;
    fallback.origin = NULL;
    return fallback.kind == REF_INSTANCE ? fallback : EVAL_UNKNOWN;
}

// What `with value as name` binds: what __enter__ gives, for outside classes the object itself, for what can be awaited as well
// as entered what awaiting it gives.
static Ref entered(Eval e, const Def *d)
{
    Ref value = eval(e, d->value);
    if (value.kind == REF_INSTANCE && value.node) {
        Ref enter = eval_attribute_of(e, value, d->is_async ? T("__aenter__") : T("__enter__"));
        if (enter.kind == REF_FUNCTION) {
            return eval_returned(e, enter);
        }
        return EVAL_UNKNOWN;
    }
    if (value.kind == REF_COROUTINE && !value.node && d->is_async) {
        return eval_instance_of_name(known_awaited_class(value.name));  // `async with session.get(url) as response`
    }
    return value.kind == REF_INSTANCE ? value : EVAL_UNKNOWN;
}

static Ref element(Eval e, const Def *d)
{
    Node *value = d->value;
    if (value && value->kind == AST_AWAIT) {
        value = value->value.value;
    }
    if (value && value->kind == AST_CALL) {
        Ref callee = eval(e, value->call.func);
        return callee.kind == REF_NAME ? eval_instance_of_name(known_element_class(callee.name, d->index)) : EVAL_UNKNOWN;
    }
    return EVAL_UNKNOWN;
}

// The annotation stands where the value tells less, or is a project's object that the annotation does not allow for: a
// sentinel that something else will replace.
static bool is_only_declared(Ref value, Ref declared)
{
    bool tells_less = value.kind == REF_UNKNOWN || value.kind == REF_NONE || value.kind == REF_LITERAL;
    bool outside = declared.kind == REF_INSTANCE && declared.name.n;
    return tells_less || (outside && value.kind == REF_INSTANCE && value.node && !class_has_unknown_base(value) &&
                          !class_derives_from_text(value, declared.name));
}

static Ref definition(Eval e, const Def *d)
{
    switch (d->kind) {
    case DEF_ASSIGN: {
        Ref value = eval(e, d->value);
        Ref declared = d->annotation ? eval_annotation(e, d->annotation) : EVAL_UNKNOWN;
        return d->annotation && is_only_declared(value, declared) ? declared : value;
    }
    case DEF_DECLARED: return d->annotation ? eval_annotation(e, d->annotation) : EVAL_UNKNOWN;
    case DEF_IMPORT:
    case DEF_FROM: return eval_imported(e, d);
    case DEF_FUNCTION: return (Ref){.kind = REF_FUNCTION, .module = e.m, .node = d->node};
    case DEF_CLASS: return (Ref){.kind = REF_CLASS, .module = e.m, .node = d->node};
    case DEF_PARAM: return parameter(e, d);
    case DEF_WITH: return entered(e, d);
    case DEF_UNPACK: return element(e, d);
    case DEF_ITER: return d->index < 0 ? element(e, d) : EVAL_UNKNOWN;
    default: return EVAL_UNKNOWN;
    }
}

Ref eval_binding(Eval e, const Binding *b, const Node *use)
{
    const Def *defs[DEFS_MAX];
    int n = defs_reaching(e.m, b, use, defs, DEFS_MAX);
    if (n <= 0 || !eval_deeper(&e)) {
        return EVAL_UNKNOWN;
    }
    Ref r = {.kind = REF_NONE};
    Ref declared = EVAL_UNKNOWN;
    for (int i = 0; i < n; i++) {
        if (defs[i]->annotation && defs[i]->kind != DEF_PARAM) {
            declared = eval_annotation(e, defs[i]->annotation);
        }
        if (defs[i]->kind == DEF_DECLARED && n > 1) {
            continue;
        }
        r = eval_join(r, definition(e, defs[i]));
    }
    // a declaration holds for all that is assigned, also where it stands apart
    for (int i = 0; i < b->defs.n && declared.kind == REF_UNKNOWN && r.kind == REF_UNKNOWN; i++) {
        const Def *d = &b->defs.at[i];
        declared = d->annotation && d->kind != DEF_PARAM ? eval_annotation(e, d->annotation) : EVAL_UNKNOWN;
    }
    return declared.kind != REF_UNKNOWN && (r.kind == REF_UNKNOWN || r.kind == REF_NONE) ? declared : r;
}

// The class that `isinstance(name, X)` in `test`, also as part of an `and`, says of the binding; NULL when it says nothing.
static Node *tested_class(const Module *m, const Node *test, const Binding *b)
{
    for (int i = 0; test->kind == AST_BOOL_OP && test->op == OP_AND && i < test->bool_op.values.n; i++) {
        Node *found = tested_class(m, test->bool_op.values.at[i], b);
        if (found) {
            return found;
        }
    }
    bool is_test = test->kind == AST_CALL && test->call.func->kind == AST_NAME &&
                   text_eq(test->call.func->name.id, T("isinstance")) && test->call.args.n == 2;
    Node *name = is_test ? test->call.args.at[0] : NULL;
    return name && name->kind == AST_NAME && m->binding_of[name->id] == b ? test->call.args.at[1] : NULL;
}

// What an isinstance test around the name says that it is: in the branch of an `if`, behind it in an `and`.
static Ref narrowed(Eval e, const Node *n, const Binding *b)
{
    for (const Node *child = n, *p = n->parent; p && p->kind != AST_FUNCTION && p->kind != AST_LAMBDA; child = p, p = p->parent) {
        Node *found = NULL;
        if (p->kind == AST_BRANCH && p->branch.test && child != p->branch.test) {
            found = tested_class(e.m, p->branch.test, b);
        } else if (p->kind == AST_IF_EXP && child == p->if_exp.body) {
            found = tested_class(e.m, p->if_exp.test, b);
        }
        for (int i = 0; p->kind == AST_BOOL_OP && p->op == OP_AND && !found && p->bool_op.values.at[i] != child; i++) {
            found = tested_class(e.m, p->bool_op.values.at[i], b);
        }
        if (found) {
            return eval_annotation(e, found);
        }
    }
    return EVAL_UNKNOWN;
}

Ref eval_name(Eval e, Node *n)
{
    const Binding *b = e.m->binding_of[n->id];
    if (b) {
        Ref r = eval_binding(e, b, n);
        Ref tested = r.kind == REF_UNKNOWN ? narrowed(e, n, b) : EVAL_UNKNOWN;
        r = tested.kind == REF_UNKNOWN ? r : tested;
        if (eval_is_elsewhere(r) && known_is_loop_name(n->name.id)) {
            return eval_instance_of_name(T("asyncio.AbstractEventLoop"));
        }
        return r;
    }
    for (int i = 0; i < e.m->scope->star_imports.n && n->name.id.s[0] != '_'; i++) {
        Node *from = e.m->scope->star_imports.at[i];
        Ref module = eval_module_named(e, from->import_from.module, from->import_from.level);
        Ref r = module.kind == REF_MODULE ? eval_member_of_module(e, module.module, n->name.id) : EVAL_UNKNOWN;
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
        // `from asyncio import *`: a name that nothing else binds is asyncio's
        if (module.kind == REF_NAME && text_eq(module.name, T("asyncio")) && !known_is_builtin(n->name.id)) {
            return eval_name_ref(e, text_join(e.arena, T("asyncio."), n->name.id));
        }
    }
    return known_is_builtin(n->name.id) ? eval_name_ref(e, text_join(e.arena, T("builtins."), n->name.id)) : EVAL_UNKNOWN;
}
