// How much speaks for many. Most fan-outs in real programs are unbounded in the code and small in practice: over plugins,
// devices, the teams of one user. A report on one of those is noise, so a report wants a reason to believe in many:
//
//   the number is written down; a stream, a tick or a tree makes them without end;
//   the elements come from a listing (files, rows); or a caller or an awaited call gives them, and they go by a name of data, as
//   parameters do that may hold anything, except what somebody picks: whoever passes users, or the messages of a turn, has few. What
//   a function makes up for itself is called files, too, and is short;
//   they are the whole answer to a call that asks for many (list, fetch; not get), or rows whose ids are looked up one by one.
//
// Even so most of them turn out to be few: a name, an answer or a message says what may be many, not that it is. Firm is only what
// nobody can take for few: a hundred that are written down, all files of a folder, all rows of a table. Whoever sends messages mostly
// waits for what comes of them.
//
// Against it speak things of which there is a handful, a configuration, the start and the end of a program, tests, examples and
// awaitables that somebody else made (origin.c and noun.c tell where elements come from and what names say).
#include "python/evidence.h"

#include "python/listing.h"
#include "python/noun.h"
#include "python/origin.h"
#include "python/pace.h"
#include "python/shape.h"
#include "python/word.h"

enum { CALLS_MAX = 4000, COUNT_THAT_HURTS = 100 };      // at a millisecond each, what the budget of a delay is

static const char *const OPENING[] = {"start", "startup", "setup", "init", "initialize", "initialise", "launch", "connect",
                                      "reconnect", "reload", "discover", "migrate", "resume", "restore", "recover", NULL};
static const char *const CLOSING[] = {"stop", "close", "aclose", "shutdown", "cleanup", "teardown", "terminate",
                                      "disconnect", "unsubscribe", "unregister", "unload", "aexit", "cancel", "wait", "finished",
                                      "dispose", "destroy", "release", NULL};
static const char *const WATCHING[] = {"ping", "heartbeat", "keepalive", "healthcheck", NULL};

// -- what is no work of the program's -----------------------------------------------------------------------------------

// if asyncio.iscoroutine(x): create_task(x): whatever a callback gave
static bool is_asked_for(const Module *m, const Node *site)
{
    for (const Node *p = site->parent; p && !opens_definition(p); p = p->parent) {
        const Node *test = p->kind == AST_BRANCH ? p->branch.test : NULL;
        for (int i = test ? test->id : 0; test && i <= test->last; i++) {
            const Node *d = m->ast->nodes[i];
            Text name = d->kind == AST_CALL ? last_name(d->call.func) : (Text){0};
            if (text_eq(name, T("iscoroutine")) || text_eq(name, T("isawaitable"))) {
                return true;
            }
        }
    }
    return false;
}

// for error in results if isinstance(error, Exception): what went wrong, which is little.
static bool are_errors(const Fanout *f)
{
    Nodes tests = f->loop && is_comprehension(f->loop) ? f->loop->comp.clauses.at[0]->comp_for.ifs : (Nodes){0};
    for (int i = 0; i < tests.n; i++) {
        const Node *t = tests.at[i];
        bool asks = t->kind == AST_CALL && t->call.args.n == 2 && text_eq(last_name(t->call.func), T("isinstance"));
        Text type = asks ? last_name(t->call.args.at[1]) : (Text){0};
        if (text_ends(type, T("Exception")) || text_ends(type, T("Error"))) {
            return true;
        }
    }
    return false;
}

// Starts, ends or watches something, or calls a thing. What handles a start or a stop is something else.
static bool names_upkeep(Text name)
{
    static const char *const things[] = {"tool", "callback", "hook", "listener", "plugin", "sensor", "device", NULL};
    static const char *const handling[] = {"handle", "process", "dispatch", NULL};
    bool upkeep = name_has_word(name, CLOSING) || name_has_word(name, OPENING) || name_has_word(name, WATCHING);
    return (upkeep && !name_has_word(name, handling)) || name_has_word(name, things);
}

// The coroutine of each element is upkeep, or none of this place's making.
static bool is_upkeep(Module *m, const Fanout *f)
{
    const Node *c = f->coroutine;
    bool call = c && c->kind == AST_CALL;
    Text name = call ? last_name(c->call.func) : (Text){0};
    bool timer = call && text_eq(callee_name(m, c), T("asyncio.sleep"));      // a place held for a result
    return timer || names_upkeep(name) || runs_for_ever(f->function) || are_errors(f) ||
           (c && c->kind != AST_CALL) || is_asked_for(m, f->site) || node_in_finally(f->site);
}

// -- a tree ---------------------------------------------------------------------------------------------------------------

static bool calls(Ref caller, Ref callee)
{
    Module *m = caller.module;
    for (int i = caller.node->id + 1; i <= caller.node->last && i < caller.node->id + CALLS_MAX; i++) {
        Node *d = m->ast->nodes[i];
        bool named = d->kind == AST_CALL && text_eq(last_name(d->call.func), callee.node->function.name.text);
        Ref r = named ? ref_of(m, d) : (Ref){0};
        if (r.kind == REF_COROUTINE && r.module == callee.module && r.node == callee.node) {
            return true;
        }
    }
    return false;
}

// Each of the coroutines fans out itself, through the function that this stands in: as many as a tree has leaves.
static bool is_tree(Module *m, const Fanout *f)
{
    Node *owner = node_owner(m, f->site);
    if (owner->kind != AST_FUNCTION || f->function.kind != REF_COROUTINE || !f->function.node || f->function.module != m) {
        return false;
    }
    Ref here = {.kind = REF_FUNCTION, .module = m, .node = owner};
    return f->function.node == owner || calls(f->function, here);
}

// -- where the elements come from ---------------------------------------------------------------------------------------

// The coroutine takes an id of the element: rows looked up one after the other (an N+1 query).
static bool takes_ids(const Module *m, const Fanout *f)
{
    const Node *c = f->coroutine;
    for (int i = c && c->kind == AST_CALL ? c->id : 0; c && c->kind == AST_CALL && i <= c->last; i++) {
        const Node *d = m->ast->nodes[i];
        const Node *index = d->kind == AST_SUBSCRIPT ? d->subscript.index : NULL;
        bool keyed = index && index->kind == AST_CONSTANT && index->constant.kind == CONST_STR && noun_is_identifier(index->constant.text);
        bool attribute = d->kind == AST_ATTRIBUTE && noun_is_identifier(d->attribute.attr.text);
        const Node *element = keyed ? d->subscript.value : attribute ? d->attribute.value : NULL;
        const Binding *b = element && element->kind == AST_NAME ? m->binding_of[element->id] : NULL;
        if (b && b->defs.n && b->defs.at[0].kind == DEF_ITER && f->loop && node_within(b->defs.at[0].node, f->loop)) {
            return true;
        }
    }
    return false;
}

// list(xs), sorted(xs), xs.values(): xs
static const Node *unwrapped(const Node *iterable)
{
    while (iterable && iterable->kind == AST_CALL) {
        bool passes_on = call_passes_on(iterable) && iterable->call.args.n == 1;
        const Node *inner = call_is_view(iterable) ? iterable->call.func->attribute.value : passes_on ? iterable->call.args.at[0] : NULL;
        if (!inner) {
            break;
        }
        iterable = inner;
    }
    return iterable;
}

// What is iterated, by its own name and by the names that the loop gives to the elements, then by its origin. Things outweigh
// data: there are as many `for node, request in requests` as nodes.
static Origin origin_at(Module *m, const Fanout *f, bool *near)
{
    Text iterated = last_name(unwrapped(f->iterable));
    Noun noun = noun_of(iterated);
    Origin targets = {0}, from = {0}, own = origin_of(m, f->iterable);
    if (f->loop && f->loop->kind == AST_FOR) {
        targets = origin_of_target(f->loop->for_.target, f->loop->for_.iter);
    } else if (f->loop && is_comprehension(f->loop)) {
        for (int i = 0; i < f->loop->comp.clauses.n; i++) {
            Node *clause = f->loop->comp.clauses.at[i];
            targets = origin_then(targets, origin_of_target(clause->comp_for.target, clause->comp_for.iter));
            from = origin_then(from, origin_of(m, clause->comp_for.iter));
        }
    }
    bool things = noun == NOUN_THINGS || noun == NOUN_CONFIGURED || targets.things || (own.things && !own.data);
    bool named = targets.data && !(own.filled && !own.data);     // what was filled in here with other things has urls, too
    *near = !things && (noun == NOUN_DATA || named);
    bool picked = *near && (noun == NOUN_DATA ? noun_is_picked(iterated) : targets.picked);
    return origin_then((Origin){.things = things, .data = *near, .picked = picked}, origin_then(from, own));
}

// A task each time round: what is received each time may be a few things (`async for device in found`).
static Evidence evidence_of_rounds(Module *m, const Fanout *f)
{
    bool things = f->loop->kind == AST_FOR && origin_of_target(f->loop->for_.target, f->loop->for_.iter).things;
    return things || loop_is_paced(m, f->loop) ? EVIDENCE_FEW : node_in_stream(m, f->site) ? EVIDENCE_STREAM : EVIDENCE_NONE;
}

static Evidence evidence_of_elements(Module *m, const Fanout *f)
{
    bool near;
    Origin o = origin_at(m, f, &near);
    const Node *owner = node_owner(m, f->site);
    Text name = owner->kind == AST_FUNCTION ? owner->function.name.text : (Text){0};
    bool opening = name_has_word(name, OPENING);
    if (name_has_word(name, CLOSING) || (o.things && !o.table) || (o.few && !o.listing)) {
        return EVIDENCE_FEW;
    }
    if (is_tree(m, f)) {                // of what is at hand as one object, it has few leaves
        return o.data || o.listing || o.answer ? EVIDENCE_TREE : EVIDENCE_NONE;
    }
    bool from_outside = (o.caller && !o.picked) || o.answer || o.part;
    if ((o.data && !o.given && from_outside) || o.listing) {
        bool of_itself = unwrapped(f->iterable)->kind == AST_ATTRIBUTE;
        return opening && (!near || of_itself) ? EVIDENCE_FEW : EVIDENCE_ROWS;
    }
    if (o.answer && takes_ids(m, f)) {
        return opening ? EVIDENCE_FEW : EVIDENCE_RESULT;
    }
    Node *outer = f->loop ? node_loop(m, f->loop) : NULL;
    return outer && loop_is_paced(m, outer) ? EVIDENCE_POLL : EVIDENCE_NONE;
}

Evidence evidence_of(Module *m, const Fanout *f)
{
    if (module_is_test(m) || module_is_example(m)) {
        return EVIDENCE_FEW;
    }
    if (f->width.kind == WIDTH_CONSTANT) {
        return EVIDENCE_COUNT;
    }
    bool by_round = f->loop && f->kind != FANOUT_GATHER && width_of_loop(m, f->loop).kind != WIDTH_OPEN;
    if (is_upkeep(m, f)) {
        return EVIDENCE_FEW;
    }
    return by_round && f->width.kind == WIDTH_ENDLESS ? evidence_of_rounds(m, f) : evidence_of_elements(m, f);
}

// Those that meet a condition may be few of many.
static bool chooses(const Module *m, const Fanout *f)
{
    Nodes clauses = f->loop && is_comprehension(f->loop) ? f->loop->comp.clauses : (Nodes){0};
    for (int i = 0; i < clauses.n; i++) {
        if (clauses.at[i]->comp_for.ifs.n) {
            return true;
        }
    }
    bool inside = f->loop && clauses.n == 0 && node_within(f->coroutine ? f->coroutine : f->site, f->loop);
    return inside && is_chosen(m, f->coroutine ? f->coroutine : f->site, f->loop);
}

bool evidence_is_firm(Module *m, const Fanout *f)
{
    if (f->evidence == EVIDENCE_COUNT) {
        return f->width.count >= COUNT_THAT_HURTS;
    }
    bool near;
    Origin o = origin_at(m, f, &near);
    bool listed = f->evidence == EVIDENCE_ROWS || f->evidence == EVIDENCE_TREE || f->evidence == EVIDENCE_RESULT;
    return listed && (o.table || o.files) && !o.chosen && !chooses(m, f);
}
