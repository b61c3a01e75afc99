// How many elements there are in what a name or an attribute holds: in what it is made with, and what is put into it later.
#include "python/counting.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEFS_MAX = 4 };

// A read that may put more into the container than its display shows.
static bool grows(const Node *read)
{
    static const char *const methods[] = {"append", "add", "extend", "insert", "update", "appendleft", "setdefault", NULL};
    const Node *p = read->parent;
    if (p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p) {
        return name_in(p->attribute.attr.text, methods);
    }
    return p->kind == AST_SUBSCRIPT && p->subscript.value == read && p->parent->kind == AST_ASSIGN && p->parent->assign.value != p;
}

// How often a statement of a function runs, by the `for` loops around it.
static Width repetitions(Module *m, Node *n, int depth)
{
    Width w = width_constant(1);
    bool extends = n->parent->kind == AST_ATTRIBUTE && (text_eq(n->parent->attribute.attr.text, T("extend")) ||
                                                        text_eq(n->parent->attribute.attr.text, T("update")));
    for (Node *loop = node_loop(m, n); loop && w.kind != WIDTH_OPEN; loop = node_loop(m, loop)) {
        w = loop->kind == AST_FOR && !loop->is_async && !extends ? width_times(w, width_at(m, loop->for_.iter, depth / 2)) : WIDTH_UNKNOWN;
    }
    return w;
}

// How many elements are put into it besides those it is made with. In a function what does so outside loops adds one, if it
// runs at all; what outlives the function grows with every call.
static Width additions(Module *m, const Binding *b, int depth)
{
    bool local = b->scope->kind == SCOPE_FUNCTION && !b->is_rebound_elsewhere;
    double count = 0;
    bool bounded = false;
    for (int i = 0; i < b->reads.n; i++) {
        if (grows(b->reads.at[i])) {
            bool seen = local && node_owner(m, b->reads.at[i]) == b->scope->node;
            Width w = seen ? repetitions(m, b->reads.at[i], depth) : WIDTH_UNKNOWN;
            if (w.kind != WIDTH_CONSTANT && w.kind != WIDTH_BOUNDED) {
                return WIDTH_UNKNOWN;
            }
            count += w.count;
            bounded |= w.kind == WIDTH_BOUNDED;
        }
    }
    return bounded ? WIDTH_SOME : width_constant(count);
}

// `done, pending = await asyncio.wait(tasks)`: no more than there were; what is made for each replaces it.
static bool are_waited_for(Module *m, const Def *d)
{
    Node *call = d->kind == DEF_UNPACK && d->value->kind == AST_AWAIT ? d->value->value.value : NULL;
    return call && call->kind == AST_CALL && text_eq(callee_name(m, call), T("asyncio.wait"));
}

static Width width_of_definition(Module *m, const Def *d, int depth)
{
    return d->kind == DEF_ASSIGN ? width_at(m, d->value, depth)
         : d->kind == DEF_PARAM ? callers_slice(m, d->node) ? WIDTH_SOME : WIDTH_UNKNOWN
         : are_waited_for(m, d) ? WIDTH_SOME : WIDTH_UNKNOWN;
}

// Of the definitions that reach the use the widest; a definition from itself (xs = [f(x) for x in xs]) makes none wider.
static Width width_of_definitions(Module *m, const Binding *b, const Node *use, int depth)
{
    const Def *defs[DEFS_MAX];
    int n = b->is_rebound_elsewhere ? -1 : defs_reaching(m, b, use, defs, DEFS_MAX), known = 0;
    Width widest = WIDTH_UNKNOWN;
    for (int i = 0; i < n; i++) {
        const Def *d = defs[i];
        bool of_itself = use && d->value && node_within(use, d->value) && n > 1;
        if (of_itself || (d->kind == DEF_AUGMENTED && !node_loop(m, d->node))) {
            continue;
        }
        Width w = width_of_definition(m, d, depth);
        widest = known++ == 0 ? w : width_widest(widest, w);
    }
    return widest;
}

static Width width_of_binding(Module *m, const Binding *b, const Node *use, int depth)
{
    Width held = width_of_definitions(m, b, use, depth);
    if (held.kind == WIDTH_OPEN) {
        return held;
    }
    Width added = additions(m, b, depth);
    if (added.kind != WIDTH_CONSTANT) {
        return added;
    }
    bool filled_elsewhere = held.kind == WIDTH_CONSTANT && held.count + added.count == 0;
    return filled_elsewhere ? WIDTH_UNKNOWN : held.kind == WIDTH_CONSTANT ? width_constant(held.count + added.count) : held;
}

static Width width_of_imported(Module *m, const Binding *b, int depth)
{
    const Def *d = b->defs.n == 1 ? &b->defs.at[0] : NULL;
    if (!d || d->kind != DEF_FROM) {
        return WIDTH_UNKNOWN;
    }
    Node *from = d->node->parent;
    Module *target = project_import_whole(m, from->import_from.module, from->import_from.level);
    Binding *there = target ? map_get(&target->scope->names, d->node->alias.name) : NULL;
    return there && there->defs.n ? width_of_binding(target, there, NULL, depth) : WIDTH_UNKNOWN;
}

Width width_of_attribute(Module *m, Node *n, int depth)
{
    Ref owner = ref_of(m, n->attribute.value);
    Member member;
    if (class_member(owner, n->attribute.attr.text, &member)) {
        return width_of_binding(member.module, member.binding, NULL, depth);
    }
    if (owner.kind == REF_MODULE) {
        Binding *b = map_get(&owner.module->scope->names, n->attribute.attr.text);
        return b && b->defs.n ? width_of_binding(owner.module, b, NULL, depth) : WIDTH_UNKNOWN;
    }
    return WIDTH_UNKNOWN;
}


Width width_of_name(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    bool imported = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_FROM;
    return !b ? WIDTH_UNKNOWN : imported ? width_of_imported(m, b, depth) : width_of_binding(m, b, name, depth);
}

Width width_of_returned(Ref function, int depth)
{
    Module *m = function.module;
    Width widest = WIDTH_UNKNOWN;
    int returns = 0;
    for (int i = function.node->id + 1; i <= function.node->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value) {
            Width w = width_at(m, d->value.value, depth);
            widest = returns++ == 0 ? w : width_widest(widest, w);
        }
    }
    return widest;
}
