// How much speaks for many: whether the elements of a fan-out are data (rows, files, ids, results of a query, messages of
// a stream) or a few long-lived things (plugins, devices, listeners), which are unbounded in the code and small in
// practice. Names tell, and where the elements come from: both are followed back through local names, comprehensions,
// wrappers and appends. Names of things outweigh names of data: `device_ids` are as few as the devices.
#include "python/evidence.h"

enum { DEPTH = 8, WORD_MAX = 32, DEFS_MAX = 4 };

typedef struct {
    bool few, rows, result;
} Clues;

// What is read first outweighs what it comes from: the ids of a configuration are ids, `targets` are the devices they name.
static void add_origin(Clues *c, Clues origin)
{
    bool silent = !c->few && !c->rows;
    c->few |= silent && origin.few;
    c->rows |= silent && origin.rows;
    c->result |= origin.result;
}

// Things of which a program has a handful. Parts of names, singular.
static const char *const THINGS[] = {
    // parts of a program
    "worker", "plugin", "addon", "consumer", "producer", "listener", "handler", "sink", "server", "service", "component",
    "extension", "cog", "middleware", "tool", "toolset", "backend", "watcher", "hook", "integration", "provider", "platform",
    "adapter", "callback", "cb", "agent", "subsystem", "exporter", "transport", "observer", "signal", "bridge", "runner",
    "module", "manager", "monitor", "coordinator", "database", "pool", "updater", "bot", "timer", "source", "dashboard", "cron", "trigger",
    // of a network
    "peer", "shard", "node", "replica", "broker", "sentinel", "interface", "broadcast", "socket", "cluster", "partition",
    // of an installation
    "config", "conf", "setting", "option", "section", "credential", "certificate", "cert", "domain",
    "device", "entity", "sensor", "camera", "lock", "door", "room", "home", "vehicle", "car", "player", "battery", "meter",
    "gateway", "hub", "light", "endpoint",
    // awaitables somebody else made
    "coro", "coroutine", "aw", "awaitable", "future", "fut", NULL};

// Data. Parts of names, singular; `key` counts in the plural only (`for key, value in ...` tells nothing).
static const char *const ROWS[] = {
    "file", "filename", "path", "url", "uri", "link", "id", "uid", "uuid", "guid", "sid", "hash", "digest", "row", "record",
    "line", "document", "doc", "message", "msg", "packet", "job", "request", "response", "result", "transaction", "tx",
    "image", "photo", "video", "article", "post", "tweet", "email", "order", "product", "symbol", "ticker",
    "comment", "customer", "user", "participant", "subscriber", "page", "event", "attachment", NULL};

// Named in what is called for each element.
static const char *const CALLED_THINGS[] = {"tool", "callback", "hook", "listener", "plugin", NULL};

static const char *const OPENING[] = {"start", "startup", "setup", "init", "initialize", "initialise", "launch", "connect",
                                      "reconnect", "reload", "discover", "migrate", NULL};
static const char *const CLOSING[] = {"stop", "close", "aclose", "shutdown", "cleanup", "teardown", "terminate",
                                      "disconnect", "unload", "aexit", "cancel", "wait", "finished", NULL};
static const char *const RECEIVING[] = {"get", "getone", "recv", "receive", "read", "readline", "accept", "next", "anext",
                                        "pop", "arecv", "aget", "areceive", "blpop", "brpop", "xread", "poll", "fetch", NULL};

// -- words of a name --------------------------------------------------------------------------------------------------

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_lower(c) || is_upper(c); }

// The part of `name` that starts at *at: letters up to an underscore, a digit or a capital after a small letter.
static Text next_part(Text name, ptrdiff_t *at)
{
    ptrdiff_t i = *at;
    while (i < name.n && !is_letter(name.s[i])) {
        i++;
    }
    ptrdiff_t from = i;
    while (i < name.n && is_letter(name.s[i]) && !(i > from && is_upper(name.s[i]) && is_lower(name.s[i - 1]))) {
        i++;
    }
    *at = i;
    return text_sub(name, from, i);
}

// `part` is `word` or its plural.
static bool is_word(Text part, Text word)
{
    if (text_eq_nocase(part, word)) {
        return true;
    }
    ptrdiff_t n = word.n;
    if (part.n <= n) {
        return false;
    }
    Text end = text_sub(part, n, part.n);
    if (text_eq_nocase(text_sub(part, 0, n), word)) {
        return text_eq_nocase(end, T("s")) || text_eq_nocase(end, T("es"));
    }
    return n > 1 && word.s[n - 1] == 'y' && text_eq_nocase(text_sub(part, 0, n - 1), text_sub(word, 0, n - 1)) &&
           text_eq_nocase(text_sub(part, n - 1, part.n), T("ies"));
}

static bool has_word(Text name, const char *const *words)
{
    ptrdiff_t at = 0;
    for (Text part = next_part(name, &at); part.n; part = next_part(name, &at)) {
        for (const char *const *w = words; part.n < WORD_MAX && *w; w++) {
            if (is_word(part, text_from(*w))) {
                return true;
            }
        }
    }
    return false;
}

static bool has_part(Text name, Text wanted)
{
    ptrdiff_t at = 0;
    for (Text part = next_part(name, &at); part.n; part = next_part(name, &at)) {
        if (text_eq_nocase(part, wanted)) {
            return true;
        }
    }
    return false;
}

static void read_name(Text name, Clues *c)
{
    c->few |= has_word(name, THINGS);
    c->rows |= has_word(name, ROWS) || has_part(name, T("keys"));
}

static bool calls_method(const Node *n, Text name)
{
    return n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE && text_eq(n->call.func->attribute.attr.text, name);
}

// Of `for key, value in x.items()` the key counts: the value may be a container of other things.
static void read_target(const Node *target, const Node *iterable, Clues *c)
{
    if (target->kind == AST_NAME) {
        read_name(target->name.id, c);
    } else if (target->kind == AST_TUPLE || target->kind == AST_LIST) {
        int n = calls_method(iterable, T("items")) ? 1 : target->sequence.elts.n;
        for (int i = 0; i < n && i < target->sequence.elts.n; i++) {
            read_target(target->sequence.elts.at[i], iterable, c);
        }
    } else if (target->kind == AST_STARRED) {
        read_target(target->value.value, iterable, c);
    }
}

// -- where the elements come from ---------------------------------------------------------------------------------------

static void read_origin(Module *m, Node *n, Clues *c, int depth);

static bool one_of(Text name, const char *const *table)
{
    for (; *table; table++) {
        if (text_eq(name, text_from(*table))) {
            return true;
        }
    }
    return false;
}

// The last name of a called function: `f` of `x.f()`.
static Text called(const Node *call)
{
    const Node *f = call->call.func;
    return f->kind == AST_NAME ? f->name.id : f->kind == AST_ATTRIBUTE ? f->attribute.attr.text : (Text){0};
}

static void read_call(Module *m, Node *n, Clues *c, int depth)
{
    static const char *const through[] = {"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "zip",
                                          "filter", "iter", "chain", "cast", "sum", NULL};
    static const char *const views[] = {"items", "values", "keys", "copy", NULL};
    Text name = called(n);
    if (n->call.func->kind == AST_ATTRIBUTE && one_of(name, views)) {
        read_origin(m, n->call.func->attribute.value, c, depth);
        return;
    }
    if (one_of(name, through)) {
        for (int i = 0; i < n->call.args.n; i++) {
            read_origin(m, n->call.args.at[i], c, depth);
        }
        return;
    }
    read_name(name, c);
    if (text_eq(name, T("get")) && n->call.args.n && n->call.args.at[0]->kind == AST_NAME) {
        read_name(n->call.args.at[0]->name.id, c);
    }
}

// What a call to the outside gave, or a few of them together. Of a gather of many only what went in would tell; what
// never suspends was there already.
static void read_await(Module *m, Node *n, Clues *c, int depth)
{
    Node *value = n->value.value;
    Text name = value && value->kind == AST_CALL ? callee_name(m, value) : (Text){0};
    bool gathers = text_eq(name, T("asyncio.gather")) && value->call.args.n && value->call.args.at[0]->kind != AST_STARRED;
    if (!value || (text_starts(name, T("asyncio.")) && !gathers) || !may_suspend(m, n)) {
        return;
    }
    c->result = true;
    if (gathers) {
        return;
    }
    read_origin(m, value, c, depth);
}

// Lists filled by appends in a loop: what that loop goes over.
static void read_appends(Module *m, const Binding *b, Clues *c, int depth)
{
    for (int i = 0; i < b->reads.n; i++) {
        const Node *p = b->reads.at[i]->parent;
        bool append = p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p &&
                      (text_eq(p->attribute.attr.text, T("append")) || text_eq(p->attribute.attr.text, T("add")));
        Node *loop = append ? node_loop(m, p) : NULL;
        if (loop && loop->kind == AST_FOR) {
            read_target(loop->for_.target, loop->for_.iter, c);
            read_origin(m, loop->for_.iter, c, depth);
        }
    }
}

static void read_binding(Module *m, Node *name, Clues *c, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *defs[DEFS_MAX];
    int n = b && !b->is_rebound_elsewhere ? defs_reaching(m, b, name, defs, DEFS_MAX) : 0;
    for (int i = 0; i < n; i++) {
        const Def *d = defs[i];
        bool empty = d->kind == DEF_ASSIGN && d->value && (d->value->kind == AST_LIST || d->value->kind == AST_SET);
        if (empty) {
            read_appends(m, b, c, depth);
        } else if (d->value && (d->kind == DEF_ASSIGN || d->kind == DEF_UNPACK || d->kind == DEF_ITER)) {
            c->result |= d->kind == DEF_ITER && d->is_async;
            Clues there = {0};
            read_origin(m, d->value, &there, depth);
            c->few |= there.few;
            c->result |= there.result;
            c->rows |= there.rows && d->kind == DEF_ASSIGN;
        }
    }
}

static void read_comprehension(Module *m, Node *n, Clues *c, int depth)
{
    for (int i = 0; i < n->comp.clauses.n; i++) {
        Node *clause = n->comp.clauses.at[i];
        read_target(clause->comp_for.target, clause->comp_for.iter, c);
        read_origin(m, clause->comp_for.iter, c, depth);
    }
}

static bool is_constant_name(Text name)
{
    for (ptrdiff_t i = 0; i < name.n; i++) {
        if (is_lower(name.s[i])) {
            return false;
        }
    }
    return true;
}

// x["rows"] and x[ROWS] go by the key, x[i] by the name of x.
static void read_subscript(Module *m, Node *n, Clues *c, int depth)
{
    Node *index = n->subscript.index;
    bool keyed = index->kind == AST_CONSTANT && index->constant.kind == CONST_STR;
    Clues there = {0};
    read_origin(m, n->subscript.value, &there, depth);
    c->result |= there.result;
    if (keyed) {
        read_name(index->constant.text, c);
        return;
    }
    c->few |= there.few;
    c->rows |= there.rows;
    Clues by = {0};
    if (index->kind == AST_NAME && is_constant_name(index->name.id)) {
        read_name(index->name.id, &by);
    }
    add_origin(c, by);
}

static void read_origin(Module *m, Node *n, Clues *c, int depth)
{
    if (!n || depth-- == 0) {
        return;
    }
    switch (n->kind) {
    case AST_NAME: {
        read_name(n->name.id, c);
        Clues there = {0};
        read_binding(m, n, &there, depth);
        add_origin(c, there);
        break;
    }
    case AST_ATTRIBUTE: {
        read_name(n->attribute.attr.text, c);
        Clues there = {0};      // whose attribute it is: a result's, perhaps
        read_origin(m, n->attribute.value, &there, depth);
        c->result |= there.result;
        break;
    }
    case AST_SUBSCRIPT: read_subscript(m, n, c, depth); break;
    case AST_CALL: read_call(m, n, c, depth); break;
    case AST_AWAIT: read_await(m, n, c, depth); break;
    case AST_STARRED: read_origin(m, n->value.value, c, depth); break;
    case AST_NAMED_EXPR: read_origin(m, n->named_expr.value, c, depth); break;
    case AST_BIN_OP: read_origin(m, n->bin_op.left, c, depth); read_origin(m, n->bin_op.right, c, depth); break;
    case AST_BOOL_OP:
        for (int i = 0; i < n->bool_op.values.n; i++) {
            read_origin(m, n->bool_op.values.at[i], c, depth);
        }
        break;
    case AST_LIST: case AST_TUPLE:
        for (int i = 0; i < n->sequence.elts.n && i < DEPTH; i++) {
            read_origin(m, n->sequence.elts.at[i], c, depth);
        }
        break;
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: read_comprehension(m, n, c, depth); break;
    default: break;
    }
}

// -- the site -----------------------------------------------------------------------------------------------------------

static bool opens_definition(const Node *n)
{
    return n->kind == AST_FUNCTION || n->kind == AST_CLASS || n->kind == AST_LAMBDA;
}

static bool in_finally(const Node *n)
{
    for (const Node *p = n->parent; p && !opens_definition(p); n = p, p = p->parent) {
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n)) {
            return true;
        }
    }
    return false;
}

// The file is a test, or stands in a folder of tests.
static bool is_test(Text path)
{
    for (int level = 0; level < 4 && path.n; level++) {
        ptrdiff_t slash = text_rfind_char(path, '/');
        Text part = text_sub(path, slash + 1, path.n);
        path = text_sub(path, 0, slash < 0 ? 0 : slash);
        bool is_file = level == 0;
        if (is_file ? text_starts(part, T("test_")) || text_ends(part, T("_test.py")) || text_eq(part, T("conftest.py"))
                    : text_eq(part, T("tests")) || text_eq(part, T("test"))) {
            return true;
        }
    }
    return false;
}

// if asyncio.iscoroutine(x): create_task(x): whatever a callback gave
static bool is_asked_for(const Module *m, const Node *site)
{
    for (const Node *p = site->parent; p && !opens_definition(p); p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : NULL;
        for (int i = test ? test->id : 0; test && i <= test->last; i++) {
            const Node *d = m->ast->nodes[i];
            if (d->kind == AST_CALL && (text_eq(called(d), T("iscoroutine")) || text_eq(called(d), T("isawaitable")))) {
                return true;
            }
        }
    }
    return false;
}

// The statement runs in every round: no branch, handler or inner loop is between.
static bool is_always_run(const Node *n, const Node *loop)
{
    for (n = n->parent; n && n != loop; n = n->parent) {
        if (n->kind == AST_BRANCH || n->kind == AST_HANDLER || n->kind == AST_FOR || n->kind == AST_WHILE) {
            return false;
        }
    }
    return n == loop;
}

bool loop_is_paced(Module *m, const Node *loop)
{
    for (int i = loop->id + 1; loop->kind == AST_WHILE && i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_CALL && text_eq(callee_name(m, d), T("asyncio.sleep")) && d->parent->kind == AST_AWAIT &&
                   is_always_run(d, loop)) {
            Constant c = d->call.args.n ? constant_of(m, d->call.args.at[0]) : (Constant){0};
            return c.kind != CONSTANT_NUMBER || c.number >= 0.05;
        }
    }
    return false;
}

// Each round of the loop starts with what an await received.
static bool receives(const Module *m, const Node *loop, const Node *site)
{
    if (loop->kind != AST_WHILE) {
        return loop->is_async;
    }
    for (int i = loop->id + 1; i <= loop->last && i < site->id; i++) {
        const Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT) {
            for (int k = d->id + 1; k <= d->last; k++) {
                const Node *call = m->ast->nodes[k];
                if (call->kind == AST_CALL && has_word(called(call), RECEIVING)) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool in_stream(Module *m, const Node *site)
{
    for (const Node *loop = node_loop(m, site); loop; loop = node_loop(m, loop)) {
        if (receives(m, loop, site)) {
            return true;
        }
    }
    return false;
}

// The names at the loop first; where the elements come from when those are silent.
static Clues clues_of(Module *m, const Fanout *f)
{
    Clues c = {0}, origin = {0};
    if (f->loop && f->loop->kind == AST_FOR) {
        read_target(f->loop->for_.target, f->loop->for_.iter, &c);
    }
    if (f->loop && f->loop->kind >= AST_LIST_COMP && f->loop->kind <= AST_GENERATOR) {
        for (int i = 0; i < f->loop->comp.clauses.n; i++) {
            Node *clause = f->loop->comp.clauses.at[i];
            read_target(clause->comp_for.target, clause->comp_for.iter, &c);
            read_origin(m, clause->comp_for.iter, &origin, DEPTH);
        }
    }
    read_origin(m, f->iterable, &origin, DEPTH);
    c.few |= origin.few && !c.rows;
    c.rows |= origin.rows;
    c.result |= origin.result;
    return c;
}

// The coroutine of each element starts or ends something, or it is none of this place's making.
static bool is_upkeep(const Module *m, const Fanout *f)
{
    const Node *c = f->coroutine;
    if (c && c->kind == AST_CALL && (has_word(called(c), CLOSING) || has_word(called(c), OPENING) || has_word(called(c), CALLED_THINGS))) {
        return true;
    }
    return (c && c->kind != AST_CALL) || is_asked_for(m, f->site) || in_finally(f->site);
}

Evidence evidence_of(Module *m, const Fanout *f)
{
    if (f->width.kind == WIDTH_CONSTANT) {
        return is_test(m->source->path) ? EVIDENCE_FEW : EVIDENCE_COUNT;
    }
    if (is_test(m->source->path) || is_upkeep(m, f)) {
        return EVIDENCE_FEW;
    }
    Clues c = clues_of(m, f);
    if (f->loop && f->width.kind == WIDTH_ENDLESS && f->kind == FANOUT_TASKS) {
        return c.few || loop_is_paced(m, f->loop) ? EVIDENCE_FEW : in_stream(m, f->site) ? EVIDENCE_STREAM : EVIDENCE_NONE;
    }
    const Node *owner = node_owner(m, f->site);
    Text name = owner->kind == AST_FUNCTION ? owner->function.name.text : (Text){0};
    if (c.few || has_word(name, CLOSING)) {
        return EVIDENCE_FEW;
    }
    if (c.rows) {
        return EVIDENCE_ROWS;
    }
    if (c.result) {
        return has_word(name, OPENING) ? EVIDENCE_FEW : EVIDENCE_RESULT;
    }
    Node *outer = f->loop ? node_loop(m, f->loop) : NULL;
    return outer && loop_is_paced(m, outer) ? EVIDENCE_POLL : EVIDENCE_NONE;
}
