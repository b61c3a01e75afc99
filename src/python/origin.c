// The elements of an iterable are followed back through local names, comprehensions, wrappers, appends and attributes to
// the call, parameter or object that they come from; the names on the way are read (noun.h). The nearest name that says
// anything decides, except that what a configuration holds was written by hand, whatever it is called.
//
// An awaited call gives an *answer*. The answer that is iterated as a whole is as long as the table it was read from; a list
// inside of one (`answer.choices`, `answer["tags"]`) is as long as one message, unless it is called what answers call their
// findings (`answer["items"]`).
#include "python/origin.h"

#include "python/counting.h"
#include "python/flow.h"
#include "python/listing.h"
#include "python/noun.h"
#include "python/selection.h"
#include "python/shape.h"
#include "python/word.h"
#include "python/written.h"

enum { DEPTH = 8, DEFS_MAX = 4, PARTS_MAX = 8 };     // what is looked at is bounded: a program may be made to branch at every step

static Origin read(Module *m, Node *n, int depth);

// -- calls --------------------------------------------------------------------------------------------------------------

// What is in an answer is a part of it.
static Origin inside(Origin holder)
{
    return (Origin){.things = holder.things, .part = holder.answer || holder.part, .few = holder.few};
}

// The first parameter of a method.
static bool is_self(const Module *m, const Binding *b)
{
    const Node *function = b->scope->node;
    return function->kind == AST_FUNCTION && function_class(m, function) && function->function.params.n && function->function.params.at[0] == b->defs.at[0].node;
}

// What an answer calls its findings are data.
static Origin said_inside(const Module *m, const Node *holder, Text name, Origin from)
{
    Origin said = origin_said_by(name);
    while (holder->kind == AST_ATTRIBUTE || holder->kind == AST_SUBSCRIPT) {
        holder = holder->kind == AST_ATTRIBUTE ? holder->attribute.value : holder->subscript.value;
    }
    const Binding *b = holder->kind == AST_NAME ? m->binding_of[holder->id] : NULL;
    bool given = b && b->defs.n && b->defs.at[0].kind == DEF_PARAM && !is_self(m, b);
    said.data |= from.part && !said.things && noun_is_found(name);
    said.given = given;
    return said;
}

// x["rows"], x.get("rows"), x[ROWS]: by the key. A configuration says few whatever the key is.
static Origin read_key(Module *m, Node *holder, Node *key, int depth)
{
    Text name = key->kind == AST_CONSTANT && key->constant.kind == CONST_STR ? key->constant.text : last_name(key);
    Origin from = inside(read(m, holder, depth)), said = said_inside(m, holder, name, from);
    return holder_is_written(holder) ? (Origin){.few = true} : origin_then(said, from);
}

// dict[str, str], Mapping[str, str]: names and what each of them is to be, as somebody writes them.
static bool is_mapping_of_texts(const Node *annotation)
{
    static const char *const mappings[] = {"dict", "Dict", "Mapping", "MutableMapping", NULL};
    if (!annotation || annotation->kind != AST_SUBSCRIPT || !name_in(last_name(annotation->subscript.value), mappings)) {
        return false;
    }
    const Node *index = annotation->subscript.index;
    Nodes of = index->kind == AST_TUPLE ? index->sequence.elts : (Nodes){0};
    return of.n == 2 && text_eq(last_name(of.at[0]), T("str")) && text_eq(last_name(of.at[1]), T("str"));
}

static bool is_any_parameter(const Binding *b)
{
    const Node *p = b->defs.n && b->defs.at[0].kind == DEF_PARAM && b->defs.at[0].node->param.kind != PARAM_VARARGS ? b->defs.at[0].node : NULL;
    return p && noun_is_nondescript(b->name) && !is_mapping_of_texts(p->param.annotation);
}

// As many as the shortest has: data when all of them are.
static Origin read_zip(Module *m, const Node *call, int depth)
{
    Origin o = {0};
    bool data = call->call.args.n > 0;
    for (int i = 0; i < call->call.args.n && i < PARTS_MAX; i++) {
        Origin part = read(m, call->call.args.at[i], depth);
        data &= part.data;
        o = origin_both(o, part);
    }
    o.data = data;
    return o;
}

static bool is_callers(Module *m, Node *n, int depth)
{
    Origin from = n && noun_is_plural(last_name(n)) ? read(m, n, depth) : (Origin){0};
    return from.data && from.caller;
}

// prompts_of(texts), messages.chunks(): as many as the texts and messages that a caller passed.
static bool is_made_of_callers(Module *m, const Node *call, int depth)
{
    bool found = call->call.func->kind == AST_ATTRIBUTE && is_callers(m, call->call.func->attribute.value, depth);
    for (int i = 0; !found && i < call->call.args.n && i < PARTS_MAX; i++) {
        found = is_callers(m, call->call.args.at[i], depth);
    }
    for (int i = 0; !found && i < call->call.keywords.n && i < PARTS_MAX; i++) {
        found = is_callers(m, call->call.keywords.at[i]->keyword.value, depth);
    }
    return found;
}

// range(k): a number of whatever, though a parameter called k may hold any collection elsewhere.
static Origin read_count(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    return b && is_any_parameter(b) ? (Origin){.caller = true} : read(m, name, depth);
}

static Origin read_call(Module *m, Node *n, int depth)
{
    Text name = last_name(n->call.func);
    Node *func = n->call.func, *owner = func->kind == AST_ATTRIBUTE ? func->attribute.value : NULL;
    if (call_is_view(n)) {
        return read(m, owner, depth);
    }
    if (text_eq(name, T("zip"))) {
        return read_zip(m, n, depth);
    }
    if (call_passes_on(n)) {
        Origin o = {0};
        for (int i = 0; i < n->call.args.n && i < PARTS_MAX; i++) {
            bool counts = text_eq(name, T("range")) && n->call.args.at[i]->kind == AST_NAME;
            o = origin_both(o, counts ? read_count(m, n->call.args.at[i], depth) : read(m, n->call.args.at[i], depth));
        }
        return call_is_distinct(m, n) ? (Origin){.things = o.things} : o;
    }
    if (owner && (text_eq(name, T("get")) || text_eq(name, T("pop"))) && n->call.args.n) {
        return read_key(m, owner, n->call.args.at[0], depth);
    }
    bool verb = name_words(name).n == 1 && !noun_is_plural(name);      // partition(...), link(...)
    Origin o = verb ? (Origin){0} : origin_said_by(name);
    o.few |= call_gives_few(m, n);
    bool in_text = text_starts(callee_name(m, n), T("re."));          // what matches in one text
    o.table = call_lists_rows(n) && !in_text && !o.few;
    bool lists_files = call_lists_files(n);
    o.chosen = o.table && call_limits_rows(n);
    o.files = lists_files && !text_eq(name, T("splitlines")) && !o.few;
    o.listing = o.table || lists_files;
    o.caller = is_made_of_callers(m, n, depth / 2);
    return o;
}

// What never suspends was there already. Of several calls that are gathered the one at `index` counts, -1 for all.
static Origin read_await(Module *m, const Node *n, int index, int depth)
{
    Node *value = n->value.value;
    Text name = value && value->kind == AST_CALL ? callee_name(m, value) : (Text){0};
    bool gathers = text_eq(name, T("asyncio.gather"));
    bool own = text_starts(name, T("asyncio.")) && !gathers;
    if (!value || own || !may_suspend(m, (Node *)n)) {
        return (Origin){0};
    }
    if (gathers) {
        Nodes args = value->call.args;
        bool plain = args.n && args.at[0]->kind != AST_STARRED;
        if (!plain || index < 0 || index >= args.n || args.at[index]->kind == AST_STARRED) {
            return (Origin){.answer = plain};
        }
        value = args.at[index];
    }
    Origin o = read(m, value, depth);
    o.answer = true;
    o.part = false;
    o.listing |= value->kind == AST_CALL && call_asks_for_many(value) && !o.few;
    return o;
}

// -- names --------------------------------------------------------------------------------------------------------------

// Not each round of the loop gets to the node.
bool is_chosen(const Module *m, const Node *n, const Node *loop)
{
    for (const Node *p = n->parent; p && p != loop; p = p->parent) {
        if (p->kind == AST_BRANCH || p->kind == AST_IF_EXP) {
            return true;
        }
    }
    for (int i = loop->id; i < n->id; i++) {
        if (m->ast->nodes[i]->kind == AST_CONTINUE) {
            return true;
        }
    }
    return false;
}

// Lists filled by appends in a loop: what that loop goes over.
static Origin read_appends(Module *m, const Binding *b, int depth)
{
    Origin o = {0};
    for (int i = 0, seen = 0; i < b->reads.n && seen < PARTS_MAX; i++) {
        const Node *p = b->reads.at[i]->parent;
        bool append = p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p &&
                      (text_eq(p->attribute.attr.text, T("append")) || text_eq(p->attribute.attr.text, T("add")));
        Node *loop = append ? node_loop(m, p) : NULL;
        if (loop && loop->kind == AST_FOR) {
            seen++;
            o = origin_both(o, origin_then(origin_of_target(loop->for_.target, loop->for_.iter), read(m, loop->for_.iter, depth / 2)));
            o.filled = true;
            o.chosen |= is_chosen(m, p, loop);
        }
    }
    return o;
}

static Origin read_definition(Module *m, const Binding *b, const Def *d, int depth)
{
    bool empty = d->kind == DEF_ASSIGN && d->value && (d->value->kind == AST_LIST || d->value->kind == AST_SET) && d->value->sequence.elts.n == 0;
    if (empty) {
        return read_appends(m, b, depth);
    }
    if (d->kind == DEF_PARAM) {
        return (Origin){.caller = !is_self(m, b), .few = parameter_is_written(d->node) || callers_pass_few(m, d->node), .given = d->node->param.kind == PARAM_VARARGS};
    }
    if (!d->value) {
        return (Origin){0};
    }
    if (d->kind == DEF_UNPACK && d->value->kind == AST_AWAIT) {
        return read_await(m, d->value, d->index, depth);
    }
    if (d->kind == DEF_ITER) {          // an element of what was listed: a list inside of a row
        Origin from = read(m, d->value, depth);
        return (Origin){.things = from.things, .part = from.answer || from.part || d->is_async};
    }
    return d->kind == DEF_ASSIGN || d->kind == DEF_UNPACK ? read(m, d->value, depth) : (Origin){0};
}

static Origin read_name(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *defs[DEFS_MAX];
    int n = b && !b->is_rebound_elsewhere ? defs_reaching(m, b, name, defs, DEFS_MAX) : 0;
    Origin from = {.data = b && is_any_parameter(b)};
    for (int i = 0; i < n; i++) {
        if (!defs[i]->value || !node_within(name, defs[i]->value)) {
            from = origin_both(from, read_definition(m, b, defs[i], depth));
        }
    }
    return origin_then(origin_said_by(name->name.id), from);
}

static Origin read_comprehension(Module *m, const Node *n, int depth)
{
    Origin o = {0};
    for (int i = 0; i < n->comp.clauses.n && i < PARTS_MAX; i++) {
        Node *clause = n->comp.clauses.at[i], *wanted = clause_looks_for(clause);
        o.chosen |= clause->comp_for.ifs.n > 0;
        if (wanted) {
            Origin w = read(m, wanted, depth);
            w.given |= !w.data && !w.listing && !w.answer;
            o = origin_both(o, w);
            continue;
        }
        o = origin_both(o, origin_then(origin_of_target(clause->comp_for.target, clause->comp_for.iter), read(m, clause->comp_for.iter, depth)));
    }
    bool distinct = n->kind == AST_SET_COMP && comprehension_is_column(m, n);     // the owners of all rows are fewer than the rows
    return distinct ? (Origin){.things = o.things} : o;
}

static Origin read_attribute(Module *m, Node *n, int depth)
{
    Node *holder = n->attribute.value;
    Text name = n->attribute.attr.text;
    Origin from = inside(read(m, holder, depth)), said = said_inside(m, holder, name, from);
    if (holder_is_written(holder)) {
        return (Origin){.few = true};
    }
    from.things = false;                // a plugin's files are files
    const Binding *b = holder->kind == AST_NAME ? m->binding_of[holder->id] : NULL;
    from.caller = b && b->defs.n && b->defs.at[0].kind == DEF_PARAM && is_self(m, b);       // given to the constructor
    return origin_then(said, from);
}

static Origin read_all(Module *m, Nodes nodes, int depth)
{
    Origin o = {0};
    for (int i = 0; i < nodes.n && i < PARTS_MAX; i++) {
        o = origin_both(o, read(m, nodes.at[i], depth));
    }
    return o;
}

// x[ROWS]: a constant stands for its text.
static bool is_constant_name(Text name)
{
    for (ptrdiff_t i = 0; i < name.n; i++) {
        if (name.s[i] >= 'a' && name.s[i] <= 'z') {
            return false;
        }
    }
    return name.n > 0;
}

static bool is_key(const Node *index)
{
    return (index->kind == AST_CONSTANT && index->constant.kind == CONST_STR) || is_constant_name(last_name(index));
}

static Origin read_subscript(Module *m, Node *n, int depth)
{
    Node *index = n->subscript.index;
    if (is_key(index)) {
        return read_key(m, n->subscript.value, index, depth);
    }
    Origin from = read(m, n->subscript.value, depth);
    return index->kind == AST_SLICE ? from : (Origin){.things = from.things, .data = from.data};     // one of them
}

static Origin read(Module *m, Node *n, int depth)
{
    if (!n || depth-- == 0) {
        return (Origin){0};
    }
    switch (n->kind) {
    case AST_NAME: return read_name(m, n, depth);
    case AST_ATTRIBUTE: return read_attribute(m, n, depth);
    case AST_SUBSCRIPT: return read_subscript(m, n, depth);
    case AST_CALL: return read_call(m, n, depth);
    case AST_AWAIT: return read_await(m, n, -1, depth);
    case AST_STARRED: return read(m, n->value.value, depth);
    case AST_NAMED_EXPR: return read(m, n->named_expr.value, depth);
    case AST_IF_EXP: return origin_both(read(m, n->if_exp.body, depth), read(m, n->if_exp.orelse, depth));
    case AST_BIN_OP: return origin_both(read(m, n->bin_op.left, depth), read(m, n->bin_op.right, depth));
    case AST_BOOL_OP: return read_all(m, n->bool_op.values, depth);
    case AST_LIST: case AST_TUPLE: case AST_SET: return read_all(m, n->sequence.elts, depth);
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: return read_comprehension(m, n, depth);
    default: return (Origin){0};
    }
}

Origin origin_of(Module *m, Node *iterable)
{
    return read(m, iterable, DEPTH);
}
