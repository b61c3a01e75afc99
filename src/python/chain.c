// Chains: the call graph explored from a module's coroutines, and the shortest ways through it.
//
// The functions of the module itself are looked at first, those of other files under the table's lock. What has been worked out
// of them stays: they never lead back to the module at hand, but to the file as others read it.
#include "python/chain.h"

#include "base/holder.h"
#include "base/os.h"
#include "python/chain_graph.h"
#include "python/chain_table.h"
#include "python/project_table.h"

// -- the functions of the file -----------------------------------------------------------------------------------------

static ChainFunction *own_function(ChainGraph *g, Node *node)
{
    ChainFunction **slot = &g->own[node->id];
    if (!*slot) {
        *slot = chain_function(g->m, g->arena, node, true);
        *list_push(g->arena, &g->queue) = *slot;
    }
    return *slot;
}

static void visit_own(ChainGraph *g, const Callee *c)
{
    if (c->function) {
        own_function(g, c->function);
    } else {
        g->leads_out = g->leads_out || c->path.n;
    }
}

// All that the coroutines reach within the file.
static void visit_all(ChainGraph *g)
{
    for (int i = 0; i < g->queue.n; i++) {
        ChainFunction *f = g->queue.at[i];
        for (int k = 0; k < f->steps.n; k++) {
            for (int c = 0; c < f->steps.at[k].callees.n; c++) {
                visit_own(g, &f->steps.at[k].callees.at[c]);
            }
        }
        for (int k = 0; k < f->decorators.n; k++) {
            visit_own(g, &f->decorators.at[k].callee);
        }
        visit_own(g, &f->wrapper);
        visit_own(g, &f->maker);
    }
    g->queue.n = 0;
}

// -- exploring --------------------------------------------------------------------------------------------------------

static Arena *arena_of(const ChainGraph *g, const ChainFunction *f)
{
    return f->path.n ? &g->table->arena : g->arena;
}

static void look_up(ChainGraph *g, const Callee *c, ChainFunctions *to, Arena *a)
{
    if (c->function) {
        ChainFunction *f = own_function(g, c->function);
        if (chain_runs(f, c->how)) {
            *list_push(a, to) = f;
        }
    } else if (g->table) {
        chain_look_up(g->table, g->m, c, to, a);
    }
}

static ChainFunction *named(ChainGraph *g, const Callee *c)
{
    return c->function ? own_function(g, c->function) : g->table && c->path.n ? chain_named(g->table, g->m, c) : NULL;
}

// What its decorators run in its place is a step of it. false: one of them is not known to run it.
static bool decorate(ChainGraph *g, ChainFunction *f)
{
    for (int i = 0; i < f->decorators.n; i++) {
        const ChainDecorator *d = &f->decorators.at[i];
        const ChainFunction *decorator = named(g, &d->callee);
        decorator = decorator && d->is_called ? named(g, &decorator->maker) : decorator;
        ChainFunction *wrapper = decorator ? named(g, &decorator->wrapper) : NULL;
        if (!decorator || (!wrapper && !decorator->returns_parameter)) {
            return false;
        }
        if (wrapper) {
            Arena *a = arena_of(g, f);
            ChainStep *step = list_push(a, &f->steps);
            *step = (ChainStep){.span = d->span};
            *list_push(a, &step->to) = wrapper;
        }
    }
    return true;
}

static void open_function(ChainGraph *g, ChainFunction *f)
{
    if (f->state == CHAIN_NEW) {
        f->state = CHAIN_OPEN;
        *list_push(g->arena, &g->opened) = f;
    }
}

static void look_up_steps(ChainGraph *g, ChainFunction *f)
{
    Arena *a = arena_of(g, f);
    if (!f->is_async && (f->is_opaque || !decorate(g, f))) {
        f->is_opaque = true;
        f->steps.n = 0;
    }
    for (int i = 0; i < f->steps.n; i++) {
        ChainStep *step = &f->steps.at[i];
        for (int k = 0; k < step->callees.n; k++) {
            look_up(g, &step->callees.at[k], &step->to, a);
        }
        for (int k = 0; k < step->to.n; k++) {
            ChainFunction *callee = step->to.at[k];
            open_function(g, callee);
            if (callee->state == CHAIN_OPEN) {
                *list_push(g->arena, &callee->callers) = (ChainCaller){f, step->weight};
            }
        }
    }
}

// -- what is reached --------------------------------------------------------------------------------------------------

const ChainEnd *chain_end_of(const ChainFunction *f, const BlockingEntry *entry, ChainWeight weight)
{
    for (int i = 0; i < f->ends.n; i++) {
        if (f->ends.at[i].entry == entry && f->ends.at[i].weight == weight) {
            return &f->ends.at[i];
        }
    }
    return NULL;
}

static void enqueue(ChainGraph *g, ChainFunction *f)
{
    if (!f->is_queued) {
        f->is_queued = true;
        *list_push(g->arena, &g->queue) = f;
    }
}

static void add_end(ChainGraph *g, ChainFunction *f, ChainEnd end)
{
    ChainEnd *known = (ChainEnd *)chain_end_of(f, end.entry, end.weight);
    if (known && known->distance <= end.distance) {
        return;
    }
    if (!known) {
        known = list_push(arena_of(g, f), &f->ends);
    }
    *known = end;
    enqueue(g, f);
}

static void take_ends(ChainGraph *g, ChainFunction *caller, const ChainFunction *callee, ChainWeight weight)
{
    for (int i = 0; i < callee->ends.n; i++) {
        ChainEnd end = callee->ends.at[i];
        add_end(g, caller, (ChainEnd){end.entry, chain_lighter(end.weight, weight), end.distance + 1});
    }
}

static void start_ends(ChainGraph *g, ChainFunction *f)
{
    for (int i = 0; i < f->steps.n; i++) {
        const ChainStep *step = &f->steps.at[i];
        if (step->entry) {
            add_end(g, f, (ChainEnd){step->entry, step->weight, 0});
        }
        for (int k = 0; k < step->to.n; k++) {
            if (step->to.at[k]->state == CHAIN_KNOWN) {
                take_ends(g, f, step->to.at[k], step->weight);
            }
        }
    }
}

// In the order of the table, whatever the order they were found in.
static void sort_ends(ChainFunction *f)
{
    for (int i = 1; i < f->ends.n; i++) {
        ChainEnd end = f->ends.at[i];
        int k = i;
        for (; k > 0 && (f->ends.at[k - 1].entry > end.entry || (f->ends.at[k - 1].entry == end.entry && f->ends.at[k - 1].weight > end.weight)); k--) {
            f->ends.at[k] = f->ends.at[k - 1];
        }
        f->ends.at[k] = end;
    }
}

// Distances only shrink and the nearest come first, so that each is passed on to its callers about once.
static void solve(ChainGraph *g)
{
    for (int i = 0; i < g->coroutines.n; i++) {
        open_function(g, g->coroutines.at[i]);
    }
    for (int i = 0; i < g->opened.n; i++) {
        look_up_steps(g, g->opened.at[i]);
    }
    g->queue.n = 0;
    for (int i = 0; i < g->opened.n; i++) {
        start_ends(g, g->opened.at[i]);
    }
    for (int i = 0; i < g->queue.n; i++) {
        ChainFunction *f = g->queue.at[i];
        f->is_queued = false;
        for (int k = 0; k < f->callers.n; k++) {
            take_ends(g, f->callers.at[k].function, f, f->callers.at[k].weight);
        }
    }
    for (int i = 0; i < g->opened.n; i++) {
        ChainFunction *f = g->opened.at[i];
        sort_ends(f);
        f->state = CHAIN_KNOWN;
        f->callers.at = NULL;
        f->callers.n = f->callers.cap = 0;
    }
}

// -- the table --------------------------------------------------------------------------------------------------------

ChainTable *chain_table_new(size_t reserve)
{
    ArenaHome home;
    Arena arena;
    ChainTable *t = arena_reserve_for(sizeof *t, reserve, &arena, &home);
    if (!t) {
        return NULL;
    }
    arena_move(&arena, &t->arena, &t->home);
    t->empty = t->arena.beg;
    pthread_mutex_init(&t->lock, NULL);
    return t;
}

void chain_table_free(ChainTable *t)
{
    pthread_mutex_destroy(&t->lock);
    arena_release(&t->arena);
}

static ChainTable *take(Module *m)
{
    ChainTable *t = m->reader ? m->project->chains : NULL;
    if (t) {
        pthread_mutex_lock(&t->lock);
        m->reader->holds_chains = true;
        arena_on_exhaustion(&t->arena, m->reader->file->home->handler);
    }
    return t;
}

static void give_back(ChainTable *t, ProjectReader *r)
{
    arena_on_exhaustion(&t->arena, NULL);
    r->holds_chains = false;
    pthread_mutex_unlock(&t->lock);
}

void chain_table_abandon(ChainTable *t, ProjectReader *r)
{
    t->files = (Map){0};
    t->arena.beg = t->empty;
    give_back(t, r);
}

// -- questions --------------------------------------------------------------------------------------------------------

Chains *chains_find(Module *m)
{
    ChainGraph g = {.m = m, .arena = m->arena};
    Chains *chains = NEW(m->arena, Chains, 1);
    for (int i = 0; i < m->ast->n; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_FUNCTION && d->is_async) {
            g.own = g.own ? g.own : NEW(m->arena, ChainFunction *, m->ast->n);
            *list_push(m->arena, &g.coroutines) = own_function(&g, d);
        }
    }
    visit_all(&g);
    g.table = g.leads_out ? take(m) : NULL;
    solve(&g);
    chains_tell(&g, chains);
    if (g.table) {
        give_back(g.table, m->reader);
    }
    return chains;
}

const Source *chain_source(Module *m, Chains *c, const ChainHop *hop)
{
    if (!hop->path.n) {
        return m->source;
    }
    void **slot = map_put(m->arena, &c->sources, hop->path);
    Text bytes;
    if (!*slot && !os_read_file(m->arena, hop->path, m->project->max_file_size, &bytes)) {
        Source *s = NEW(m->arena, Source, 1);
        *s = source_read(m->arena, hop->path, bytes);
        *slot = s;
    }
    return *slot;
}
