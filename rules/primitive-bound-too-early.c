// Primitives of asyncio that are made when a function or class is defined.
#include "lint/rule.h"

// Some method reads the attribute by `self`, none by the class: each object was to have one.
static bool is_meant_for_each(Module *m, const Node *class_node, Text attribute)
{
    bool by_self = false;
    for (int i = class_node->id; i <= class_node->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind != AST_ATTRIBUTE || !text_eq(d->attribute.attr.text, attribute) || d->attribute.value->kind != AST_NAME) {
            continue;
        }
        if (!text_eq(d->attribute.value->name.id, T("self"))) {
            return false;
        }
        if (d->parent->kind == AST_ASSIGN && d->parent->assign.value != d) {
            return false;       // what stands in the class is only there until then
        }
        by_self = true;
    }
    return by_self;
}

CHECK(primitive_bound_too_early, c, n)
{
    Module *m = c->module;
    const Node *p = n->parent;
    if (p->kind == AST_PARAM && p->param.fallback == n && p->parent->kind == AST_FUNCTION) {
        REPORT(c, node_span(n), "default", {"call", code_text(c, n)}, {"function", p->parent->function.name.text},
               {"parameter", p->param.name.text});
        return;
    }
    const Node *class_node = p->kind == AST_ASSIGN || p->kind == AST_ANN_ASSIGN ? p->parent : NULL;
    if (!class_node || class_node->kind != AST_CLASS || class_node->class_.decorators.n) {
        return;
    }
    const Node *target = p->kind == AST_ANN_ASSIGN ? p->ann_assign.target : p->assign.targets.at[0];
    if (target->kind == AST_NAME && is_meant_for_each(m, class_node, target->name.id)) {
        REPORT(c, node_span(n), "class", {"call", code_text(c, n)}, {"class", class_node->class_.name.text});
    }
}
