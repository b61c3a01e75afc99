// Coroutines that run in tasks of their own only, which an object keeps. Callers are counted by the text, since not all of them are parsed.
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

// `self.task = asyncio.create_task(call)`: the attribute; else empty.
static Text kept_in(Module *m, const Node *call)
{
    Node *maker = call->parent;
    if (maker->kind != AST_CALL || task_maker(m, maker).coroutine != call) {
        return (Text){0};
    }
    const Node *statement = maker->parent;
    const Node *target = statement->kind == AST_ASSIGN && statement->assign.targets.n == 1 ? statement->assign.targets.at[0] : NULL;
    return target && target->kind == AST_ATTRIBUTE ? target->attribute.attr.text : (Text){0};
}

static bool is_cancelled(const Module *m, Text attribute)
{
    Text t = m->source->text;
    for (ptrdiff_t at = 0; identifier_find(t, attribute, &at); at += attribute.n) {
        if (text_starts(text_sub(t, at + attribute.n, t.n), T(".cancel"))) {
            return true;
        }
    }
    return false;
}

static int mentions(const Module *m, const Node *function)
{
    Text t = m->source->text, name = function->function.name.text;
    int n = 0;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        n += (uint32_t)at != function->function.name.span.beg;
    }
    return n;
}

bool runs_in_kept_task(Module *m, const Node *function)
{
    Text name = function->kind == AST_FUNCTION ? function->function.name.text : (Text){0};
    bool nested = function->parent && function->parent->kind != AST_MODULE && function->parent->kind != AST_CLASS;
    int kept = 0;
    if (!nested && (!text_starts(name, T("_")) || text_starts(name, T("__")))) {
        return false;
    }
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && text_eq(last_name(d->call.func), name)) {
            Text attribute = kept_in(m, d);
            if (!attribute.n || is_cancelled(m, attribute)) {
                return false;
            }
            kept++;
        }
    }
    return kept > 0 && kept == mentions(m, function);
}
