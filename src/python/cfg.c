#include "python/cfg.h"

#include "python/flow.h"
#include "python/memo.h"
#include "python/shape.h"
#include "python/word.h"

// Where control goes from a place: by exception, return, break and continue. `finals` of a try replace them by copies of its
// finally block.
typedef struct {
    Step *raises, *returns, *breaks, *continues;
} Ways;

typedef struct {
    Module *m;
    Cfg *cfg;
    bool full;          // too many steps
} Builder;

static Step *block(Builder *b, Nodes body, Step *next, Ways ways);

static Step *add(Builder *b, StepKind kind, Node *node, Step *raises)
{
    Cfg *g = b->cfg;
    b->full = b->full || g->steps.n >= CFG_MAX;
    Step *s = NEW(g->arena, Step, 1);
    *s = (Step){.kind = kind, .id = g->steps.n, .node = node, .raises = raises};
    *list_push(g->arena, &g->steps) = s;
    return s;
}

static void link(Builder *b, Step *from, Step *to)
{
    for (int i = 0; i < from->next.n; i++) {
        if (from->next.at[i] == to) {
            return;
        }
    }
    *list_push(b->cfg->arena, &from->next) = to;
}

static Step *evaluate(Builder *b, StepKind kind, Node *node, Node *expression, Step *next, Step *raises)
{
    Step *s = add(b, kind, node, raises);
    s->expression = expression;
    link(b, s, next);
    return s;
}

// -- simple statements ------------------------------------------------------------------------------------------------

// A call that never comes back: sys.exit() and the like, or a function of the project that says so.
static bool never_returns(Module *m, Node *call)
{
    static const char *const names[] = {"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit", "pytest.fail",
                                        "pytest.skip", "pytest.xfail", "pytest.exit", NULL};
    Ref r = ref_of(m, call->call.func);
    if (r.kind == REF_NAME && name_in(r.name, names)) {
        return true;
    }
    Node *returns = r.kind == REF_FUNCTION ? r.node->function.returns : NULL;
    Ref declared = returns && last_name(returns).n ? ref_of(r.module, returns) : (Ref){0};
    return ref_is_name(declared, "typing.NoReturn") || ref_is_name(declared, "typing.Never");
}

static Step *statement(Builder *b, Node *n, Step *next, Ways ways)
{
    bool silent = n->kind == AST_PASS || n->kind == AST_BREAK || n->kind == AST_CONTINUE || n->kind == AST_GLOBAL || n->kind == AST_NONLOCAL;
    Step *s = add(b, STEP_STATEMENT, n, silent ? NULL : ways.raises);
    Node *value = n->kind == AST_EXPR ? n->value.value : NULL;
    value = value && value->kind == AST_AWAIT ? value->value.value : value;
    switch (n->kind) {
    case AST_RETURN: link(b, s, ways.returns); break;
    case AST_BREAK: link(b, s, ways.breaks ? ways.breaks : ways.raises); break;
    case AST_CONTINUE: link(b, s, ways.continues ? ways.continues : ways.raises); break;
    case AST_RAISE: break;
    default:
        if (!value || value->kind != AST_CALL || !never_returns(b->m, value)) {
            link(b, s, next);
        }
    }
    return s;
}

// -- branches and loops -----------------------------------------------------------------------------------------------

// 1: always true, 0: always false, -1: nobody knows.
static int truth(Module *m, Node *test)
{
    Constant c = constant_of(m, test);
    return c.kind == CONSTANT_NUMBER ? c.number != 0 : c.kind == CONSTANT_NONE ? 0 : -1;
}

static Step *if_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    Step *otherwise = next;
    for (int i = n->if_.branches.n - 1; i >= 0; i--) {
        Node *branch = n->if_.branches.at[i];
        Step *body = block(b, branch->branch.body, next, ways);
        if (!branch->branch.test) {
            otherwise = body;
            continue;
        }
        int known = truth(b->m, branch->branch.test);
        Step *test = evaluate(b, STEP_TEST, branch, branch->branch.test, known == 0 ? otherwise : body, ways.raises);
        if (known < 0) {
            link(b, test, otherwise);
        }
        otherwise = test;
    }
    return otherwise;
}

static Step *while_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    Step *orelse = block(b, n->while_.orelse, next, ways);
    Step *test = add(b, STEP_TEST, n, ways.raises);
    test->expression = n->while_.test;
    Ways inside = ways;
    inside.breaks = next, inside.continues = test;
    int known = truth(b->m, n->while_.test);
    if (known != 0) {
        link(b, test, block(b, n->while_.body, test, inside));
    }
    if (known != 1) {
        link(b, test, orelse);
    }
    return test;
}

static Step *for_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    Step *turn = add(b, STEP_NEXT, n, ways.raises);
    Ways inside = ways;
    inside.breaks = next, inside.continues = turn;
    link(b, turn, block(b, n->for_.body, turn, inside));
    link(b, turn, block(b, n->for_.orelse, next, ways));
    return evaluate(b, STEP_EVALUATE, n, n->for_.iter, turn, ways.raises);
}

// `case _:`, `case name:`: takes everything.
static bool is_irrefutable(const Node *c)
{
    const Node *p = c->case_.pattern;
    return !c->case_.guard && p && p->kind == AST_PATTERN && p->pattern.parts.n == 0 && !p->pattern.expr &&
           (p->pattern.is_wildcard || p->pattern.name.text.n);
}

static Step *match_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    Step *otherwise = next;
    for (int i = n->match.cases.n - 1; i >= 0; i--) {
        Node *c = n->match.cases.at[i];
        Step *test = evaluate(b, STEP_TEST, c, c->case_.guard, block(b, c->case_.body, next, ways), ways.raises);
        if (!is_irrefutable(c)) {
            link(b, test, otherwise);
        }
        otherwise = test;
    }
    return evaluate(b, STEP_EVALUATE, n, n->match.subject, otherwise, ways.raises);
}

// -- with -------------------------------------------------------------------------------------------------------------

bool may_swallow(Module *m, const Node *item)
{
    static const char *const keep[] = {
        "asyncio.Lock", "asyncio.Semaphore", "asyncio.BoundedSemaphore", "asyncio.Condition", "asyncio.Timeout", "asyncio.TaskGroup",
        "asyncio.Runner", "threading.Lock", "threading.RLock", "threading.Condition", "threading.Semaphore", "io.TextIOWrapper",
    };
    static const char *const calls[] = {
        "asyncio.timeout", "asyncio.timeout_at", "contextlib.closing", "contextlib.aclosing", "contextlib.nullcontext",
        "contextlib.redirect_stdout", "contextlib.redirect_stderr", "tempfile.TemporaryDirectory", "tempfile.NamedTemporaryFile",
        "warnings.catch_warnings", "async_timeout.timeout", "aiohttp.ClientSession", "httpx.AsyncClient", NULL,
    };
    Node *context = item->with_item.context;
    Ref r = ref_of(m, context);
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++) {
        if (ref_is_instance(r, keep[i])) {
            return false;
        }
    }
    return context->kind != AST_CALL || !name_in(callee_name(m, context), calls);
}

static Step *leave_with(Builder *b, Node *n, Step *next, Step *raises)
{
    if (!next) {
        return NULL;
    }
    Step *s = add(b, STEP_EXIT, n, raises);
    link(b, s, next);
    return s;
}

static Step *with_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    bool swallows = false;
    for (int i = 0; i < n->with.items.n; i++) {
        swallows = swallows || may_swallow(b->m, n->with.items.at[i]);
    }
    Step *raising = add(b, STEP_EXIT_RAISING, n, ways.raises);
    if (swallows) {
        link(b, raising, next);
    }
    Ways inside = {raising, leave_with(b, n, ways.returns, ways.raises), leave_with(b, n, ways.breaks, ways.raises),
                   leave_with(b, n, ways.continues, ways.raises)};
    Step *first = block(b, n->with.body, leave_with(b, n, next, ways.raises), inside);
    for (int i = n->with.items.n - 1; i >= 0; i--) {
        Node *item = n->with.items.at[i];
        first = evaluate(b, STEP_EVALUATE, item, item->with_item.context, first, i ? raising : ways.raises);
    }
    return first;
}

// -- try --------------------------------------------------------------------------------------------------------------

static bool takes_everything(Module *m, const Node *handler)
{
    return !handler->handler.type || ref_is_name(ref_of(m, handler->handler.type), "builtins.BaseException");
}

// The ways out of a try with a finally block: through a copy of it each.
static Ways through_finally(Builder *b, Node *n, Ways ways)
{
    Nodes body = n->try_.finalbody;
    return (Ways){
        .raises = block(b, body, ways.raises, ways),
        .returns = block(b, body, ways.returns, ways),
        .breaks = ways.breaks ? block(b, body, ways.breaks, ways) : NULL,
        .continues = ways.continues ? block(b, body, ways.continues, ways) : NULL,
    };
}

static Step *try_statement(Builder *b, Node *n, Step *next, Ways ways)
{
    if (n->try_.finalbody.n) {
        next = block(b, n->try_.finalbody, next, ways);
        ways = through_finally(b, n, ways);
    }
    Ways inside = ways;
    if (n->try_.handlers.n) {
        Step *caught = add(b, STEP_CATCH, n, ways.raises);
        for (int i = 0; i < n->try_.handlers.n; i++) {
            Node *h = n->try_.handlers.at[i];
            Step *handler = add(b, STEP_HANDLER, h, h->handler.type ? ways.raises : NULL);
            link(b, caught, handler);
            link(b, handler, block(b, h->handler.body, next, ways));
            caught->raises = takes_everything(b->m, h) ? NULL : caught->raises;
        }
        inside.raises = caught;
    }
    Step *orelse = block(b, n->try_.orelse, next, ways);
    return block(b, n->try_.body, orelse, inside);
}

// -- the whole --------------------------------------------------------------------------------------------------------

static Step *compound(Builder *b, Node *n, Step *next, Ways ways)
{
    switch (n->kind) {
    case AST_IF: return if_statement(b, n, next, ways);
    case AST_WHILE: return while_statement(b, n, next, ways);
    case AST_FOR: return for_statement(b, n, next, ways);
    case AST_MATCH: return match_statement(b, n, next, ways);
    case AST_WITH: return with_statement(b, n, next, ways);
    case AST_TRY: return try_statement(b, n, next, ways);
    default: return statement(b, n, next, ways);
    }
}

static Step *block(Builder *b, Nodes body, Step *next, Ways ways)
{
    for (int i = body.n - 1; i >= 0 && !b->full; i--) {
        next = compound(b, body.at[i], next, ways);
    }
    return next;
}

static const Cfg *build(Module *m, Arena *a, Node *function)
{
    Cfg *g = NEW(a, Cfg, 1);
    Builder b = {.m = m, .cfg = g};
    g->arena = a;
    g->entry = add(&b, STEP_ENTRY, function, NULL);
    g->returned = add(&b, STEP_RETURNED, function, NULL);
    g->raised = add(&b, STEP_RAISED, function, NULL);
    link(&b, g->entry, block(&b, function->function.body, g->returned, (Ways){g->raised, g->returned, NULL, NULL}));
    return b.full ? NULL : g;
}

const Cfg *cfg_of(Module *m, Node *function)
{
    if (m->is_foreign || !m->reader) {
        return NULL;
    }
    Arena *a = m->reader->file;
    if (!m->cfgs) {
        m->cfgs = NEW(a, const Cfg *, m->ast->n);
        m->cfg_built = NEW(a, bool, m->ast->n);
    }
    if (!m->cfg_built[function->id]) {
        m->cfgs[function->id] = build(m, a, function);
        m->cfg_built[function->id] = true;
    }
    return m->cfgs[function->id];
}

bool step_suspends(Module *m, const Step *s)
{
    switch (s->kind) {
    case STEP_STATEMENT: return !opens_definition(s->node) && subtree_suspends(m, s->node);
    case STEP_TEST: return s->expression && subtree_suspends(m, s->expression);
    case STEP_EVALUATE:
        return subtree_suspends(m, s->expression) || (s->node->kind == AST_WITH_ITEM && s->node->parent->is_async);
    case STEP_NEXT: case STEP_EXIT: case STEP_EXIT_RAISING: return s->node->is_async;
    default: return false;
    }
}
