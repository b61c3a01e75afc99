// Calls and their arguments.
#include "python/lower.h"

static Node *keyword(Lower *l, uint32_t i)
{
    Node *n = lower_node(l, AST_KEYWORD, i);
    uint32_t first = lower_child(l, i, 0), value = lower_child(l, i, 1);
    if (cst_sym(l, i) == SYM_DICTIONARY_SPLAT) {
        value = first;
    } else if (first) {
        n->keyword.name = lower_ident(l, first);
        if (text_eq(n->keyword.name.text, T("await")) || text_eq(n->keyword.name.text, T("async"))) {
            lower_complain(l, n->keyword.name.span, T("invalid syntax: a keyword cannot name an argument"));
        }
    }
    n->keyword.value = value ? lower_expression(l, value) : lower_broken(l, i);
    if (value) {
        lower_check_walrus(l, value);
    }
    return n;
}

static bool is_keyword(const Lower *l, uint32_t i)
{
    return cst_sym(l, i) == SYM_KEYWORD_ARGUMENT || cst_sym(l, i) == SYM_DICTIONARY_SPLAT;
}

Nodes lower_arguments(Lower *l, uint32_t i, Nodes *keywords)
{
    uint32_t args = 0, named = 0;
    for EACH_CHILD(l, i, k) {
        named += is_keyword(l, k);
        args += !cst_is_token(l, k) && !is_keyword(l, k);
    }
    Nodes list = nodes_new(l, args);
    *keywords = nodes_new(l, named);
    for EACH_CHILD(l, i, k) {
        if (is_keyword(l, k)) {
            nodes_push(keywords, keyword(l, k));
        } else if (!cst_is_token(l, k)) {
            nodes_push(&list, lower_expression(l, k));
        }
    }
    return list;
}

Node *lower_call(Lower *l, uint32_t i)
{
    uint32_t func = lower_child(l, i, 0), args = lower_child(l, i, 1);
    if (!args) {
        return lower_broken(l, i);
    }
    Node *n = lower_node(l, AST_CALL, i);
    n->call.func = lower_expression(l, func);
    if (cst_sym(l, args) == SYM_ARGUMENT_LIST) {
        lower_check_arguments(l, args);
        n->call.args = lower_arguments(l, args, &n->call.keywords);
    } else {
        n->call.args = nodes_new(l, 1);
        nodes_push(&n->call.args, lower_expression(l, args));
    }
    return n;
}
