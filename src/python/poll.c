// A loop polls when its body only sleeps. What it polls is what decides that it goes on: the test of the `while`, and the
// tests of those `if`s in the body that leave. Of several conditions the one that has an awaitable counts most, and one
// that cannot be told makes the whole unknown: nobody knows what else would have to wake the loop.
//
// State is "of this program" when only its own code can change it: an attribute of an object of a project class that holds data
// (no property that computes, no method), a container that another function fills or empties, a name that another function
// declares global or nonlocal. A method or property that only returns such state is looked through.
#include "python/poll.h"

#include "python/flow.h"
#include "python/listing.h"
#include "python/poll_body.h"
#include "python/queue.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH_MAX = 3 };     // of methods looked through

typedef struct {
    Module *m;
    const Node *function;   // whose loop it is
    Poll poll;
    bool unknown;
    Node *shown;            // the attribute of the loop that led to a method that is looked through
} Survey;

static Text method_of(const Node *call)
{
    return call->kind == AST_CALL && call->call.func->kind == AST_ATTRIBUTE ? call->call.func->attribute.attr.text : (Text){0};
}

static bool is_leave(const Node *s)
{
    return s->kind == AST_BREAK || s->kind == AST_RETURN || s->kind == AST_RAISE;
}

// -- the conditions ---------------------------------------------------------------------------------------------------

// The first is told of.
static void add_state(Survey *v, Node *subject)
{
    if (v->poll.kind == POLL_NONE) {
        v->poll.kind = POLL_STATE;
        v->poll.subject = v->shown ? v->shown : subject;
    }
}

// Asked of an object: which method, and whether there is an awaitable for "it says yes", for "it says no".
static const struct { const char *class_name, *method; bool yes, no; } asked[] = {
    {"asyncio.Event", "is_set", true, false},
    {"asyncio.Queue", "empty", true, true},             // no: get(); yes: join()
    {"asyncio.LifoQueue", "empty", true, true},
    {"asyncio.PriorityQueue", "empty", true, true},
    {"asyncio.Queue", "full", false, true},             // put()
    {"asyncio.LifoQueue", "full", false, true},
    {"asyncio.PriorityQueue", "full", false, true},
    {"asyncio.Task", "done", true, false},
    {"asyncio.Future", "done", true, false},
    {"asyncio.Lock", "locked", false, true},
    {"asyncio.Condition", "locked", false, true},
    {"asyncio.Semaphore", "locked", false, true},
    {"asyncio.BoundedSemaphore", "locked", false, true},
};

static bool is_asked(Survey *v, Node *call, bool until)
{
    Text method = method_of(call);
    Ref r = {0};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (!text_is(method, asked[i].method)) {
            continue;
        }
        r = r.kind ? r : ref_of(v->m, call->call.func->attribute.value);
        if (ref_is_instance(r, asked[i].class_name) && (until ? asked[i].yes : asked[i].no)) {
            v->poll = (Poll){.kind = POLL_OBJECT, .sleep = v->poll.sleep, .subject = call->call.func->attribute.value,
                             .method = method, .until = until, .gives_up = v->poll.gives_up};
            return true;
        }
    }
    return false;
}

// A read that changes the container: `x.append(...)`, `x[k] = ...`, `del x[k]`.
static bool changes(const Node *read)
{
    static const char *const methods[] = {"append", "appendleft", "add", "extend", "insert", "update", "setdefault", "remove", "discard",
                                          "pop", "popleft", "popitem", "clear", NULL};
    const Node *p = read->parent;
    if (p->kind == AST_ATTRIBUTE) {
        return p->parent->kind == AST_CALL && p->parent->call.func == p && name_in(p->attribute.attr.text, methods);
    }
    const Node *s = p->kind == AST_SUBSCRIPT && p->subscript.value == read ? p->parent : NULL;
    return s && ((s->kind == AST_ASSIGN && s->assign.value != p) || s->kind == AST_DELETE);
}

static bool is_changed_elsewhere(const Survey *v, Module *m, const Binding *b)
{
    for (int i = 0; i < b->reads.n; i++) {
        if (changes(b->reads.at[i]) && node_owner(m, b->reads.at[i]) != v->function) {
            return true;
        }
    }
    return false;
}

// An attribute that holds data: nothing computes it.
static bool is_data(const Member *member)
{
    for (int i = 0; i < member->binding->defs.n; i++) {
        DefKind kind = member->binding->defs.at[i].kind;
        if (kind == DEF_FUNCTION || kind == DEF_CLASS || kind == DEF_OTHER || kind == DEF_IMPORT || kind == DEF_FROM) {
            return false;
        }
    }
    // in the body of a class `x = Column(...)` may be a descriptor
    const Def *first = member->binding->defs.n ? &member->binding->defs.at[0] : NULL;
    return first && (member->is_instance_attribute || !first->value || first->value->kind != AST_CALL);
}

// A base of the class is another library's: that may call its methods, on a thread perhaps.
static bool derives_from_outside(Ref owner)
{
    static const char *const inert[] = {"abc", "builtins", "collections", "contextlib", "dataclasses", "enum", "typing", "typing_extensions", NULL};
    Nodes bases = owner.node->class_.bases;
    for (int i = 0; i < bases.n; i++) {
        Ref base = ref_of(owner.module, bases.at[i]);
        Text package, rest;
        text_cut(base.name, '.', &package, &rest);
        if (base.kind == REF_NAME && !name_in(package, inert)) {
            return true;
        }
    }
    return false;
}

static void survey(Survey *v, Module *m, Node *e, bool until, int depth);

// All definitions are of one property: what it gives, and its setter.
static bool is_property(const Member *member)
{
    for (int i = 0; i < member->binding->defs.n; i++) {
        const Def *d = &member->binding->defs.at[i];
        if (d->kind != DEF_FUNCTION || (i == 0 && !function_has_decorator(member->module, d->node, "builtins.property"))) {
            return false;
        }
    }
    return member->binding->defs.n > 0;
}

// A method or property that returns nothing but an expression: that expression.
static Node *only_return(const Member *member)
{
    bool single = member->binding->defs.n == 1 && member->binding->defs.at[0].kind == DEF_FUNCTION;
    const Node *f = single || is_property(member) ? member->binding->defs.at[0].node : NULL;
    if (!f || f->is_async) {
        return NULL;
    }
    const Node *last = f->function.body.n ? f->function.body.at[f->function.body.n - 1] : NULL;
    bool documented = f->function.body.n == 2 && f->function.body.at[0]->kind == AST_EXPR;
    return last && last->kind == AST_RETURN && (f->function.body.n == 1 || documented) ? last->value.value : NULL;
}

// What cannot be looked into, and goes by a name of time: `deadline.expired` ends a wait as a test of the clock does.
static void add_unknown(Survey *v, Text name)
{
    static const char *const times[] = {"deadline", "expired", "expire", "expiry", "elapsed", "remaining", "timed", "timeout", NULL};
    bool is_time = name_has_word(name, times);
    v->unknown = v->unknown || !is_time;
    v->poll.gives_up = v->poll.gives_up || is_time;
}

// `attribute` of the loop's module, or what is returned in a method that it leads to.
static void survey_member(Survey *v, Module *m, Node *attribute, bool until, int depth)
{
    Member member;
    Ref owner = ref_of(m, attribute->attribute.value);
    if (owner.kind == REF_CLASS || owner.kind == REF_MODULE) {
        return;     // a member of an enumeration, a constant
    }
    if (owner.kind != REF_INSTANCE || !owner.node || !class_member(owner, attribute->attribute.attr.text, &member)) {
        add_unknown(v, attribute->attribute.attr.text);
        return;
    }
    Node *returned = only_return(&member);
    if (returned && depth < DEPTH_MAX) {
        Node *shown = v->shown;
        v->shown = shown ? shown : attribute;
        survey(v, member.module, returned, until, depth + 1);
        v->shown = shown;
    } else if (!returned && is_data(&member)) {
        add_state(v, attribute);
        v->poll.is_outside = v->poll.is_outside || derives_from_outside(owner);
    } else {
        add_unknown(v, attribute->attribute.attr.text);
    }
}

// keys.issubset(self.scheduler.tasks): what sets are compared with is a container in memory, whoever's it is.
static bool survey_set(Survey *v, Module *m, Node *call, bool until, int depth)
{
    static const char *const comparisons[] = {"issubset", "issuperset", "isdisjoint", NULL};
    Node *other = call->call.args.n == 1 ? call->call.args.at[0] : NULL;
    if (!other || !name_in(method_of(call), comparisons)) {
        return false;
    }
    survey(v, m, call->call.func->attribute.value, until, depth);
    bool unknown = v->unknown;
    survey(v, m, other, until, depth);
    if (other->kind == AST_ATTRIBUTE && v->unknown && !unknown) {
        v->unknown = false;
        add_state(v, other);
    }
    return true;
}

// What is asked of a container as a whole: len(xs), list(xs), xs.keys() of a dict; NULL for another call.
static Node *container_asked(Module *m, const Node *call)
{
    static const char *const wholes[] = {"builtins.len", "builtins.list", "builtins.tuple", "builtins.set", "builtins.bool", NULL};
    if (call->call.args.n == 1 && !call->call.keywords.n && name_in(callee_name(m, call), wholes)) {
        return call->call.args.at[0];
    }
    Node *owner = call_is_view(call) ? call->call.func->attribute.value : NULL;
    Ref r = owner ? ref_of(m, owner) : (Ref){0};
    bool dict = (r.kind == REF_LITERAL && r.node->kind == AST_DICT) || ref_is_instance(r, "builtins.dict");
    return dict ? owner : NULL;
}

// A name: state when another function writes it or fills what it holds; a local one counts, or keeps a deadline, and what is bound
// once elsewhere is a constant.
static void survey_name(Survey *v, Module *m, Node *name)
{
    const Binding *b = m->binding_of[name->id];
    if (!b || m != v->m) {
        v->unknown = true;
    } else if (b->is_rebound_elsewhere || is_changed_elsewhere(v, m, b)) {
        add_state(v, name);
    } else if (b->scope->node != v->function && b->defs.n != 1) {
        v->unknown = true;
    } else if (b->scope->node == v->function && b->defs.n != 1) {
        v->poll.gives_up = true;
    }
}

static void survey_call(Survey *v, Module *m, Node *call, bool until, int depth)
{
    if (is_clock(m, call)) {
        v->poll.gives_up = true;
        return;
    }
    if (m == v->m && method_of(call).n && is_asked(v, call, until)) {
        return;
    }
    if (survey_set(v, m, call, until, depth)) {
        return;
    }
    Node *container = container_asked(m, call);
    if (container) {
        survey(v, m, container, until, depth);
    } else if (method_of(call).n && call->call.args.n == 0 && call->call.keywords.n == 0) {
        survey_member(v, m, call->call.func, until, depth);
    } else {
        v->unknown = true;
    }
}

static void survey_all(Survey *v, Module *m, Nodes parts, bool until, int depth)
{
    for (int i = 0; i < parts.n; i++) {
        survey(v, m, parts.at[i], until, depth);
    }
}

// `until`: the loop ends when `e` is true; otherwise it goes on as long as it is.
static void survey(Survey *v, Module *m, Node *e, bool until, int depth)
{
    switch (e->kind) {
    case AST_CONSTANT: return;
    case AST_NAME: survey_name(v, m, e); return;
    case AST_ATTRIBUTE: survey_member(v, m, e, until, depth); return;
    case AST_CALL: survey_call(v, m, e, until, depth); return;
    case AST_UNARY_OP: survey(v, m, e->unary_op.operand, e->op == OP_NOT ? !until : until, depth); return;
    case AST_BOOL_OP: survey_all(v, m, e->bool_op.values, until, depth); return;
    case AST_BIN_OP:
        survey(v, m, e->bin_op.left, until, depth);
        survey(v, m, e->bin_op.right, until, depth);
        return;
    case AST_COMPARE:
        if (e->compare.ops[0] != OP_IN && e->compare.ops[0] != OP_NOT_IN) {
            survey(v, m, e->compare.left, until, depth);
            survey_all(v, m, e->compare.comparators, until, depth);
        } else {    // what is looked for changes less than what it is looked for in
            survey_all(v, m, e->compare.comparators, until, depth);
            survey(v, m, e->compare.left, until, depth);
        }
        return;
    default: v->unknown = true;
    }
}

// The tests of the ifs in the body that leave.
static void survey_leaves(Survey *v, Nodes body)
{
    for (int i = 0; i < body.n; i++) {
        for (int k = 0; body.at[i]->kind == AST_IF && k < body.at[i]->if_.branches.n; k++) {
            Node *b = body.at[i]->if_.branches.at[k];
            bool leaves = b->branch.body.n && is_leave(b->branch.body.at[b->branch.body.n - 1]);
            if (b->branch.test && leaves) {
                survey(v, v->m, b->branch.test, true, 0);
            }
        }
    }
}

Poll poll_of(Module *m, const Node *loop)
{
    Survey v = {.m = m, .function = node_owner(m, loop)};
    if (loop->kind != AST_WHILE || !node_in_async(m, loop) || subtree_awaits(m, loop->while_.test) ||
        !poll_is_idle(m, loop, &v.poll.sleep, &v.poll.delay)) {
        return (Poll){0};
    }
    Node *delay = v.poll.delay;
    survey(&v, m, loop->while_.test, false, 0);
    survey_leaves(&v, loop->while_.body);
    v.poll.delay = delay;
    // `while not server.started and not task.done()`: the task may fail, but what is waited for is the other thing
    bool waits_for_object = v.poll.kind == POLL_OBJECT && !text_eq(v.poll.method, T("done"));
    v.poll.is_mixed = v.unknown;
    if (v.poll.kind == POLL_NONE || (v.unknown && !waits_for_object)) {
        v.poll.kind = POLL_UNKNOWN;
    }
    return v.poll;
}
