// The way from a coroutine to what blocks: one of the shortest, told call by call.
#include "python/chain_graph.h"

static void add_hop(const ChainGraph *g, Chain *chain, const ChainFunction *f, Span span)
{
    *list_push(g->arena, &chain->hops) = (ChainHop){text_copy(g->arena, f->path), span, text_copy(g->arena, f->name)};
}

// The first step that leads to the end in as many calls; *next gets the function that it runs, or NULL where it blocks.
static const ChainStep *step_towards(const ChainFunction *f, ChainEnd end, const ChainFunction **next, ChainWeight *rest)
{
    for (int i = 0; i < f->steps.n; i++) {
        const ChainStep *s = &f->steps.at[i];
        if (s->entry == end.entry && s->weight == end.weight && end.distance == 0) {
            *next = NULL;
            return s;
        }
        for (int k = 0; k < s->to.n; k++) {
            for (ChainWeight later = CHAIN_HEAVY; later <= CHAIN_ONCE; later++) {
                const ChainEnd *e = chain_end_of(s->to.at[k], end.entry, later);
                if (e && e->distance + 1 == end.distance && chain_lighter(s->weight, later) == end.weight) {
                    *next = s->to.at[k];
                    *rest = later;
                    return s;
                }
            }
        }
    }
    return NULL;
}

static void add_way(const ChainGraph *g, Chain *chain, const ChainFunction *f, ChainEnd end)
{
    while (f) {
        const ChainFunction *next = NULL;
        ChainWeight rest = CHAIN_HEAVY;
        const ChainStep *step = step_towards(f, end, &next, &rest);
        assert_or_trap(step);
        add_hop(g, chain, f, step->span);
        chain->end = next ? chain->end : text_copy(g->arena, step->name);
        f = next;
        end.distance--;
        end.weight = rest;
    }
}

// The nearest function that the step runs and that reaches the entry.
static const ChainFunction *nearest(const ChainStep *s, const BlockingEntry *entry, ChainEnd *end)
{
    const ChainFunction *best = NULL;
    for (int i = 0; i < s->to.n; i++) {
        const ChainEnd *e = chain_end_of(s->to.at[i], entry, CHAIN_HEAVY);
        e = e ? e : chain_end_of(s->to.at[i], entry, CHAIN_LIGHT);
        e = e ? e : chain_end_of(s->to.at[i], entry, CHAIN_ONCE);
        if (e && (!best || e->weight < end->weight || (e->weight == end->weight && e->distance < end->distance))) {
            best = s->to.at[i];
            *end = *e;
        }
    }
    return best;
}

static bool same_end(const Chain *a, const Chain *b)
{
    const ChainHop *x = &a->hops.at[a->hops.n - 1], *y = &b->hops.at[b->hops.n - 1];
    return x->span.beg == y->span.beg && text_eq(x->path, y->path);
}

// The place that blocks was reached from this coroutine already, or the entry from this call.
static bool is_told(const Chains *chains, int from, const Chain *chain)
{
    for (int i = from; i < chains->list.n; i++) {
        const Chain *other = &chains->list.at[i];
        if ((other->call == chain->call && other->entry == chain->entry) || same_end(other, chain)) {
            return true;
        }
    }
    return false;
}

static void tell_step(const ChainGraph *g, const ChainStep *s, int from, Chains *chains)
{
    for (int i = 0; i < s->to.n; i++) {
        for (int k = 0; k < s->to.at[i]->ends.n; k++) {
            ChainEnd end = {0};
            const BlockingEntry *entry = s->to.at[i]->ends.at[k].entry;
            const ChainFunction *f = nearest(s, entry, &end);
            Chain chain = {.call = s->node, .span = s->span, .callee = text_copy(g->arena, f->name), .entry = entry,
                           .weight = chain_lighter(end.weight, s->weight)};
            add_way(g, &chain, f, end);
            if (!is_told(chains, from, &chain)) {
                *list_push(g->arena, &chains->list) = chain;
            }
        }
    }
}

void chains_tell(const ChainGraph *g, Chains *chains)
{
    for (int i = 0; i < g->coroutines.n; i++) {
        const ChainFunction *f = g->coroutines.at[i];
        int from = chains->list.n;
        for (int k = 0; k < f->steps.n; k++) {
            tell_step(g, &f->steps.at[k], from, chains);
        }
    }
}
