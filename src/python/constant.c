// Constant folding: what a number in the code is, through names that are bound once.
#include "python/model.h"

#include <math.h>

enum { DEPTH_MAX = 64, STEPS_MAX = 1000 };

// Where the expression stands, and what working it out has cost so far: no text makes it take long.
typedef struct {
    Module *m;
    int depth;
    int *steps;
} Fold;

static const Constant UNKNOWN = {.kind = CONSTANT_UNKNOWN};

static Constant fold(Fold f, Node *n);
static Constant fold_imported(Fold f, Module *target, Text name);

static bool deeper(Fold *f)
{
    return ++f->depth <= DEPTH_MAX && ++*f->steps <= STEPS_MAX;
}

static Fold in_module(Fold f, Module *m)
{
    f.m = m;
    return f;
}

static Constant number(double value)
{
    return isnan(value) ? UNKNOWN : (Constant){.kind = CONSTANT_NUMBER, .number = value};
}

static Constant fold_literal(const Node *n)
{
    switch (n->constant.kind) {
    case CONST_NONE: return (Constant){.kind = CONSTANT_NONE};
    case CONST_TRUE: return number(1);
    case CONST_FALSE: return number(0);
    case CONST_INT: return number(n->constant.overflow ? HUGE_VAL : (double)n->constant.integer);
    case CONST_FLOAT: return number(n->constant.real);
    case CONST_STR: return (Constant){.kind = CONSTANT_TEXT, .text = n->constant.text};
    default: return UNKNOWN;
    }
}

static Constant fold_binary(Fold f, Node *n)
{
    Constant a = fold(f, n->bin_op.left), b = fold(f, n->bin_op.right);
    if (a.kind != CONSTANT_NUMBER || b.kind != CONSTANT_NUMBER) {
        return UNKNOWN;
    }
    double x = a.number, y = b.number;
    switch (n->op) {
    case OP_ADD: return number(x + y);
    case OP_SUB: return number(x - y);
    case OP_MUL: return number(x * y);
    case OP_DIV: return y != 0 ? number(x / y) : UNKNOWN;
    case OP_FLOOR_DIV: return y != 0 ? number(floor(x / y)) : UNKNOWN;
    case OP_MOD: return y != 0 ? number(x - y * floor(x / y)) : UNKNOWN;
    case OP_POW: return x != 0 || y >= 0 ? number(pow(x, y)) : UNKNOWN;
    case OP_LSHIFT: return y >= 0 && y < 1024 ? number(ldexp(x, (int)y)) : UNKNOWN;
    case OP_RSHIFT: return y >= 0 && y < 1024 ? number(floor(ldexp(x, -(int)y))) : UNKNOWN;
    default: return UNKNOWN;
    }
}

static Constant fold_def(Fold f, const Def *d)
{
    if (d->kind == DEF_ASSIGN) {
        return fold(f, d->value);
    }
    if (d->kind == DEF_FROM) {
        Node *from = d->node->parent;
        Module *target = project_import_whole(f.m, from->import_from.module, from->import_from.level);
        return fold_imported(f, target, d->node->alias.name);
    }
    return UNKNOWN;
}

static Constant fold_binding(Fold f, const Binding *b, const Node *use)
{
    const Def *d;
    bool once = b && !b->is_rebound_elsewhere && defs_reaching(f.m, b, use, &d, 1) == 1;
    return once ? fold_def(f, d) : UNKNOWN;
}

// `from m import *` brings no name that starts with an underscore.
static Constant fold_starred(Fold f, Text name)
{
    Constant c = UNKNOWN;
    for (int i = 0; i < f.m->scope->star_imports.n && c.kind == CONSTANT_UNKNOWN && name.s[0] != '_'; i++) {
        Node *from = f.m->scope->star_imports.at[i];
        c = fold_imported(f, project_import_whole(f.m, from->import_from.module, from->import_from.level), name);
    }
    return c;
}

// What `from target import name` gives. A name that a module binds twice says nothing there.
static Constant fold_imported(Fold f, Module *target, Text name)
{
    if (!target || !deeper(&f)) {
        return UNKNOWN;
    }
    Binding *b = map_get(&target->scope->names, name);
    if (b && b->defs.n) {
        return b->defs.n == 1 ? fold_binding(in_module(f, target), b, NULL) : UNKNOWN;
    }
    return fold_starred(in_module(f, target), name);
}

// One import, or several like `import a`, `import a.b`, which all bind a.
static bool imports_same(const Binding *b)
{
    for (int i = 0; i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        bool plain = d->kind == DEF_IMPORT && !d->node->alias.asname.text.n;
        if (!plain && (b->defs.n > 1 || (d->kind != DEF_IMPORT && d->kind != DEF_FROM))) {
            return false;
        }
    }
    return true;
}

// The module that `const` in `const.LIMIT` is, by `from . import const`, `import const`, `import pkg.const as const`, or
// `pkg.const` by `import pkg.const`.
static Module *module_of(Fold f, const Node *n)
{
    if (!deeper(&f)) {
        return NULL;
    }
    if (n->kind == AST_ATTRIBUTE) {
        Module *package = module_of(f, n->attribute.value);
        return package && package->is_package ? project_import_whole(package, n->attribute.attr.text, 1) : NULL;
    }
    const Binding *b = n->kind == AST_NAME ? f.m->binding_of[n->id] : NULL;
    const Def *d = b && b->defs.n && imports_same(b) ? &b->defs.at[0] : NULL;
    if (d && d->kind == DEF_IMPORT) {
        Text name = d->node->alias.name, head, rest;
        text_cut(name, '.', &head, &rest);
        return project_import_whole(f.m, d->node->alias.asname.text.n ? name : head, 0);
    }
    if (!d) {
        return NULL;
    }
    const Node *from = d->node->parent;
    Text package = from->import_from.module;
    ProjectReader *r = f.m->reader ? f.m->reader : project_reader(f.m->project);
    Text name = !r ? (Text){0} : package.n ? text_format(r->file, "%.*s.%.*s", PRI(package), PRI(d->node->alias.name))
                                            : d->node->alias.name;
    return name.n ? project_import_whole(f.m, name, from->import_from.level) : NULL;
}

static bool is_in_capitals(Text name)
{
    for (ptrdiff_t i = 0; i < name.n; i++) {
        if (name.s[i] >= 'a' && name.s[i] <= 'z') {
            return false;
        }
    }
    return true;
}

// What a class binds is a default, which instances and derived classes may replace (a dataclass's field is one by nature):
// a constant is what is written as one, in capitals or as Final, and never assigned through self.
static bool is_class_constant(Module *m, const Member *member)
{
    const Def *d = &member->binding->defs.at[0];
    Node *a = d->annotation && d->annotation->kind == AST_SUBSCRIPT ? d->annotation->subscript.value : d->annotation;
    Ref marker = a ? ref_of(m, a) : (Ref){0};
    bool is_final = ref_is_name(marker, "typing.Final");
    return is_final || (is_in_capitals(member->binding->name) && (!a || ref_is_name(marker, "typing.ClassVar")));
}

static Constant fold_member(Fold f, Ref owner, Text name)
{
    Member member;
    if ((owner.kind != REF_INSTANCE && owner.kind != REF_CLASS) || !class_member(owner, name, &member) || member.binding->defs.n != 1) {
        return UNKNOWN;
    }
    const Scope *s = scope_opened(member.module, member.class_node);
    bool both = map_get(&s->names, name) && map_get(&s->attributes, name);
    if (both || (!member.is_instance_attribute && !is_class_constant(member.module, &member))) {
        return UNKNOWN;
    }
    return fold_binding(in_module(f, member.module), member.binding, NULL);
}

// Numbers of the standard library.
static Constant fold_outside(Ref r)
{
    return ref_is_name(r, "math.inf") ? number(HUGE_VAL) : ref_is_name(r, "sys.maxsize") ? number(9223372036854775807.0) : UNKNOWN;
}

static Constant fold_name(Fold f, Node *n)
{
    const Binding *b = f.m->binding_of[n->id];
    bool imported = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_FROM;
    Constant outside = imported ? fold_outside(ref_of(f.m, n)) : UNKNOWN;
    return outside.kind != CONSTANT_UNKNOWN ? outside : b ? fold_binding(f, b, n) : fold_starred(f, n->name.id);
}

static Constant fold_attribute(Fold f, Node *n)
{
    Constant outside = fold_outside(ref_of(f.m, n));
    if (outside.kind != CONSTANT_UNKNOWN) {
        return outside;
    }
    Module *target = module_of(f, n->attribute.value);
    return target ? fold_imported(f, target, n->attribute.attr.text)
                  : fold_member(f, ref_of(f.m, n->attribute.value), n->attribute.attr.text);
}

static Constant fold_extreme(Fold f, Node *call, bool least)
{
    Constant best = {0};
    for (int i = 0; i < call->call.args.n; i++) {
        Constant c = fold(f, call->call.args.at[i]);
        if (c.kind != CONSTANT_NUMBER) {
            return UNKNOWN;
        }
        if (i == 0 || (least ? c.number < best.number : c.number > best.number)) {
            best = c;
        }
    }
    return call->call.args.n > 1 && call->call.keywords.n == 0 ? best : UNKNOWN;
}

static Constant fold_call(Fold f, Node *n)
{
    Text name = callee_name(f.m, n);
    Node *arg = n->call.args.n == 1 && n->call.keywords.n == 0 ? n->call.args.at[0] : NULL;
    if (text_eq(name, T("builtins.min")) || text_eq(name, T("builtins.max"))) {
        return fold_extreme(f, n, text_eq(name, T("builtins.min")));
    }
    if (!arg) {
        return UNKNOWN;
    }
    if (text_eq(name, T("builtins.int")) || text_eq(name, T("builtins.float")) || text_eq(name, T("builtins.abs"))) {
        Constant c = fold(f, arg);
        if (c.kind == CONSTANT_TEXT && (text_eq_nocase(c.text, T("inf")) || text_eq_nocase(c.text, T("infinity")))) {
            return number(HUGE_VAL);
        }
        if (c.kind != CONSTANT_NUMBER) {
            return UNKNOWN;
        }
        return number(text_eq(name, T("builtins.int")) ? trunc(c.number) : text_eq(name, T("builtins.abs")) ? fabs(c.number) : c.number);
    }
    if (text_eq(name, T("builtins.len"))) {
        Ref r = ref_of(f.m, arg);
        bool fixed = r.kind == REF_LITERAL && (r.node->kind == AST_TUPLE || r.node == arg);   // a named list may have grown
        bool shown = fixed && (r.node->kind == AST_LIST || r.node->kind == AST_TUPLE || r.node->kind == AST_SET);
        for (int i = 0; shown && i < r.node->sequence.elts.n; i++) {
            shown = r.node->sequence.elts.at[i]->kind != AST_STARRED;
        }
        return shown ? number(r.node->sequence.elts.n) : UNKNOWN;
    }
    return UNKNOWN;
}

static Constant fold(Fold f, Node *n)
{
    if (!n || !deeper(&f)) {
        return UNKNOWN;
    }
    switch (n->kind) {
    case AST_CONSTANT: return fold_literal(n);
    case AST_NAME: return fold_name(f, n);
    case AST_ATTRIBUTE: return fold_attribute(f, n);
    case AST_BIN_OP: return fold_binary(f, n);
    case AST_NAMED_EXPR: return fold(f, n->named_expr.value);
    case AST_CALL: return fold_call(f, n);
    case AST_UNARY_OP: {
        Constant c = fold(f, n->unary_op.operand);
        if (c.kind != CONSTANT_NUMBER) {
            return UNKNOWN;
        }
        return n->op == OP_NEGATE ? number(-c.number) : n->op == OP_PLUS ? c : n->op == OP_NOT ? number(c.number == 0) : UNKNOWN;
    }
    default: return UNKNOWN;
    }
}

Constant constant_of(Module *m, Node *expression)
{
    int steps = 0;
    return fold((Fold){m, 0, &steps}, expression);
}

bool constant_is_infinite(Constant c)
{
    return c.kind == CONSTANT_NUMBER && isinf(c.number);
}
