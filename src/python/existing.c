// Futures and tasks that were there before: gathering or dropping them takes nothing from whoever keeps them.
#include "python/flow.h"

#include "python/word.h"

enum { DEPTH = 4, DEFS = 4 };

static bool hold_existing(Module *m, Node *iterable, int depth);

bool is_future(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    return r.kind == REF_INSTANCE && (ref_is_instance(r, "asyncio.Task") || ref_is_instance(r, "asyncio.Future") ||
                                      ref_is_instance(r, "concurrent.futures.Future"));
}

static bool is_all_tasks(Module *m, const Node *call)
{
    Text name = callee_name(m, call);
    return text_eq(name, T("asyncio.all_tasks")) || text_eq(name, T("asyncio.Task.all_tasks"));
}

static bool is_copy(Module *m, const Node *call)
{
    static const char *const copies[] = {"builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", NULL};
    return call->call.args.n == 1 && name_in(callee_name(m, call), copies);
}

// [t for t in all_tasks() if t is not me]
static bool selects_existing(Module *m, const Node *comp, int depth)
{
    const Node *clause = comp->comp.clauses.at[0];
    return comp->comp.clauses.n == 1 && same_place(m, comp->comp.elt, clause->comp_for.target) &&
           hold_existing(m, clause->comp_for.iter, depth);
}

static bool name_holds_existing(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *defs[DEFS];
    int n = b ? defs_reaching(m, b, name, defs, DEFS) : 0;
    for (int i = 0; i < n; i++) {
        if (defs[i]->kind != DEF_ASSIGN || !hold_existing(m, defs[i]->value, depth)) {
            return false;
        }
    }
    return n > 0;
}

static bool hold_existing(Module *m, Node *iterable, int depth)
{
    if (!iterable || depth-- == 0) {
        return false;
    }
    switch (iterable->kind) {
    case AST_ATTRIBUTE: return true;
    case AST_CALL: return is_all_tasks(m, iterable) || (is_copy(m, iterable) && hold_existing(m, iterable->call.args.at[0], depth));
    case AST_NAME: return name_holds_existing(m, iterable, depth);
    case AST_LIST_COMP: case AST_SET_COMP: case AST_GENERATOR: return selects_existing(m, iterable, depth);
    default: return false;
    }
}

bool gathers_existing(Module *m, const Node *gather)
{
    for (int i = 0; i < gather->call.args.n; i++) {
        Node *a = gather->call.args.at[i];
        if (a->kind == AST_STARRED ? !hold_existing(m, a->value.value, DEPTH) : a->kind == AST_CALL || !is_future(m, a)) {
            return false;
        }
    }
    return true;
}
