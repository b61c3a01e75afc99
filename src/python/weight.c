// Whether it matters that a call blocks. Much of what blocks does so for a moment, or while nothing else is to be done; a finding of
// it is true and of little worth, so it is a note. What matters shows in the source, and each kind of call has its own evidence
// (BlockingNote): files that may be large, trees gone through entry by entry, requests that are served, threads that work still.
#include "python/weight.h"

#include "python/bulk.h"
#include "python/query.h"
#include "python/shape.h"
#include "python/word.h"

static const double SHORT = 0.05;       // seconds: what a person does not feel

// `future.result(timeout=0.01)`
static bool waits_shortly(Module *m, const Node *n)
{
    Node *timeout = n->kind == AST_CALL ? call_argument(n, -1, "timeout", NULL) : NULL;
    Constant c = timeout ? constant_of(m, timeout) : (Constant){0};
    return c.kind == CONSTANT_NUMBER && c.number < SHORT;
}

// A program that only says what it is, subprocess.run([node, "--version"]), or ends another one.
static bool is_brief_program(Module *m, const Node *n)
{
    for (int i = n->id; n->kind == AST_CALL && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        Constant c = d->kind == AST_CONSTANT ? constant_of(m, d) : (Constant){0};
        if (c.kind == CONSTANT_TEXT && (text_ends(c.text, T("--version")) || text_starts(c.text, T("taskkill")))) {
            return true;
        }
    }
    return false;
}

// -- requests ------------------------------------------------------------------------------------------------------------

// @app.get("/files/{name}")
static bool is_route(const Node *decorator)
{
    static const char *const methods[] = {"get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "websocket", NULL};
    const Node *path = decorator->kind == AST_CALL && decorator->call.args.n ? decorator->call.args.at[0] : NULL;
    return path && path->kind == AST_CONSTANT && decorator->call.func->kind == AST_ATTRIBUTE && name_in(last_name(decorator->call.func), methods);
}

// request: Request, upload: Optional[UploadFile], request alone, as aiohttp hands it over; `receive`, which ASGI does.
static bool is_of_request(const Module *m, const Node *param)
{
    static const char *const types[] = {"Request", "HttpRequest", "UploadFile", NULL};
    static const char *const names[] = {"request", "receive", NULL};
    const Node *annotation = param->param.annotation;
    for (int i = annotation ? annotation->id : 1; annotation && i <= annotation->last; i++) {
        if (name_in(last_name(m->ast->nodes[i]), types)) {
            return true;
        }
    }
    return !annotation && name_in(param->param.name.text, names);
}

bool blocking_is_served(const Module *m, const Node *n)
{
    const Node *f = node_owner(m, n);
    for (int i = 0; f->kind == AST_FUNCTION && i < f->function.decorators.n; i++) {
        if (is_route(f->function.decorators.at[i])) {
            return true;
        }
    }
    for (int i = 0; f->kind == AST_FUNCTION && i < f->function.params.n; i++) {
        if (is_of_request(m, f->function.params.at[i])) {
            return true;
        }
    }
    return false;
}

// Something else runs beside the question: the file starts tasks or a server.
static bool is_accompanied(const Module *m)
{
    static const char *const starters[] = {"create_task", "ensure_future", "TaskGroup", "start_soon", "start_server", "create_server", NULL};
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && name_in(last_name(d->call.func), starters)) {
            return true;
        }
    }
    return false;
}

// A function that is given nothing asks for the same each time; one that looks for files before, and leaves where they are, asks but
// once, and keeps what it got in them.
static bool is_given_nothing(const Node *f)
{
    int n = f->function.params.n;
    return n == 0 || (n == 1 && name_in(f->function.params.at[0]->param.name.text, (const char *const[]){"self", "cls", NULL}));
}

static bool looks_for_files(const Node *d)
{
    return d->kind == AST_CALL && name_in(last_name(d->call.func), (const char *const[]){"exists", "is_file", "isfile", "is_dir", "isdir", NULL});
}

static bool writes_file(const Node *d)
{
    static const char *const writers[] = {"open", "write_bytes", "write_text", "write", "copyfileobj", "extractall", NULL};
    return d->kind == AST_CALL && name_in(last_name(d->call.func), writers);
}

static bool is_first_use(const Module *m, const Node *n)
{
    const Node *f = node_owner(m, n);
    bool looks = false, leaves = false, writes = false;
    for (int i = f->id + 1; f->kind == AST_FUNCTION && is_given_nothing(f) && i <= f->last; i++) {
        const Node *d = m->ast->nodes[i];
        looks |= i < n->id && looks_for_files(d);
        leaves |= looks && i < n->id && d->kind == AST_RETURN;
        writes |= writes_file(d);
    }
    return looks && leaves && writes;
}

// -- trees ---------------------------------------------------------------------------------------------------------------

// The loop or comprehension that goes through what the call gives, or NULL.
static const Node *loop_over(const Node *n)
{
    const Node *p = n->parent;
    while (p && !ast_is_statement(p) && p->kind != AST_COMP_FOR) {
        p = p->parent;
    }
    bool goes_through = p && ((p->kind == AST_FOR && node_within(n, p->for_.iter)) || (p->kind == AST_COMP_FOR && node_within(n, p->comp_for.iter)));
    return !goes_through ? NULL : p->kind == AST_COMP_FOR ? p->parent : p;
}

static bool is_recursive(Module *m, Text name, const Node *n)
{
    Node *pattern = n->call.args.n ? n->call.args.at[0] : NULL;
    Constant c = pattern ? constant_of(m, pattern) : (Constant){0};
    bool is_glob = text_ends(name, T("glob.glob")) || text_ends(name, T(".iglob")) || text_ends(name, T("Path.glob"));
    return !is_glob || call_argument(n, -1, "recursive", NULL) || (c.kind == CONSTANT_TEXT && text_find(c.text, T("**")) >= 0);
}

static bool is_lazy(const Node *n)
{
    static const char *const walks[] = {"walk", "fwalk", "iglob", "rglob", NULL};
    return name_in(last_name(n->call.func), walks) || (is_method_call(n, "glob") && !text_eq(last_name(n->call.func->attribute.value), T("glob")));
}

static bool awaits_within(const Module *m, const Node *loop)
{
    for (int i = loop->for_.body.n ? loop->for_.body.at[0]->id : loop->last + 1; i <= loop->last; i++) {
        if (is_awaiting(m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

// Each entry of a whole tree is looked up or read, too. A walk that is lazy lets others run at each await in the loop: it takes no longer
// at a time than the entries of a directory do.
static bool is_walked(Module *m, const BlockingEntry *e, const Node *n)
{
    const Node *loop = n->kind == AST_CALL && is_recursive(m, text_from(e->name), n) ? loop_over(n) : NULL;
    if (loop && loop->kind == AST_FOR && n == loop->for_.iter && is_lazy(n) && awaits_within(m, loop)) {
        return false;
    }
    for (int i = loop ? loop->id : 1; loop && i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && d != n && blocking_at(m, d).entry) {
            return true;
        }
    }
    return false;
}

// -- threads -------------------------------------------------------------------------------------------------------------

// Where the body begins; a file that is cut off may have none.
static int body_of(const Node *with)
{
    return with->with.body.n ? with->with.body.at[0]->id : with->last + 1;
}

// with ThreadPoolExecutor() as pool: ... awaits what it has the pool do, so that at the end there is nothing left to wait for, but
// after a cancellation.
static bool awaits_in_body(const Module *m, const Node *with)
{
    for (int i = body_of(with); i <= with->last; i++) {
        if (is_awaiting(m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

// concurrent.futures.as_completed(futures) in it waits for all of them, and is reported itself.
static bool waits_for_all_in_body(const Module *m, const Node *with)
{
    for (int i = body_of(with); i <= with->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && text_eq(last_name(d->call.func), T("as_completed"))) {
            return true;
        }
    }
    return false;
}

// class Beat(Thread): run() gives the coroutine a loop of the thread's own, on which the file starts nothing else.
static bool is_on_own_thread(Module *m, const Node *n)
{
    const Node *f = node_owner(m, n);
    Node *around = f->kind == AST_FUNCTION ? f->parent : NULL;
    bool is_method = around && around->kind == AST_CLASS && coroutine_is_run(m, f);
    return is_method && class_derives_from((Ref){.kind = REF_CLASS, .module = m, .node = around}, "threading.Thread") && !is_accompanied(m);
}

// The function ends what it belongs to: nobody is served any more.
static bool is_end(const Module *m, const Node *n)
{
    static const char *const names[] = {"close", "aclose", "stop", "shutdown", "teardown", "terminate", "cleanup", "disconnect", "dispose", "__aexit__",
                                        NULL};
    static const char *const beginnings[] = {"close_", "aclose_", "stop_", "shutdown_", "teardown_", "cleanup_"};
    const Node *f = node_owner(m, n);
    Text name = f->kind == AST_FUNCTION ? f->function.name.text : (Text){0};
    name = text_starts(name, T("_")) && !text_starts(name, T("__")) ? text_sub(name, 1, name.n) : name;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (text_starts(name, text_from(beginnings[i]))) {
            return true;
        }
    }
    return name_in(name, names);
}

// Somebody expects that the thread runs still: they give it time, or have asked whether it does.
static bool may_be_alive(const Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    bool asks = n->call.args.n || n->call.keywords.n;
    for (int i = owner->id + 1; i < n->id && !asks; i++) {
        asks = is_method_call(m->ast->nodes[i], "is_alive");
    }
    return asks;
}

// It was told to end, `stop.set()`, and is not waited for longer than a moment: `thread.join(timeout=1)`.
static bool is_told_to_end(Module *m, const Node *n)
{
    const double MOMENT = 2;        // seconds
    Node *timeout = n->kind == AST_CALL ? call_argument(n, 0, "timeout", NULL) : NULL;
    Constant c = timeout ? constant_of(m, timeout) : (Constant){0};
    bool is_told = false;
    for (int i = node_owner(m, n)->id + 1; c.kind == CONSTANT_NUMBER && c.number <= MOMENT && i < n->id && !is_told; i++) {
        is_told = is_method_call(m->ast->nodes[i], "set");
    }
    return is_told;
}

// What the body of the `with` blocks for matters.
static bool is_held(Module *m, const Node *with)
{
    for (int i = body_of(with); i <= with->last; i++) {
        Node *d = m->ast->nodes[i];
        Blocking b = d->kind == AST_CALL ? blocking_at(m, d) : (Blocking){0};
        if (b.entry && b.entry->cost->bad >= SHORT && !blocking_is_light(m, b.entry, d)) {
            return true;
        }
    }
    return false;
}

// -- addresses -----------------------------------------------------------------------------------------------------------

// The function listens at what it looks up: an address of its own machine.
static bool listens(const Module *m, const Node *n)
{
    const Node *owner = node_owner(m, n);
    for (int i = n->last + 1; i <= owner->last; i++) {
        if (is_method_call(m->ast->nodes[i], "bind") || is_method_call(m->ast->nodes[i], "listen")) {
            return true;
        }
    }
    return false;
}

// 127.0.0.1, written down, or the name that the machine gives itself: nobody else is asked.
static bool is_own_address(Module *m, const Node *n)
{
    static const char *const own[] = {"127.0.0.1", "localhost", "::1", NULL};
    for (int i = n->id; n->kind == AST_CALL && i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        Constant c = d->kind == AST_CONSTANT ? constant_of(m, d) : (Constant){0};
        bool is_named = d->kind == AST_CALL && d != n && text_eq(callee_name(m, d), T("socket.gethostname"));
        if (is_named || (c.kind == CONSTANT_TEXT && name_in(c.text, own))) {
            return true;
        }
    }
    return false;
}

bool blocking_is_light(Module *m, const BlockingEntry *e, const Node *n)
{
    if (waits_shortly(m, n) || is_brief_program(m, n) || is_on_own_thread(m, n)) {
        return true;
    }
    switch (e->note_unless) {
    case NOTE_NEVER: return false;
    case NOTE_UNLESS_BULK: return !moves_bulk(m, e, n, blocking_is_served(m, n));
    case NOTE_UNLESS_WALKED: return !is_walked(m, e, n);
    case NOTE_UNLESS_SERVED: return !blocking_is_served(m, n);
    case NOTE_UNLESS_ACCOMPANIED: return !blocking_is_served(m, n) && !is_accompanied(m);
    case NOTE_UNLESS_ALIVE: return is_end(m, n) || !may_be_alive(m, n) || is_told_to_end(m, n);
    case NOTE_UNLESS_SUBMITTED: return n->kind == AST_WITH_ITEM && (awaits_in_body(m, n->parent) || waits_for_all_in_body(m, n->parent));
    case NOTE_UNLESS_HELD: return n->kind == AST_WITH_ITEM && !is_held(m, n->parent);
    case NOTE_UNLESS_REMOTE: return listens(m, n) || is_own_address(m, n);
    case NOTE_UNLESS_QUERY: return is_part_of_query(m, e, n);
    case NOTE_UNLESS_REPEATED: return is_first_use(m, n);
    }
    return false;
}
