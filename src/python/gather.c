#include "python/gather.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 6, DEFS_MAX = 4 };

Node *coroutine_inside(Module *m, Node *expression)
{
    for (int i = 0; i < DEPTH && expression; i++) {
        if (expression->kind == AST_IF_EXP) {
            expression = expression->if_exp.body;
            continue;
        }
        Text name = expression->kind == AST_CALL ? callee_name(m, expression) : (Text){0};
        bool wraps = text_eq(name, T("asyncio.wait_for")) || text_eq(name, T("asyncio.shield"));
        if (!wraps || expression->call.args.n == 0) {
            break;
        }
        expression = expression->call.args.at[0];
    }
    return expression;
}

// create_eager_task(...), ensure_future(...), add_executor_job(...) of modules that nobody has read: no coroutine.
static bool names_task_maker(Text name)
{
    static const char *const threads[] = {"executor", "thread", "threadpool", NULL};
    static const char *const makes[] = {"create", "make", "ensure", "start", "spawn", "schedule", "launch", "wrap", "as", "add", NULL};
    static const char *const things[] = {"task", "future", NULL};
    NameWords words = name_words(name);
    return name_has_word(name, threads) || (words.n > 1 && name_has_word(name, makes) && word_in(words.at[words.n - 1], things));
}

// A coroutine in the making: a call that gives one, or a call that nobody knows (gather takes nothing but awaitables).
static bool makes_coroutine(Module *m, Node *n)
{
    n = coroutine_inside(m, n);
    if (n && n->kind == AST_NAME) {
        return ref_of(m, n).kind == REF_COROUTINE;      // coro = f(x); coros.append(coro)
    }
    if (!n || n->kind != AST_CALL || task_maker(m, n).is_task) {
        return false;
    }
    Ref r = ref_of(m, n);
    Text name = callee_name(m, n);
    if (r.kind == REF_COROUTINE) {
        return !text_eq(name, T("asyncio.to_thread"));
    }
    bool is_class = name.n && r.kind == REF_INSTANCE;
    return r.kind == REF_UNKNOWN && !is_class && !text_ends(name, T(".submit")) &&
           !text_starts(name, T("builtins.")) && !names_task_maker(last_name(n->call.func)) && !is_method_call(n, "submit");
}

static bool from_comprehension(Module *m, Node *comp, Coroutines *c)
{
    Node *element = comp->kind == AST_DICT_COMP ? comp->comp.value : comp->comp.elt;
    if (!is_comprehension(comp) || !makes_coroutine(m, element)) {
        return false;
    }
    c->loop = comp;
    c->coroutine = element;
    c->width = width_of_loop(m, comp);
    return true;
}

// What a read of the collection puts into it: x.append(value), x.add(value), x[k] = value; or NULL.
static Node *put_by(const Node *read)
{
    const Node *p = read->parent;
    Node *call = p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p ? p->parent : NULL;
    if (call && (is_method_call(call, "append") || is_method_call(call, "add")) && call->call.args.n == 1) {
        return call->call.args.at[0];
    }
    bool is_target = p->kind == AST_SUBSCRIPT && p->subscript.value == read && p->parent->kind == AST_ASSIGN && p->parent->assign.value != p;
    return is_target ? p->parent->assign.value : NULL;
}

static bool from_iterable(Module *m, Node *v, Coroutines *c, int depth);

// x.extend(f(y) for y in ys)
static bool from_extension(Module *m, const Node *read, Coroutines *c, int depth)
{
    const Node *p = read->parent;
    Node *call = p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p ? p->parent : NULL;
    bool extends = call && (is_method_call(call, "extend") || is_method_call(call, "update")) && call->call.args.n == 1;
    return extends && from_iterable(m, call->call.args.at[0], c, depth / 2);      // a program may extend lists by each other
}

// Coroutines put into the collection in a loop that the collection's own assignment is not in.
static bool from_puts(Module *m, const Binding *b, const Node *made, Coroutines *c, int depth)
{
    for (int i = 0; i < b->reads.n; i++) {
        if (from_extension(m, b->reads.at[i], c, depth)) {
            return true;
        }
        Node *value = put_by(b->reads.at[i]);
        if (!value || !makes_coroutine(m, value)) {
            continue;
        }
        Width w = {WIDTH_CONSTANT, 1};
        Node *innermost = NULL;
        for (Node *loop = node_loop(m, value); loop && !node_within(made, loop); loop = node_loop(m, loop)) {
            w = width_times(w, width_of_loop(m, loop));
            innermost = innermost ? innermost : loop;
        }
        if (innermost) {
            *c = (Coroutines){.loop = innermost, .coroutine = value, .width = w};
            return true;
        }
    }
    return false;
}

static bool from_name(Module *m, Node *name, Coroutines *c, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *defs[DEFS_MAX];
    int n = b && !b->is_rebound_elsewhere ? defs_reaching(m, b, name, defs, DEFS_MAX) : 0;
    for (int i = 0; i < n; i++) {
        bool assigns = defs[i]->value && (defs[i]->kind == DEF_ASSIGN || defs[i]->kind == DEF_AUGMENTED);
        if (assigns && (from_iterable(m, defs[i]->value, c, depth) || from_puts(m, b, defs[i]->node, c, depth))) {
            return true;
        }
    }
    return false;
}

static bool from_map(Module *m, const Node *call, Coroutines *c)
{
    Node *function = call->call.args.at[0];
    Node *body = function->kind == AST_LAMBDA ? function->lambda.body : NULL;
    Ref mapped = body ? (Ref){0} : ref_of(m, function);
    bool is_coroutine_function = mapped.kind == REF_FUNCTION && mapped.node->is_async;
    if (body ? !makes_coroutine(m, body) : !is_coroutine_function) {
        return false;
    }
    c->iterable = call->call.args.at[1];
    c->width = width_of(m, c->iterable);
    c->coroutine = body;
    c->function = body ? (Ref){0} : ref_call_result(m, mapped, NULL);
    return true;
}

static bool from_call(Module *m, Node *v, Coroutines *c, int depth)
{
    Text name = callee_name(m, v);
    bool wraps = text_eq(name, T("builtins.list")) || text_eq(name, T("builtins.tuple")) || text_eq(name, T("builtins.set"));
    if (wraps && v->call.args.n) {
        return from_iterable(m, v->call.args.at[0], c, depth);
    }
    if (is_method_call(v, "values") && v->call.args.n == 0) {
        return from_iterable(m, v->call.func->attribute.value, c, depth);
    }
    return text_eq(name, T("builtins.map")) && v->call.args.n > 1 && from_map(m, v, c);
}

static bool from_iterable(Module *m, Node *v, Coroutines *c, int depth)
{
    if (depth-- == 0) {
        return false;
    }
    switch (v->kind) {
    case AST_NAME: return from_name(m, v, c, depth);
    case AST_STARRED: return from_iterable(m, v->value.value, c, depth);
    case AST_NAMED_EXPR: return from_iterable(m, v->named_expr.value, c, depth);
    case AST_BIN_OP: return from_iterable(m, v->bin_op.left, c, depth) || from_iterable(m, v->bin_op.right, c, depth);
    case AST_LIST: case AST_TUPLE: case AST_SET:
        for (int i = 0; i < v->sequence.elts.n; i++) {
            if (v->sequence.elts.at[i]->kind == AST_STARRED && from_iterable(m, v->sequence.elts.at[i], c, depth)) {
                return true;
            }
        }
        return false;
    case AST_CALL: return from_call(m, v, c, depth);
    default: return is_comprehension(v) && from_comprehension(m, v, c);
    }
}

bool gather_coroutines(Module *m, Node *call, Coroutines *result)
{
    static const char *const starred[] = {"asyncio.gather", "tqdm.asyncio.tqdm.gather", "tqdm.asyncio.tqdm_asyncio.gather", NULL};
    static const char *const first[] = {"asyncio.wait", "asyncio.as_completed", "tqdm.asyncio.tqdm.as_completed",
                                        "tqdm.asyncio.tqdm_asyncio.as_completed", NULL};
    Text last = callee_last_name(m, call);          // most calls are seen to be others without evaluating them
    if (last.n && !text_eq(last, T("gather")) && !text_eq(last, T("wait")) && !text_eq(last, T("as_completed"))) {
        return false;
    }
    Text name = callee_name(m, call);
    *result = (Coroutines){0};
    if (name_in(name, starred)) {
        for (int i = 0; i < call->call.args.n; i++) {
            Node *argument = call->call.args.at[i];
            if (argument->kind == AST_STARRED && argument->value.value && from_iterable(m, argument->value.value, result, DEPTH)) {
                return true;
            }
        }
        return false;
    }
    Node *argument = name_in(name, first) && call->call.args.n ? call->call.args.at[0] : NULL;
    return argument && argument->kind != AST_STARRED && from_iterable(m, argument, result, DEPTH);
}
