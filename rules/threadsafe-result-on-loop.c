// run_coroutine_threadsafe() onto the running loop, and its future waited for in the thread of that loop.
#include "lint/rule.h"

static bool is_running_loop_call(Module *m, const Node *e)
{
    Text name = e && e->kind == AST_CALL ? callee_name(m, e) : (Text){0};
    return text_eq(name, T("asyncio.get_running_loop")) || text_eq(name, T("asyncio.get_event_loop"));
}

// All that is assigned to the attribute of the project's class is the running loop, None aside.
static bool holds_running_loop(Ref owner, Text attr)
{
    Member member;
    if (owner.kind != REF_INSTANCE || !owner.node || !class_member(owner, attr, &member)) {
        return false;
    }
    bool any = false;
    for (int i = 0; i < member.binding->defs.n; i++) {
        const Def *d = &member.binding->defs.at[i];
        bool is_none = d->value && d->value->kind == AST_CONSTANT && ref_of(member.module, d->value).kind == REF_NONE;
        if (d->kind == DEF_DECLARED || is_none) {
            continue;
        }
        if (d->kind != DEF_ASSIGN || !is_running_loop_call(member.module, d->value)) {
            return false;
        }
        any = true;
    }
    return any;
}

// The expression in a coroutine is the loop that runs it: asked for here, or kept by the object when it was made.
static bool is_running_loop(Module *m, Node *e, const Node *owner)
{
    if (e->kind == AST_ATTRIBUTE) {
        return holds_running_loop(ref_of(m, e->attribute.value), e->attribute.attr.text);
    }
    const Binding *b = e->kind == AST_NAME ? m->binding_of[e->id] : NULL;
    if (b) {
        bool here = b->scope->node == owner && b->defs.n == 1 && !b->is_rebound_elsewhere && b->defs.at[0].kind == DEF_ASSIGN;
        return here && is_running_loop_call(m, b->defs.at[0].value);
    }
    return is_running_loop_call(m, e);
}

// The call `f.result()` or `f.exception()` of which `e` is the object; NULL when it is not.
static Node *waits_on(const Node *e)
{
    Node *p = e->parent;
    Text attr = p && p->kind == AST_ATTRIBUTE ? p->attribute.attr.text : (Text){0};
    bool waits = (text_eq(attr, T("result")) || text_eq(attr, T("exception"))) && p->parent->kind == AST_CALL && p->parent->call.func == p;
    return waits ? p->parent : NULL;
}

// The same through a name that is bound once, in the coroutine itself. What else is done with the future may wait for it.
static Node *waits_through(Module *m, Node *n, const Node *owner)
{
    Use use = use_of(m, n);
    const Binding *b = use.kind == USE_BOUND ? use.binding : NULL;
    Node *waits = NULL;
    if (!b || b->defs.n != 1 || b->is_rebound_elsewhere || b->defs.at[0].value != n) {
        return NULL;
    }
    for (int i = 0; i < b->reads.n; i++) {
        Node *call = waits_on(b->reads.at[i]);
        if (!call || node_owner(m, call) != owner) {
            return NULL;
        }
        waits = waits ? waits : call;
    }
    return waits;
}

CHECK(threadsafe_result_on_loop, c, n)
{
    Module *m = c->module;
    bool unsure = false;
    const Node *owner = node_owner(m, n);
    Node *loop = call_argument(n, 1, "loop", &unsure);
    if (!loop || unsure || !is_running_loop(m, loop, owner)) {
        return;
    }
    Node *waits = waits_on(n);
    waits = waits ? waits : waits_through(m, n, owner);
    Node *timeout = waits ? call_argument(waits, 0, "timeout", &unsure) : NULL;
    Constant seconds = timeout ? constant_of(m, timeout) : (Constant){0};
    if (!waits || unsure || (seconds.kind == CONSTANT_NUMBER && seconds.number <= 0)) {
        return;
    }
    bool bounded = timeout && seconds.kind != CONSTANT_NONE;
    Text method = waits->call.func->attribute.attr.text;
    Span span = {waits->call.func->end - (uint32_t)method.n, waits->end};
    Finding *f = REPORT(c, span, bounded ? "bounded" : "endless", {"method", method}, {"loop", code_text(c, loop)},
                        {"timeout", bounded ? code_text(c, timeout) : T("None")});
    report_related(c, f, node_span(n), "handed to the loop that runs this coroutine");
}
