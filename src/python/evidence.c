// How much speaks for many: whether the elements of a fan-out are data (rows, files, ids, results of a query, messages of
// a stream) or a few long-lived things (plugins, devices, listeners), which are unbounded in the code and small in
// practice. Names tell, and where the elements come from: both are followed back through local names, comprehensions,
// wrappers and appends. Names of things outweigh names of data: `device_ids` are as few as the devices.
#include "python/evidence.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 8, DEFS_MAX = 4 };

typedef struct {
    bool few, rows, result;
    bool ids;               // rows for no better reason than that something is called an id
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

// `for key, value in ...` tells nothing: the plural only.
static bool has_keys(Text name)
{
    static const char *const keys[] = {"keys", NULL};
    NameWords words = name_words(name);
    for (int i = 0; i < words.n; i++) {
        if (word_in(words.at[i], keys)) {
            return true;
        }
    }
    return false;
}

// Data whatever stands before it: server_messages are messages, where cron_jobs and device_ids are as few as the things.
static const char *const PASSING[] = {"message", "msg", "request", "response", "file", "filename", "url", "row", "record", "line",
                                      "document", "packet", "email", "order", "transaction", "tx", NULL};

static const char *const IDS[] = {"id", "uid", "uuid", "guid", "sid", NULL};

static void read_name(Text name, Clues *c)
{
    NameWords words = name_words(name);
    bool passing = words.n && word_or_plural_in(words.at[words.n - 1], PASSING);
    c->few |= !passing && name_has_word(name, THINGS);
    bool ids = words.n && word_or_plural_in(words.at[words.n - 1], IDS);
    bool rows = name_has_word(name, ROWS) || has_keys(name);
    c->ids = (c->ids || !c->rows) && (ids || !rows) && (c->ids || (rows && ids));
    c->rows |= rows;
}

// xs, items, data: what a parameter of such a name holds is the caller's business, and without bound.
static bool is_nondescript(const Binding *b)
{
    static const char *const names[] = {"item", "value", "thing", "element", "elem", "arg", "iterable", "seq", "sequence", "collection",
                                        "data", "stuff", "obj", "arr", "array", "todo", "input", NULL};
    bool is_parameter = b->defs.n && b->defs.at[0].kind == DEF_PARAM && b->defs.at[0].node->param.kind != PARAM_VARARGS;
    return is_parameter && (b->name.n <= 2 || word_or_plural_in(b->name, names));
}

// Of `for key, value in x.items()` the key counts: the value may be a container of other things.
static void read_target(const Node *target, const Node *iterable, Clues *c)
{
    if (target->kind == AST_NAME) {
        read_name(target->name.id, c);
    } else if (target->kind == AST_TUPLE || target->kind == AST_LIST) {
        int n = is_method_call(iterable, "items") ? 1 : target->sequence.elts.n;
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
    return last_name(call->call.func);
}

static void read_call(Module *m, Node *n, Clues *c, int depth)
{
    static const char *const through[] = {"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "zip",
                                          "filter", "iter", "chain", "cast", "sum", "range", "len", "product", "map",
                                          "groupby", "islice", "permutations", "combinations", NULL};
    static const char *const listings[] = {"listdir", "scandir", "walk", "glob", "iglob", "rglob", "iterdir", "readlines", NULL};
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
    if (one_of(name, listings)) {
        c->rows = true;
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
    c->rows |= b && is_nondescript(b);
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
        if (name.s[i] >= 'a' && name.s[i] <= 'z') {
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
    for (int i = loop->id + 1; i <= loop->last && i <= site->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_AWAIT) {
            for (int k = d->id + 1; k <= d->last; k++) {
                const Node *call = m->ast->nodes[k];
                if (call->kind == AST_CALL && name_has_word(called(call), RECEIVING)) {
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

// `self.ids`, `thing.ids.items()`, `thing.ids or []`: what an object has, whatever its keys are.
static bool is_attribute(const Node *n)
{
    while (n && ((n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE && n->call.args.n == 0) || n->kind == AST_BOOL_OP)) {
        n = n->kind == AST_CALL ? n->call.func->attribute.value : n->bool_op.values.at[0];
    }
    return n && n->kind == AST_ATTRIBUTE;
}

// Something is called an id: rows for want of better, but not where it is a thing's.
static bool is_id_of_thing(const Fanout *f, Clues origin)
{
    const Node *c = f->coroutine;
    return origin.few || (is_attribute(f->iterable) && !origin.result) ||
           (c && c->kind == AST_CALL && name_has_word(called(c), THINGS));
}

// for error in results if isinstance(error, Exception): what went wrong, which is little.
static bool are_errors(const Fanout *f)
{
    Nodes tests = f->loop && is_comprehension(f->loop) ? f->loop->comp.clauses.at[0]->comp_for.ifs : (Nodes){0};
    for (int i = 0; i < tests.n; i++) {
        const Node *t = tests.at[i];
        bool asks = t->kind == AST_CALL && t->call.args.n == 2 && text_eq(called(t), T("isinstance"));
        Text type = asks ? last_name(t->call.args.at[1]) : (Text){0};
        if (text_ends(type, T("Exception")) || text_ends(type, T("Error"))) {
            return true;
        }
    }
    return false;
}

// The names at the loop first; where the elements come from when those are silent. *near: the names at the loop say rows.
static Clues clues_of(Module *m, const Fanout *f, bool *near)
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
    bool of_thing = c.ids && is_id_of_thing(f, origin);
    c.rows &= !of_thing;
    c.few |= origin.few && !c.rows;
    Clues named = {0};
    read_name(last_name(f->iterable), &named);
    *near = c.rows || (named.rows && !named.few);
    c.rows |= origin.rows && !of_thing;
    c.result |= origin.result;
    return c;
}

// The coroutine of each element starts or ends something, or it is none of this place's making.
static bool is_upkeep(const Module *m, const Fanout *f)
{
    const Node *c = f->coroutine;
    if (c && c->kind == AST_CALL && (name_has_word(called(c), CLOSING) || name_has_word(called(c), OPENING) || name_has_word(called(c), CALLED_THINGS))) {
        return true;
    }
    return are_errors(f) || (c && c->kind != AST_CALL) || is_asked_for(m, f->site) || in_finally(f->site);
}

Evidence evidence_of(Module *m, const Fanout *f)
{
    if (f->width.kind == WIDTH_CONSTANT) {
        return is_test(m->source->path) ? EVIDENCE_FEW : EVIDENCE_COUNT;
    }
    if (is_test(m->source->path) || is_upkeep(m, f)) {
        return EVIDENCE_FEW;
    }
    bool near;
    Clues c = clues_of(m, f, &near);
    bool by_round = f->loop && f->kind == FANOUT_TASKS && width_of_loop(m, f->loop).kind != WIDTH_OPEN;
    if (by_round && f->width.kind == WIDTH_ENDLESS) {
        return c.few || loop_is_paced(m, f->loop) ? EVIDENCE_FEW : in_stream(m, f->site) ? EVIDENCE_STREAM : EVIDENCE_NONE;
    }
    const Node *owner = node_owner(m, f->site);
    Text name = owner->kind == AST_FUNCTION ? owner->function.name.text : (Text){0};
    if (c.few || name_has_word(name, CLOSING)) {
        return EVIDENCE_FEW;
    }
    if (c.rows) {
        return near || !name_has_word(name, OPENING) ? EVIDENCE_ROWS : EVIDENCE_FEW;
    }
    if (c.result) {
        return name_has_word(name, OPENING) ? EVIDENCE_FEW : EVIDENCE_RESULT;
    }
    Node *outer = f->loop ? node_loop(m, f->loop) : NULL;
    return outer && loop_is_paced(m, outer) ? EVIDENCE_POLL : EVIDENCE_NONE;
}
