#include "python/coroutine.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

bool is_coroutine_function(Module *m, Node *expression, Ref *definition)
{
    *definition = (Ref){0};
    if (expression->kind == AST_LAMBDA) {
        return is_coroutine_call(m, expression->lambda.body);
    }
    if (expression->kind == AST_CALL) {
        bool partial = text_eq(callee_name(m, expression), T("functools.partial"));
        return partial && expression->call.args.n && is_coroutine_function(m, expression->call.args.at[0], definition);
    }
    Ref r = ref_of(m, expression);
    if (r.kind == REF_NAME) {
        return ref_call_result(m, r, NULL).kind == REF_COROUTINE;
    }
    if (r.kind != REF_FUNCTION || ref_call_result(m, r, NULL).kind != REF_COROUTINE || method_is_overridden(r.module, r.node)) {
        return false;
    }
    *definition = r;
    return true;
}

bool is_coroutine_call(Module *m, Node *expression)
{
    Ref r = expression->kind == AST_CALL ? ref_of(m, expression) : (Ref){0};
    return r.kind == REF_COROUTINE && !(r.node && method_is_overridden(r.module, r.node));
}

static bool is_never_awaitable(Ref value)
{
    if (value.kind == REF_NONE || value.kind == REF_LITERAL) {
        return true;
    }
    if (value.kind != REF_INSTANCE) {
        return false;
    }
    Member member;
    if (value.node) {
        return !class_has_unknown_base(value) && !class_member(value, T("__await__"), &member) && !class_member_is_unread(value, T("__await__")) &&
               !class_derives_from(value, "asyncio.Future") && !class_derives_from(value, "asyncio.Task");
    }
    return text_starts(value.name, T("builtins.")) && !text_eq(value.name, T("builtins.object"));
}

static bool returns_plain(Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value && !is_never_awaitable(ref_of(m, d->value.value))) {
            return false;
        }
    }
    return true;
}

bool gives_plain_result(Module *m, Node *call)
{
    Ref r = ref_of(m, call);
    if (r.kind != REF_COROUTINE) {
        return false;
    }
    if (!r.node) {
        return text_starts(r.name, T("asyncio.")) && !text_eq(r.name, T("asyncio.wait_for")) && !text_eq(r.name, T("asyncio.to_thread")) &&
               !text_ends(r.name, T(".get"));
    }
    // a method that is still to be written returns nothing yet
    bool is_abstract = function_has_decorator(r.module, r.node, "abc.abstractmethod") || method_is_overridden(r.module, r.node);
    return !is_abstract && (is_never_awaitable(ref_awaited(m, r)) || returns_plain(r.module, r.node));
}

bool is_expected_to_fail(const Node *n)
{
    for (const Node *p = n->parent; p && p->kind != AST_FUNCTION; p = p->parent) {
        for (int i = 0; p->kind == AST_WITH && i < p->with.items.n; i++) {
            const Node *context = p->with.items.at[i]->with_item.context;
            Text name = last_name(context->kind == AST_CALL ? context->call.func : context);
            if (text_eq(name, T("raises")) || text_eq(name, T("warns")) || text_starts(name, T("assertRaises")) ||
                text_starts(name, T("assertWarns")) || text_eq(name, T("deprecated_call")) || text_eq(name, T("catch_warnings")) ||
                text_eq(name, T("check_warnings"))) {
                return true;
            }
        }
    }
    return false;
}

bool is_in_clean_up(const Node *n, const Node *function)
{
    const Node *child = n;
    for (const Node *p = n->parent; p && p != function; child = p, p = p->parent) {
        if (p->kind == AST_HANDLER || (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, child))) {
            return true;
        }
    }
    return false;
}

// `iscoroutinefunction(f)`, `inspect.iscoroutinefunction(f)`, also as part of a larger test.
static bool asks_for_kind(Module *m, const Node *test, const Node *callee)
{
    for (int i = test ? test->id : 0; test && i <= test->last; i++) {
        const Node *d = m->ast->nodes[i];
        Text name = d->kind == AST_CALL && d->call.args.n ? last_name(d->call.func) : (Text){0};
        bool asks = text_eq(name, T("iscoroutinefunction")) || text_eq(name, T("iscoroutine")) || text_eq(name, T("isawaitable"));
        if (asks && same_place(m, d->call.args.at[0], callee)) {
            return true;
        }
    }
    return false;
}

bool is_called_by_kind(Module *m, const Node *call)
{
    for (const Node *p = call->parent; p && p->kind != AST_FUNCTION; p = p->parent) {
        for (int i = 0; p->kind == AST_IF && i < p->if_.branches.n; i++) {
            if (asks_for_kind(m, p->if_.branches.at[i]->branch.test, call->call.func)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_standard_class(Text name)
{
    static const char *const modules[] = {"builtins.", "abc.", "typing.", "collections.", "asyncio.", "contextlib.", "enum.", "threading."};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (text_starts(name, text_from(modules[i]))) {
            return true;
        }
    }
    return false;
}

static bool defines(const Module *m, const Node *class_node, Text name)
{
    const Binding *b = map_get(&scope_opened(m, class_node)->names, name);
    return b && b->defs.n;
}

static bool is_made_otherwise(Module *m, const Node *class_node, int depth)
{
    if (!depth || class_node->class_.decorators.n || class_node->class_.keywords.n || defines(m, class_node, T("__new__"))) {
        return true;
    }
    for (int i = 0; i < class_node->class_.bases.n; i++) {
        Ref base = ref_of(m, class_node->class_.bases.at[i]);
        bool plain = base.kind == REF_CLASS ? !is_made_otherwise(base.module, base.node, depth - 1)
                                            : base.kind == REF_NAME && is_standard_class(base.name);
        if (!plain) {
            return true;
        }
    }
    return false;
}

bool class_may_await_init(Module *m, const Node *class_node)
{
    enum { DEPTH_MAX = 8 };
    return is_made_otherwise(m, class_node, DEPTH_MAX);
}

// Depends(connection): FastAPI makes a context manager of a generator that it is given.
static bool is_dependency(const Module *m, Text name)
{
    static const char *const takers[] = {"Depends", "Security", NULL};
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && d->call.args.n && name_in(last_name(d->call.func), takers) && text_eq(last_name(d->call.args.at[0]), name)) {
            return true;
        }
    }
    return false;
}

bool is_context_generator(Module *m, const Node *function)
{
    for (int i = 0; i < function->function.decorators.n; i++) {
        const Node *d = function->function.decorators.at[i];
        Text name = last_name(d->kind == AST_CALL ? d->call.func : d);
        if (text_ends(name, T("contextmanager")) || text_ends(name, T("fixture")) || text_eq(name, T("as_safe_channel"))) {
            return true;
        }
    }
    return is_dependency(m, function->function.name.text);
}
