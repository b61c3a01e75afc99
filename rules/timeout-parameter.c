// A parameter called timeout of a coroutine function that is free to have another signature, when it does more than hand it on.
#include "lint/rule.h"

// The class may have the method by one of its bases, which then decides on its parameters.
static bool may_override(Module *m, Node *function)
{
    Node *class_node = function_class(m, function);
    if (!class_node) {
        return false;
    }
    Ref r = {.kind = REF_CLASS, .module = m, .node = class_node};
    for (int i = 0; i < class_node->class_.bases.n; i++) {
        Ref base = ref_of(m, class_node->class_.bases.at[i]);
        if (base.kind != REF_CLASS || class_has_unknown_base(base)) {
            return !ref_is_name(base, "builtins.object");
        }
        Member member;
        if (class_member(base, function->function.name.text, &member) || class_member_is_unread(base, function->function.name.text)) {
            return true;
        }
    }
    return class_has_unknown_base(r);
}

// Some read of the parameter is an argument of a call.
static bool is_handed_on(const Module *m, const Node *param, const Node *function)
{
    const Binding *b = map_get(&scope_opened(m, function)->names, param->param.name.text);
    bool handed = false;
    for (int i = 0; b && i < b->reads.n; i++) {
        const Node *p = b->reads.at[i]->parent;
        handed = handed || p->kind == AST_KEYWORD || (p->kind == AST_CALL && p->call.func != b->reads.at[i]);
    }
    return handed;
}

CHECK(timeout_parameter, c, n)
{
    Module *m = c->module;
    int target = target_version(c);
    if (!n->is_async || n->function.decorators.n || (target && target < 311)) {
        return;
    }
    for (int i = 0; i < n->function.params.n; i++) {
        Node *p = n->function.params.at[i];
        if (text_eq(p->param.name.text, T("timeout")) && !is_handed_on(m, p, n) && !may_override(m, n)) {
            REPORT(c, node_span(p), "", {"function", n->function.name.text});
        }
    }
}
