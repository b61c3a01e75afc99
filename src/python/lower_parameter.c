// Parameters of functions and lambdas, and type parameters.
#include "python/lower.h"

static Node *parameter(Lower *l, uint32_t i, ParamKind kind);

// The name in `x`, `*x`, `**x`.
static void set_name(Lower *l, Node *n, uint32_t i)
{
    Sym s = cst_sym(l, i);
    if (s == SYM_LIST_SPLAT_PATTERN || s == SYM_DICTIONARY_SPLAT_PATTERN) {
        n->param.kind = s == SYM_LIST_SPLAT_PATTERN ? PARAM_VARARGS : PARAM_KWARGS;
        i = lower_child(l, i, 0);
    }
    if (i && cst_sym(l, i) == SYM_IDENTIFIER) {
        n->param.name = lower_ident(l, i);
    } else if (i) {
        lower_complain(l, cst_span(l, i), cst_sym(l, i) == SYM_TUPLE_PATTERN
            ? T("Function parameters cannot be parenthesized") : T("invalid syntax"));
    }
}

static Node *parameter(Lower *l, uint32_t i, ParamKind kind)
{
    Node *n = lower_node(l, AST_PARAM, i);
    n->param.kind = kind;
    Sym s = cst_sym(l, i);
    bool is_typed = s == SYM_TYPED_PARAMETER || s == SYM_TYPED_DEFAULT_PARAMETER;
    if (s == SYM_IDENTIFIER || s == SYM_LIST_SPLAT_PATTERN || s == SYM_DICTIONARY_SPLAT_PATTERN
        || s == SYM_TUPLE_PATTERN) {
        set_name(l, n, i);
        return n;
    }
    uint32_t first = lower_child(l, i, 0), second = lower_child(l, i, 1), third = lower_child(l, i, 2);
    if ((!is_typed && s != SYM_DEFAULT_PARAMETER) || !second) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    set_name(l, n, first);
    n->param.annotation = is_typed ? lower_type(l, second) : NULL;
    if (is_typed) {
        lower_check_walrus(l, cst_sym(l, second) == SYM_TYPE ? lower_child(l, second, 0) : second);
    }
    if (n->param.kind != PARAM_VARARGS) {
        lower_check_plain(l, n->param.annotation);
    }
    if (s == SYM_DEFAULT_PARAMETER || third) {
        lower_check_walrus(l, third ? third : second);
    }
    n->param.fallback = s == SYM_DEFAULT_PARAMETER ? lower_expression(l, second)
                      : s == SYM_TYPED_DEFAULT_PARAMETER && third ? lower_expression(l, third) : NULL;
    return n;
}

// The rules of the grammar that tree-sitter does not check: order of parameters (CPython's invalid_parameters).
static void check_order(Lower *l, const Nodes *list)
{
    bool has_default = false, has_star = false;
    for (int i = 0; i < list->n; i++) {
        const Node *n = list->at[i];
        if (n->kind != AST_PARAM) {
            continue;
        }
        if (i && list->at[i - 1]->kind == AST_PARAM && list->at[i - 1]->param.kind == PARAM_KWARGS) {
            lower_complain(l, node_span(n), T("parameters cannot follow var-keyword parameter"));
            return;
        }
        if (n->param.kind == PARAM_VARARGS && has_star) {
            lower_complain(l, node_span(n), T("* may appear only once"));
            return;
        }
        has_star |= n->param.kind == PARAM_VARARGS || n->param.kind == PARAM_KEYWORD_ONLY;
        if (n->param.kind > PARAM_NORMAL) {
            continue;
        }
        if (has_default && !n->param.fallback) {
            lower_complain(l, node_span(n), T("parameter without a default follows parameter with a default"));
            return;
        }
        has_default |= n->param.fallback != NULL;
    }
}

// What follows `*` by itself: a parameter with a name of its own.
static void check_separator(Lower *l, uint32_t i, uint32_t star)
{
    for (uint32_t k = l->cst[star].next; k < l->cst[i].next; k = l->cst[k].next) {
        if (!cst_is_token(l, k)) {
            Sym s = cst_sym(l, k);
            if (s != SYM_DICTIONARY_SPLAT_PATTERN && s != SYM_POSITIONAL_SEPARATOR) {
                return;
            }
            break;
        }
    }
    lower_complain(l, cst_span(l, star), T("named parameters must follow bare *"));
}

// `/`: what stands before it is positional only. It comes once, after a parameter, before any star.
static void end_positional(Lower *l, uint32_t slash, const Nodes *list, ParamKind kind)
{
    ParamKind last = list->n && list->at[list->n - 1]->kind == AST_PARAM ? (ParamKind)list->at[list->n - 1]->param.kind : PARAM_NORMAL;
    const char *wrong = last == PARAM_KWARGS ? "parameters cannot follow var-keyword parameter"
                      : kind == PARAM_KEYWORD_ONLY ? "/ must be ahead of *" : list->n == 0 ? "at least one parameter must precede /" : NULL;
    for (int p = 0; p < list->n; p++) {
        if (list->at[p]->kind == AST_PARAM && list->at[p]->param.kind == PARAM_POSITIONAL_ONLY) {
            wrong = "/ may appear only once";
        } else if (list->at[p]->kind == AST_PARAM && list->at[p]->param.kind == PARAM_NORMAL) {
            list->at[p]->param.kind = PARAM_POSITIONAL_ONLY;
        }
    }
    if (wrong) {
        lower_complain(l, cst_span(l, slash), text_from(wrong));
    }
}

Nodes lower_parameters(Lower *l, uint32_t i)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    ParamKind kind = PARAM_NORMAL;
    for EACH_CHILD(l, i, k) {
        Sym s = cst_sym(l, k);
        if (s == SYM_POSITIONAL_SEPARATOR) {
            end_positional(l, k, &list, kind);
        } else if (s == SYM_KEYWORD_SEPARATOR) {
            kind = PARAM_KEYWORD_ONLY;
            check_separator(l, i, k);
        } else if (!cst_is_token(l, k)) {
            Node *n = parameter(l, k, kind);
            nodes_push(&list, n);
            kind = n->kind == AST_PARAM && n->param.kind == PARAM_VARARGS ? PARAM_KEYWORD_ONLY : kind;
        }
    }
    check_order(l, &list);
    return list;
}

// T, T: bound, *Ts, **P. Each comes wrapped in a `type`.
static Node *type_parameter(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_TYPE_PARAM, i);
    if (cst_sym(l, i) == SYM_TYPE && lower_child(l, i, 0)) {
        i = lower_child(l, i, 0);
    }
    uint32_t first = lower_child(l, i, 0);
    switch (cst_sym(l, i)) {
    case SYM_IDENTIFIER:
        n->type_param.name = lower_ident(l, i);
        return n;
    case SYM_SPLAT_TYPE: case SYM_LIST_SPLAT: case SYM_LIST_SPLAT_PATTERN:
        n->type_param.stars = lower_has(l, i, SYM_T_STARSTAR) ? 2 : 1;
        if (first && cst_sym(l, first) == SYM_IDENTIFIER) {
            n->type_param.name = lower_ident(l, first);
            return n;
        }
        break;
    case SYM_CONSTRAINED_TYPE:
        if (first && lower_child(l, i, 1)) {
            uint32_t name = cst_sym(l, first) == SYM_TYPE ? lower_child(l, first, 0) : first;
            if (name && cst_sym(l, name) == SYM_IDENTIFIER) {
                n->type_param.name = lower_ident(l, name);
                n->type_param.bound = lower_type(l, lower_child(l, i, 1));
                return n;
            }
        }
        break;
    default:
        break;
    }
    return lower_refuse(l, n->beg, n->end);
}

// Defaults are parsed apart from the rest (lexer.h): the one between a parameter and the next is its own.
static void set_default(Lower *l, Node *n, uint32_t next)
{
    int low = 0, high = l->lexed->defaults.n;       // the first one after the parameter
    while (low < high) {
        int middle = (low + high) / 2;
        if (l->lexed->defaults.at[middle].span.beg < n->end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const Default *d = &l->lexed->defaults.at[low];
    if (n->kind == AST_TYPE_PARAM && low < l->lexed->defaults.n && d->span.end <= next) {
        n->type_param.fallback = recover_default(l, d);
        n->end = n->type_param.fallback->end;
        if (n->type_param.stars != 1) {
            lower_check_plain(l, n->type_param.fallback);
        }
    }
}

Nodes lower_type_parameters(Lower *l, uint32_t i)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (!cst_is_token(l, k)) {
            nodes_push(&list, type_parameter(l, k));
        }
    }
    for (int k = 0; l->lexed->defaults.n && k < list.n; k++) {
        set_default(l, list.at[k], k + 1 < list.n ? list.at[k + 1]->beg : l->cst[i].end);
    }
    return list;
}
