// A path from an await of a local name that holds a coroutine to another await of it, or to the same one, on which the name is
// not bound anew.
#include "lint/rule.h"

static const Step *step_of(const Cfg *g, const Node *n)
{
    for (int i = 0; i < g->steps.n; i++) {
        const Step *s = g->steps.at[i];
        const Node *run = s->expression ? s->expression : s->kind == STEP_STATEMENT ? s->node : NULL;
        if (run && node_within(n, run) && run->kind != AST_FUNCTION && run->kind != AST_CLASS) {
            return s;
        }
    }
    return NULL;
}

// The step binds the name: a definition stands in it, as far as it runs in this step.
static bool binds(const Step *s, const Binding *b)
{
    for (int i = 0; i < b->defs.n; i++) {
        const Node *d = b->defs.at[i].node;
        bool here = s->kind == STEP_STATEMENT ? node_within(d, s->node)
                    : s->kind == STEP_NEXT ? node_within(d, s->node->for_.target)
                    : s->kind == STEP_EVALUATE && node_within(d, s->node->kind == AST_WITH_ITEM ? s->node : s->expression);
        if (here) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const Cfg *g;
    const Step *to;
    const Binding *binding;
    bool *seen;
} Search;

static bool reaches(Search *q, const Step *from)
{
    for (int i = 0; i < from->next.n; i++) {
        const Step *s = from->next.at[i];
        if (s == q->to) {
            return true;
        }
        if (!q->seen[s->id]) {
            q->seen[s->id] = true;
            if (!binds(s, q->binding) && reaches(q, s)) {
                return true;
            }
        }
    }
    return false;
}

CHECK(coroutine_awaited_twice, c, n)
{
    Module *m = c->module;
    Node *name = n->value.value;
    Binding *b = name && name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    Node *function = node_owner(m, n);
    if (!b || b->scope->node != function || b->is_rebound_elsewhere || ref_of(m, name).kind != REF_COROUTINE || is_expected_to_fail(n)) {
        return;
    }
    const Cfg *g = cfg_of(m, function);
    const Step *to = g ? step_of(g, n) : NULL;
    for (int i = 0; to && i < b->reads.n; i++) {
        Node *other = b->reads.at[i]->parent;
        const Step *from = other->kind == AST_AWAIT && node_owner(m, other) == function && !is_expected_to_fail(other) ? step_of(g, other) : NULL;
        Search q = {g, to, b, NEW(c->arena, bool, g->steps.n)};
        if (from && reaches(&q, from)) {
            Finding *f = REPORT(c, node_span(n), "", {"name", b->name});
            if (other != n) {
                report_related(c, f, node_span(other), "awaited here");
            }
            return;
        }
    }
}
