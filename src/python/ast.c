#include "python/dump.h"
#include "python/lower.h"

#include <stddef.h>

// Where a kind keeps its children, in source order. The kinds whose lists interleave are handled apart.
typedef struct {
    uint8_t is_list;
    uint8_t offset;             // 0: no more
    const char *name;
} Slot;

#define ONE(KIND, FIELD) {0, (uint8_t)offsetof(Node, KIND.FIELD), #FIELD}
#define LIST_OF(KIND, FIELD) {1, (uint8_t)offsetof(Node, KIND.FIELD), #FIELD}

enum { SLOTS = 5 };

static const Slot slots[AST_KINDS][SLOTS] = {
    [AST_MODULE] = {LIST_OF(module, body)},
    [AST_FUNCTION] = {LIST_OF(function, decorators), LIST_OF(function, type_params), LIST_OF(function, params),
                      ONE(function, returns), LIST_OF(function, body)},
    [AST_CLASS] = {LIST_OF(class_, decorators), LIST_OF(class_, type_params), LIST_OF(class_, bases),
                   LIST_OF(class_, keywords), LIST_OF(class_, body)},
    [AST_RETURN] = {ONE(value, value)},
    [AST_DELETE] = {LIST_OF(delete_, targets)},
    [AST_ASSIGN] = {LIST_OF(assign, targets), ONE(assign, value)},
    [AST_AUG_ASSIGN] = {ONE(aug_assign, target), ONE(aug_assign, value)},
    [AST_ANN_ASSIGN] = {ONE(ann_assign, target), ONE(ann_assign, annotation), ONE(ann_assign, value)},
    [AST_TYPE_ALIAS] = {LIST_OF(type_alias, type_params), ONE(type_alias, value)},
    [AST_FOR] = {ONE(for_, target), ONE(for_, iter), LIST_OF(for_, body), LIST_OF(for_, orelse)},
    [AST_WHILE] = {ONE(while_, test), LIST_OF(while_, body), LIST_OF(while_, orelse)},
    [AST_IF] = {LIST_OF(if_, branches)},
    [AST_WITH] = {LIST_OF(with, items), LIST_OF(with, body)},
    [AST_MATCH] = {ONE(match, subject), LIST_OF(match, cases)},
    [AST_RAISE] = {ONE(raise, exception), ONE(raise, cause)},
    [AST_TRY] = {LIST_OF(try_, body), LIST_OF(try_, handlers), LIST_OF(try_, orelse), LIST_OF(try_, finalbody)},
    [AST_ASSERT] = {ONE(assert_, test), ONE(assert_, message)},
    [AST_IMPORT] = {LIST_OF(import, names)},
    [AST_IMPORT_FROM] = {LIST_OF(import_from, names)},
    [AST_GLOBAL] = {LIST_OF(global, names)},
    [AST_NONLOCAL] = {LIST_OF(global, names)},
    [AST_EXPR] = {ONE(value, value)},
    [AST_BRANCH] = {ONE(branch, test), LIST_OF(branch, body)},
    [AST_WITH_ITEM] = {ONE(with_item, context), ONE(with_item, target)},
    [AST_HANDLER] = {ONE(handler, type), LIST_OF(handler, body)},
    [AST_CASE] = {ONE(case_, pattern), ONE(case_, guard), LIST_OF(case_, body)},
    [AST_PATTERN] = {ONE(pattern, expr), LIST_OF(pattern, parts)},
    [AST_PARAM] = {ONE(param, annotation), ONE(param, fallback)},
    [AST_KEYWORD] = {ONE(keyword, value)},
    [AST_COMP_FOR] = {ONE(comp_for, target), ONE(comp_for, iter), LIST_OF(comp_for, ifs)},
    [AST_TYPE_PARAM] = {ONE(type_param, bound), ONE(type_param, fallback)},
    [AST_ATTRIBUTE] = {ONE(attribute, value)},
    [AST_CALL] = {ONE(call, func), LIST_OF(call, args), LIST_OF(call, keywords)},
    [AST_SUBSCRIPT] = {ONE(subscript, value), ONE(subscript, index)},
    [AST_SLICE] = {ONE(slice, lower), ONE(slice, upper), ONE(slice, step)},
    [AST_FSTRING] = {LIST_OF(fstring, values)},
    [AST_BIN_OP] = {ONE(bin_op, left), ONE(bin_op, right)},
    [AST_UNARY_OP] = {ONE(unary_op, operand)},
    [AST_BOOL_OP] = {LIST_OF(bool_op, values)},
    [AST_COMPARE] = {ONE(compare, left), LIST_OF(compare, comparators)},
    [AST_IF_EXP] = {ONE(if_exp, body), ONE(if_exp, test), ONE(if_exp, orelse)},
    [AST_LAMBDA] = {LIST_OF(lambda, params), ONE(lambda, body)},
    [AST_AWAIT] = {ONE(value, value)},
    [AST_YIELD] = {ONE(value, value)},
    [AST_YIELD_FROM] = {ONE(value, value)},
    [AST_NAMED_EXPR] = {ONE(named_expr, target), ONE(named_expr, value)},
    [AST_STARRED] = {ONE(value, value)},
    [AST_LIST] = {LIST_OF(sequence, elts)},
    [AST_TUPLE] = {LIST_OF(sequence, elts)},
    [AST_SET] = {LIST_OF(sequence, elts)},
    [AST_LIST_COMP] = {ONE(comp, elt), LIST_OF(comp, clauses)},
    [AST_SET_COMP] = {ONE(comp, elt), LIST_OF(comp, clauses)},
    [AST_DICT_COMP] = {ONE(comp, elt), ONE(comp, value), LIST_OF(comp, clauses)},
    [AST_GENERATOR] = {ONE(comp, elt), LIST_OF(comp, clauses)},
};

_Static_assert(sizeof(Node) < 256, "offsets of slots are bytes");

#define SIZE(KIND) (uint8_t)(offsetof(Node, KIND) + sizeof((Node *)0)->KIND)

// Nodes end with the fields of their kind.
static const uint8_t sizes[AST_KINDS] = {
    [AST_MODULE] = SIZE(module), [AST_FUNCTION] = SIZE(function), [AST_CLASS] = SIZE(class_), [AST_RETURN] = SIZE(value),
    [AST_DELETE] = SIZE(delete_), [AST_ASSIGN] = SIZE(assign), [AST_AUG_ASSIGN] = SIZE(aug_assign),
    [AST_ANN_ASSIGN] = SIZE(ann_assign), [AST_TYPE_ALIAS] = SIZE(type_alias), [AST_FOR] = SIZE(for_),
    [AST_WHILE] = SIZE(while_), [AST_IF] = SIZE(if_), [AST_WITH] = SIZE(with), [AST_MATCH] = SIZE(match),
    [AST_RAISE] = SIZE(raise), [AST_TRY] = SIZE(try_), [AST_ASSERT] = SIZE(assert_), [AST_IMPORT] = SIZE(import),
    [AST_IMPORT_FROM] = SIZE(import_from), [AST_GLOBAL] = SIZE(global), [AST_NONLOCAL] = SIZE(global),
    [AST_EXPR] = SIZE(value), [AST_BRANCH] = SIZE(branch), [AST_WITH_ITEM] = SIZE(with_item),
    [AST_HANDLER] = SIZE(handler), [AST_CASE] = SIZE(case_), [AST_PATTERN] = SIZE(pattern), [AST_ALIAS] = SIZE(alias),
    [AST_PARAM] = SIZE(param), [AST_KEYWORD] = SIZE(keyword), [AST_COMP_FOR] = SIZE(comp_for),
    [AST_TYPE_PARAM] = SIZE(type_param), [AST_NAME] = SIZE(name), [AST_ATTRIBUTE] = SIZE(attribute), [AST_CALL] = SIZE(call),
    [AST_SUBSCRIPT] = SIZE(subscript), [AST_SLICE] = SIZE(slice), [AST_CONSTANT] = SIZE(constant),
    [AST_FSTRING] = SIZE(fstring), [AST_BIN_OP] = SIZE(bin_op), [AST_UNARY_OP] = SIZE(unary_op), [AST_BOOL_OP] = SIZE(bool_op),
    [AST_COMPARE] = SIZE(compare), [AST_IF_EXP] = SIZE(if_exp), [AST_LAMBDA] = SIZE(lambda), [AST_AWAIT] = SIZE(value),
    [AST_YIELD] = SIZE(value), [AST_YIELD_FROM] = SIZE(value), [AST_NAMED_EXPR] = SIZE(named_expr),
    [AST_STARRED] = SIZE(value), [AST_LIST] = SIZE(sequence), [AST_TUPLE] = SIZE(sequence), [AST_SET] = SIZE(sequence),
    [AST_DICT] = SIZE(dict), [AST_LIST_COMP] = SIZE(comp), [AST_SET_COMP] = SIZE(comp), [AST_DICT_COMP] = SIZE(comp),
    [AST_GENERATOR] = SIZE(comp),
};

Node *ast_new(Arena *a, AstKind kind)
{
    enum { BARE = offsetof(Node, parent) + sizeof(Node *) };
    Node *n = arena_alloc(a, sizes[kind] ? sizes[kind] : BARE, _Alignof(Node), 1);
    n->kind = (uint8_t)kind;
    return n;
}

static const Nodes *list_at(const Node *n, Slot s)
{
    return (const Nodes *)(const void *)((const char *)n + s.offset);
}

static Node *node_at(const Node *n, Slot s)
{
    return *(Node *const *)(const void *)((const char *)n + s.offset);
}

// Positional and keyword arguments may alternate: f(a, b=1, *c).
static void visit_merged(const Node *n, const Slot *s, AstVisitor visit, void *context)
{
    const Nodes *x = list_at(n, s[0]), *y = list_at(n, s[1]);
    int i = 0, j = 0;
    while (i < x->n || j < y->n) {
        bool first = j == y->n || (i < x->n && x->at[i]->beg <= y->at[j]->beg);
        visit(context, s[!first].name, first ? x->at[i++] : y->at[j++]);
    }
}

static void visit_dict(const Node *n, AstVisitor visit, void *context)
{
    for (int i = 0; i < n->dict.values.n; i++) {
        if (n->dict.keys.at[i]) {
            visit(context, "key", n->dict.keys.at[i]);
        }
        visit(context, "value", n->dict.values.at[i]);
    }
}

static bool interleaves(const Node *n, int slot)
{
    return (n->kind == AST_CALL && slot == 1) || (n->kind == AST_CLASS && slot == 2);
}

// Inlined into its three callers, each with a visitor known there.
static inline __attribute__((always_inline)) void visit_fields(const Node *n, AstVisitor visit, void *context)
{
    if (n->kind == AST_DICT) {
        visit_dict(n, visit, context);
        return;
    }
    for (int k = 0; k < SLOTS && slots[n->kind][k].offset; k++) {
        const Slot *s = &slots[n->kind][k];
        if (!s->is_list) {
            Node *child = node_at(n, *s);
            if (child) {
                visit(context, s->name, child);
            }
        } else if (interleaves(n, k)) {
            visit_merged(n, s, visit, context);
            k++;
        } else {
            const Nodes *list = list_at(n, *s);
            for (int i = 0; i < list->n; i++) {
                visit(context, s->name, list->at[i]);
            }
        }
    }
}

void ast_fields(const Node *n, AstVisitor visit, void *context)
{
    visit_fields(n, visit, context);
}

typedef struct {
    void (*visit)(void *context, Node *child);
    void *context;
} Plain;

static void visit_plain(void *context, const char *field, Node *child)
{
    (void)field;
    const Plain *p = context;
    p->visit(p->context, child);
}

void ast_children(const Node *n, void (*visit)(void *context, Node *child), void *context)
{
    visit_fields(n, visit_plain, &(Plain){visit, context});
}

typedef struct {
    Arena *arena;
    LIST(Node *) nodes;         // the last thing in the arena, so it grows where it is
    Node *parent;
    int depth;
} Numbering;

// Cuts off what is too deep as well: lowering watches its own depth, but the trees that it turns round to mend precedences
// may come out deeper.
static void number(void *context, const char *field, Node *n)
{
    (void)field;
    Numbering *c = context;
    Node *parent = c->parent;
    n->parent = parent;
    n->id = c->nodes.n;
    *list_push(c->arena, &c->nodes) = n;
    if (c->depth == AST_MAX_DEPTH) {
        n->kind = AST_ERROR;
        n->too_deep = true;
    } else {
        c->parent = n;
        c->depth++;
        visit_fields(n, number, c);
        c->depth--;
        c->parent = parent;
    }
    n->last = c->nodes.n - 1;
}

void ast_number(Arena *a, Ast *ast)
{
    Numbering c = {.arena = a};
    number(&c, NULL, ast->module);
    ast->nodes = c.nodes.at;
    ast->n = c.nodes.n;
}

bool ast_leaves_out(const Ast *ast, const Node *class_node, Text name)
{
    const Classes *classes = map_get(&ast->left_out, name);
    for (int i = 0; classes && i < classes->n; i++) {
        if (classes->at[i] == class_node->beg) {
            return true;
        }
    }
    return false;
}

const char *ast_kind_name(const Node *n)
{
    static const char *const names[AST_KINDS] = {
        "Error", "Module", "FunctionDef", "ClassDef", "Return", "Delete", "Assign", "AugAssign", "AnnAssign", "TypeAlias",
        "For", "While", "If", "With", "Match", "Raise", "Try", "Assert", "Import", "ImportFrom", "Global", "Nonlocal",
        "Expr", "Pass", "Break", "Continue", "branch", "withitem", "ExceptHandler", "match_case", "pattern", "alias", "arg",
        "keyword", "comprehension", "type_param", "Name", "Attribute", "Call", "Subscript", "Slice", "Constant",
        "JoinedStr", "BinOp", "UnaryOp", "BoolOp", "Compare", "IfExp", "Lambda", "Await", "Yield", "YieldFrom",
        "NamedExpr", "Starred", "List", "Tuple", "Set", "Dict", "ListComp", "SetComp", "DictComp", "GeneratorExp",
    };
    switch (n->kind) {
    case AST_FUNCTION: return n->is_async ? "AsyncFunctionDef" : names[n->kind];
    case AST_FOR: return n->is_async ? "AsyncFor" : names[n->kind];
    case AST_WITH: return n->is_async ? "AsyncWith" : names[n->kind];
    case AST_TRY: return n->try_.is_star ? "TryStar" : names[n->kind];
    case AST_FSTRING: return n->fstring.is_template ? "TemplateStr" : names[n->kind];
    default: return names[n->kind];
    }
}

bool ast_is_statement(const Node *n)
{
    return n->kind >= AST_FUNCTION && n->kind <= AST_CONTINUE;
}

bool ast_is_expression(const Node *n)
{
    return n->kind >= AST_NAME && n->kind <= AST_GENERATOR;
}

int ast_blocks(const Node *p, const Nodes *out[4])
{
    int n = 0;
    switch (p->kind) {
    case AST_MODULE: out[n++] = &p->module.body; break;
    case AST_FUNCTION: out[n++] = &p->function.body; break;
    case AST_CLASS: out[n++] = &p->class_.body; break;
    case AST_FOR: out[n++] = &p->for_.body, out[n++] = &p->for_.orelse; break;
    case AST_WHILE: out[n++] = &p->while_.body, out[n++] = &p->while_.orelse; break;
    case AST_BRANCH: out[n++] = &p->branch.body; break;
    case AST_WITH: out[n++] = &p->with.body; break;
    case AST_CASE: out[n++] = &p->case_.body; break;
    case AST_HANDLER: out[n++] = &p->handler.body; break;
    case AST_TRY:
        out[n++] = &p->try_.body, out[n++] = &p->try_.orelse, out[n++] = &p->try_.finalbody;
        break;
    default: break;
    }
    return n;
}
