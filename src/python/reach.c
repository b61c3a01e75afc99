// Which definitions of a name can reach a use of it: a reaching-definitions analysis by the shape of the statements
// rather than by a flow graph. A definition dominates a use when it stands in an earlier statement of a block that also
// holds the use (or is the head of the statement whose body does); what comes before the last dominating one is dead.
#include "python/model.h"

typedef struct {
    const Module *m;
    const Node *use;
} Query;

static Node *def_statement(const Def *d)
{
    return d->node->kind == AST_PARAM ? d->node->parent : node_statement(d->node);
}

// The direct child of `ancestor` that holds `n`, or NULL.
static const Node *child_towards(const Node *ancestor, const Node *n)
{
    while (n && n->parent != ancestor) {
        n = n->parent;
    }
    return n;
}

// Both statements are in the same block of their parent.
static bool same_block(const Node *parent, const Node *a, const Node *b)
{
    const Nodes *blocks[4];
    int n = ast_blocks(parent, blocks);
    for (int i = 0; i < n; i++) {
        if (nodes_contain(*blocks[i], a)) {
            return nodes_contain(*blocks[i], b);
        }
    }
    return false;
}

static bool dominates(const Def *d, const Node *use)
{
    const Node *s = def_statement(d);
    if (node_within(use, s)) {
        // the head of a with, for or def binds before its body runs
        return s->kind == AST_FUNCTION || s->kind == AST_LAMBDA || (s->kind == AST_WITH && nodes_contain(s->with.body, use)) ||
               (s->kind == AST_FOR && nodes_contain(s->for_.body, use));
    }
    const Node *child = s->parent ? child_towards(s->parent, use) : NULL;
    return child && child->id > s->id && same_block(s->parent, s, child);
}

// A loop that holds both the use and the definition carries the definition round.
static bool carried_round(const Query *q, const Def *d)
{
    for (Node *loop = node_loop(q->m, q->use); loop; loop = node_loop(q->m, loop)) {
        if (node_within(d->node, loop)) {
            return true;
        }
    }
    return false;
}

// Use and definition stand in different branches of one if or match, or a handler and another handler.
static bool in_other_branch(const Def *d, const Node *use)
{
    for (const Node *n = d->node; n->parent; n = n->parent) {
        bool alternative = n->kind == AST_BRANCH || n->kind == AST_CASE || n->kind == AST_HANDLER;
        if (alternative && node_within(use, n->parent) && !node_within(use, n)) {
            const Node *other = child_towards(n->parent, use);
            return other && other->kind == n->kind;
        }
    }
    return false;
}

static bool same_owner(const Module *m, const Binding *b, const Node *use)
{
    const Node *owner = node_owner(m, use);
    return b->scope->node == owner || b->scope->kind == SCOPE_COMPREHENSION;
}

int defs_reaching(const Module *m, const Binding *b, const Node *use, const Def **result, int most)
{
    Query q = {m, use};
    bool local = use && same_owner(m, b, use) && !b->is_rebound_elsewhere;
    int from = 0, n = 0;
    for (int i = 0; local && i < b->defs.n; i++) {
        if (b->defs.at[i].node->id < use->id && dominates(&b->defs.at[i], use)) {
            from = i;
        }
    }
    bool overwritten_first = local && b->defs.n && b->defs.at[from].node->id < use->id && dominates(&b->defs.at[from], use);
    for (int i = from; i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        bool before = !local || d->node->id < use->id;
        if (d->kind == DEF_DELETED || (local && before && in_other_branch(d, use) && !carried_round(&q, d)) ||
            (local && !before && (!carried_round(&q, d) || (overwritten_first && node_loop(m, use) && node_within(b->defs.at[from].node, node_loop(m, use)))))) {
            continue;
        }
        if (n == most) {
            return -1;
        }
        result[n++] = d;
    }
    return n;
}
