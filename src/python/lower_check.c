// What CPython's grammar refuses and tree-sitter's does not: the `invalid_` rules of Grammar/python.gram, with its words.
#include "python/lower.h"

static const char *what_is(const Node *n)
{
    switch (n->kind) {
    case AST_CALL: return "function call";
    case AST_CONSTANT:
        switch (n->constant.kind) {
        case CONST_NONE: return "None";
        case CONST_TRUE: return "True";
        case CONST_FALSE: return "False";
        case CONST_ELLIPSIS: return "ellipsis";
        default: return "literal";
        }
    case AST_FSTRING: return n->fstring.is_template ? "t-string expression" : "f-string expression";
    case AST_BIN_OP: case AST_UNARY_OP: case AST_BOOL_OP: return "expression";
    case AST_COMPARE: return "comparison";
    case AST_IF_EXP: return "conditional expression";
    case AST_LAMBDA: return "lambda";
    case AST_AWAIT: return "await expression";
    case AST_YIELD: case AST_YIELD_FROM: return "yield expression";
    case AST_NAMED_EXPR: return "named expression";
    case AST_STARRED: return "starred";
    case AST_LIST: return "list";
    case AST_TUPLE: return "tuple";
    case AST_SET: return "set display";
    case AST_DICT: return "dict literal";
    case AST_LIST_COMP: return "list comprehension";
    case AST_SET_COMP: return "set comprehension";
    case AST_DICT_COMP: return "dict comprehension";
    case AST_GENERATOR: return "generator expression";
    default: return "expression";
    }
}

// Targets nest (lists in tuples) no deeper than the tree.
void lower_check_target(Lower *l, const Node *n, const char *verb)
{
    bool is_delete = verb[0] == 'd';
    switch (n->kind) {
    case AST_NAME: case AST_ATTRIBUTE: case AST_SUBSCRIPT: case AST_ERROR:
        return;
    case AST_LIST: case AST_TUPLE:
        for (int i = 0; i < n->sequence.elts.n; i++) {
            lower_check_target(l, n->sequence.elts.at[i], verb);
        }
        return;
    case AST_STARRED:
        if (!is_delete) {
            lower_check_target(l, n->value.value, verb);
            return;
        }
        break;
    default:
        break;
    }
    lower_complain(l, node_span(n), text_format(l->arena, "cannot %s %s", verb, what_is(n)));
}

// The target of an augmented or annotated assignment.
void lower_check_single(Lower *l, const Node *n, bool annotated)
{
    if (n->kind == AST_NAME || n->kind == AST_ATTRIBUTE || n->kind == AST_SUBSCRIPT || n->kind == AST_ERROR) {
        return;
    }
    lower_complain(l, node_span(n), annotated
        ? text_format(l->arena, "only single target (not %s) can be annotated", what_is(n))
        : text_format(l->arena, "'%s' is an illegal expression for augmented assignment", what_is(n)));
}

// `:=` must stand in parentheses, or be an argument, an element, a condition.
void lower_check_walrus(Lower *l, uint32_t i)
{
    if (cst_sym(l, i) == SYM_NAMED_EXPRESSION) {
        lower_complain(l, cst_span(l, i), T("invalid syntax: `:=` needs parentheses here"));
    }
}

// What is unpacked into a display binds tighter than comparisons: [*a, *b | c].
void lower_check_unpacked(Lower *l, uint32_t i)
{
    uint32_t value = lower_child(l, i, 0);
    switch (value ? cst_sym(l, value) : SYM_NONE) {
    case SYM_NOT_OPERATOR: case SYM_BOOLEAN_OPERATOR: case SYM_COMPARISON_OPERATOR: case SYM_CONDITIONAL_EXPRESSION:
    case SYM_LAMBDA: case SYM_NAMED_EXPRESSION:
        lower_complain(l, cst_span(l, value), T("invalid syntax: what is unpacked here needs parentheses"));
        break;
    default:
        break;
    }
}

void lower_check_plain(Lower *l, const Node *n)
{
    if (n && n->kind == AST_STARRED) {
        lower_complain(l, node_span(n), T("cannot use starred expression here"));
    }
}

// CPython, Python/codegen.c: refused by the compiler.
void lower_check_bound(Lower *l, const Node *n)
{
    if (n->kind == AST_STARRED) {
        lower_complain(l, node_span(n), T("starred assignment target must be in a list or tuple"));
    }
}

// Arguments in the concrete tree: no positional ones after named ones.
void lower_check_arguments(Lower *l, uint32_t i)
{
    bool named = false, unpacked = false;
    for EACH_CHILD(l, i, k) {
        Sym s = cst_sym(l, k);
        if (cst_is_token(l, k)) {
            continue;
        }
        if (s == SYM_KEYWORD_ARGUMENT || s == SYM_DICTIONARY_SPLAT) {
            named = true;
            unpacked |= s == SYM_DICTIONARY_SPLAT;
        } else if (s == SYM_LIST_SPLAT ? unpacked : named) {
            lower_complain(l, cst_span(l, k), s == SYM_LIST_SPLAT
                ? T("iterable argument unpacking follows keyword argument unpacking")
                : unpacked ? T("positional argument follows keyword argument unpacking")
                : T("positional argument follows keyword argument"));
            return;
        }
    }
}

// A comma at the end of a list of imported names needs parentheses around it.
void lower_check_import(Lower *l, uint32_t i)
{
    uint32_t last = 0;
    for EACH_CHILD(l, i, k) {
        last = k;
    }
    if (last && cst_sym(l, last) == SYM_T_COMMA && l->cst[last].end == l->cst[i].end) {
        lower_complain(l, cst_span(l, last), cst_sym(l, i) == SYM_IMPORT_STATEMENT
            ? T("invalid syntax: trailing comma") : T("trailing comma not allowed without surrounding parentheses"));
    }
}

void lower_check_handlers(Lower *l, uint32_t i)
{
    int plain = 0, star = 0;
    for EACH_CHILD(l, i, k) {
        if (cst_sym(l, k) != SYM_EXCEPT_CLAUSE) {
            continue;
        }
        bool is_star = lower_has(l, k, SYM_T_STAR);
        plain += !is_star;
        star += is_star;
        if (plain && star) {
            lower_complain(l, (Span){l->cst[k].beg, l->cst[k].beg + 6},
                           T("cannot have both 'except' and 'except*' on the same 'try'"));
            return;
        }
        uint32_t value = lower_child(l, k, 0);
        if (is_star && (!value || cst_sym(l, value) == SYM_BLOCK)) {
            lower_complain(l, (Span){l->cst[k].beg, l->cst[k].beg + 6}, T("expected one or more exception types"));
        }
    }
}

// A lambda's colon would be that of the format specification.
void lower_check_field(Lower *l, uint32_t i)
{
    bool is_list = cst_sym(l, i) == SYM_EXPRESSION_LIST;
    for (uint32_t k = is_list ? i + 1 : i; k < l->cst[i].next; k = l->cst[k].next) {
        if (cst_sym(l, k) == SYM_LAMBDA) {
            lower_complain(l, cst_span(l, k), T("f-string: lambda expressions are not allowed without parentheses"));
        }
    }
}

// from __future__ import ...: the features there have been (Lib/__future__.py).
void lower_check_future(Lower *l, Nodes aliases)
{
    static const char *const features[] = {"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                                           "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"};
    for (int i = 0; i < aliases.n; i++) {
        Text name = aliases.at[i]->alias.name;
        bool known = text_eq(name, T("*"));
        for (size_t k = 0; k < sizeof features / sizeof *features; k++) {
            known |= text_is(name, features[k]);
        }
        if (!known) {
            lower_complain(l, node_span(aliases.at[i]), text_format(l->arena, "future feature %.*s is not defined", PRI(name)));
        }
    }
}

void lower_check_conversion(Lower *l, uint32_t i)
{
    Text t = cst_text(l, i);
    if (t.n != 2 || !(t.s[1] == 's' || t.s[1] == 'r' || t.s[1] == 'a')) {
        lower_complain(l, cst_span(l, i), text_format(l->arena, "f-string: invalid conversion character '%.*s': expected 's',"
                                                      " 'r', or 'a'", PRI(text_sub(t, 1, t.n))));
    }
}
