// Names of the configuration against the qualified name of what is called, and against the callee as it is written: what
// cannot be resolved can still be named.
#include "lint/rule.h"

static Text written_name(Arena *a, const Node *n)
{
    if (n->kind == AST_NAME) {
        return n->name.id;
    }
    Text value = n->kind == AST_ATTRIBUTE ? written_name(a, n->attribute.value) : (Text){0};
    return value.n ? text_format(a, "%.*s.%.*s", PRI(value), PRI(n->attribute.attr.text)) : (Text){0};
}

// What an import calls the name, whether its module can be read or not.
static Text imported_name(const Check *c, const Node *n)
{
    if (n->kind == AST_ATTRIBUTE) {
        Text value = imported_name(c, n->attribute.value);
        return value.n ? text_format(c->arena, "%.*s.%.*s", PRI(value), PRI(n->attribute.attr.text)) : (Text){0};
    }
    const Binding *b = n->kind == AST_NAME ? c->module->binding_of[n->id] : NULL;
    const Def *d = b && b->defs.n == 1 ? &b->defs.at[0] : NULL;
    if (!d || (d->kind != DEF_FROM && d->kind != DEF_IMPORT)) {
        return (Text){0};
    }
    Text name = d->node->alias.name, head, rest;
    if (d->kind == DEF_IMPORT) {
        text_cut(name, '.', &head, &rest);
        return d->node->alias.asname.text.n ? name : head;
    }
    const Node *from = d->node->parent;
    Text module = module_absolute_name(c->module, c->arena, from->import_from.module, from->import_from.level);
    return module.n ? text_format(c->arena, "%.*s.%.*s", PRI(module), PRI(name)) : (Text){0};
}

static Text qualified_name(const Check *c, const Node *call)
{
    Ref r = ref_of(c->module, call->call.func);
    if (r.kind == REF_FUNCTION || r.kind == REF_CLASS) {
        Text name = r.kind == REF_FUNCTION ? r.node->function.name.text : r.node->class_.name.text;
        Text context = node_context(r.module, c->arena, r.node);
        name = context.n ? text_format(c->arena, "%.*s.%.*s", PRI(context), PRI(name)) : name;
        return r.module->name.n ? text_format(c->arena, "%.*s.%.*s", PRI(r.module->name), PRI(name)) : name;
    }
    return r.kind == REF_NAME ? r.name : imported_name(c, call->call.func);
}

CHECK(configured_blocking, c, n)
{
    Text name = qualified_name(c, n), written = written_name(c->arena, n->call.func), entry;
    for (int k = 0; option_entry(c, "calls", k, &entry); k++) {
        ptrdiff_t arrow = text_find(entry, T("->"));
        Text glob = text_trim(arrow >= 0 ? text_sub(entry, 0, arrow) : entry);
        Text suggestion = arrow >= 0 ? text_trim(text_sub(entry, arrow + 2, entry.n)) : (Text){0};
        bool met = (name.n && text_matches(name, glob)) || (written.n && text_matches(written, glob));
        if (met && glob.n && !is_awaited(c->module, n)) {
            REPORT(c, node_span(n), suggestion.n ? "replaced" : "known", {"call", name.n ? name : written}, {"entry", glob},
                   {"suggestion", suggestion});
            return;
        }
    }
}
