// Simple statements.
#include "python/lower.h"

static Node *statement_of(Lower *l, AstKind kind, uint32_t i, Node *value)
{
    Node *n = lower_node(l, kind, i);
    n->value.value = value;
    return n;
}

static uint32_t chain_targets(const Lower *l, uint32_t i)
{
    uint32_t n = 1;
    for (uint32_t right; !lower_has(l, i, SYM_T_COLON) && (right = lower_child(l, i, 1))
         && cst_sym(l, right) == SYM_ASSIGNMENT; i = right) {
        n++;
    }
    return n;
}

static Node *annotated(Lower *l, uint32_t i)
{
    uint32_t type = lower_child(l, i, 1), value = lower_child(l, i, 2);
    Node *n = lower_node(l, AST_ANN_ASSIGN, i);
    n->ann_assign.target = lower_expression(l, lower_child(l, i, 0));
    lower_check_single(l, n->ann_assign.target, true);
    n->ann_assign.annotation = type ? lower_type(l, type) : lower_refuse(l, n->beg, n->end);
    lower_check_plain(l, n->ann_assign.annotation);
    n->ann_assign.value = value ? lower_expression(l, value) : NULL;
    if (value) {
        lower_check_walrus(l, value);
    }
    return n;
}

// a = b = value nests to the right; the targets are gathered.
static Node *assignment(Lower *l, uint32_t i)
{
    if (lower_has(l, i, SYM_T_COLON)) {
        return annotated(l, i);
    }
    Node *n = lower_node(l, AST_ASSIGN, i);
    n->assign.targets = nodes_new(l, chain_targets(l, i));
    for (;;) {
        uint32_t left = lower_child(l, i, 0), right = left ? lower_child(l, i, 1) : 0;
        if (!right) {
            return lower_refuse(l, n->beg, n->end);
        }
        nodes_push(&n->assign.targets, lower_expression(l, left));
        lower_check_bound(l, n->assign.targets.at[n->assign.targets.n - 1]);
        lower_start_with(n, n->assign.targets.at[0]);
        bool is_chain = cst_sym(l, right) == SYM_ASSIGNMENT || cst_sym(l, right) == SYM_AUGMENTED_ASSIGNMENT;
        if (is_chain && (cst_sym(l, right) == SYM_AUGMENTED_ASSIGNMENT || lower_has(l, right, SYM_T_COLON))) {
            lower_complain(l, cst_span(l, right), T("invalid syntax"));
            return lower_refuse(l, n->beg, n->end);
        }
        if (!is_chain) {
            n->assign.value = lower_expression(l, right);
            lower_check_walrus(l, right);
            return n;
        }
        i = right;
    }
}

static Node *augmented(Lower *l, uint32_t i)
{
    uint32_t left = lower_child(l, i, 0), right = lower_child(l, i, 1);
    if (!right) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    Node *n = lower_node(l, AST_AUG_ASSIGN, i);
    for EACH_CHILD(l, i, k) {
        n->op |= (uint8_t)lower_augmented_op(cst_sym(l, k));
    }
    n->aug_assign.target = lower_expression(l, left);
    lower_check_single(l, n->aug_assign.target, false);
    lower_check_walrus(l, right);
    n->aug_assign.value = lower_expression(l, right);
    return n;
}

static Node *expression_statement(Lower *l, uint32_t i)
{
    uint32_t first = lower_child(l, i, 0);
    if (first && cst_sym(l, first) == SYM_ASSIGNMENT) {
        return assignment(l, first);
    }
    if (first && cst_sym(l, first) == SYM_AUGMENTED_ASSIGNMENT) {
        return augmented(l, first);
    }
    for EACH_CHILD(l, i, k) {
        lower_check_walrus(l, k);
    }
    return statement_of(l, AST_EXPR, i, lower_tuple_of(l, i));
}

static Node *alias(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_ALIAS, i);
    uint32_t name = cst_sym(l, i) == SYM_ALIASED_IMPORT ? lower_child(l, i, 0) : i;
    uint32_t asname = cst_sym(l, i) == SYM_ALIASED_IMPORT ? lower_child(l, i, 1) : 0;
    n->alias.name = cst_sym(l, i) == SYM_WILDCARD_IMPORT ? T("*") : name ? lower_dotted(l, name) : (Text){0};
    if (asname) {
        n->alias.asname = lower_ident(l, asname);
    }
    return n;
}

static bool is_alias(const Lower *l, uint32_t i)
{
    Sym s = cst_sym(l, i);
    return s == SYM_DOTTED_NAME || s == SYM_ALIASED_IMPORT || s == SYM_WILDCARD_IMPORT;
}

static Nodes aliases(Lower *l, uint32_t i, uint32_t skip)
{
    Nodes list = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (is_alias(l, k) && k != skip) {
            nodes_push(&list, alias(l, k));
        }
    }
    return list;
}

static Node *import(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_IMPORT, i);
    n->import.names = aliases(l, i, 0);
    lower_check_import(l, i);
    return n;
}

static void set_relative(Lower *l, Node *n, uint32_t module)
{
    for EACH_CHILD(l, module, k) {
        if (cst_sym(l, k) == SYM_IMPORT_PREFIX) {
            Text dots = cst_text(l, k);
            for (ptrdiff_t d = 0; d < dots.n; d++) {
                n->import_from.level += dots.s[d] == '.';
            }
        } else if (cst_sym(l, k) == SYM_DOTTED_NAME) {
            n->import_from.module = lower_dotted(l, k);
        }
    }
}

static Node *import_from(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_IMPORT_FROM, i);
    uint32_t module = lower_child(l, i, 0);
    if (cst_sym(l, i) == SYM_FUTURE_IMPORT_STATEMENT) {
        n->import_from.module = T("__future__");
        module = 0;
    } else if (module && cst_sym(l, module) == SYM_DOTTED_NAME) {
        n->import_from.module = lower_dotted(l, module);
    } else if (module) {
        set_relative(l, n, module);
    }
    n->import_from.names = aliases(l, i, module);
    lower_check_import(l, i);
    if (text_eq(n->import_from.module, T("__future__")) && !n->import_from.level) {
        lower_check_future(l, n->import_from.names);
    }
    return n;
}

// `del a, b` deletes two targets, `del (a, b)` one tuple.
static Node *delete_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_DELETE, i);
    uint32_t what = lower_child(l, i, 0);
    n->delete_.targets = what && cst_sym(l, what) == SYM_EXPRESSION_LIST ? lower_list(l, what) : lower_list(l, i);
    for (int k = 0; k < n->delete_.targets.n; k++) {
        lower_check_target(l, n->delete_.targets.at[k], "delete");
    }
    return n;
}

static Node *raise(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_RAISE, i);
    bool after_from = false;
    for EACH_CHILD(l, i, k) {
        after_from |= cst_sym(l, k) == SYM_T_FROM;
        if (!cst_is_token(l, k)) {
            *(after_from ? &n->raise.cause : &n->raise.exception) = lower_expression(l, k);
            if (cst_sym(l, k) == SYM_EXPRESSION_LIST) {
                lower_complain(l, cst_span(l, k), T("invalid syntax: `raise` takes one exception"));
            }
        }
    }
    return n;
}

static Node *assert_statement(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_ASSERT, i);
    uint32_t test = lower_child(l, i, 0), message = lower_child(l, i, 1);
    n->assert_.test = test ? lower_expression(l, test) : lower_refuse(l, n->beg, n->end);
    n->assert_.message = message ? lower_expression(l, message) : NULL;
    if (lower_count(l, i) > 2) {
        lower_complain(l, cst_span(l, lower_child(l, i, 2)), T("invalid syntax: `assert` takes a condition and a message"));
    }
    return n;
}

static Node *names(Lower *l, uint32_t i, AstKind kind)
{
    Node *n = lower_node(l, kind, i);
    n->global.names = lower_list(l, i);
    return n;
}

static Node *type_alias(Lower *l, uint32_t i)
{
    uint32_t left = lower_child(l, i, 0), right = lower_child(l, i, 1);
    if (!right) {
        return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
    if (cst_sym(l, left) == SYM_TYPE && lower_child(l, left, 0)) {
        left = lower_child(l, left, 0);
    }
    Node *n = lower_node(l, AST_TYPE_ALIAS, i);
    uint32_t name = cst_sym(l, left) == SYM_GENERIC_TYPE ? lower_child(l, left, 0) : left;
    uint32_t params = cst_sym(l, left) == SYM_GENERIC_TYPE ? lower_child(l, left, 1) : 0;
    if (!name || cst_sym(l, name) != SYM_IDENTIFIER) {
        return lower_refuse(l, n->beg, n->end);
    }
    n->type_alias.name = lower_ident(l, name);
    if (params) {
        n->type_alias.type_params = lower_type_parameters(l, params);
    }
    n->type_alias.value = lower_type(l, right);
    return n;
}

// Python 2's statement `word argument, ...` as a call of the name.
static Node *call_of_word(Lower *l, uint32_t i, Text word)
{
    Node *call = lower_node(l, AST_CALL, i);
    Node *name = lower_new(l, AST_NAME, call->beg, call->beg + (uint32_t)word.n);
    name->name.id = word;
    call->call.func = name;
    call->call.args = nodes_new(l, lower_count(l, i));
    for EACH_CHILD(l, i, k) {
        if (!cst_is_token(l, k)) {
            nodes_push(&call->call.args, lower_expression(l, k));
        }
    }
    return statement_of(l, AST_EXPR, i, call);
}

static Node *print(Lower *l, uint32_t i)
{
    lower_complain(l, cst_span(l, i), T("missing parentheses in call to `print`; did you mean print(...)?"));
    return call_of_word(l, i, T("print"));
}

static Node *exec(Lower *l, uint32_t i)
{
    lower_complain(l, cst_span(l, i), T("missing parentheses in call to `exec`; did you mean exec(...)?"));
    return call_of_word(l, i, T("exec"));
}

Node *lower_simple(Lower *l, uint32_t i)
{
    uint32_t first = lower_child(l, i, 0);
    switch (cst_sym(l, i)) {
    case SYM_EXPRESSION_STATEMENT: return expression_statement(l, i);
    case SYM_IMPORT_STATEMENT: return import(l, i);
    case SYM_IMPORT_FROM_STATEMENT: case SYM_FUTURE_IMPORT_STATEMENT: return import_from(l, i);
    case SYM_RETURN_STATEMENT: return statement_of(l, AST_RETURN, i, first ? lower_expression(l, first) : NULL);
    case SYM_DELETE_STATEMENT: return delete_statement(l, i);
    case SYM_RAISE_STATEMENT: return raise(l, i);
    case SYM_ASSERT_STATEMENT: return assert_statement(l, i);
    case SYM_PASS_STATEMENT: return lower_node(l, AST_PASS, i);
    case SYM_BREAK_STATEMENT: return lower_node(l, AST_BREAK, i);
    case SYM_CONTINUE_STATEMENT: return lower_node(l, AST_CONTINUE, i);
    case SYM_GLOBAL_STATEMENT: return names(l, i, AST_GLOBAL);
    case SYM_NONLOCAL_STATEMENT: return names(l, i, AST_NONLOCAL);
    case SYM_TYPE_ALIAS_STATEMENT: return type_alias(l, i);
    case SYM_PRINT_STATEMENT: return print(l, i);
    case SYM_EXEC_STATEMENT: return exec(l, i);
    default: return lower_refuse(l, l->cst[i].beg, l->cst[i].end);
    }
}
