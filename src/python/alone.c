// Code beside which nothing else runs on the loop: what blocks there keeps nobody waiting but who started the program. That is
// the start and the end of a server, which are called before it serves and after; the coroutine of asyncio.run() up to its
// first await; what serves a command line; examples, and programs that load something on purpose.
#include "python/flow.h"
#include "python/model.h"
#include "python/shape.h"
#include "python/word.h"

// lifespan(app) of ASGI servers, initialize() and shutdown() of what a server is made of, on_startup of aiohttp, @app.on_event("startup"); @pytest.fixture, which a test waits for.
static bool is_start_or_end(const Node *function)
{
    static const char *const names[] = {"lifespan", "on_startup", "on_shutdown", "startup_event", "shutdown_event", "startup", "shutdown",
                                        "initialize", NULL};
    Text name = function->function.name.text;
    Nodes decorators = function->function.decorators;
    for (int i = 0; i < decorators.n; i++) {
        const Node *d = decorators.at[i];
        bool on_event = d->kind == AST_CALL && text_eq(last_name(d->call.func), T("on_event"));
        if (on_event || text_eq(last_name(d->kind == AST_CALL ? d->call.func : d), T("fixture"))) {
            return true;
        }
    }
    while (text_starts(name, T("_"))) {
        name = text_sub(name, 1, name.n);
    }
    return name_in(name, names) || text_ends(name, T("_lifespan"));
}

bool coroutine_is_run(const Module *m, const Node *function)
{
    Text t = m->source->text, name = function->function.name.text;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        Text before = text_trim(text_sub(t, at > 32 ? at - 32 : 0, at));
        before = text_ends(before, T("self.")) ? text_sub(before, 0, before.n - 5) : before;
        if (text_ends(before, T("run(")) || text_ends(before, T("run_until_complete("))) {
            return true;
        }
    }
    return false;
}

// @cli.command() of click and typer: what somebody has called in a terminal. Chats have commands of that name, too.
static bool is_of_command_line(const Module *m, const Node *function)
{
    if (!module_imports(m, "click") && !module_imports(m, "typer") && !module_imports(m, "asyncclick")) {
        return false;
    }
    for (int i = 0; i < function->function.decorators.n; i++) {
        const Node *d = function->function.decorators.at[i];
        if (text_eq(last_name(d->kind == AST_CALL ? d->call.func : d), T("command"))) {
            return true;
        }
    }
    return false;
}

static bool suspends(const Module *m, const Node *function, int from, int to)
{
    for (int i = from; i < to; i++) {
        const Node *d = m->ast->nodes[i];
        bool may = d->kind == AST_AWAIT || ((d->kind == AST_FOR || d->kind == AST_WITH) && d->is_async);
        if (may && node_owner(m, d) == function) {
            return true;
        }
    }
    return false;
}

// No await before, nor in the loop around.
static bool is_before_awaits(const Module *m, const Node *function, const Node *n)
{
    const Node *outermost = n;
    for (const Node *loop = node_loop(m, n); loop; loop = node_loop(m, loop)) {
        outermost = loop;
    }
    return !suspends(m, function, function->id + 1, n->id) && (outermost == n || !suspends(m, function, outermost->id, outermost->last + 1));
}

bool node_runs_alone(const Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    return module_is_command(m) || module_is_example(m) || (owner->kind == AST_FUNCTION && owner->is_async &&
           (is_start_or_end(owner) || (is_before_awaits(m, owner, n) &&
           (coroutine_is_run(m, owner) || is_of_command_line(m, owner)))));
}
