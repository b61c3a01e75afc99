// A comprehension may keep fewer than it goes over: the values of a column, each once, or those that are looked for.
#include "python/selection.h"

#include "python/shape.h"
#include "python/word.h"

bool comprehension_is_column(const Module *m, const Node *comprehension)
{
    const Node *n = comprehension->comp.elt;
    if (n->kind == AST_ATTRIBUTE || n->kind == AST_SUBSCRIPT) {
        return true;
    }
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    return b && b->defs.n && b->defs.at[0].kind == DEF_ITER && b->defs.at[0].index >= 0;
}

bool call_is_distinct(const Module *m, const Node *call)
{
    static const char *const names[] = {"set", "frozenset", "fromkeys", NULL};
    const Node *of = call->call.args.n ? call->call.args.at[0] : NULL;
    return of && name_in(last_name(call->call.func), names) && (of->kind == AST_GENERATOR || of->kind == AST_LIST_COMP) && comprehension_is_column(m, of);
}

Node *clause_looks_for(const Node *clause)
{
    for (int i = 0; i < clause->comp_for.ifs.n; i++) {
        const Node *test = clause->comp_for.ifs.at[i];
        Nodes tests = test->kind == AST_BOOL_OP && test->op == OP_AND ? test->bool_op.values : (Nodes){(Node **)&clause->comp_for.ifs.at[i], 1};
        for (int k = 0; k < tests.n; k++) {
            const Node *t = tests.at[k];
            Node *in = t->kind == AST_COMPARE && t->compare.comparators.n == 1 && t->compare.ops[0] == OP_IN ? t->compare.comparators.at[0] : NULL;
            if (in && (in->kind == AST_NAME || in->kind == AST_ATTRIBUTE)) {
                return in;
            }
        }
    }
    return NULL;
}
