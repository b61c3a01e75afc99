// What is done with a queue: the reads of a local variable are followed in the tree. What is shared more widely, an attribute or a
// global name, is judged by the text of the file: the parts that use it may not have been parsed, and its name is enough.
#include "python/handling.h"

#include "python/queue.h"
#include "python/shape.h"
#include "python/word.h"

enum { FOLLOWED = 4 };

static void note_method(QueueUse *u, Text method)
{
    u->gets |= text_eq(method, T("get")) || text_eq(method, T("get_nowait"));
    u->finishes |= text_eq(method, T("task_done"));
    u->joins |= text_eq(method, T("join"));
    u->shuts_down |= text_eq(method, T("shutdown"));
}

// -- in the text --------------------------------------------------------------------------------------------------------

// One mention of the name, which ends at `at`: a method, a definition, or what may be anything.
static void note_mention(QueueUse *u, Text t, ptrdiff_t at)
{
    while (at < t.n && t.s[at] == ' ') {
        at++;
    }
    char c = at < t.n ? t.s[at] : '\n';
    bool assigned = c == '=' && !(at + 1 < t.n && t.s[at + 1] == '=');
    if (c == '.') {
        static const char *const methods[] = {"get", "get_nowait", "task_done", "join", "shutdown"};
        for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
            ptrdiff_t found = at + 1;
            Text method = text_from(methods[i]);
            if (identifier_find(text_sub(t, 0, at + 1 + method.n + 1), method, &found) && found == at + 1) {
                note_method(u, method);
            }
        }
    } else if (!assigned && c != ':') {
        u->escapes = true;
    }
}

static void read_text(QueueUse *u, Text t, Text name)
{
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        note_mention(u, t, at + name.n);
    }
}

// -- in the tree --------------------------------------------------------------------------------------------------------

static void read_binding(Module *m, const Binding *b, QueueUse *u, int depth);

// The parameter of a function of this module that the argument is given for, or NULL.
static const Binding *parameter_given(Module *m, const Node *call, const Node *argument)
{
    Ref f = ref_of(m, call->call.func);
    if (f.kind != REF_FUNCTION || f.module != m) {
        return NULL;
    }
    const Node *keyword = argument->parent->kind == AST_KEYWORD ? argument->parent : NULL;
    Text name = keyword ? keyword->keyword.name.text : (Text){0};
    Nodes params = f.node->function.params;
    for (int i = 0; i < call->call.args.n && !keyword; i++) {
        int index = i + f.bound;
        if (call->call.args.at[i]->kind == AST_STARRED) {
            return NULL;
        }
        if (call->call.args.at[i] == argument && index < params.n && params.at[index]->param.kind != PARAM_VARARGS) {
            name = params.at[index]->param.name.text;
        }
    }
    return name.n ? map_get(&scope_opened(m, f.node)->names, name) : NULL;
}

static void read_use(Module *m, const Node *read, QueueUse *u, int depth)
{
    const Node *p = read->parent, *call = p->kind == AST_KEYWORD ? p->parent : p;
    if (p->kind == AST_ATTRIBUTE) {
        note_method(u, p->attribute.attr.text);
        return;
    }
    if (p->kind == AST_COMPARE || p->kind == AST_BRANCH || p->kind == AST_WHILE || (p->kind == AST_UNARY_OP && p->op == OP_NOT)) {
        return;
    }
    const Binding *given = call->kind == AST_CALL && call->call.func != read ? parameter_given(m, call, read) : NULL;
    if (given && depth > 0) {
        read_binding(m, given, u, depth - 1);
    } else {
        u->escapes = true;
    }
}

static void read_binding(Module *m, const Binding *b, QueueUse *u, int depth)
{
    u->escapes |= b->is_rebound_elsewhere;
    for (int i = 0; i < b->reads.n; i++) {
        read_use(m, b->reads.at[i], u, depth);
    }
}

// All that the variable ever holds was made for it.
static bool is_made_here(Module *m, const Binding *b)
{
    for (int i = 0; i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        bool made = d->kind == DEF_ASSIGN && d->value && d->value->kind == AST_CALL && queue_class(m, d->value->call.func).n;
        if (!made && d->kind != DEF_DECLARED && d->kind != DEF_PARAM) {
            return false;
        }
    }
    return true;
}

static bool is_parameter(const Binding *b)
{
    for (int i = 0; i < b->defs.n; i++) {
        if (b->defs.at[i].kind == DEF_PARAM) {
            return true;
        }
    }
    return false;
}

QueueUse queue_use(Module *m, Node *queue)
{
    Text name = last_name(queue);
    QueueUse u = {.is_private = text_starts(name, T("_"))};
    const Binding *b = queue->kind == AST_NAME ? m->binding_of[queue->id] : NULL;
    if (b && b->scope->kind == SCOPE_FUNCTION) {
        u.is_private = true;
        u.is_parameter = is_parameter(b);
        u.escapes = !is_made_here(m, b);
        read_binding(m, b, &u, FOLLOWED);
    } else if (name.n) {
        read_text(&u, m->source->text, name);
    } else {
        u.escapes = true;
    }
    return u;
}

bool is_no_asyncio_queue(Module *m, Node *expression)
{
    return queue_held(m, expression).kind == BOUND_NOT_A_QUEUE && ref_of(m, expression).kind != REF_UNKNOWN;
}
