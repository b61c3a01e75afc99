// What becomes of a value: a walk up from an expression to whatever takes it.
#include "python/flow.h"

#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"
static bool is_container(const Node *n)
{
    return n->kind == AST_LIST || n->kind == AST_TUPLE || n->kind == AST_SET || n->kind == AST_DICT ||
           (n->kind >= AST_LIST_COMP && n->kind <= AST_DICT_COMP) || n->kind == AST_GENERATOR;
}

static Use bound(const Module *m, const Node *target, Use use)
{
    if (target->kind != AST_NAME) {
        use.kind = target->kind == AST_ATTRIBUTE || target->kind == AST_SUBSCRIPT ? USE_STORED : USE_OTHER;
        return use;
    }
    use.binding = m->binding_of[target->id];
    bool local = use.binding && (use.binding->scope->kind == SCOPE_FUNCTION || use.binding->scope->kind == SCOPE_LAMBDA) &&
                 !use.binding->is_rebound_elsewhere;
    use.kind = local ? USE_BOUND : USE_STORED;      // a module's or class's name keeps it
    return use;
}

static bool is_argument(const Node *call, const Node *n)
{
    return n != call->call.func;
}

Use use_of(Module *m, Node *n)
{
    Use use = {.kind = USE_OTHER};
    for (Node *p = n->parent; p; n = p, p = p->parent) {
        switch (p->kind) {
        case AST_EXPR: use.kind = USE_DROPPED; return use;
        case AST_AWAIT: use.kind = USE_AWAITED; return use;
        case AST_RETURN: case AST_YIELD: case AST_YIELD_FROM: use.kind = USE_RETURNED; return use;
        case AST_LAMBDA: use.kind = USE_RETURNED, use.lambda = p; return use;
        case AST_ASSIGN:
            if (p->assign.targets.n != 1) {
                use.kind = USE_STORED;
                return use;
            }
            return bound(m, p->assign.targets.at[0], use);
        case AST_ANN_ASSIGN: return bound(m, p->ann_assign.target, use);
        case AST_AUG_ASSIGN: use.kind = USE_STORED; return use;
        case AST_NAMED_EXPR: {
            Use outer = use_of(m, p);
            return outer.kind == USE_DROPPED ? bound(m, p->named_expr.target, use) : outer;
        }
        case AST_ATTRIBUTE:
            // x().add_done_callback(f): the method keeps nothing of it; the value of `x().name` is another one
            use.kind = p->parent->kind == AST_CALL && p->parent->call.func == p && p->parent->parent->kind == AST_EXPR &&
                               (text_eq(p->attribute.attr.text, T("add_done_callback")) ||
                                text_eq(p->attribute.attr.text, T("set_name")))
                           ? USE_DROPPED : USE_OTHER;
            return use;
        case AST_CALL:
            if (is_argument(p, n)) {
                use.kind = USE_PASSED, use.call = p;
            }
            return use;
        case AST_KEYWORD: break;
        case AST_STARRED: break;
        case AST_IF_EXP:
            if (n == p->if_exp.test) {
                return use;
            }
            break;
        case AST_BOOL_OP: break;
        default:
            if (!is_container(p)) {
                return use;
            }
            use.collected = true;
            break;
        }
    }
    return use;
}

static bool is_endless(Module *m, const Node *statement)
{
    Constant c = statement->kind == AST_WHILE ? constant_of(m, statement->while_.test) : (Constant){0};
    if (c.kind != CONSTANT_NUMBER || c.number == 0) {
        return false;
    }
    for (int i = statement->id + 1; i <= statement->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_RETURN || (d->kind == AST_BREAK && node_loop(m, d) == statement)) {
            return false;
        }
    }
    return true;
}

// The loop runs while a function that is no coroutine waits in it.
static bool runs_loop(Module *m, const Node *n)
{
    static const char *const runners[] = {"asyncio.AbstractEventLoop.run_forever", "asyncio.AbstractEventLoop.run_until_complete",
                                          "twisted.internet.reactor.run", "aiohttp.web.run_app", NULL};
    return n->kind == AST_CALL && name_in(callee_name(m, n), runners);
}

static bool lets_others_run(Module *m, Node *n)
{
    return n->kind == AST_YIELD || n->kind == AST_YIELD_FROM || (is_awaiting(n) && may_suspend(m, n));
}

static bool is_commented(Text source, ptrdiff_t at)
{
    return text_find_char(text_sub(source, line_start(source, at), at), '#') >= 0;
}

// By the text of the file: such a line is not parsed for that.
bool is_main_coroutine(const Module *m, const Node *function)
{
    Text name = function->function.name.text, source = m->source->text;
    Text runs = function->parent->kind == AST_MODULE ? T("asyncio.run(") : function->parent->kind == AST_CLASS ? T("asyncio.run(self.") : (Text){0};
    for (ptrdiff_t at = 0; runs.n && identifier_find(source, name, &at); at += name.n) {
        bool called = at + name.n < source.n && source.s[at + name.n] == '(';
        if (called && text_ends(text_sub(source, 0, at), runs) && !is_commented(source, at)) {
            return true;
        }
    }
    return false;
}

// What nobody else can see never comes: asyncio.Event().wait(), loop.create_future().
static bool never_comes(Module *m, const Node *call)
{
    const Node *receiver = call->call.func->kind == AST_ATTRIBUTE ? call->call.func->attribute.value : NULL;
    bool waits = is_method_call(call, "wait") && receiver->kind == AST_CALL && text_eq(callee_name(m, receiver), T("asyncio.Event"));
    return waits || text_eq(callee_last_name(m, call), T("create_future"));
}

static bool serves_forever(Module *m, const Node *n)
{
    const Node *awaited = n->kind == AST_AWAIT ? n->value.value : NULL;
    return awaited && awaited->kind == AST_CALL && (text_eq(callee_last_name(m, awaited), T("serve_forever")) || never_comes(m, awaited));
}

FrameLife frame_after(Module *m, Node *n)
{
    Node *owner = node_owner(m, n);
    if (owner->kind != AST_FUNCTION) {
        return FRAME_ENDS;
    }
    Node *loop = node_loop(m, n);       // what stands before it there runs again
    const Node *statement = node_statement(n), *end = owner->function.body.at[owner->function.body.n - 1];
    if (end->id > statement->last && is_endless(m, end)) {
        return FRAME_ENDLESS;
    }
    FrameLife life = FRAME_ENDS;
    for (int i = loop ? loop->id : n->last + 1; i <= owner->last; i++) {
        Node *d = m->ast->nodes[i];
        if (node_within(d, n) || node_owner(m, d) != owner) {
            continue;
        }
        if (runs_loop(m, d)) {
            return FRAME_ENDLESS;
        }
        if (serves_forever(m, d)) {
            life = FRAME_LASTS;
        } else if (life == FRAME_ENDS && lets_others_run(m, d)) {
            life = FRAME_SUSPENDS;
        }
    }
    if (loop || life == FRAME_ENDS) {
        return life == FRAME_LASTS ? FRAME_SUSPENDS : life;     // the next turn binds the name to another
    }
    return is_main_coroutine(m, owner) ? FRAME_LASTS : life;
}

bool same_place(const Module *m, const Node *a, const Node *b)
{
    if (a->kind == AST_NAME && b->kind == AST_NAME) {
        return m->binding_of[a->id] ? m->binding_of[a->id] == m->binding_of[b->id] : text_eq(a->name.id, b->name.id);
    }
    if (a->kind == AST_ATTRIBUTE && b->kind == AST_ATTRIBUTE) {
        return text_eq(a->attribute.attr.text, b->attribute.attr.text) && same_place(m, a->attribute.value, b->attribute.value);
    }
    return false;
}

static bool is_putting(Text method)
{
    return text_eq(method, T("append")) || text_eq(method, T("add")) || text_eq(method, T("appendleft")) ||
           text_eq(method, T("insert")) || text_eq(method, T("extend")) || text_eq(method, T("update"));
}

Node *container_of(Module *m, Node *expression)
{
    Use use = use_of(m, expression);
    if (use.kind == USE_PASSED && use.call->call.func->kind == AST_ATTRIBUTE && is_putting(use.call->call.func->attribute.attr.text)) {
        return use.call->call.func->attribute.value;
    }
    Node *statement = node_statement(expression);
    if (statement->kind == AST_ASSIGN && statement->assign.targets.n == 1 && statement->assign.targets.at[0]->kind == AST_SUBSCRIPT) {
        return statement->assign.targets.at[0]->subscript.value;
    }
    if (statement->kind == AST_AUG_ASSIGN && use.collected) {
        return statement->aug_assign.target;
    }
    return NULL;
}
