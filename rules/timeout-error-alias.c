// References to what Lib/asyncio/exceptions.py (3.11), Lib/concurrent/futures/_base.py (3.11) and Modules/socketmodule.c (3.10)
// define as TimeoutError.
#include "lint/rule.h"

static const struct {
    const char *name;
    int since;
} aliases[] = {{"asyncio.TimeoutError", 311}, {"concurrent.futures.TimeoutError", 311}, {"socket.timeout", 310}};

enum { ALIASES = sizeof aliases / sizeof *aliases };

static bool may_be_alias(Text last)
{
    return text_eq(last, T("TimeoutError")) || text_eq(last, T("timeout"));
}

// A name stands for what an import binds it to.
static Text imported_as(const Module *m, const Node *n)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    bool from = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_FROM && b->defs.at[0].node != n;
    return from ? b->defs.at[0].node->alias.name : (Text){0};
}

static bool is_load(const Node *n)
{
    const Node *p = n->parent;
    return !(p->kind == AST_ASSIGN && p->assign.value != n) && p->kind != AST_DELETE;
}

CHECK(timeout_error_alias, c, n)
{
    Module *m = c->module;
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        Text last = d->kind == AST_ATTRIBUTE ? d->attribute.attr.text : d->kind == AST_NAME ? imported_as(m, d) : (Text){0};
        if (!may_be_alias(last) || !is_load(d)) {
            continue;
        }
        Ref r = ref_of(m, d);
        for (int k = 0; k < ALIASES; k++) {
            if (ref_is_name(r, aliases[k].name) && target_version(c) >= aliases[k].since && !api_is_guarded(m, d)) {
                REPORT(c, node_span(d), "", {"alias", text_from(aliases[k].name)}, {"version", version_text(c, aliases[k].since)});
            }
        }
    }
}
