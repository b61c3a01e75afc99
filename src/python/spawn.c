// What becomes of a task made in a loop before the loop comes round.
#include "python/spawn.h"
#include "python/shape.h"

// -- what holds the task ------------------------------------------------------------------------------------------------

static void add_handle(Spawn *s, const Node *place)
{
    bool fits = place && s->handle_count < SPAWN_HANDLES_MAX && (place->kind == AST_NAME || place->kind == AST_ATTRIBUTE);
    if (fits && !spawn_is_handle(s, place)) {
        s->handles[s->handle_count++] = place;
    }
}

// The name or attribute that the statement assigns to; for `x[k] = ...` it is x.
static const Node *assigned_place(const Node *statement)
{
    Node *target = statement->kind == AST_ASSIGN && statement->assign.targets.n == 1 ? statement->assign.targets.at[0]
                 : statement->kind == AST_ANN_ASSIGN ? statement->ann_assign.target
                 : statement->kind == AST_AUG_ASSIGN ? statement->aug_assign.target : NULL;
    return target && target->kind == AST_SUBSCRIPT ? target->subscript.value : target;
}

// The value of a collection goes on, whole or as a part, into what the statement assigns to: x |= tasks,
// x = [*tasks, other], x = set(tasks) | others, x = [t for t in tasks if ...].
static bool flows_into_assignment(const Node *read)
{
    for (const Node *n = read, *p = read->parent; p; n = p, p = p->parent) {
        switch (p->kind) {
        case AST_ASSIGN: return p->assign.value == n;
        case AST_ANN_ASSIGN: return p->ann_assign.value == n;
        case AST_AUG_ASSIGN: return p->aug_assign.value == n;
        case AST_COMP_FOR:
            if (p->comp_for.iter != n) {
                return false;
            }
            break;
        case AST_CALL:
            if (p->call.func == n || n->kind == AST_KEYWORD || text_eq(last_name(p->call.func), T("len"))) {
                return false;
            }
            break;
        case AST_BIN_OP: case AST_STARRED: case AST_LIST: case AST_SET: case AST_TUPLE: case AST_LIST_COMP: case AST_SET_COMP: break;
        default: return false;
        }
    }
    return false;
}

// The container that has the task for a key: `running[task] = job`, or NULL.
static const Node *keyed_by(const Node *read)
{
    const Node *p = read->parent;
    bool is_key = p->kind == AST_SUBSCRIPT && p->subscript.index == read && p->parent->kind == AST_ASSIGN && p->parent->assign.value != p;
    return is_key ? p->subscript.value : NULL;
}

static void follow(Spawn *s, const Binding *b)
{
    for (int i = 0; b && i < b->reads.n; i++) {
        Node *read = b->reads.at[i];
        add_handle(s, container_of(s->m, read));
        add_handle(s, keyed_by(read));
        if (flows_into_assignment(read)) {
            add_handle(s, assigned_place(node_statement(read)));
        }
    }
}

Spawn spawn_new(Module *m, Node *call, TaskMaker maker)
{
    Spawn s = {.m = m, .site = call, .maker = maker};
    Use use = use_of(m, call);
    if (use.kind == USE_BOUND || use.kind == USE_STORED) {
        add_handle(&s, assigned_place(node_statement(call)));
    }
    add_handle(&s, container_of(m, call));
    if (use.kind == USE_BOUND) {
        follow(&s, use.binding);
    }
    for (int i = 0; i < s.handle_count; i++) {      // the list grows while it is walked
        if (s.handles[i]->kind == AST_NAME) {
            follow(&s, m->binding_of[s.handles[i]->id]);
        }
    }
    return s;
}

bool spawn_is_handle(const Spawn *s, const Node *n)
{
    for (int i = 0; i < s->handle_count; i++) {
        if (n->kind == s->handles[i]->kind && same_place(s->m, n, s->handles[i])) {
            return true;
        }
    }
    return false;
}

bool spawn_is_in(const Spawn *s, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        if (spawn_is_handle(s, s->m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

// -- what ends it -------------------------------------------------------------------------------------------------------

// An await, or a loop that awaits, over one of the handles.
static bool awaits_handle(const Spawn *s, const Node *d)
{
    if (d->kind == AST_AWAIT) {
        return spawn_is_in(s, d);
    }
    return d->kind == AST_FOR && spawn_is_in(s, d->for_.iter) && (d->is_async || subtree_awaits(s->m, d));
}

// A wait for a collection that others keep, where the task may be. Tasks that are listed one by one are others.
static bool is_group_wait(Module *m, const Node *d)
{
    Node *call = d->kind == AST_AWAIT ? d->value.value : NULL;
    Text name = call && call->kind == AST_CALL && call->call.args.n ? callee_name(m, call) : (Text){0};
    if (!text_eq(name, T("asyncio.wait"))) {
        return false;
    }
    AstKind kind = call->call.args.at[0]->kind;
    return kind != AST_LIST && kind != AST_SET && kind != AST_TUPLE;
}

// The TaskGroup, or whatever else `async with` enters and its create_task makes tasks, is entered and left inside the loop.
static bool group_ends_in(const Spawn *s, const Node *loop)
{
    const Node *func = s->site->call.func, *owner = func->kind == AST_ATTRIBUTE ? func->attribute.value : NULL;
    const Binding *b = owner && owner->kind == AST_NAME ? s->m->binding_of[owner->id] : NULL;
    if (b && b->defs.n == 1 && b->defs.at[0].kind == DEF_WITH && b->defs.at[0].is_async && node_within(b->defs.at[0].node, loop)) {
        return true;
    }
    Node *origin = s->maker.group.origin;
    return origin && s->maker.group.origin_module == s->m && node_within(origin, loop) && origin->parent->kind == AST_WITH_ITEM;
}

bool spawn_ends_within(const Spawn *s, const Node *loop)
{
    for (const Node *n = s->site->parent; n && n != loop; n = n->parent) {
        if (n->kind == AST_AWAIT) {
            return true;
        }
    }
    if (group_ends_in(s, loop)) {
        return true;
    }
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = s->m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (awaits_handle(s, d) || (s->handle_count == 0 && is_group_wait(s->m, d))) {
            return true;
        }
    }
    return false;
}

bool spawn_is_elsewhere(const Spawn *s, const Node *n)
{
    for (n = n->kind == AST_BRANCH ? n->parent : n; n->parent; n = n->parent) {
        bool alternative = n->kind == AST_BRANCH || n->kind == AST_CASE || n->kind == AST_HANDLER;
        if (alternative && node_within(s->site, n->parent) && !node_within(s->site, n)) {
            return true;
        }
    }
    return false;
}
