// What is done with a database is one act, whatever calls it takes: execute() sends the query, fetchall() takes the rows, commit() or
// rollback() ends it. Who moves the query off the loop moves the rest with it, so one finding of the act is enough. The call that
// stands for it is the first there is of: what runs a query; commit(), which runs what an ORM has collected; the rest.
#include "python/query.h"

#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 4 };     // of names and objects followed

// -- rows in memory ------------------------------------------------------------------------------------------------------

static bool stays_on_server(Module *m, const Node *cursor)
{
    Node *name = call_argument(cursor, 0, "name", NULL);
    bool is_mysql = text_starts(callee_name(m, cursor), T("pymysql.")) || text_starts(callee_name(m, cursor), T("MySQLdb."));
    if (is_mysql) {
        Node *kind = call_argument(cursor, 0, "cursor", NULL);
        kind = kind ? kind : call_argument(cursor, -1, "cursorclass", NULL);
        return kind && text_starts(last_name(kind), T("SS"));
    }
    return name && ref_of(m, name).kind != REF_NONE;
}

bool fetches_from_memory(Module *m, const Node *call)
{
    Ref r = blocking_receiver(m, call);
    bool is_made = r.origin && r.origin->kind == AST_CALL && is_method_call(r.origin, "cursor");
    return !is_made || !stays_on_server(r.origin_module, r.origin);
}

// -- transactions --------------------------------------------------------------------------------------------------------

// The first word of the query, as far as it is a constant.
static Text verb_of(Module *m, const Node *call)
{
    Node *query = call->call.args.n ? call->call.args.at[0] : NULL;
    Constant c = query ? constant_of(m, query) : (Constant){0};
    Text text = c.kind == CONSTANT_TEXT ? text_trim(c.text) : (Text){0};
    ptrdiff_t end = 0;
    while (end < text.n && ((text.s[end] >= 'A' && text.s[end] <= 'Z') || (text.s[end] >= 'a' && text.s[end] <= 'z'))) {
        end++;
    }
    return text_sub(text, 0, end);
}

// Somebody else gets the connection: one of the arguments is the name that the `with` gave it.
static bool is_handed_on(const Node *call, const Node *as)
{
    for (int i = 0; as && i < call->call.args.n; i++) {
        const Node *arg = call->call.args.at[i];
        if (arg->kind == AST_NAME && as->kind == AST_NAME && text_eq(last_name(arg), last_name(as))) {
            return true;
        }
    }
    return false;
}

// What a call does to the transaction.
typedef enum {
    NOTHING_TO_IT,
    READS,
    BEGINS_IT
} Effect;

static Effect effect_of_range(Module *m, int first, int last, const Node *as, int depth);

static Effect effect_of_call(Module *m, const Node *d, const Node *as, int depth)
{
    static const char *const quiet[] = {"VACUUM", "vacuum", "PRAGMA", "pragma", "SELECT", "select", "ANALYZE", "analyze", NULL};
    if (is_method_call(d, "execute")) {
        return name_in(verb_of(m, d), quiet) ? READS : BEGINS_IT;
    }
    if (is_method_call(d, "executemany") || is_method_call(d, "executescript")) {
        return BEGINS_IT;
    }
    Ref r = ref_of(m, d->call.func);
    if (r.kind == REF_FUNCTION && depth > 0 && r.node->function.body.n) {
        return effect_of_range(r.module, r.node->function.body.at[0]->id, r.node->last, NULL, depth - 1);
    }
    return is_handed_on(d, as) ? BEGINS_IT : NOTHING_TO_IT;
}

static Effect effect_of_range(Module *m, int first, int last, const Node *as, int depth)
{
    Effect worst = NOTHING_TO_IT;
    for (int i = first; i <= last && worst != BEGINS_IT; i++) {
        const Node *d = m->ast->nodes[i];
        Effect effect = d->kind == AST_CALL ? effect_of_call(m, d, as, depth) : NOTHING_TO_IT;
        worst = effect > worst ? effect : worst;
    }
    return worst;
}

bool begins_no_transaction(Module *m, const Node *item)
{
    enum { FOLLOWED = 2 };
    Nodes body = item->parent->with.body;
    return body.n && effect_of_range(m, body.at[0]->id, item->parent->last, item->with_item.target, FOLLOWED) == READS;
}

// -- one act -------------------------------------------------------------------------------------------------------------

// 0: runs a query; 1: runs what was collected; 2: takes its rows, or ends it.
static int rank_of(const BlockingEntry *e)
{
    static const char *const ends[] = {"rollback", "refresh", "__exit__", "close", NULL};
    Text name = text_from(e->name);
    name = text_sub(name, text_rfind_char(name, '.') + 1, name.n);
    return text_starts(name, T("fetch")) || name_in(name, ends) ? 2 : text_eq(name, T("commit")) ? 1 : 0;
}

// The driver: `sqlite3` of `sqlite3.Cursor.execute`.
static Text driver_of(const BlockingEntry *e)
{
    Text first = {0}, rest;
    text_cut(text_from(e->name), '.', &first, &rest);
    return first;
}

static bool stands_for(Module *m, const BlockingEntry *e, int rank, Node *other)
{
    const BlockingEntry *o = other->kind == AST_CALL ? blocking_at(m, other).entry : NULL;
    return o && o->rule == e->rule && rank_of(o) < rank && !text_ends(text_from(o->name), T("connect")) && text_eq(driver_of(o), driver_of(e));
}

static bool is_of_other_finding(Module *m, const BlockingEntry *e, const Node *n)
{
    const Node *owner = node_owner(m, n);
    int rank = rank_of(e);
    for (int i = owner->id + 1; rank > 0 && i <= owner->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d != n && node_owner(m, d) == owner && stands_for(m, e, rank, d)) {
            return true;
        }
    }
    return false;
}

// -- databases of one's own ----------------------------------------------------------------------------------------------

static bool is_temporary(Module *m, Node *path, int depth);

static bool is_made_temporary(Module *m, Node *n, int depth)
{
    if (n->kind == AST_CALL) {
        return text_starts(callee_name(m, n), T("tempfile."));
    }
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    const Def *d = b && b->defs.n == 1 && !b->is_rebound_elsewhere ? &b->defs.at[0] : NULL;
    return d && depth && d->value && (d->kind == DEF_ASSIGN || d->kind == DEF_WITH || d->kind == DEF_UNPACK) && is_temporary(m, d->value, depth - 1);
}

// The path is put together of one that `tempfile` has given.
static bool is_temporary(Module *m, Node *path, int depth)
{
    for (int i = path->id; i <= path->last; i++) {
        if (is_made_temporary(m, m->ast->nodes[i], depth)) {
            return true;
        }
    }
    return false;
}

static bool is_disposable(Module *m, const Node *n)
{
    for (int depth = 0; depth < DEPTH && n; depth++) {
        if (n->kind == AST_CALL && n->call.args.n && text_ends(callee_name(m, n), T("connect"))) {
            return is_temporary(m, n->call.args.at[0], DEPTH);
        }
        Ref r = blocking_receiver(m, n);
        m = r.origin_module;
        n = r.kind == REF_INSTANCE && m ? r.origin : NULL;
    }
    return false;
}

// PRAGMA and VACUUM prepare a file of SQLite, once.
static bool prepares(Module *m, const BlockingEntry *e, const Node *n)
{
    static const char *const verbs[] = {"PRAGMA", "pragma", "VACUUM", "vacuum", NULL};
    return n->kind == AST_CALL && text_eq(driver_of(e), T("sqlite3")) && !node_loop(m, n) && name_in(verb_of(m, n), verbs);
}

bool is_part_of_query(Module *m, const BlockingEntry *e, const Node *n)
{
    return is_disposable(m, n) || prepares(m, e, n) || is_of_other_finding(m, e, n);
}
