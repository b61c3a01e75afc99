// `raise g.exceptions[i]`, or of a name that is bound to one or loops over them, in a handler of the group g.
#include "lint/rule.h"

// `g.exceptions`
static bool is_members(const Node *n, Text group)
{
    return n && n->kind == AST_ATTRIBUTE && text_eq(n->attribute.attr.text, T("exceptions")) && n->attribute.value->kind == AST_NAME &&
           text_eq(n->attribute.value->name.id, group);
}

static bool is_member(const Module *m, const Node *n, Text group)
{
    if (n->kind == AST_SUBSCRIPT) {
        return is_members(n->subscript.value, group);
    }
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        bool from = d->value && (d->kind == DEF_ITER || d->kind == DEF_UNPACK ? is_members(d->value, group)
                                 : d->kind == DEF_ASSIGN && d->value->kind == AST_SUBSCRIPT && is_members(d->value->subscript.value, group));
        if (from) {
            return true;
        }
    }
    return false;
}

// raise e from e.__cause__: whoever writes that keeps what was there.
static bool keeps_cause(const Module *m, const Node *raise)
{
    const Node *cause = raise->raise.cause;
    for (int i = cause ? cause->id : 0; cause && i <= cause->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_ATTRIBUTE && (text_eq(d->attribute.attr.text, T("__cause__")) || text_eq(d->attribute.attr.text, T("__context__")))) {
            return true;
        }
    }
    return false;
}

CHECK(exception_group_reraise, c, n)
{
    Module *m = c->module;
    for (int i = n->id + 1; n->handler.name.text.n && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_RAISE && d->raise.exception && is_member(m, d->raise.exception, n->handler.name.text) &&
            !keeps_cause(m, d)) {
            REPORT(c, node_span(d), "", {"name", n->handler.name.text});
        }
    }
}
