// `except* X as e`, `except ExceptionGroup as e`: attributes of e that BaseExceptionGroup has not (PEP 654, PEP 678).
#include "lint/rule.h"

static bool group_has(Text attribute)
{
    static const char *const names[] = {"exceptions", "message", "split", "subgroup", "derive", "args", "add_note", "with_traceback"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(attribute, names[i])) {
            return true;
        }
    }
    return text_starts(attribute, T("__"));
}

static bool catches_group(Module *m, const Node *handler)
{
    if (handler->parent->try_.is_star) {
        return true;
    }
    Ref r = handler->handler.type ? ref_of(m, handler->handler.type) : (Ref){0};
    return ref_is_name(r, "builtins.ExceptionGroup") || ref_is_name(r, "builtins.BaseExceptionGroup");
}

// The name is bound anew in the handler, or asked for its attributes.
static bool is_in_doubt(const Module *m, const Node *handler)
{
    for (int i = handler->id + 1; i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool asks = d->kind == AST_CALL && d->call.func->kind == AST_NAME &&
                    (text_eq(d->call.func->name.id, T("hasattr")) || text_eq(d->call.func->name.id, T("isinstance")));
        bool binds = d->kind == AST_ASSIGN && d->assign.targets.at[0]->kind == AST_NAME &&
                     text_eq(d->assign.targets.at[0]->name.id, handler->handler.name.text);
        bool loops = (d->kind == AST_FOR && d->for_.target->kind == AST_NAME && text_eq(d->for_.target->name.id, handler->handler.name.text));
        if (asks || binds || loops) {
            return true;
        }
    }
    return false;
}

CHECK(exception_group_attribute, c, n)
{
    Module *m = c->module;
    Text name = n->handler.name.text;
    if (!name.n || !catches_group(m, n) || is_in_doubt(m, n)) {
        return;
    }
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        bool loads = d->kind == AST_ATTRIBUTE && d->attribute.value->kind == AST_NAME && text_eq(d->attribute.value->name.id, name) &&
                     !(d->parent->kind == AST_ASSIGN && d->parent->assign.value != d);
        if (loads && !group_has(d->attribute.attr.text)) {
            REPORT(c, node_span(d), "", {"name", name}, {"attribute", d->attribute.attr.text});
        }
    }
}
