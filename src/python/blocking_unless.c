// What the call tells against its blocking: it works on memory, it is told not to wait, it only makes an iterator that a thread
// goes through (blocking.h, BlockingUnless).
#include "python/blocking.h"
#include "python/flow.h"
#include "python/inmemory.h"
#include "python/query.h"
#include "python/shape.h"
#include "python/word.h"

static bool is_zero(Module *m, Node *n)
{
    Constant c = n ? constant_of(m, n) : (Constant){0};
    return c.kind == CONSTANT_NUMBER && c.number <= 0;
}

// Told not to wait: by keyword, or by the argument at `index`, which is a flag or a time.
static bool does_not_wait(Module *m, const Node *call, int index)
{
    static const char *const names[] = {"block", "blocking", "timeout", "wait"};
    for (int i = 0; i < 4; i++) {
        if (is_zero(m, call_argument(call, -1, names[i], NULL))) {
            return true;
        }
    }
    return is_zero(m, call_argument(call, index, NULL, NULL));
}

// "SET threads = 4" and no other statement behind it.
static bool sets_option(Module *m, const Node *call)
{
    Node *query = call->kind == AST_CALL ? call_argument(call, 0, "query", NULL) : NULL;
    Constant c = query ? constant_of(m, query) : (Constant){0};
    Text text = c.kind == CONSTANT_TEXT ? text_trim(c.text) : (Text){0};
    bool sets = text.n > 4 && name_in(text_sub(text, 0, 4), (const char *const[]){"SET ", "set ", NULL});
    return sets && text_find_char(text_sub(text, 0, text.n - 1), ';') < 0;
}

// A class of boto3's resources, made by a method of its name; what is signed or described here, without a request (boto3,
// "Resources": "resources are lazily loaded").
static bool asks_nobody(const Node *n)
{
    static const char *const methods[] = {"get_paginator", "can_paginate", "get_waiter", "generate_presigned_url", "generate_presigned_post", "close", NULL};
    Text name = n->kind == AST_CALL ? last_name(n->call.func) : (Text){0};
    return name_in(name, methods) || (name.n && name.s[0] >= 'A' && name.s[0] <= 'Z');
}

// urlopen("data:text/plain,..."): the answer is in the address, or in a file (RFC 2397).
static bool asks_no_server(Module *m, const Node *n)
{
    Node *url = n->kind == AST_CALL ? call_argument(n, 0, "url", NULL) : NULL;
    Constant c = url ? constant_of(m, url) : (Constant){0};
    return c.kind == CONSTANT_TEXT && (text_starts(c.text, T("data:")) || text_starts(c.text, T("file:")));
}

static bool has_argument_in_memory(Module *m, const Node *call)
{
    for (int i = 0; i < call->call.args.n; i++) {
        if (is_in_memory(m, call->call.args.at[i])) {
            return true;
        }
    }
    for (int i = 0; i < call->call.keywords.n; i++) {
        if (is_in_memory(m, call->call.keywords.at[i]->keyword.value)) {
            return true;
        }
    }
    return false;
}

Ref blocking_receiver(Module *m, const Node *n)
{
    const Node *f = n->kind == AST_CALL ? n->call.func : NULL;
    Node *value = f && f->kind == AST_ATTRIBUTE ? f->attribute.value
                : n->kind == AST_WITH_ITEM      ? n->with_item.context
                : n->kind == AST_FOR            ? n->for_.iter
                                                : NULL;
    return value ? ref_of(m, value) : (Ref){0};
}

// The call, or the one that made the object it is a method of, works on memory.
static bool works_on_memory(Module *m, const Node *n)
{
    enum { DEEP = 4 };
    for (int depth = 0; depth < DEEP && n; depth++) {
        if (n->kind == AST_CALL && has_argument_in_memory(m, n)) {
            return true;
        }
        Ref r = blocking_receiver(m, n);
        m = r.origin_module;
        n = r.kind == REF_INSTANCE && m ? r.origin : NULL;
    }
    return false;
}

// select.select(readers, writers, others, timeout): the time is the last argument.
static bool has_time_last(Module *m, const Node *call)
{
    return text_eq(callee_name(m, call), T("select.select"));
}

static bool is_bounded_queue(Module *m, const Node *n)
{
    Ref r = blocking_receiver(m, n);
    Node *size = r.origin && r.origin->kind == AST_CALL ? call_argument(r.origin, 0, "maxsize", NULL) : NULL;
    if (!size) {
        return false;
    }
    if (size->kind == AST_CALL && text_eq(last_name(size->call.func), T("len"))) {
        return false;       // as long as what is to be put into it
    }
    Constant c = constant_of(r.origin_module, size);
    return c.kind != CONSTANT_NUMBER || c.number > 0;
}

static bool names_no_hang(const Module *m, const Node *n, int last)
{
    for (int i = n->id; i <= last; i++) {
        const Node *d = m->ast->nodes[i];
        if (name_in(last_name(d), (const char *const[]){"WNOHANG", "LOCK_NB", "LOCK_UN", "NI_NUMERICHOST", "AI_NUMERICHOST", NULL})) {
            return true;
        }
    }
    return false;
}

// Something that the name is assigned has the flag: `FLAGS = os.WNOHANG`, with more added to it later.
static bool stands_for_no_hang(const Module *m, const Node *name)
{
    const Binding *b = m->binding_of[name->id];
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        if (d->kind == DEF_ASSIGN && d->value && names_no_hang(m, d->value, d->value->last)) {
            return true;
        }
    }
    return false;
}

// `call` names the flag os.WNOHANG, one of fcntl.flock that does not wait, or one that asks no name server.
static bool says_no_hang(const Module *m, const Node *call)
{
    for (int i = call->id; i <= call->last; i++) {
        Node *d = m->ast->nodes[i];
        if (names_no_hang(m, d, d->id) || (d->kind == AST_NAME && stands_for_no_hang(m, d))) {
            return true;
        }
    }
    return false;
}

// concurrent.futures.as_completed(futures) behind the `with ThreadPoolExecutor()` that made them: its leave has waited for all.
static bool is_behind_pool(const Module *m, const Node *call)
{
    const Node *futures = call->call.args.n ? call->call.args.at[0] : NULL;
    const Node *made = futures && futures->kind == AST_NAME ? blocking_path_named(m, futures) : NULL;
    for (const Node *p = made; p && p->kind != AST_FUNCTION; p = p->parent) {
        const Node *item = p->kind == AST_WITH && p->last < call->id ? p->with.items.at[0]->with_item.context : NULL;
        if (item && item->kind == AST_CALL && text_ends(last_name(item->call.func), T("PoolExecutor"))) {
            return true;
        }
    }
    return false;
}

// What starts the debugger stands under a test that asks for it: `if DEBUG_WITH_PDB:`.
static bool is_asked_for(const Module *m, const Node *call)
{
    static const char *const words[] = {"pdb", "debug", "debugger", "debugging", "interactive", NULL};
    for (const Node *p = call; p && p->kind != AST_FUNCTION; p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : NULL;
        for (int i = test ? test->id : 1; test && i <= test->last; i++) {
            if (name_has_word(last_name(m->ast->nodes[i]), words)) {
                return true;
            }
        }
    }
    return false;
}

static bool asks_whether_done(const Node *d)
{
    static const char *const tests[] = {"done", "wait", "wrap_future", NULL};
    return d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE && name_in(d->call.func->attribute.attr.text, tests);
}

// `f.result() if f.done() else None`: the test stands behind the call.
static bool is_in_test(Module *m, const Node *call)
{
    const Node *p = call->parent;
    for (; p && !ast_is_statement(p); p = p->parent) {
        const Node *test = p->kind == AST_IF_EXP ? p->if_exp.test : NULL;
        for (int i = test ? test->id : 1; test && i <= test->last; i++) {
            if (asks_whether_done(m->ast->nodes[i])) {
                return true;
            }
        }
    }
    return false;
}

// Around or before the call its function has asked whether the future is done, or has waited for it without blocking.
static bool is_done(Module *m, const Node *call)
{
    const Node *owner = node_owner(m, call);
    for (int i = owner->id + 1; i < call->id; i++) {
        const Node *d = m->ast->nodes[i];
        if (asks_whether_done(d) && node_owner(m, d) == owner) {
            return true;
        }
    }
    return is_in_test(m, call);
}

// The future is an attribute that nothing but an annotation tells of: it was made elsewhere, so may be done by now.
static bool is_future_of_elsewhere(Module *m, const Node *n)
{
    const Node *f = n->kind == AST_CALL ? n->call.func : NULL;
    return f && f->kind == AST_ATTRIBUTE && f->attribute.value->kind == AST_ATTRIBUTE && !blocking_receiver(m, n).origin;
}

// asyncio.run_coroutine_threadsafe(...).result(): a deadlock or not by whose loop it is, which is threadsafe-result-on-loop's.
static bool is_of_loop(Module *m, const Node *n)
{
    Ref r = blocking_receiver(m, n);
    return r.origin && r.origin->kind == AST_CALL && text_eq(callee_name(r.origin_module, r.origin), T("asyncio.run_coroutine_threadsafe"));
}

// `sock.setblocking(False)`, `sock.settimeout(0)`; `loop.sock_recv` and the like, which raise for a blocking socket.
static bool call_makes_non_blocking(Module *m, const Node *call)
{
    Text name = last_name(call->call.func);
    bool sets = text_eq(name, T("setblocking")) || text_eq(name, T("settimeout"));
    return call->call.func->kind == AST_ATTRIBUTE &&
           (text_starts(name, T("sock_")) || (sets && call->call.args.n == 1 && is_zero(m, call->call.args.at[0])));
}

// `port.timeout = 0`, as pyserial has it.
static bool sets_no_timeout(Module *m, const Node *assign)
{
    const Node *target = assign->assign.targets.at[0];
    return target->kind == AST_ATTRIBUTE && text_eq(target->attribute.attr.text, T("timeout")) && is_zero(m, assign->assign.value);
}

static bool makes_non_blocking(Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if ((d->kind == AST_CALL && call_makes_non_blocking(m, d)) || (d->kind == AST_ASSIGN && d->assign.targets.n && sets_no_timeout(m, d))) {
            return true;
        }
    }
    return false;
}

// A datagram goes out, or nowhere, at once; connect() only notes the address.
static bool is_of_datagrams(Module *m, const Node *n)
{
    static const char *const sending[] = {"connect", "send", "sendto", "sendmsg", NULL};
    Ref r = blocking_receiver(m, n);
    Node *type = r.origin && r.origin->kind == AST_CALL ? call_argument(r.origin, 1, "type", NULL) : NULL;
    return n->kind == AST_CALL && name_in(last_name(n->call.func), sending) && type && text_eq(last_name(type), T("SOCK_DGRAM"));
}

static bool is_handed_to_thread(const Node *n)
{
    static const char *const takers[] = {"to_thread", "run_in_executor", "run_sync", "run_in_threadpool", "submit", "map",
                                         "iterate_in_threadpool", "wrap_file", NULL};
    const Node *p = n->parent;
    if (p->kind != AST_CALL || n == p->call.func) {
        return false;
    }
    const Node *f = p->call.func;
    return name_in(last_name(f), takers);
}

// Another call of the same coroutine made the object, and blocks already.
static bool is_made_here(Module *m, const Node *n)
{
    Ref r = blocking_receiver(m, n);
    return r.origin && r.origin_module == m && r.origin != n && node_owner(m, r.origin) == node_owner(m, n) &&
           blocking_at(m, r.origin).entry;
}

// urlopen("data:...").read()
static bool is_of_no_server(Module *m, const Node *n)
{
    Ref r = blocking_receiver(m, n);
    return r.origin && r.origin->kind == AST_CALL && asks_no_server(r.origin_module, r.origin);
}

static bool is_of_pseudo_file(Module *m, const Node *n)
{
    Ref r = blocking_receiver(m, n);
    return r.origin && r.origin->kind == AST_CALL && opens_pseudo_file(r.origin_module, r.origin);
}

// Something in the body of the `with` blocks. An await there is worse, and await-under-thread-lock's.
static bool body_waits(Module *m, const Node *with)
{
    int first = with->with.body.n ? with->with.body.at[0]->id : with->last + 1;
    for (int i = first; i <= with->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_CALL && blocking_at(m, d).entry) {
            return true;
        }
    }
    return false;
}

bool blocking_is_excepted(Module *m, const BlockingEntry *e, Node *n)
{
    switch (e->unless) {
    case UNLESS_NEVER: return false;
    case UNLESS_MEMORY: return works_on_memory(m, n) || opens_pseudo_file(m, n) || is_handed_to_thread(n);
    case UNLESS_NO_WAIT:
        return (n->kind == AST_CALL && (does_not_wait(m, n, has_time_last(m, n) ? 3 : 0) || says_no_hang(m, n) || is_behind_pool(m, n))) || has_polled(m, n);
    case UNLESS_PUT: return !is_bounded_queue(m, n) || does_not_wait(m, n, 1);
    case UNLESS_NO_HANG: return says_no_hang(m, n);
    case UNLESS_CADATA: return call_argument(n, -1, "cadata", NULL) != NULL;
    case UNLESS_DONE: return does_not_wait(m, n, 0) || is_done(m, n) || is_future_of_elsewhere(m, n) || is_of_loop(m, n);
    case UNLESS_NON_BLOCKING: return is_of_datagrams(m, n) || makes_non_blocking(m);
    case UNLESS_LAZY: return is_handed_to_thread(n);
    case UNLESS_PSEUDO_FILE: return opens_pseudo_file(m, n) || is_handed_to_thread(n);
    case UNLESS_SHORT_BODY: return n->kind != AST_WITH_ITEM || !body_waits(m, n->parent);
    case UNLESS_CONSTRUCTED: return works_on_memory(m, n) || is_made_here(m, n) || is_of_pseudo_file(m, n) || is_of_no_server(m, n);
    case UNLESS_OFFLINE: return asks_nobody(n);
    case UNLESS_SETTING: return sets_option(m, n);
    case UNLESS_ASKED_FOR: return is_asked_for(m, n);
    case UNLESS_FETCHED: return n->kind == AST_CALL && fetches_from_memory(m, n);
    case UNLESS_NOTHING_BEGUN: return works_on_memory(m, n) || (n->kind == AST_WITH_ITEM && begins_no_transaction(m, n));
    case UNLESS_NO_ADDRESS: return asks_no_server(m, n);
    case UNLESS_ZERO: return n->kind == AST_CALL && is_zero(m, call_argument(n, 0, "secs", NULL));
    }
    return false;
}
