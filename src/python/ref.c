// What expressions stand for. The evaluator works on any module, the file's own (memoised by node) or a foreign one
// (shared and never written), remembers what it found (memo.c), and gives up as REF_UNKNOWN: where it goes too deep or too
// far, in cycles, and wherever Python's dynamics could make another answer true.
#include "python/known.h"
#include "python/memo.h"

enum { DEPTH_MAX = 48, LEVELS_MAX = 200, STEPS_MAX = 20000, DEFS_MAX = 8 };

typedef struct {
    Module *m;              // where the expression stands
    Arena *arena;           // for new names: the asking worker's
    struct Memos *memos;    // NULL: nothing can be asked
    int depth;
} Eval;

static Ref eval(Eval e, Node *n);
static Ref eval_binding(Eval e, const Binding *b, const Node *use);
static Ref eval_annotation(Eval e, Node *n);
static Ref attribute(Eval e, Ref value, Text attr);
static Ref call_result(Eval e, Ref callee, Node *call);
static Ref awaited(Eval e, Ref value);
static Ref returned(Eval e, Ref function);

static const Ref UNKNOWN = {.kind = REF_UNKNOWN};

// Counts a step of the evaluation. false: it goes too deep or too far, and the answer is unknown, for this question only.
static bool deeper(Eval *e)
{
    struct Memos *t = e->memos;
    if (t && ++e->depth <= DEPTH_MAX && t->level < LEVELS_MAX && ++t->steps <= STEPS_MAX) {
        return true;
    }
    if (t) {
        memo_depends(t, 0);
    }
    return false;
}

static Eval in_module(Eval e, Module *m)
{
    e.m = m;
    return e;
}

static Ref name_ref(Eval e, Text name)
{
    return (Ref){.kind = REF_NAME, .name = known_canonical(e.arena, name)};
}

static Ref instance_of_name(Text class_name)
{
    return class_name.n ? (Ref){.kind = REF_INSTANCE, .name = class_name} : UNKNOWN;
}

bool ref_same_definition(Ref a, Ref b)
{
    bool same_node = (a.node == NULL) == (b.node == NULL);
    if (same_node && a.node) {
        same_node = a.node == b.node || (a.node->kind == b.node->kind && a.node->beg == b.node->beg && a.module && b.module &&
                                         a.module->path.n && text_eq(a.module->path, b.module->path));
    }
    return a.kind == b.kind && text_eq(a.name, b.name) && same_node;
}

// Joins what several definitions give: None beside something else is passed over, disagreement is unknown.
static Ref join(Ref a, Ref b)
{
    if (a.kind == REF_NONE) {
        return b;
    }
    if (b.kind == REF_NONE) {
        return a;
    }
    if (!ref_same_definition(a, b)) {
        return UNKNOWN;
    }
    if (a.origin != b.origin) {
        a.origin = NULL;
    }
    return a;
}

// -- imports ----------------------------------------------------------------------------------------------------------

static Ref member_of_module(Eval e, Module *target, Text name)
{
    Binding *b = map_get(&target->scope->names, name);
    if (b && b->defs.n) {
        return eval_binding(in_module(e, target), b, NULL);
    }
    Module *sub = target->is_package ? project_import(target, name, 1) : NULL;
    if (sub) {
        return (Ref){.kind = REF_MODULE, .module = sub};
    }
    for (int i = 0; i < target->scope->star_imports.n && name.s[0] != '_'; i++) {
        Node *from = target->scope->star_imports.at[i];
        Module *source = project_import(target, from->import_from.module, from->import_from.level);
        Text absolute = module_absolute_name(target, e.arena, from->import_from.module, from->import_from.level);
        Ref r = source && source != target ? member_of_module(in_module(e, source), source, name) : UNKNOWN;
        if (!source && known_is_stdlib(absolute)) {
            r = UNKNOWN;
        }
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
    }
    return UNKNOWN;
}

// `a.b` in `m`: the module of the project, or the outside name.
static Ref module_named(Eval e, Text name, int level)
{
    Text absolute = module_absolute_name(e.m, e.arena, name, level);
    if (absolute.n && known_is_stdlib(absolute)) {
        return name_ref(e, absolute);
    }
    Module *target = project_import(e.m, name, level);
    if (target) {
        return (Ref){.kind = REF_MODULE, .module = target};
    }
    return absolute.n ? name_ref(e, absolute) : UNKNOWN;
}

static Ref imported(Eval e, const Def *d)
{
    Node *alias = d->node;
    if (d->kind == DEF_IMPORT) {
        Text name = alias->alias.name, head, rest;
        if (!alias->alias.asname.text.n) {
            text_cut(name, '.', &head, &rest);
            name = head;
        }
        return module_named(e, name, 0);
    }
    Node *from = alias->parent;
    Ref module = module_named(e, from->import_from.module, from->import_from.level);
    if (module.kind == REF_MODULE && module.module->path.n && text_eq(module.module->path, e.m->path)) {
        // `from . import stock` in a package binds its own submodule
        Module *sub = project_import(e.m, alias->alias.name, from->import_from.level);
        return sub ? (Ref){.kind = REF_MODULE, .module = sub} : UNKNOWN;
    }
    return module.kind == REF_UNKNOWN ? UNKNOWN : attribute(e, module, alias->alias.name);
}

// -- names ------------------------------------------------------------------------------------------------------------

static Ref first_parameter(Eval e, const Def *d)
{
    Node *function = d->node->parent;
    Node *class_node = function->kind == AST_FUNCTION ? function_class(e.m, function) : NULL;
    if (!class_node || function->function.params.at[0] != d->node || function_has_decorator(e.m, function, "builtins.staticmethod")) {
        return UNKNOWN;
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
        return UNKNOWN;
    }
    if (p->param.annotation) {
        return eval_annotation(e, p->param.annotation);
    }
    Ref fallback = p->param.fallback ? eval(e, p->param.fallback) : UNKNOWN;
    fallback.origin = NULL;
    return fallback.kind == REF_INSTANCE ? fallback : UNKNOWN;
}

// What `with value as name` binds: what __enter__ gives, for outside classes the object itself.
static Ref entered(Eval e, const Def *d)
{
    Ref value = eval(e, d->value);
    if (value.kind == REF_INSTANCE && value.node) {
        Ref enter = attribute(e, value, d->is_async ? T("__aenter__") : T("__enter__"));
        if (enter.kind == REF_FUNCTION) {
            return returned(e, enter);
        }
        return UNKNOWN;
    }
    return value.kind == REF_INSTANCE ? value : UNKNOWN;
}

static Ref element(Eval e, const Def *d)
{
    Node *value = d->value;
    if (value && value->kind == AST_AWAIT) {
        value = value->value.value;
    }
    if (value && value->kind == AST_CALL) {
        Ref callee = eval(e, value->call.func);
        return callee.kind == REF_NAME ? instance_of_name(known_element_class(callee.name, d->index)) : UNKNOWN;
    }
    return UNKNOWN;
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
        Ref declared = d->annotation ? eval_annotation(e, d->annotation) : UNKNOWN;
        return d->annotation && is_only_declared(value, declared) ? declared : value;
    }
    case DEF_DECLARED: return d->annotation ? eval_annotation(e, d->annotation) : UNKNOWN;
    case DEF_IMPORT:
    case DEF_FROM: return imported(e, d);
    case DEF_FUNCTION: return (Ref){.kind = REF_FUNCTION, .module = e.m, .node = d->node};
    case DEF_CLASS: return (Ref){.kind = REF_CLASS, .module = e.m, .node = d->node};
    case DEF_PARAM: return parameter(e, d);
    case DEF_WITH: return entered(e, d);
    case DEF_UNPACK: return element(e, d);
    default: return UNKNOWN;
    }
}

static Ref eval_binding(Eval e, const Binding *b, const Node *use)
{
    const Def *defs[DEFS_MAX];
    int n = defs_reaching(e.m, b, use, defs, DEFS_MAX);
    if (n <= 0 || !deeper(&e)) {
        return UNKNOWN;
    }
    Ref r = {.kind = REF_NONE};
    Ref declared = UNKNOWN;
    for (int i = 0; i < n; i++) {
        if (defs[i]->annotation && defs[i]->kind != DEF_PARAM) {
            declared = eval_annotation(e, defs[i]->annotation);
        }
        if (defs[i]->kind == DEF_DECLARED && n > 1) {
            continue;
        }
        r = join(r, definition(e, defs[i]));
    }
    // a declaration holds for all that is assigned, also where it stands apart
    for (int i = 0; i < b->defs.n && declared.kind == REF_UNKNOWN && r.kind == REF_UNKNOWN; i++) {
        const Def *d = &b->defs.at[i];
        declared = d->annotation && d->kind != DEF_PARAM ? eval_annotation(e, d->annotation) : UNKNOWN;
    }
    return r.kind == REF_UNKNOWN || (r.kind == REF_NONE && declared.kind != REF_UNKNOWN) ? declared : r;
}

// Nothing is known of it: unknown, or something of a module that is not read.
static bool is_elsewhere(Ref r)
{
    return r.kind == REF_UNKNOWN || (r.kind == REF_NAME && !known_is_stdlib(r.name));
}

static Ref eval_name(Eval e, Node *n)
{
    const Binding *b = e.m->binding_of[n->id];
    if (b) {
        Ref r = eval_binding(e, b, n);
        if (is_elsewhere(r) && known_is_loop_name(n->name.id)) {
            return instance_of_name(T("asyncio.AbstractEventLoop"));
        }
        return r;
    }
    for (int i = 0; i < e.m->scope->star_imports.n && n->name.id.s[0] != '_'; i++) {
        Node *from = e.m->scope->star_imports.at[i];
        Ref module = module_named(e, from->import_from.module, from->import_from.level);
        Ref r = module.kind == REF_MODULE ? member_of_module(e, module.module, n->name.id) : UNKNOWN;
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
        // `from asyncio import *`: a name that nothing else binds is asyncio's
        if (module.kind == REF_NAME && text_eq(module.name, T("asyncio")) && !known_is_builtin(n->name.id)) {
            return name_ref(e, text_format(e.arena, "asyncio.%.*s", PRI(n->name.id)));
        }
    }
    return known_is_builtin(n->name.id) ? name_ref(e, text_format(e.arena, "builtins.%.*s", PRI(n->name.id))) : UNKNOWN;
}

// -- attributes -------------------------------------------------------------------------------------------------------

static Ref method_or_property(Eval e, Ref function, bool bound)
{
    if (function.kind != REF_FUNCTION) {
        return function;
    }
    bool is_property = function_has_decorator(function.module, function.node, "builtins.property") ||
                       function_has_decorator(function.module, function.node, "functools.cached_property");
    if (is_property) {
        return bound ? returned(e, function) : UNKNOWN;
    }
    function.bound = bound || function_has_decorator(function.module, function.node, "builtins.classmethod");
    if (function_has_decorator(function.module, function.node, "builtins.staticmethod")) {
        function.bound = false;
    }
    return function;
}

// The outside class that a project class derives from, when there is just one line up; empty otherwise.
static Text outside_base(Eval e, Ref class_ref)
{
    Nodes bases = class_ref.node->class_.bases;
    for (int i = 0; i < bases.n && deeper(&e); i++) {
        Ref base = eval(in_module(e, class_ref.module), bases.at[i]);
        if (base.kind == REF_NAME && !text_eq(base.name, T("builtins.object"))) {
            return base.name;
        }
        Text above = base.kind == REF_CLASS ? outside_base(e, base) : (Text){0};
        if (above.n) {
            return above;
        }
    }
    return (Text){0};
}

static Ref member_attribute(Eval e, Ref value, Text attr)
{
    Member member;
    bool bound = value.kind == REF_INSTANCE;
    if (class_member(value, attr, &member)) {
        Ref r = eval_binding(in_module(e, member.module), member.binding, NULL);
        if (member.is_instance_attribute) {
            Binding *declared = map_get(&member.module->own_scope[member.class_node->id]->names, attr);
            if (r.kind == REF_UNKNOWN && declared) {
                return eval_binding(in_module(e, member.module), declared, NULL);
            }
            return r;
        }
        return method_or_property(e, r, bound);
    }
    Text base = outside_base(e, value);
    return base.n ? name_ref(e, text_format(e.arena, "%.*s.%.*s", PRI(base), PRI(attr))) : UNKNOWN;
}

static Ref attribute(Eval e, Ref value, Text attr)
{
    if (!deeper(&e)) {
        return UNKNOWN;
    }
    switch (value.kind) {
    case REF_NAME: return name_ref(e, text_format(e.arena, "%.*s.%.*s", PRI(value.name), PRI(attr)));
    case REF_MODULE: return member_of_module(e, value.module, attr);
    case REF_INSTANCE:
        if (value.name.n) {
            Text known = known_attribute_class(value.name, attr);
            return known.n ? instance_of_name(known)
                           : (Ref){.kind = REF_NAME, .name = text_format(e.arena, "%.*s.%.*s", PRI(value.name), PRI(attr))};
        }
        return member_attribute(e, value, attr);
    case REF_CLASS: return member_attribute(e, value, attr);
    default: return UNKNOWN;
    }
}

static Ref eval_attribute(Eval e, Node *n)
{
    Text attr = n->attribute.attr.text;
    Ref value = eval(e, n->attribute.value);
    Ref r = attribute(e, value, attr);
    // what an object's outside class does not tell of: `self.loop` in a unittest.TestCase
    bool untold = is_elsewhere(r) || (r.kind == REF_NAME && value.kind == REF_INSTANCE);
    if (untold && known_is_loop_name(attr) && n->parent->kind != AST_CALL) {
        return instance_of_name(T("asyncio.AbstractEventLoop"));
    }
    return r;
}

// -- calls ------------------------------------------------------------------------------------------------------------

// What a function's `return`s agree on, evaluated in its own module.
static Ref joined_returns(Eval e, Ref function)
{
    Eval there = in_module(e, function.module);
    Ref r = {.kind = REF_NONE};
    for (int i = function.node->id + 1; i <= function.node->last; i++) {
        Node *d = there.m->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value) {
            r = join(r, eval(there, d->value.value));
        }
    }
    return r;
}

static bool has_plain_decorators(Module *m, const Node *function)
{
    for (int i = 0; i < function->function.decorators.n; i++) {
        Node *d = function->function.decorators.at[i];
        Ref r = ref_of(m, d->kind == AST_CALL ? d->call.func : d);
        bool property = ref_is_name(r, "builtins.property") || ref_is_name(r, "functools.cached_property");
        if (!property && !(r.kind == REF_NAME && known_keeps_function(r.name))) {
            return false;
        }
    }
    return true;
}

// What calling (for a coroutine: awaiting a call of) a project function gives.
static Ref returned(Eval e, Ref function)
{
    if (!deeper(&e) || function_is_generator(function.module, function.node)) {
        return UNKNOWN;
    }
    Ref r = UNKNOWN;
    if (function.node->function.returns) {
        r = eval_annotation(in_module(e, function.module), function.node->function.returns);
    }
    if (r.kind == REF_UNKNOWN || r.kind == REF_LITERAL) {
        r = joined_returns(e, function);
    }
    r.origin = NULL;
    return r.kind == REF_LITERAL ? UNKNOWN : r;
}

static Ref call_name(Eval e, Text name, Node *call)
{
    if (text_eq(name, T("typing.cast")) && call && call->call.args.n == 2) {
        return eval_annotation(e, call->call.args.at[0]);
    }
    if (text_eq(name, T("builtins.super"))) {
        return (Ref){.kind = REF_INSTANCE, .name = T("builtins.super")};
    }
    if (known_is_coroutine(name)) {
        return (Ref){.kind = REF_COROUTINE, .name = name};
    }
    Ref r = instance_of_name(known_call_class(name));
    r.origin_module = e.m;
    r.origin = call;
    return r;
}

static Ref call_result(Eval e, Ref callee, Node *call)
{
    if (!deeper(&e)) {
        return UNKNOWN;
    }
    switch (callee.kind) {
    case REF_NAME: return call_name(e, callee.name, call);
    case REF_CLASS:
        return (Ref){.kind = REF_INSTANCE, .module = callee.module, .node = callee.node, .origin_module = e.m, .origin = call};
    case REF_FUNCTION:
        if (!has_plain_decorators(callee.module, callee.node)) {
            return UNKNOWN;
        }
        if (callee.node->is_async) {
            return function_is_generator(callee.module, callee.node)
                       ? UNKNOWN
                       : (Ref){.kind = REF_COROUTINE, .module = callee.module, .node = callee.node};
        }
        return returned(e, callee);
    default: return UNKNOWN;
    }
}

static Ref awaited(Eval e, Ref value)
{
    if (value.kind == REF_COROUTINE) {
        return value.node ? returned(e, (Ref){.kind = REF_FUNCTION, .module = value.module, .node = value.node})
                          : instance_of_name(known_awaited_class(value.name));
    }
    return UNKNOWN;
}

static Ref eval_call(Eval e, Node *n)
{
    Node *f = n->call.func;
    Ref callee = eval(e, f);
    Ref r = call_result(e, callee, n);
    // `self.get_loop()`, `hub.get_event_loop()`: an event loop by its name when nothing else is known
    if (r.kind == REF_UNKNOWN && is_elsewhere(callee) && f->kind == AST_ATTRIBUTE && known_is_loop_name(f->attribute.attr.text) &&
        text_starts(f->attribute.attr.text, T("get"))) {
        return instance_of_name(T("asyncio.AbstractEventLoop"));
    }
    return r;
}

// `super().name` inside a method: the member of the bases.
static Ref super_attribute(Eval e, Node *n)
{
    Scope *s = e.m->scope_of[n->id];
    while (s && s->kind != SCOPE_CLASS) {
        s = s->parent;
    }
    if (!s) {
        return UNKNOWN;
    }
    Nodes bases = s->node->class_.bases;
    for (int i = 0; i < bases.n; i++) {
        Ref base = eval(e, bases.at[i]);
        if (base.kind == REF_CLASS) {
            base.kind = REF_INSTANCE;
        }
        Ref r = base.kind == REF_UNKNOWN ? UNKNOWN : attribute(e, base, n->attribute.attr.text);
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
    }
    return UNKNOWN;
}

static bool is_super_call(Eval e, Node *n)
{
    return n->kind == AST_CALL && n->call.func->kind == AST_NAME && text_eq(n->call.func->name.id, T("super")) &&
           !e.m->binding_of[n->call.func->id];
}

// -- annotations ------------------------------------------------------------------------------------------------------

static Ref instance_of(Ref class_ref)
{
    if (class_ref.kind == REF_NAME) {
        return instance_of_name(text_eq(class_ref.name, T("builtins.None")) ? (Text){0} : class_ref.name);
    }
    if (class_ref.kind == REF_CLASS) {
        return (Ref){.kind = REF_INSTANCE, .module = class_ref.module, .node = class_ref.node};
    }
    return UNKNOWN;
}

// The instance that a dotted name in a string annotation declares, as seen from `scope`.
static Ref annotated_by_text(Eval e, Text t, const Scope *scope)
{
    t = text_trim(t);
    Text optional = T("Optional[");
    ptrdiff_t bar = text_find(t, T("| None"));
    if (bar > 0) {
        t = text_trim(text_sub(t, 0, bar));
    }
    ptrdiff_t at = text_find(t, optional);
    if (at >= 0 && text_ends(t, T("]"))) {
        t = text_sub(t, at + optional.n, t.n - 1);
    }
    ptrdiff_t bracket = text_find_char(t, '[');
    t = bracket > 0 ? text_sub(t, 0, bracket) : t;
    Text part, rest;
    text_cut(t, '.', &part, &rest);
    Binding *b = scope_lookup(scope, part);
    Ref r = b ? eval_binding(e, b, NULL) : known_is_builtin(part) ? name_ref(e, text_format(e.arena, "builtins.%.*s", PRI(part))) : UNKNOWN;
    while (rest.n && r.kind != REF_UNKNOWN) {
        text_cut(rest, '.', &part, &rest);
        r = attribute(e, r, part);
    }
    return instance_of(r);
}

// T = TypeVar("T", bound=X) stands for an X.
static Ref type_variable(Eval e, Ref r)
{
    Node *bound = r.origin && text_eq(r.name, T("typing.TypeVar")) ? call_argument(r.origin, -1, "bound", NULL) : NULL;
    return bound ? eval_annotation(in_module(e, r.origin_module), bound) : UNKNOWN;
}

static Ref annotation_of_subscript(Eval e, Node *n)
{
    Ref generic = eval(e, n->subscript.value);
    Node *index = n->subscript.index;
    if (ref_is_name(generic, "typing.Optional") || ref_is_name(generic, "typing.Final") || ref_is_name(generic, "typing.ClassVar") ||
        ref_is_name(generic, "dataclasses.InitVar")) {
        return eval_annotation(e, index);
    }
    if (ref_is_name(generic, "typing.Annotated") && index->kind == AST_TUPLE && index->sequence.elts.n) {
        return eval_annotation(e, index->sequence.elts.at[0]);
    }
    if (ref_is_name(generic, "typing.Union") && index->kind == AST_TUPLE) {
        Ref r = {.kind = REF_NONE};
        for (int i = 0; i < index->sequence.elts.n; i++) {
            r = join(r, eval_annotation(e, index->sequence.elts.at[i]));
        }
        return r;
    }
    return generic.kind == REF_NAME && text_starts(generic.name, T("typing.")) ? UNKNOWN : instance_of(generic);
}

static Ref eval_annotation(Eval e, Node *n)
{
    if (!n || !deeper(&e)) {
        return UNKNOWN;
    }
    switch (n->kind) {
    case AST_CONSTANT:
        if (n->constant.kind == CONST_STR) {
            return annotated_by_text(e, n->constant.text, e.m->scope_of[n->id]);
        }
        return n->constant.kind == CONST_NONE ? (Ref){.kind = REF_NONE} : UNKNOWN;
    case AST_BIN_OP:
        return n->op == OP_BIT_OR ? join(eval_annotation(e, n->bin_op.left), eval_annotation(e, n->bin_op.right)) : UNKNOWN;
    case AST_SUBSCRIPT: return annotation_of_subscript(e, n);
    case AST_NAME: {
        const Binding *b = e.m->binding_of[n->id];
        const Node *d = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_OTHER ? b->defs.at[0].node : NULL;
        if (d && (d->kind == AST_TYPE_PARAM || d->kind == AST_TYPE_ALIAS)) {
            return eval_annotation(e, d->kind == AST_TYPE_PARAM ? d->type_param.bound : d->type_alias.value);
        }
    }
    // fall through
    case AST_ATTRIBUTE: {
        Ref r = eval(e, n);
        if (ref_is_name(r, "typing.Any") || ref_is_name(r, "builtins.object")) {
            return UNKNOWN;
        }
        return r.kind == REF_INSTANCE ? type_variable(e, r) : instance_of(r);
    }
    default: return UNKNOWN;
    }
}

// -- expressions ------------------------------------------------------------------------------------------------------

static Ref eval_or(Eval e, Node *n)
{
    Ref r = {.kind = REF_NONE};
    Ref last = UNKNOWN;
    for (int i = 0; i < n->bool_op.values.n; i++) {
        last = eval(e, n->bool_op.values.at[i]);
        if (last.kind != REF_UNKNOWN && last.kind != REF_LITERAL) {
            r = join(r, last);
        }
    }
    r.origin = NULL;    // one of several: which, nobody knows
    return n->op == OP_AND ? last : r.kind == REF_NONE ? UNKNOWN : r;
}

static Ref eval_subscript(Eval e, Node *n)
{
    Ref r = eval(e, n->subscript.value);
    return r.kind == REF_CLASS || (r.kind == REF_NAME && known_call_class(r.name).n) ? r : UNKNOWN;
}

static Ref eval_any(Eval e, Node *n)
{
    switch (n->kind) {
    case AST_NAME: return eval_name(e, n);
    case AST_ATTRIBUTE:
        return is_super_call(e, n->attribute.value) ? super_attribute(e, n) : eval_attribute(e, n);
    case AST_CALL: return eval_call(e, n);
    case AST_AWAIT: return n->value.value ? awaited(e, eval(e, n->value.value)) : UNKNOWN;
    case AST_NAMED_EXPR: return eval(e, n->named_expr.value);
    case AST_IF_EXP: return join(eval(e, n->if_exp.body), eval(e, n->if_exp.orelse));
    case AST_BOOL_OP: return eval_or(e, n);
    case AST_SUBSCRIPT: return eval_subscript(e, n);
    case AST_CONSTANT:
        return n->constant.kind == CONST_NONE ? (Ref){.kind = REF_NONE} : (Ref){.kind = REF_LITERAL, .module = e.m, .node = n};
    case AST_LIST: case AST_TUPLE: case AST_SET: case AST_DICT:
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: case AST_FSTRING: case AST_LAMBDA:
        return (Ref){.kind = REF_LITERAL, .module = e.m, .node = n};
    default: return UNKNOWN;
    }
}

static Ref eval(Eval e, Node *n)
{
    if (!n || !deeper(&e)) {
        return UNKNOWN;
    }
    Memo *memo = memo_of(e.memos, e.m, n);
    if (memo->state == MEMO_RUNNING || memo->state == MEMO_PROVISIONAL) {
        memo_depends(e.memos, memo->level);
    }
    if (memo->state != MEMO_OPEN) {
        return memo->state == MEMO_RUNNING ? UNKNOWN : memo->ref;
    }
    int before = memo_begin(e.memos, memo);
    Ref r = eval_any(e, n);
    memo_end(e.memos, memo, before, r);
    return r;
}

// -- the interface ----------------------------------------------------------------------------------------------------

// New names live in the asking module's arena; a foreign module is asked only in the course of such a question.
static Eval start(Module *m)
{
    ProjectReader *reader = m->reader ? m->reader : project_reader(m->project);
    if (!reader) {
        return (Eval){.m = m};
    }
    struct Memos *memos = memos_of(reader);
    if (memos->questions++ == 0) {
        memos_question(memos);
    }
    return (Eval){.m = m, .arena = reader->file, .memos = memos};
}

static Ref finish(Eval e, Ref r)
{
    if (e.memos) {
        e.memos->questions--;
    }
    return r;
}

Ref ref_of(Module *m, Node *expression)
{
    Eval e = start(m);
    return finish(e, eval(e, expression));
}

Ref ref_of_binding(Module *m, const Binding *b, const Node *use)
{
    Eval e = start(m);
    return finish(e, b ? eval_binding(e, b, use) : UNKNOWN);
}

Ref ref_of_annotation(Module *m, Node *annotation)
{
    Eval e = start(m);
    return finish(e, eval_annotation(e, annotation));
}

Ref ref_attribute(Module *m, Ref value, Text attr)
{
    Eval e = start(m);
    return finish(e, attribute(e, value, attr));
}

Ref ref_call_result(Module *m, Ref callee, Node *call)
{
    Eval e = start(m);
    return finish(e, call_result(e, callee, call));
}

Ref ref_awaited(Module *m, Ref value)
{
    Eval e = start(m);
    return finish(e, awaited(e, value));
}

Text callee_name(Module *m, const Node *call)
{
    Ref r = ref_of(m, call->call.func);
    return r.kind == REF_NAME ? r.name : (Text){0};
}

bool ref_is_name(Ref r, const char *qualified_name)
{
    return r.kind == REF_NAME && text_eq(r.name, text_from(qualified_name));
}

bool ref_is_instance(Ref r, const char *class_name)
{
    return r.kind == REF_INSTANCE && class_derives_from(r, class_name);
}
