#include "python/width.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

#include <math.h>

enum { DEPTH = 8 };

static Width width_at(Module *m, Node *n, int depth);
static Width width_of_clauses(Module *m, const Node *comp, int depth);

static const Width UNKNOWN = {WIDTH_OPEN, 0}, BOUNDED = {WIDTH_BOUNDED, 0};

static bool name_in(Text name, const char *const *table)
{
    for (; *table; table++) {
        if (text_eq(name, text_from(*table))) {
            return true;
        }
    }
    return false;
}

static Width constant(double count)
{
    return isfinite(count) ? (Width){WIDTH_CONSTANT, count > 0 ? count : 0} : (Width){WIDTH_ENDLESS, 0};
}

// A count that goes by such a name is a bound that somebody chose.
static bool names_a_limit(Text name)
{
    static const char *const counts[] = {"worker", "concurrency", "concurrent", "limit", "parallel", "parallelism", "max",
                                         "maximum", "maxsize", "poolsize", "batchsize", "chunksize", "thread", "nthread",
                                         "consumer", "process", "proc", "replica", "cpu", "njob", NULL};
    static const char *const parts[] = {"batch", "chunk", "pool", "page", NULL};
    static const char *const size[] = {"size", NULL};
    return name_has_word(name, counts) || text_eq(name, T("n_jobs")) || (name_has_word(name, parts) && name_has_word(name, size));
}

// A part of the data, cut to size by somebody. The plural names the whole: a page is bounded, pages are not.
static bool names_a_part(Text name)
{
    static const char *const words[] = {"chunk", "batch", "page", "window", "slice", NULL};
    NameWords all = name_words(name);
    for (int i = 0; i < all.n; i++) {
        if (word_in(all.at[i], words)) {
            return true;
        }
    }
    return false;
}

static Width wider(Width a, Width b)
{
    return a.kind == WIDTH_CONSTANT && b.kind == WIDTH_CONSTANT && a.count > b.count ? a : b;
}

static Width width_of_count(Module *m, Node *n, int depth);

static Width width_of_listed_count(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *d;
    bool iterated = b && defs_reaching(m, b, name, &d, 1) == 1 && d->kind == DEF_ITER && d->index < 0 && d->value;
    bool listed = iterated && (d->value->kind == AST_TUPLE || d->value->kind == AST_LIST || d->value->kind == AST_SET);
    Width w = UNKNOWN;
    for (int i = 0; listed && i < d->value->sequence.elts.n; i++) {
        Width each = width_of_count(m, d->value->sequence.elts.at[i], depth);
        if (each.kind != WIDTH_CONSTANT) {
            return UNKNOWN;
        }
        w = wider(w, each);
    }
    return w;
}

// The least of the arguments of min().
static Width width_of_least(Module *m, const Node *call, int depth)
{
    Width best = UNKNOWN;
    for (int i = 0; i < call->call.args.n; i++) {
        Width w = width_of_count(m, call->call.args.at[i], depth);
        bool better = best.kind == WIDTH_OPEN || (w.kind == WIDTH_CONSTANT && best.kind == WIDTH_CONSTANT && w.count < best.count);
        best = w.kind != WIDTH_OPEN && better ? w : best;
    }
    return best;
}

static Node *assigned_once(Module *m, Node *name)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    const Def *d;
    return b && defs_reaching(m, b, name, &d, 1) == 1 && d->kind == DEF_ASSIGN ? d->value : NULL;
}

// The subtrahend measures what there is: target - len(alive), also through a name.
static bool counts_the_living(Module *m, const Node *n, int depth)
{
    for (int i = n->id; i <= n->last && depth > 0; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && (text_eq(last_name(d->call.func), T("len")) || text_eq(last_name(d->call.func), T("qsize")))) {
            return true;
        }
        const Binding *b = d->kind == AST_NAME ? m->binding_of[d->id] : NULL;
        const Def *def;
        if (b && defs_reaching(m, b, d, &def, 1) == 1 && def->kind == DEF_ASSIGN && def->value &&
            counts_the_living(m, def->value, depth - 1)) {
            return true;
        }
    }
    return false;
}

// What a name counts: `for n in (1, 10, 100): ... range(n)` the largest.
static Width width_of_named_count(Module *m, Node *name, int depth)
{
    Node *value = assigned_once(m, name);
    return value ? width_of_count(m, value, depth) : width_of_listed_count(m, name, depth);
}

bool tops_up(Module *m, Node *loop)
{
    Node *iter = loop->kind == AST_FOR ? loop->for_.iter : is_comprehension(loop) ? loop->comp.clauses.at[0]->comp_for.iter : NULL;
    if (!iter || iter->kind != AST_CALL || iter->call.args.n != 1 || !text_eq(callee_name(m, iter), T("builtins.range"))) {
        return false;
    }
    Node *count = iter->call.args.at[0], *value = assigned_once(m, count);
    value = value ? value : count;
    return value->kind == AST_BIN_OP && value->op == OP_SUB && counts_the_living(m, value->bin_op.right, 2);
}

static Width width_of_count(Module *m, Node *n, int depth)
{
    if (depth-- == 0) {
        return UNKNOWN;
    }
    Constant c = constant_of(m, n);
    if (c.kind == CONSTANT_NUMBER) {
        return constant(c.number);
    }
    Node *value = assigned_once(m, n);
    bool measured = value && value->kind == AST_CALL && ref_is_name(ref_of(m, value->call.func), "builtins.len");
    if (names_a_limit(last_name(n)) && !measured) {
        return BOUNDED;
    }
    if (n->kind == AST_NAME) {
        return width_of_named_count(m, n, depth);
    }
    Ref callee = n->kind == AST_CALL ? ref_of(m, n->call.func) : (Ref){0};
    if (ref_is_name(callee, "builtins.min")) {
        return width_of_least(m, n, depth);
    }
    if (ref_is_name(callee, "builtins.len") && n->call.args.n == 1) {
        return width_at(m, n->call.args.at[0], depth);
    }
    if (n->kind == AST_BIN_OP || n->kind == AST_CALL) {     // workers - len(alive), int(limit), limit // 2, cpu_count()
        for (int i = n->id + 1; i <= n->last; i++) {
            if (names_a_limit(last_name(m->ast->nodes[i]))) {
                return BOUNDED;
            }
        }
    }
    return UNKNOWN;
}

static Width width_of_range(Module *m, const Node *call, int depth)
{
    int n = call->call.args.n;
    if (n == 1) {
        return width_of_count(m, call->call.args.at[0], depth);
    }
    if (n < 2) {
        return UNKNOWN;
    }
    Constant from = constant_of(m, call->call.args.at[0]), to = constant_of(m, call->call.args.at[1]);
    Constant step = n > 2 ? constant_of(m, call->call.args.at[2]) : (Constant){.kind = CONSTANT_NUMBER, .number = 1};
    if (from.kind == CONSTANT_NUMBER && to.kind == CONSTANT_NUMBER && step.kind == CONSTANT_NUMBER && step.number != 0) {
        return constant(ceil((to.number - from.number) / step.number));
    }
    // range(a, a + k)
    Node *end = call->call.args.at[1];
    if (end->kind == AST_BIN_OP && end->op == OP_ADD && same_place(m, end->bin_op.left, call->call.args.at[0])) {
        return width_of_count(m, end->bin_op.right, depth);
    }
    return width_of_count(m, end, depth).kind == WIDTH_OPEN ? UNKNOWN : from.kind == CONSTANT_NUMBER ? width_of_count(m, end, depth) : UNKNOWN;
}

// The narrowest of the arguments: zip().
static Width narrowest(Module *m, Nodes args, int depth)
{
    Width best = UNKNOWN;
    for (int i = 0; i < args.n; i++) {
        Width w = width_at(m, args.at[i], depth);
        bool better = best.kind == WIDTH_OPEN || best.kind == WIDTH_ENDLESS ||
                      (w.kind == WIDTH_CONSTANT && best.kind == WIDTH_CONSTANT && w.count < best.count);
        best = w.kind != WIDTH_OPEN && better ? w : best;
    }
    return best;
}

static Width width_of_product(Module *m, const Node *call, int depth)
{
    double count = 1;
    for (int i = 0; i < call->call.args.n; i++) {
        Width w = width_at(m, call->call.args.at[i], depth);
        if (w.kind != WIDTH_CONSTANT) {
            return w;
        }
        count *= w.count;
    }
    return constant(count);
}

static Width width_of_call(Module *m, Node *n, int depth)
{
    static const char *const same[] = {"builtins.enumerate", "builtins.reversed", "builtins.sorted", "builtins.list",
                                       "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.iter",
                                       "copy.copy", "copy.deepcopy", "asyncio.as_completed", NULL};
    static const char *const cut[] = {"itertools.batched", "more_itertools.chunked", "more_itertools.sliced", NULL};
    Text name = callee_name(m, n);
    Node *first = n->call.args.n ? n->call.args.at[0] : NULL;
    if (text_eq(name, T("builtins.range"))) {
        return width_of_range(m, n, depth);
    }
    if (first && text_eq(name, T("builtins.iter")) && n->call.args.n == 2) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    if (first && name_in(name, same)) {
        return width_at(m, first, depth);
    }
    if (first && (text_eq(name, T("builtins.map")) || text_eq(name, T("builtins.filter"))) && n->call.args.n > 1) {
        return width_at(m, n->call.args.at[1], depth);
    }
    if (text_eq(name, T("builtins.zip"))) {
        return narrowest(m, n->call.args, depth);
    }
    if (text_eq(name, T("itertools.product"))) {
        return width_of_product(m, n, depth);
    }
    if (text_eq(name, T("itertools.islice")) && n->call.args.n >= 2) {
        return width_of_count(m, n->call.args.at[n->call.args.n == 2 ? 1 : 2], depth);
    }
    if (text_eq(name, T("itertools.count")) || text_eq(name, T("itertools.cycle"))) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    if (text_eq(name, T("itertools.repeat")) && n->call.args.n == 2) {
        return width_of_count(m, n->call.args.at[1], depth);
    }
    if (name_in(name, cut)) {
        return UNKNOWN;     // how many parts; each part is bounded
    }
    if (n->call.func->kind == AST_ATTRIBUTE && n->call.args.n == 0) {   // {...}.items()
        static const char *const views[] = {"items", "keys", "values", "copy", NULL};
        if (name_in(n->call.func->attribute.attr.text, views)) {
            return width_at(m, n->call.func->attribute.value, depth);
        }
    }
    return UNKNOWN;
}

static Width width_of_display(Module *m, const Node *n, int depth)
{
    double count = 0;
    Nodes elts = n->sequence.elts;
    for (int i = 0; i < elts.n; i++) {
        Width w = {WIDTH_CONSTANT, 1};
        if (elts.at[i]->kind == AST_STARRED && elts.at[i]->value.value) {
            w = width_at(m, elts.at[i]->value.value, depth);
        }
        if (w.kind != WIDTH_CONSTANT) {
            return w;
        }
        count += w.count;
    }
    return constant(count);
}

// xs[:k], xs[i:i + k]: no more than k. xs[-k:] too; xs[:-k] is no width.
static Width width_of_slice(Module *m, const Node *n, int depth)
{
    Node *s = n->subscript.index;
    if (s->kind != AST_SLICE) {
        return UNKNOWN;
    }
    Node *low = s->slice.lower, *high = s->slice.upper;
    if (high && high->kind == AST_BIN_OP && high->op == OP_ADD && low) {
        return same_place(m, high->bin_op.left, low) || same_place(m, high->bin_op.right, low) ? BOUNDED : UNKNOWN;
    }
    Constant c = high ? constant_of(m, high) : low ? constant_of(m, low) : (Constant){0};
    if (c.kind == CONSTANT_NUMBER && (high ? c.number >= 0 : c.number < 0)) {
        return constant(fabs(c.number));
    }
    if (high && c.kind != CONSTANT_NUMBER && !(high->kind == AST_UNARY_OP && high->op == OP_NEGATE)) {
        return BOUNDED;     // somebody counts
    }
    return width_at(m, n->subscript.value, depth).kind == WIDTH_CONSTANT ? width_at(m, n->subscript.value, depth) : UNKNOWN;
}

static bool is_enum(Module *m, Node *n)
{
    Ref r = ref_of(m, n);
    return r.kind == REF_CLASS && (class_derives_from(r, "enum.Enum") || class_derives_from(r, "enum.IntEnum") ||
                                   class_derives_from(r, "enum.StrEnum") || class_derives_from(r, "enum.Flag"));
}

// A read that may put more into the container than its display shows.
static bool grows(const Node *read)
{
    static const char *const methods[] = {"append", "add", "extend", "insert", "update", "appendleft", "setdefault", NULL};
    const Node *p = read->parent;
    if (p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p) {
        return name_in(p->attribute.attr.text, methods);
    }
    return p->kind == AST_SUBSCRIPT && p->subscript.value == read && p->parent->kind == AST_ASSIGN && p->parent->assign.value != p;
}

// How many elements are put into it besides those it is made with. In a function what does so outside loops adds one, if it
// runs at all; what outlives the function grows with every call.
static Width additions(Module *m, const Binding *b)
{
    bool local = b->scope->kind == SCOPE_FUNCTION && !b->is_rebound_elsewhere;
    double count = 0;
    for (int i = 0; i < b->reads.n; i++) {
        if (grows(b->reads.at[i])) {
            if (!local || node_loop(m, b->reads.at[i]) || node_owner(m, b->reads.at[i]) != b->scope->node) {
                return UNKNOWN;
            }
            count++;
        }
    }
    return constant(count);
}

static Width width_of_binding(Module *m, const Binding *b, const Node *use, int depth)
{
    const Def *defs[4];
    int n = b->is_rebound_elsewhere ? -1 : defs_reaching(m, b, use, defs, 4);
    Width widest = UNKNOWN;
    for (int i = 0, known = 0; i < n; i++) {
        const Def *d = defs[i];
        bool of_itself = use && d->value && node_within(use, d->value) && n > 1;     // xs = [f(x) for x in xs]: as many
        if (of_itself || (d->kind == DEF_AUGMENTED && !node_loop(m, d->node))) {
            continue;
        }
        if (d->kind == DEF_ITER && d->index < 0) {
            return UNKNOWN;
        }
        Width w = d->kind == DEF_ASSIGN ? width_at(m, d->value, depth) : UNKNOWN;
        if (w.kind == WIDTH_OPEN) {
            return UNKNOWN;
        }
        if (known++ == 0 || widest.kind == WIDTH_BOUNDED || (w.kind == WIDTH_CONSTANT && w.count > widest.count)) {
            widest = w;
        }
    }
    Width added = n > 0 ? additions(m, b) : UNKNOWN;
    if (added.kind != WIDTH_CONSTANT || widest.kind != WIDTH_CONSTANT) {
        return added.kind == WIDTH_CONSTANT ? widest : UNKNOWN;
    }
    double count = widest.count + added.count;
    return count > 0 ? constant(count) : UNKNOWN;       // empty: filled by somebody else
}

static Width width_of_imported(Module *m, const Binding *b, int depth)
{
    const Def *d = b->defs.n == 1 ? &b->defs.at[0] : NULL;
    if (!d || d->kind != DEF_FROM) {
        return UNKNOWN;
    }
    Node *from = d->node->parent;
    Module *target = project_import_whole(m, from->import_from.module, from->import_from.level);
    Binding *there = target ? map_get(&target->scope->names, d->node->alias.name) : NULL;
    return there && there->defs.n ? width_of_binding(target, there, NULL, depth) : UNKNOWN;
}

static Width width_of_attribute(Module *m, Node *n, int depth)
{
    Ref owner = ref_of(m, n->attribute.value);
    Member member;
    if (class_member(owner, n->attribute.attr.text, &member)) {
        return width_of_binding(member.module, member.binding, NULL, depth);
    }
    if (owner.kind == REF_MODULE) {
        Binding *b = map_get(&owner.module->scope->names, n->attribute.attr.text);
        return b && b->defs.n ? width_of_binding(owner.module, b, NULL, depth) : UNKNOWN;
    }
    return UNKNOWN;
}

// `await gather(a, b, c)` gives three results.
static Width width_of_awaited(Module *m, Node *n, int depth)
{
    if (!n || n->kind != AST_CALL || !text_eq(callee_name(m, n), T("asyncio.gather"))) {
        return UNKNOWN;
    }
    Width w = {WIDTH_CONSTANT, 0};
    for (int i = 0; i < n->call.args.n && w.kind == WIDTH_CONSTANT; i++) {
        Node *argument = n->call.args.at[i];
        Width each = argument->kind == AST_STARRED ? width_at(m, argument->value.value, depth) : constant(1);
        w = each.kind == WIDTH_CONSTANT ? constant(w.count + each.count) : each;
    }
    return w;
}

static Width width_at(Module *m, Node *n, int depth)
{
    if (depth-- == 0 || !n) {
        return UNKNOWN;
    }
    Width w = UNKNOWN;
    switch (n->kind) {
    case AST_LIST: case AST_TUPLE: case AST_SET: return width_of_display(m, n, depth);
    case AST_DICT: return constant(n->dict.keys.n);
    case AST_CONSTANT: return n->constant.kind == CONST_STR ? constant((double)n->constant.text.n) : UNKNOWN;
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: return width_of_clauses(m, n, depth);
    case AST_CALL: w = width_of_call(m, n, depth); break;
    case AST_SUBSCRIPT: w = width_of_slice(m, n, depth); break;
    case AST_IF_EXP: w = width_at(m, n->if_exp.body, depth); break;
    case AST_AWAIT: w = width_of_awaited(m, n->value.value, depth); break;
    case AST_NAMED_EXPR: return width_at(m, n->named_expr.value, depth);
    case AST_STARRED: return width_at(m, n->value.value, depth);
    case AST_NAME: {
        const Binding *b = m->binding_of[n->id];
        w = !b ? UNKNOWN : b->defs.n == 1 && b->defs.at[0].kind == DEF_FROM ? width_of_imported(m, b, depth)
                                                                        : width_of_binding(m, b, n, depth);
        break;
    }
    case AST_ATTRIBUTE: w = width_of_attribute(m, n, depth); break;
    default: break;
    }
    if (w.kind == WIDTH_OPEN && is_enum(m, n)) {
        return BOUNDED;
    }
    return w.kind == WIDTH_OPEN && names_a_part(last_name(n)) ? BOUNDED : w;
}

Width width_of(Module *m, Node *iterable)
{
    return width_at(m, iterable, DEPTH);
}

// A part that a loop around cuts: `for chunk in batched(xs, 50)`.
static bool is_part(Module *m, Node *iterable)
{
    static const char *const cutters[] = {"chunk", "chunked", "batch", "batched", "slice", "sliced", "grouper", "window", "windowed",
                                          "partition", "page", NULL};
    const Binding *b = iterable->kind == AST_NAME ? m->binding_of[iterable->id] : NULL;
    bool cut = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_ITER && b->defs.at[0].value && b->defs.at[0].value->kind == AST_CALL;
    return cut && name_has_word(last_name(b->defs.at[0].value->call.func), cutters);
}

Width width_times(Width a, Width b)
{
    if (a.kind == WIDTH_CONSTANT && b.kind == WIDTH_CONSTANT) {
        return constant(a.count * b.count);
    }
    if (a.kind == WIDTH_ENDLESS || b.kind == WIDTH_ENDLESS) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    return a.kind == WIDTH_OPEN || b.kind == WIDTH_OPEN ? UNKNOWN : BOUNDED;
}

Node *drained_by(Module *m, const Node *loop)
{
    static const char *const takes[] = {"pop", "popleft", "popitem", "get_nowait", NULL};
    if (loop->kind != AST_WHILE) {
        return NULL;
    }
    for (int i = loop->while_.body.n ? loop->while_.body.at[0]->id : loop->last; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        Node *func = d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE ? d->call.func : NULL;
        if (!func || !name_in(func->attribute.attr.text, takes)) {
            continue;
        }
        for (int k = loop->while_.test->id; k <= loop->while_.test->last; k++) {
            if (same_place(m, m->ast->nodes[k], func->attribute.value)) {
                return func->attribute.value;
            }
        }
    }
    return NULL;
}

static Width width_of_clause_at(Module *m, Node *clause, int depth)
{
    Node *iterable = clause->kind == AST_FOR ? clause->for_.iter : clause->comp_for.iter;
    return clause->is_async ? (Width){WIDTH_ENDLESS, 0} : is_part(m, iterable) ? BOUNDED : width_at(m, iterable, depth);
}

// All the clauses of a comprehension together.
static Width width_of_clauses(Module *m, const Node *comp, int depth)
{
    Width w = {WIDTH_CONSTANT, 1};
    for (int i = 0; i < comp->comp.clauses.n; i++) {
        w = width_times(w, width_of_clause_at(m, comp->comp.clauses.at[i], depth));
    }
    return w;
}

Width width_of_clause(Module *m, Node *clause)
{
    return width_of_clause_at(m, clause, DEPTH);
}

Width width_of_loop(Module *m, Node *loop)
{
    if (loop->kind == AST_WHILE) {
        // without an await it ends in one go: it goes over what there is
        return drained_by(m, loop) || !subtree_awaits(m, loop) ? UNKNOWN : (Width){WIDTH_ENDLESS, 0};
    }
    if (loop->kind == AST_FOR) {
        return width_of_clause(m, loop);
    }
    return width_of_clauses(m, loop, DEPTH);
}
