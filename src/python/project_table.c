#include "python/project_table.h"

#include "base/holder.h"
#include "python/chain.h"

// KEPT_SIZE: all that may stay. A module is to stay when it is read once more than READINGS.
enum { GENERATION_SIZE = 12 << 20, KEPT_SIZE = 12 << 20, READINGS = 2 };

typedef struct {
    Module *module[2];          // by the parity of the generation
    unsigned generation[2];
    Module *kept;
    int readings;
    Text path;
    unsigned asked;             // for what it was looked at
    unsigned given;             // of that, what a module was the answer to
} Entry;

Project *project_new(const Text *roots, int n, size_t max_file_size, size_t reserve)
{
    ArenaHome home;
    Arena arena;
    Project *p = arena_reserve_for(sizeof *p, reserve, &arena, &home);
    if (!p) {
        return NULL;
    }
    arena_move(&arena, &p->arena, &p->home);
    p->roots = roots;
    p->root_count = n;
    p->max_file_size = max_file_size;
    if (pthread_key_create(&p->key, NULL)) {
        arena_release(&p->arena);
        return NULL;
    }
    p->chains = chain_table_new(reserve);
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

void project_free(Project *p)
{
    if (p->chains) {
        chain_table_free(p->chains);
    }
    pthread_key_delete(p->key);
    pthread_mutex_destroy(&p->lock);
    arena_release(&p->arena);
}

ProjectReader *project_reader(const Project *p)
{
    return p ? pthread_getspecific(p->key) : NULL;
}

// Does something that takes memory of the project's, under the lock. False when there is none.
static bool guarded(Project *p, void (*act)(Project *p, void *context), void *context)
{
    jmp_buf here;
    pthread_mutex_lock(&p->lock);
    jmp_buf *outer = arena_on_exhaustion(&p->arena, &here);
    bool good = setjmp(here) == 0;
    if (good) {
        act(p, context);
    }
    arena_on_exhaustion(&p->arena, outer);
    pthread_mutex_unlock(&p->lock);
    return good;
}

// -- generations ------------------------------------------------------------------------------------------------------

static void add_reader(Project *p, void *reader)
{
    *list_push(&p->arena, &p->readers) = reader;
}

bool project_set_reader(Project *p, ProjectReader *reader)
{
    return pthread_setspecific(p->key, reader) == 0 && guarded(p, add_reader, reader);
}

static unsigned parity(unsigned generation)
{
    return generation % 2;
}

static void clear(Project *p, unsigned which)
{
    for (int i = 0; i < p->readers.n; i++) {
        arena_clear(p->readers.at[i]->modules[which], 0);
    }
}

void project_enter(Project *p, ProjectReader *r)
{
    pthread_mutex_lock(&p->lock);
    r->generation = p->generation;
    p->users[parity(r->generation)]++;
    pthread_mutex_unlock(&p->lock);
}

void project_leave(Project *p, ProjectReader *r)
{
    unsigned mine = parity(r->generation);
    if (r->holds_chains) {
        chain_table_abandon(p->chains, r);
    }
    pthread_mutex_lock(&p->lock);
    p->users[mine]--;
    if (p->size > GENERATION_SIZE && !p->users[!parity(p->generation)]) {
        p->generation++;
        p->size = 0;
        clear(p, parity(p->generation));
    }
    if (mine != parity(p->generation) && !p->users[mine]) {
        clear(p, mine);
    }
    pthread_mutex_unlock(&p->lock);
}

bool table_keeps(Project *p, const ProjectReader *r, int readings)
{
    if (readings < READINGS || !r->kept) {
        return false;
    }
    pthread_mutex_lock(&p->lock);
    bool room = p->kept < KEPT_SIZE;
    pthread_mutex_unlock(&p->lock);
    return room;
}

Arena *table_arena(const ProjectReader *r, bool kept)
{
    return kept ? r->kept : r->modules[parity(r->generation)];
}

void table_grown(Project *p, const ProjectReader *r, size_t bytes, bool kept)
{
    pthread_mutex_lock(&p->lock);
    if (kept) {
        p->kept += bytes;
    } else if (r->generation == p->generation) {
        p->size += bytes;
    }
    pthread_mutex_unlock(&p->lock);
}

// -- entries ----------------------------------------------------------------------------------------------------------

static Module *module_of(const Entry *e, unsigned generation)
{
    unsigned i = parity(generation);
    return e->module[i] && e->generation[i] == generation ? e->module[i] : e->kept;
}

Known table_get(Project *p, Map *map, Text key, const ProjectReader *r)
{
    Known known = {0};
    pthread_mutex_lock(&p->lock);
    const Entry *e = map_get(map, key);
    if (e) {
        known = (Known){.module = module_of(e, r->generation), .path = e->path, .asked = e->asked, .found = true, .readings = e->readings};
        known.asked &= known.module ? ~0U : ~e->given;
    }
    pthread_mutex_unlock(&p->lock);
    return known;
}

typedef struct {
    Map *map;
    Text key;
    Known *answer;
    unsigned generation;
} Putting;

static void put(Project *p, void *context)
{
    const Putting *c = context;
    Known *answer = c->answer;
    Entry *e = map_get(c->map, c->key);
    if (!e) {
        e = NEW(&p->arena, Entry, 1);
        e->path = text_copy(&p->arena, answer->path);
        *map_put(&p->arena, c->map, text_copy(&p->arena, c->key)) = e;
    }
    Module *first = module_of(e, c->generation);
    answer->module = first ? first : answer->module;
    e->asked |= answer->asked;
    if (answer->module) {
        e->given |= answer->asked;
        e->readings += !first;
        e->kept = answer->kept && !first ? answer->module : e->kept;
        e->module[parity(c->generation)] = answer->module;
        e->generation[parity(c->generation)] = c->generation;
    }
}

Module *table_put(Project *p, Map *map, Text key, Known answer, const ProjectReader *r)
{
    guarded(p, put, &(Putting){map, key, &answer, r->generation});
    return answer.module;
}

// -- packages ---------------------------------------------------------------------------------------------------------

bool table_get_package(Project *p, Text directory, Package *package)
{
    pthread_mutex_lock(&p->lock);
    const Package *known = map_get(&p->packages, directory);
    if (known) {
        *package = *known;
    }
    pthread_mutex_unlock(&p->lock);
    return known != NULL;
}

typedef struct {
    Text directory;
    Package package;
} PackagePutting;

static void put_package(Project *p, void *context)
{
    const PackagePutting *c = context;
    if (!map_get(&p->packages, c->directory)) {
        Package *package = NEW(&p->arena, Package, 1);
        *package = (Package){text_copy(&p->arena, c->package.name), text_copy(&p->arena, c->package.root)};
        *map_put(&p->arena, &p->packages, text_copy(&p->arena, c->directory)) = package;
    }
}

void table_put_package(Project *p, Text directory, Package package)
{
    guarded(p, put_package, &(PackagePutting){directory, package});
}
