// asyncio.TaskGroup: CPython's taskgroups.py (3.11). A child that fails cancels the others and the parent; at the end of
// the block the parent waits for all children, and raises an exception group if one failed.
#include "sim/run.h"

#include <string.h>

struct Group {
    Task *parent;
    Task **members;         // in the order in which they were added; NULL: done
    uint32_t n, room, live;
    uint32_t refs;          // the block, the name, and each member's callback
    Future *on_completed;
    bool exiting, aborting, parent_cancel_requested, propagate;
    bool errors;
};

static void drop(Run *r, Group *g)
{
    if (--g->refs == 0) {
        if (g->room) {
            store_give(&r->store, g->members, g->room * sizeof(Task *));
        }
        store_give(&r->store, g, sizeof *g);
    }
}

// a: name
int op_group(Run *r, Task *t, const Op *op)
{
    Group *g = store_take(&r->store, sizeof *g);
    memset(g, 0, sizeof *g);
    g->parent = t;
    g->refs = 2;
    if (r->groups[op->a]) {
        drop(r, r->groups[op->a]);
    }
    r->groups[op->a] = g;
    frame_push(r, t, FRAME_GROUP, op)->p = g;
    return 0;
}

static void add_member(Run *r, Group *g, Task *t)
{
    if (g->n == g->room) {
        uint32_t room = g->room ? g->room * 2 : 4;
        Task **members = store_take(&r->store, room * sizeof *members);
        if (g->room) {
            memcpy(members, g->members, g->n * sizeof *members);
            store_give(&r->store, g->members, g->room * sizeof *members);
        }
        g->members = members;
        g->room = room;
    }
    g->members[g->n] = t;
    g->live++;
    g->refs++;
    task_hold(t);
    future_add(r, &t->future, SIM_CB_GROUP, g->n++, g);
}

static void abort_group(Run *r, Group *g)
{
    g->aborting = true;
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->members[i]) {
            task_cancel(r, g->members[i]);
        }
    }
}

// The group that a name means here: of this task's innermost block of that name, else the one entered last.
static Group *find_group(Run *r, Task *t, int name)
{
    for (uint32_t i = t->depth; i-- > 0;) {
        if (t->frames[i].kind == FRAME_GROUP && r->ops[t->frames[i].at].a == name) {
            return t->frames[i].p;
        }
    }
    return r->groups[name];
}

static void child_done(Run *r, Group *g, const Task *child)
{
    if (child->future.state != EXCEPTION) {
        return;
    }
    g->errors = true;
    if (!task_is_done(g->parent) && !g->aborting && !g->parent_cancel_requested) {
        abort_group(r, g);
        g->parent_cancel_requested = true;
        task_cancel(r, g->parent);
    }
}

int group_spawn(Run *r, Task *t, int name, int coroutine, bool eager, Task **spawned)
{
    Group *g = find_group(r, t, name);
    if (!g || (g->exiting && g->live == 0) || g->aborting) {
        return SIM_RUNTIME_ERROR;
    }
    Task *child = task_spawn(r, coroutine, eager);
    *spawned = child;
    if (r->options.profile->group_inline && task_is_done(child)) {
        child_done(r, g, child);
    } else {
        add_member(r, g, child);
    }
    return 0;
}

// _on_task_done
void group_done(Run *r, Group *g, uint32_t member)
{
    Task *child = g->members[member];
    g->members[member] = NULL;
    g->live--;
    if (g->on_completed && g->live == 0) {
        future_result(r, g->on_completed);
    }
    child_done(r, g, child);
    task_drop(r, child);
    drop(r, g);
}

// ---- the end of the block

static int leave(Run *r, Task *t, Group *g, int status)
{
    t->depth--;
    drop(r, g);
    return status;
}

static void uncancel_parent(Run *r, Group *g)
{
    if (g->parent_cancel_requested && task_uncancel(r, g->parent) == 0) {
        g->propagate = false;
    }
}

// Behind the wait for the children: what __aexit__ raises. `status` is what the block ended with.
static int finish(Run *r, Task *t, Group *g, int status)
{
    bool late = r->options.profile->group_recancels;
    if (late) {
        uncancel_parent(r, g);
    }
    if (g->propagate && !g->errors) {
        return leave(r, t, g, SIM_CANCELLED);
    }
    g->errors |= status > 0 && status < LEAVE_RETURN && status != SIM_CANCELLED;
    if (!g->errors) {
        return leave(r, t, g, status);
    }
    if (late && g->parent->cancels) {
        task_uncancel(r, g->parent);
        task_cancel(r, g->parent);
    }
    return leave(r, t, g, SIM_EXCEPTION_GROUP);
}

static int wait_for_children(Run *r, Task *t, Group *g)
{
    if (g->live == 0) {
        return finish(r, t, g, frame_top(t)->status);
    }
    g->on_completed = future_new(r);
    return wait_on(r, t, LEAF_FUTURE, g->on_completed, NULL);
}

int group_leave(Run *r, Task *t, int status)
{
    Frame *f = frame_top(t);
    Group *g = f->p;
    f->kind = FRAME_GROUP_EXIT;
    f->status = (uint8_t)status;
    g->exiting = true;
    g->propagate = status == SIM_CANCELLED;
    if (!r->options.profile->group_recancels) {
        uncancel_parent(r, g);
    }
    if (status > 0 && status < LEAVE_RETURN && !g->aborting) {
        abort_group(r, g);
    }
    return wait_for_children(r, t, g);
}

int group_resume(Run *r, Task *t, int status)
{
    Group *g = frame_top(t)->p;
    g->on_completed = NULL;
    if (status && !g->aborting) {
        g->propagate = true;
        abort_group(r, g);
    }
    return wait_for_children(r, t, g);
}

int op_group_end(Run *r, Task *t, const Op *op)
{
    (void)op;
    return group_leave(r, t, 0);
}
