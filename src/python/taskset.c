// A container keeps what is put into it until it is taken out. That a set keeps tasks alive is what it is for; that it keeps those
// that are done is forgotten easily, since the callback that discards them is another line.
//
// The whole file must have nothing that could empty it. That is read off the text, so that it does not depend on what was parsed,
// and everything that is not known to leave the container alone counts as emptying it: a method that removes, an assignment,
// `del`, handing it to a function other than gather and the like, returning it, another name for it. So does another
// object's attribute of the same name.
//
// A few long-lived tasks that an object starts are no growth: the call must stand in a loop that goes round as often as there is
// data, or in a function that is not about starting something, nor does its work once only.
#include "python/taskset.h"

#include "python/flow.h"
#include "python/inflow.h"
#include "python/shape.h"
#include "python/spawn.h"
#include "python/textual.h"
#include "python/width.h"
#include "python/word.h"

// -- the text ---------------------------------------------------------------------------------------------------------------

static Text word_at(Text t, ptrdiff_t i)
{
    ptrdiff_t end = i;
    while (end < t.n && continues_identifier(t.s[end])) {
        end++;
    }
    return text_sub(t, i, end);
}

// The function whose arguments the place stands among; empty when that is not on the same line.
static Text called_around(Text t, ptrdiff_t i)
{
    int depth = 0;
    for (; i > 0 && t.s[i - 1] != '\n'; i--) {
        char c = t.s[i - 1];
        depth += c == ')' || c == ']';
        if ((c == '(' || c == '[') && depth-- == 0) {
            return c == '(' ? word_before(t, i - 1) : (Text){0};
        }
    }
    return (Text){0};
}

// What stands in front of the name, `self.` left aside.
static ptrdiff_t expression_begin(Text t, ptrdiff_t i)
{
    while (i > 0 && (continues_identifier(t.s[i - 1]) || t.s[i - 1] == '.')) {
        i--;
    }
    while (i > 0 && t.s[i - 1] == '*') {
        i--;
    }
    return i;
}

static bool leaves_alone(Text t, ptrdiff_t beg, ptrdiff_t end, int *assignments)
{
    static const char *const fills[] = {"add", "append", "update", "extend", "insert", "appendleft", "copy", "index", "count", NULL};
    static const char *const reads[] = {"gather", "wait", "as_completed", "len", "list", "tuple", "set", "frozenset", "sorted", "all", "any",
                                        "bool", "iter", "enumerate", "reversed", "print", "str", "repr", NULL};
    static const char *const asks[] = {"in", "not", "if", "elif", "while", "and", "or", "assert", NULL};
    ptrdiff_t i = end;
    while (i < t.n && t.s[i] == ' ') {
        i++;
    }
    Text rest = text_sub(t, i, t.n), before = word_before(t, expression_begin(t, beg));
    if (text_eq(before, T("del")) || text_eq(before, T("global"))) {
        return text_eq(before, T("global"));
    }
    if (text_starts(rest, T("."))) {
        return name_in(word_at(t, i + 1), fills);
    }
    if (text_starts(rest, T("|=")) || text_starts(rest, T("+="))) {
        return true;
    }
    if (text_starts(rest, T(":")) && !name_in(before, asks)) {
        ptrdiff_t line = text_find_char(rest, '\n');
        *assignments += text_find_char(text_sub(rest, 0, line < 0 ? rest.n : line), '=') >= 0;
        return *assignments <= 1;
    }
    if (text_starts(rest, T("=")) && !text_starts(rest, T("=="))) {
        return ++*assignments <= 1;
    }
    return name_in(before, asks) || name_in(called_around(t, expression_begin(t, beg)), reads);
}

// Nothing in the file takes anything out of what is called so: `.name` of objects, or the module's `name`.
static bool only_grows(Text t, Text name, bool attribute)
{
    int assignments = 0;
    for (ptrdiff_t i = 0; i + name.n <= t.n;) {
        ptrdiff_t at = text_find(text_sub(t, i, t.n), name);
        if (at < 0) {
            break;
        }
        ptrdiff_t beg = i + at, end = beg + name.n;
        char before = beg > 0 ? t.s[beg - 1] : ' ', after = end < t.n ? t.s[end] : ' ';
        bool is_it = !continues_identifier(before) && !continues_identifier(after) && (!attribute || before == '.');
        if (is_it && !leaves_alone(t, beg, end, &assignments)) {
            return false;
        }
        i = end;
    }
    return true;
}

// -- the container ----------------------------------------------------------------------------------------------------------

// A list or set that outlives the function: of an object, of the module.
static bool outlives(Module *m, const Node *container, Node *owner)
{
    if (container->kind == AST_ATTRIBUTE) {
        Ref of = ref_of(m, container->attribute.value);
        return (of.kind == REF_INSTANCE || of.kind == REF_CLASS) && of.node && of.module == m;
    }
    const Binding *b = container->kind == AST_NAME ? m->binding_of[container->id] : NULL;
    return b && b->scope->kind == SCOPE_MODULE && owner->kind == AST_FUNCTION;
}

static bool is_plain_container(Module *m, Node *container)
{
    Ref r = ref_of(m, container);
    if (r.kind == REF_LITERAL) {
        return r.node->kind == AST_LIST || r.node->kind == AST_SET;
    }
    bool deque = ref_is_instance(r, "collections.deque") && r.origin && !call_argument(r.origin, 1, "maxlen", NULL);
    return ref_is_instance(r, "builtins.set") || ref_is_instance(r, "builtins.list") || deque;
}

// `if self.loop is not None: return`, and further down `self.loop = loop`: the function does its work the first time only.
static bool works_once(const Module *m, const Node *owner)
{
    for (int i = 0; i < owner->function.body.n; i++) {
        const Node *statement = owner->function.body.at[i], *branch = statement->kind == AST_IF ? statement->if_.branches.at[0] : NULL;
        const Node *test = branch && branch->branch.body.n && branch->branch.body.at[0]->kind == AST_RETURN ? branch->branch.test : NULL;
        bool not_none = test && test->kind == AST_COMPARE && test->compare.ops[0] == OP_IS_NOT;
        const Node *asked = not_none ? test->compare.left : test;
        Text name = asked && (asked->kind == AST_ATTRIBUTE || asked->kind == AST_NAME) ? last_name(asked) : (Text){0};
        for (int k = statement->last + 1; name.n && k <= owner->last; k++) {
            const Node *d = m->ast->nodes[k];
            if (d->kind == AST_ASSIGN && d->assign.targets.n && text_eq(last_name(d->assign.targets.at[0]), name)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_repeated(Module *m, Node *call, const Node *owner)
{
    static const char *const once[] = {"init", "start", "startup", "setup", "run", "main", "open", "connect", "launch", "begin", "serve", "enter",
                                       "aenter", "initialize", "initialise", "mount", "boot", "bootstrap", "ready", "resume", "configure", "post", NULL};
    for (Node *loop = node_loop(m, call); loop; loop = node_loop(m, loop)) {
        WidthKind kind = width_of_loop(m, loop).kind;
        if (kind == WIDTH_ENDLESS) {
            return true;
        }
    }
    return owner->kind == AST_FUNCTION && !name_has_word(owner->function.name.text, once) && !works_once(m, owner);
}

Node *task_set_that_grows(Module *m, Node *call)
{
    Node *owner = node_owner(m, call);
    AstKind p = call->parent->kind;
    bool goes_nowhere = p == AST_EXPR || p == AST_AWAIT || p == AST_ATTRIBUTE || (p == AST_CALL && !container_of(m, call));
    if (goes_nowhere || !is_repeated(m, call, owner)) {
        return NULL;                            // nothing is kept; or there are few
    }
    TaskMaker maker = task_maker(m, call);
    if (!maker.is_task || !maker.gives_task) {
        return NULL;
    }
    Spawn s = spawn_new(m, call, maker);
    for (int i = 0; i < s.handle_count; i++) {
        Node *container = (Node *)s.handles[i];
        if (outlives(m, container, owner) && is_plain_container(m, container) && only_grows(m->source->text, last_name(container), container->kind == AST_ATTRIBUTE)) {
            return container;
        }
    }
    return NULL;
}

// Something that the function is given is run, by whoever calls it. A group of tasks keeps them until it is left.
static bool runs_parameter(Module *m, const Node *call, const Node *owner)
{
    Node *of = owner->kind == AST_FUNCTION ? function_class(m, owner) : NULL;
    Member leave;
    if (of && class_member((Ref){.kind = REF_CLASS, .module = m, .node = of}, T("__aexit__"), &leave)) {
        return false;
    }
    const Node *given = call->call.args.n ? call->call.args.at[0] : NULL;
    const Binding *b = given && given->kind == AST_NAME ? m->binding_of[given->id] : NULL;
    return b && b->scope->node == owner && b->defs.n && b->defs.at[0].kind == DEF_PARAM;
}

bool task_set_grows_fast(Module *m, Node *call, Node *container)
{
    for (Node *loop = node_loop(m, call); loop; loop = node_loop(m, loop)) {
        if (width_of_loop(m, loop).kind == WIDTH_ENDLESS) {
            return true;
        }
    }
    return container->kind == AST_NAME || runs_parameter(m, call, node_owner(m, call)) || flows_in(m->source->text, call->beg);
}
