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

static bool names_context(Text attribute)
{
    return text_eq(attribute, T("__cause__")) || text_eq(attribute, T("__context__"));
}

// raise e from e.__cause__, or `e.__context__ = ...` in the handler: whoever writes that keeps what was there.
static bool keeps_context(const Module *m, const Node *raise, const Node *handler)
{
    const Node *cause = raise->raise.cause;
    for (int i = handler->id; i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool is_set = d->kind == AST_ATTRIBUTE && d->parent->kind == AST_ASSIGN && d->parent->assign.value != d;
        bool is_cause = cause && i >= cause->id && i <= cause->last;
        if (d->kind == AST_ATTRIBUTE && names_context(d->attribute.attr.text) && (is_set || is_cause)) {
            return true;
        }
    }
    return false;
}

// `len(g.exceptions) == 1` in a test around the raise.
static bool is_only_member(const Module *m, const Node *raise, const Node *handler, Text group)
{
    for (const Node *p = raise->parent; p != handler; p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : NULL;
        for (int i = test ? test->id : 0; test && i <= test->last; i++) {
            const Node *d = m->ast->nodes[i];
            if (d->kind == AST_CALL && text_eq(last_name(d->call.func), T("len")) && d->call.args.n == 1 && is_members(d->call.args.at[0], group)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_cause_given(const Node *raise, Text group)
{
    const Node *cause = raise->raise.cause;
    return cause && cause->kind == AST_NAME && text_eq(cause->name.id, group);
}

CHECK(exception_group_reraise, c, n)
{
    Module *m = c->module;
    Text group = n->handler.name.text;
    for (int i = n->id + 1; group.n && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_RAISE && d->raise.exception && is_member(m, d->raise.exception, group) && !keeps_context(m, d, n)) {
            bool kept = is_cause_given(d, group) || is_only_member(m, d, n, group);
            REPORT(c, node_span(d), kept ? "kept" : "several", {"name", group});
        }
    }
}
