// CPython, Lib/asyncio/queues.py: Queue.__init__(self, maxsize=0); full() is False for ever when maxsize <= 0. Up to 3.9
// there was a `loop` parameter behind it.
#include "python/queue.h"

#include "python/word.h"

#include <math.h>

static const char *const family[] = {"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue", NULL};

static Text family_name(Text name)
{
    return name_in(name, family) ? name : (Text){0};
}

static bool derives(Ref class_ref)
{
    for (int i = 0; family[i]; i++) {
        if (class_derives_from(class_ref, family[i])) {
            return true;
        }
    }
    return false;
}

static Text class_of_ref(Ref r)
{
    if (r.kind == REF_NAME) {
        return family_name(r.name);
    }
    return r.kind == REF_CLASS && derives(r) ? r.node->class_.name.text : (Text){0};
}

Text queue_class(Module *m, Node *expression)
{
    return class_of_ref(ref_of(m, expression));
}

static QueueBound judge(Module *m, Node *size, bool unsure, Text class_name)
{
    QueueBound b = {.kind = BOUND_UNKNOWN, .size_node = size, .class_name = class_name};
    if (!size) {
        b.kind = unsure ? BOUND_UNKNOWN : BOUND_MISSING;
        return b;
    }
    Constant c = constant_of(m, size);
    if (c.kind == CONSTANT_NUMBER) {
        b.size = c.number;
        b.kind = c.number <= 0 ? BOUND_ZERO : isinf(c.number) ? BOUND_INFINITE : BOUND_SET;
    }
    return b;
}

static QueueBound by_arguments(Module *m, Node *call, int index, Text class_name)
{
    bool unsure;
    Node *size = call_argument(call, index, "maxsize", &unsure);
    return judge(m, size, unsure, class_name);
}

// The call in `init` that initialises the queue, and at which position its maxsize stands.
static Node *super_init(Module *m, const Node *init, int *index)
{
    for (int i = init->id + 1; i <= init->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind != AST_CALL || d->call.func->kind != AST_ATTRIBUTE ||
            !text_eq(d->call.func->attribute.attr.text, T("__init__"))) {
            continue;
        }
        Node *owner = d->call.func->attribute.value;
        bool is_super = owner->kind == AST_CALL && owner->call.func->kind == AST_NAME &&
                        text_eq(owner->call.func->name.id, T("super"));
        if (is_super || class_of_ref(ref_of(m, owner)).n) {
            *index = is_super ? 0 : 1;
            return d;
        }
    }
    return NULL;
}

static Node *parameter_of(Module *m, const Node *init, const Node *size)
{
    const Binding *b = size && size->kind == AST_NAME ? m->binding_of[size->id] : NULL;
    bool is_parameter = b && b->scope->node == init && b->defs.n == 1 && b->defs.at[0].kind == DEF_PARAM;
    return is_parameter ? b->defs.at[0].node : NULL;
}

// The bound that a construction gives through parameter `p` of the class's own __init__.
static QueueBound by_parameter(Module *m, Node *call, Module *there, const Node *init, const Node *p, Text class_name)
{
    int index = -1;     // self is not given
    for (int i = 0; i < init->function.params.n && init->function.params.at[i] != p; i++) {
        index++;
    }
    char name[64] = "";
    for (ptrdiff_t i = 0; i < p->param.name.text.n && i < 63; i++) {
        name[i] = p->param.name.text.s[i];
    }
    bool unsure;
    Node *given = call_argument(call, p->param.kind == PARAM_KEYWORD_ONLY ? -1 : index, name, &unsure);
    if (given || unsure) {
        return judge(m, given, unsure, class_name);
    }
    QueueBound b = p->param.fallback ? judge(there, p->param.fallback, false, class_name) : (QueueBound){BOUND_UNKNOWN, 0, NULL, class_name};
    b.size_node = NULL;
    b.kind = b.kind == BOUND_ZERO ? BOUND_MISSING : b.kind;
    return b;
}

static bool passes_on(const Node *call)
{
    for (int i = 0; i < call->call.args.n; i++) {
        if (call->call.args.at[i]->kind == AST_STARRED) {
            return true;
        }
    }
    for (int i = 0; i < call->call.keywords.n; i++) {
        if (call->call.keywords.at[i]->keyword.name.text.n == 0) {
            return true;
        }
    }
    return false;
}

static QueueBound by_class(Module *m, Node *call, Ref class_ref, Text class_name)
{
    Member init;
    if (!class_member(class_ref, T("__init__"), &init)) {
        return by_arguments(m, call, 0, class_name);
    }
    const Node *function = init.binding->defs.at[0].node;
    int index;
    Node *super_call = function->kind == AST_FUNCTION ? super_init(init.module, function, &index) : NULL;
    QueueBound unknown = {BOUND_UNKNOWN, 0, NULL, class_name};
    if (!super_call) {
        return unknown;
    }
    if (passes_on(super_call)) {
        return by_arguments(m, call, 0, class_name);
    }
    QueueBound inner = by_arguments(init.module, super_call, index, class_name);
    Node *p = parameter_of(init.module, function, inner.size_node);
    if (p) {
        return by_parameter(m, call, init.module, function, p, class_name);
    }
    return inner.kind == BOUND_SET ? inner : unknown;
}

QueueBound queue_bound(Module *m, Node *call)
{
    Ref callee = ref_of(m, call->call.func);
    Text name = class_of_ref(callee);
    if (!name.n) {
        return (QueueBound){0};
    }
    return callee.kind == REF_NAME ? by_arguments(m, call, 0, name) : by_class(m, call, callee, name);
}

QueueBound queue_super_bound(Module *m, Node *call)
{
    Node *owner = node_owner(m, call);
    Node *class_node = owner->kind == AST_FUNCTION ? function_class(m, owner) : NULL;
    if (!class_node || !text_eq(owner->function.name.text, T("__init__")) || call->call.func->kind != AST_ATTRIBUTE ||
        !text_eq(call->call.func->attribute.attr.text, T("__init__"))) {
        return (QueueBound){0};
    }
    int index;
    if (!derives((Ref){.kind = REF_CLASS, .module = m, .node = class_node}) || super_init(m, owner, &index) != call) {
        return (QueueBound){0};
    }
    QueueBound b = by_arguments(m, call, index, class_node->class_.name.text);
    return b;
}

QueueBound queue_held(Module *m, Node *expression)
{
    Ref r = ref_of(m, expression);
    if (r.kind != REF_INSTANCE || !(family_name(r.name).n || (r.node && derives(r)))) {
        return (QueueBound){0};
    }
    if (r.origin && r.origin->kind == AST_CALL) {
        return queue_bound(r.origin_module, r.origin);
    }
    return (QueueBound){.kind = BOUND_UNKNOWN, .class_name = r.name};
}
