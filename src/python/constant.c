// Constant folding: what a number in the code is, through names that are bound once.
#include "python/model.h"

#include <math.h>

enum { DEPTH_MAX = 64 };

static Constant fold(Module *m, Node *n, int depth);

static Constant number(double value)
{
    return (Constant){.kind = CONSTANT_NUMBER, .number = value};
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
    default: return (Constant){0};
    }
}

static Constant fold_binary(Module *m, Node *n, int depth)
{
    Constant a = fold(m, n->bin_op.left, depth), b = fold(m, n->bin_op.right, depth);
    if (a.kind != CONSTANT_NUMBER || b.kind != CONSTANT_NUMBER) {
        return (Constant){0};
    }
    double x = a.number, y = b.number;
    switch (n->op) {
    case OP_ADD: return number(x + y);
    case OP_SUB: return number(x - y);
    case OP_MUL: return number(x * y);
    case OP_DIV: return y != 0 ? number(x / y) : (Constant){0};
    case OP_FLOOR_DIV: return y != 0 ? number(floor(x / y)) : (Constant){0};
    case OP_MOD: return y != 0 ? number(x - y * floor(x / y)) : (Constant){0};
    case OP_POW: return number(pow(x, y));
    case OP_LSHIFT: return y >= 0 && y < 1024 ? number(ldexp(x, (int)y)) : (Constant){0};
    case OP_RSHIFT: return y >= 0 && y < 1024 ? number(floor(ldexp(x, -(int)y))) : (Constant){0};
    default: return (Constant){0};
    }
}

static Constant fold_def(Module *m, const Def *d, int depth)
{
    if (d->kind == DEF_ASSIGN) {
        return fold(m, d->value, depth);
    }
    if (d->kind == DEF_FROM) {
        Node *from = d->node->parent;
        Module *target = project_import_whole(m, from->import_from.module, from->import_from.level);
        Binding *b = target ? map_get(&target->scope->names, d->node->alias.name) : NULL;
        return b && b->defs.n == 1 && !b->is_rebound_elsewhere ? fold_def(target, &b->defs.at[0], depth + 1) : (Constant){0};
    }
    return (Constant){0};
}

static Constant fold_binding(Module *m, const Binding *b, const Node *use, int depth)
{
    const Def *d;
    if (!b || b->is_rebound_elsewhere || defs_reaching(m, b, use, &d, 1) != 1) {
        return (Constant){0};
    }
    return fold_def(m, d, depth);
}

// The module that `const` in `const.LIMIT` is, by `from . import const` or `import const`.
static Module *module_of(Module *m, const Node *n)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    const Def *d = b && b->defs.n == 1 ? &b->defs.at[0] : NULL;
    if (d && d->kind == DEF_IMPORT) {
        return project_import_whole(m, d->node->alias.name, 0);
    }
    if (!d || d->kind != DEF_FROM) {
        return NULL;
    }
    const Node *from = d->node->parent;
    Text package = from->import_from.module;
    ProjectReader *r = m->reader ? m->reader : project_reader(m->project);
    Text name = !r ? (Text){0} : package.n ? text_format(r->file, "%.*s.%.*s", PRI(package), PRI(d->node->alias.name))
                                            : d->node->alias.name;
    return name.n ? project_import_whole(m, name, from->import_from.level) : NULL;
}

static Constant fold_attribute(Module *m, Node *n, int depth)
{
    Ref r = ref_of(m, n);
    if (ref_is_name(r, "math.inf")) {
        return number(HUGE_VAL);
    }
    if (ref_is_name(r, "sys.maxsize")) {
        return number(9223372036854775807.0);
    }
    Module *target = module_of(m, n->attribute.value);
    if (target) {
        Binding *b = map_get(&target->scope->names, n->attribute.attr.text);
        return b && b->defs.n == 1 ? fold_binding(target, b, NULL, depth) : (Constant){0};
    }
    Ref owner = ref_of(m, n->attribute.value);
    Member member;
    if ((owner.kind == REF_INSTANCE || owner.kind == REF_CLASS) && class_member(owner, n->attribute.attr.text, &member) &&
        member.binding->defs.n == 1) {
        return fold_binding(member.module, member.binding, NULL, depth);
    }
    return (Constant){0};
}

static Constant fold_extreme(Module *m, Node *call, bool least, int depth)
{
    Constant best = {0};
    for (int i = 0; i < call->call.args.n; i++) {
        Constant c = fold(m, call->call.args.at[i], depth);
        if (c.kind != CONSTANT_NUMBER) {
            return (Constant){0};
        }
        if (i == 0 || (least ? c.number < best.number : c.number > best.number)) {
            best = c;
        }
    }
    return call->call.args.n > 1 && call->call.keywords.n == 0 ? best : (Constant){0};
}

static Constant fold_call(Module *m, Node *n, int depth)
{
    Text name = callee_name(m, n);
    Node *arg = n->call.args.n == 1 && n->call.keywords.n == 0 ? n->call.args.at[0] : NULL;
    if (text_eq(name, T("builtins.min")) || text_eq(name, T("builtins.max"))) {
        return fold_extreme(m, n, text_eq(name, T("builtins.min")), depth);
    }
    if (!arg) {
        return (Constant){0};
    }
    if (text_eq(name, T("builtins.int")) || text_eq(name, T("builtins.float")) || text_eq(name, T("builtins.abs"))) {
        Constant c = fold(m, arg, depth);
        if (c.kind == CONSTANT_TEXT && (text_eq_nocase(c.text, T("inf")) || text_eq_nocase(c.text, T("infinity")))) {
            return number(HUGE_VAL);
        }
        if (c.kind != CONSTANT_NUMBER) {
            return (Constant){0};
        }
        return number(text_eq(name, T("builtins.int")) ? trunc(c.number) : text_eq(name, T("builtins.abs")) ? fabs(c.number) : c.number);
    }
    if (text_eq(name, T("builtins.len"))) {
        Ref r = ref_of(m, arg);
        bool shown = r.kind == REF_LITERAL && (r.node->kind == AST_LIST || r.node->kind == AST_TUPLE || r.node->kind == AST_SET);
        for (int i = 0; shown && i < r.node->sequence.elts.n; i++) {
            shown = r.node->sequence.elts.at[i]->kind != AST_STARRED;
        }
        return shown ? number(r.node->sequence.elts.n) : (Constant){0};
    }
    return (Constant){0};
}

static Constant fold(Module *m, Node *n, int depth)
{
    if (!n || depth > DEPTH_MAX) {
        return (Constant){0};
    }
    depth++;
    switch (n->kind) {
    case AST_CONSTANT: return fold_literal(n);
    case AST_NAME: return fold_binding(m, m->binding_of[n->id], n, depth);
    case AST_ATTRIBUTE: return fold_attribute(m, n, depth);
    case AST_BIN_OP: return fold_binary(m, n, depth);
    case AST_NAMED_EXPR: return fold(m, n->named_expr.value, depth);
    case AST_CALL: return fold_call(m, n, depth);
    case AST_UNARY_OP: {
        Constant c = fold(m, n->unary_op.operand, depth);
        if (c.kind != CONSTANT_NUMBER) {
            return (Constant){0};
        }
        return n->op == OP_NEGATE ? number(-c.number) : n->op == OP_PLUS ? c : n->op == OP_NOT ? number(c.number == 0) : (Constant){0};
    }
    default: return (Constant){0};
    }
}

Constant constant_of(Module *m, Node *expression)
{
    return fold(m, expression, 0);
}
