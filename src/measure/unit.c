// Units: functions with their arguments, lowered when they are called, or later when they are tasks.
//
// A task runs when its maker suspends, so its body is lowered when the maker's is complete, and sees what the names around
// it hold then. Those that take from a queue come after those that do not, since they have to know what is put into it.
#include "measure/lowering.h"

// ---- arguments

static Val given(Lowering *l, Node *call, int index, Text name)
{
    for (int i = 0; i < call->call.args.n; i++) {
        if (call->call.args.at[i]->kind == AST_STARRED) {
            return (Val){0};
        }
        if (i == index) {
            return evaluate(l, call->call.args.at[i]);
        }
    }
    for (int i = 0; i < call->call.keywords.n; i++) {
        Node *k = call->call.keywords.at[i];
        if (text_eq(k->keyword.name.text, name)) {
            return evaluate(l, k->keyword.value);
        }
    }
    return (Val){.kind = VAL_MEMBER};       // not given
}

static Nodes params_of(const Node *function)
{
    return function->kind == AST_FUNCTION ? function->function.params : function->lambda.params;
}

static Val fallback(Lowering *l, const Val *function, Node *param)
{
    if (!param->param.fallback) {
        return (Val){0};
    }
    Constant c = constant_of(function->m, param->param.fallback);
    (void)l;
    return c.kind == CONSTANT_NUMBER ? val_number(c.number)
         : c.kind == CONSTANT_NONE   ? (Val){.kind = VAL_NONE}
         : c.kind == CONSTANT_TEXT   ? (Val){.kind = VAL_TEXT, .text = c.text}
                                     : (Val){0};
}

static Val type_of_param(Lowering *l, const Val *function, Node *param)
{
    (void)l;
    if (!param->param.annotation) {
        return (Val){0};
    }
    Ref r = ref_of_annotation(function->m, param->param.annotation);
    if (r.kind != REF_INSTANCE || !r.node) {
        return (Val){0};
    }
    Instance *self = NEW(l->arena, Instance, 1);
    *self = (Instance){.m = r.module, .class_node = r.node};
    return (Val){.kind = VAL_INSTANCE, .self = self};
}

// The parameters of the function by the arguments of a call (NULL: nobody knows them). All arguments are evaluated.
Awaitable *bind_arguments(Lowering *l, Node *call, Val function)
{
    Nodes params = params_of(function.node);
    Awaitable *a = NEW(l->arena, Awaitable, 1);
    *a = (Awaitable){.kind = AW_COROUTINE, .node = call, .m = l->m, .function = function,
                     .params = NEW(l->arena, Val, params.n + 1), .param_count = params.n};
    bool is_method = function.self || (function.node->kind == AST_FUNCTION && function_class(function.m, function.node));
    int first = is_method && function.self ? 1 : 0;
    if (first && params.n) {
        a->params[0] = (Val){.kind = VAL_INSTANCE, .self = function.self};
    }
    if (!call && is_method && params.n) {
        Instance *self = NEW(l->arena, Instance, 1);
        *self = (Instance){.m = function.m, .class_node = function_class(function.m, function.node)};
        a->params[0] = (Val){.kind = VAL_INSTANCE, .self = self};
        first = 1;
    }
    for (int i = first; i < params.n; i++) {
        Node *p = params.at[i];
        bool plain = p->param.kind == PARAM_POSITIONAL_ONLY || p->param.kind == PARAM_NORMAL;
        bool named = plain || p->param.kind == PARAM_KEYWORD_ONLY;
        Val v = named && call ? given(l, call, plain ? i - first : -1, p->param.name.text) : (Val){.kind = VAL_MEMBER};
        if (!named) {
            v = (Val){0};
        } else if (v.kind == VAL_MEMBER && !v.of) {
            v = call ? fallback(l, &function, p) : type_of_param(l, &function, p);
        }
        a->params[i] = v;
    }
    return a;
}

// ---- units

static Text name_of_function(Lowering *l, Val f)
{
    if (f.node->kind != AST_FUNCTION) {
        return T("lambda");
    }
    Text outer = node_context(f.m, l->arena, f.node), name = f.node->function.name.text;
    return outer.n ? text_format(l->arena, "%.*s.%.*s", PRI(outer), PRI(name)) : name;
}

static Unit *find_unit(Lowering *l, const Awaitable *a)
{
    for (int i = 0; i < l->units.n; i++) {
        Unit *u = l->units.at[i];
        bool same = u->function.node == a->function.node && u->function.node && val_same(u->function, a->function) &&
                    u->param_count == a->param_count && u->is_inner == l->is_inner;
        for (int k = 0; same && k < a->param_count; k++) {
            same = val_same(u->params[k], a->params[k]);
        }
        if (same) {
            return u;
        }
    }
    return NULL;
}

static bool takes_from_queue(const Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        const Node *n = m->ast->nodes[i];
        if (n->kind == AST_ATTRIBUTE && (text_eq(n->attribute.attr.text, T("get")) || text_eq(n->attribute.attr.text, T("get_nowait")))) {
            return true;
        }
    }
    return false;
}

static void set_params(Lowering *l, const Unit *u)
{
    Nodes params = params_of(u->function.node);
    for (int i = 0; i < params.n; i++) {
        const Scope *own = scope_opened(u->function.m, u->function.node);
        const Binding *b = own ? map_get(&own->names, params.at[i]->param.name.text) : NULL;
        if (b) {
            *list_push(l->arena, &l->frame->variables) = (Variable){b, u->params[i]};
        }
    }
}

static void lower_unit(Lowering *l, const Node *at, Unit *u)
{
    Lowering saved = *l;
    if (u->in_progress) {
        refuse(l, at, "`%.*s` calls itself", PRI(u->name));
    }
    if (++l->depth > DEPTH_MOST) {
        refuse(l, at, "calls that lie too deep");
    }
    l->unit = u;
    l->m = u->function.m;
    l->frame = NEW(l->arena, Frame, 1);
    *l->frame = (Frame){.parent = u->function.frame, .m = l->m, .function = u->function.node};
    l->hint = (Text){0};
    l->beat = NULL;
    l->is_inner = u->is_inner;
    l->is_forever = false;
    u->in_progress = true;
    list_push(l->arena, &l->in_progress)->u = u;
    set_params(l, u);
    Node *f = u->function.node;
    if (f->kind == AST_FUNCTION) {
        lower_statements(l, f->function.body);
    } else {
        u->result = evaluate(l, f->lambda.body);
        u->has_result = true;
    }
    u->in_progress = false;
    l->in_progress.n--;
    u->is_lowered = true;
    if (!u->has_result) {
        u->result = (Val){.kind = VAL_NONE};
    }
    l->unit = saved.unit;
    l->m = saved.m;
    l->frame = saved.frame;
    l->hint = saved.hint;
    l->loop = saved.loop;
    l->loop_count = saved.loop_count;
    l->is_inner = saved.is_inner;
    l->is_forever = saved.is_forever;
    l->beat = saved.beat;
    l->depth--;
}

// What an outermost loop makes many of: the loop itself, or the one that made its maker many.
static void make_many(const Lowering *l, Unit *u, bool is_task)
{
    if (l->unit && l->unit->is_many) {
        u->is_many = true;
        u->loop = l->unit->loop;
    } else if (is_task && l->loop) {
        u->is_many = true;
        u->loop = l->loop;
    }
}

Unit *unit_of(Lowering *l, Node *at, const Awaitable *a, bool is_task)
{
    bool is_own = is_owner(l, a->function.node);
    Unit *u = is_own ? NULL : find_unit(l, a);
    bool is_shared = u && !u->is_callback;
    for (int i = 0; !is_task && i < l->in_progress.n; i++) {
        if (l->in_progress.at[i].u->function.node == a->function.node && (is_own || l->in_progress.at[i].u == u)) {
            refuse(l, at, "`%.*s` calls itself", PRI(l->in_progress.at[i].u->name));
        }
    }
    if (is_shared) {
        u->is_many = u->is_many || is_task;
        if (!is_task && !u->is_lowered) {
            lower_unit(l, at, u);       // it waited for its turn
        }
        return u;
    }
    u = new_unit(l, name_of_function(l, a->function));
    u->function = a->function;
    u->params = a->params;
    u->param_count = a->param_count;
    make_many(l, u, is_task);
    if (is_task) {
        if (takes_from_queue(a->function.m, a->function.node)) {
            *list_push(l->arena, &l->waiting_consumers) = u;
        } else {
            *list_push(l->arena, &l->waiting) = u;
        }
    } else {
        lower_unit(l, at, u);
    }
    return u;
}

void lower_waiting(Lowering *l)
{
    int i = 0, k = 0;
    while (i < l->waiting.n || k < l->waiting_consumers.n) {
        Unit *u = i < l->waiting.n ? l->waiting.at[i++] : l->waiting_consumers.at[k++];
        l->loop = NULL;
        l->loop_count = 1;
        l->m = u->function.m;
        if (!u->is_lowered) {
            lower_unit(l, u->function.node, u);
        }
    }
}

// A coroutine that does nothing but await something: what asyncio's own coroutines are when they become tasks.
Unit *unit_around(Lowering *l, Node *at, Val v)
{
    if (v.kind == VAL_AWAITABLE && v.awaitable->kind == AW_COROUTINE) {
        return unit_of(l, at, v.awaitable, true);
    }
    if (v.kind != VAL_AWAITABLE || v.awaitable->is_future) {
        refuse(l, at, "`%.*s`: what this makes a task of is not known to be a coroutine", PRI(code_of(l, at)));
    }
    Unit *u = new_unit(l, code_of(l, v.awaitable->node ? v.awaitable->node : at)), *saved = l->unit;
    const Node *loop = l->loop;
    make_many(l, u, true);
    l->unit = u;
    l->loop = NULL;
    await_value(l, at, v);
    l->unit = saved;
    l->loop = loop;
    u->is_lowered = true;
    return u;
}

// Calls a coroutine that is awaited at once, or a plain function.
Val invoke(Lowering *l, Node *at, Val function, const Awaitable *a)
{
    (void)function;
    if (!l->unit) {
        return (Val){0};            // of the module's own code
    }
    Unit *u = unit_of(l, at, a, false);
    if (u->code.n) {
        emit(l, at, SIM_CALL)->o.coroutine = u->handle;
    }
    return u->result;
}

// ---- instances

Val instance_new(Lowering *l, Node *call, Val class_value)
{
    Instance *self = NEW(l->arena, Instance, 1);
    *self = (Instance){.m = class_value.m, .class_node = class_value.node, .is_made = true};
    Val v = {.kind = VAL_INSTANCE, .self = self};
    Member init;
    Ref r = {.kind = REF_INSTANCE, .module = class_value.m, .node = class_value.node};
    if (!class_member(r, T("__init__"), &init) || init.binding->defs.n == 0 || init.binding->defs.at[0].kind != DEF_FUNCTION) {
        self->is_made = false;      // a dataclass, or a base that is not known
        for (int i = 0; i < call->call.args.n; i++) {
            evaluate(l, call->call.args.at[i]);
        }
        for (int i = 0; i < call->call.keywords.n; i++) {
            Node *k = call->call.keywords.at[i];
            attribute_set(l, self, k->keyword.name.text, evaluate(l, k->keyword.value));
        }
        return v;
    }
    Val function = {.kind = VAL_FUNCTION, .m = init.module, .node = init.binding->defs.at[0].node, .self = self};
    Awaitable *a = bind_arguments(l, call, function);
    if (l->unit) {
        invoke(l, call, function, a);
        return v;
    }
    Unit none = {.handle = 0};      // made by the module: what it does there happens before the loop runs
    l->unit = &none;
    Unit *u = unit_of(l, call, a, false);
    l->unit = NULL;
    if (u->code.n) {
        refuse(l, call, "`%.*s` does something before the loop runs", PRI(code_of(l, call)));
    }
    return v;
}
