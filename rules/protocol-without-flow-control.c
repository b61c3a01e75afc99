// A protocol that writes and does not hear that its transport's buffer is full. One finding a class: at its first write.
#include "lint/rule.h"

// `self.x`, which connection_made() assigns its transport to, or that transport itself.
static bool is_transport(Module *m, Node *expression, Node *class_node)
{
    Ref of = {.kind = REF_CLASS, .module = m, .node = class_node};
    const Binding *b = expression->kind == AST_NAME ? m->binding_of[expression->id] : NULL;
    Member member;
    if (expression->kind == AST_ATTRIBUTE && expression->attribute.value->kind == AST_NAME &&
        class_member(of, expression->attribute.attr.text, &member) && member.module == m) {
        for (int i = 0; i < member.binding->defs.n && !b; i++) {
            const Node *value = member.binding->defs.at[i].value;
            b = value && value->kind == AST_NAME ? m->binding_of[value->id] : NULL;
        }
    }
    const Node *p = b && b->defs.n && b->defs.at[0].kind == DEF_PARAM ? b->defs.at[0].node : NULL;
    const Node *function = p ? p->parent : NULL;
    return function && function->kind == AST_FUNCTION && text_eq(function->function.name.text, T("connection_made")) &&
           function->function.params.n > 1 && function->function.params.at[1] == p;
}

static bool is_deaf(Module *m, Node *class_node)
{
    Ref of = {.kind = REF_CLASS, .module = m, .node = class_node};
    Member member;
    return (class_derives_from(of, "asyncio.Protocol") || class_derives_from(of, "asyncio.BufferedProtocol")) &&
           !class_member(of, T("pause_writing"), &member) && !class_has_unknown_base(of);
}

static Node *class_around(const Module *m, const Node *n)
{
    Node *owner = node_owner(m, n);
    return owner->kind == AST_FUNCTION ? function_class(m, owner) : NULL;
}

static bool writes(Module *m, Node *call, Node *class_node)
{
    return (is_method_call(call, "write") || is_method_call(call, "writelines")) &&
           is_transport(m, call->call.func->attribute.value, class_node);
}

CHECK(protocol_without_flow_control, c, n)
{
    Module *m = c->module;
    Node *class_node = class_around(m, n);
    if (!class_node || !writes(m, n, class_node) || !is_deaf(m, class_node)) {
        return;
    }
    for (int i = class_node->id + 1; i < n->id; i++) {
        if (m->ast->nodes[i]->kind == AST_CALL && writes(m, m->ast->nodes[i], class_node)) {
            return;
        }
    }
    Finding *f = REPORT(c, node_span(n), "", {"class", class_node->class_.name.text});
    if (module_is_test(m)) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
