// How many elements an iterable has, as far as the code tells.
#include "python/fanout.h"

#include <math.h>

enum { DEPTH = 8 };

static Width width_at(Module *m, Node *n, int depth);

static const Width UNKNOWN = {WIDTH_OPEN, 0}, BOUNDED = {WIDTH_BOUNDED, 0};

static Width constant(double count)
{
    return isfinite(count) ? (Width){WIDTH_CONSTANT, count > 0 ? count : 0} : (Width){WIDTH_ENDLESS, 0};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool has_word(Text name, const char *word)
{
    Text w = text_from(word);
    for (ptrdiff_t i = 0; i + w.n <= name.n; i++) {
        ptrdiff_t k = 0;
        while (k < w.n && lower(name.s[i + k]) == w.s[k]) {
            k++;
        }
        if (k == w.n) {
            return true;
        }
    }
    return false;
}

static bool has_any(Text name, const char *const *words)
{
    for (; *words; words++) {
        if (has_word(name, *words)) {
            return true;
        }
    }
    return false;
}

// A count that goes by such a name is a bound that somebody chose.
static bool names_a_limit(Text name)
{
    static const char *const words[] = {"worker", "concurren", "limit", "parallel", "max_", "maxsize", "pool_size", "poolsize",
                                        "num_thread", "n_thread", "num_consumers", "n_jobs", "num_procs", "replicas",
                                        "batch_size", "batchsize", "chunk_size", "chunksize", NULL};
    return has_any(name, words);
}

// A part of the data, cut to size by somebody.
static bool names_a_part(Text name)
{
    static const char *const words[] = {"chunk", "batch", "page", NULL};
    return has_any(name, words);
}

static Text last_name(const Node *n)
{
    return n->kind == AST_NAME ? n->name.id : n->kind == AST_ATTRIBUTE ? n->attribute.attr.text : (Text){0};
}

static Width width_of_count(Module *m, Node *n)
{
    Constant c = constant_of(m, n);
    if (c.kind == CONSTANT_NUMBER) {
        return constant(c.number);
    }
    if (names_a_limit(last_name(n))) {
        return BOUNDED;
    }
    if (n->kind == AST_CALL && ref_is_name(ref_of(m, n->call.func), "builtins.min")) {
        Width best = UNKNOWN;
        for (int i = 0; i < n->call.args.n; i++) {
            Width w = width_of_count(m, n->call.args.at[i]);
            bool better = best.kind == WIDTH_OPEN || (w.kind == WIDTH_CONSTANT && best.kind == WIDTH_CONSTANT && w.count < best.count);
            best = w.kind != WIDTH_OPEN && better ? w : best;
        }
        return best;
    }
    if (n->kind == AST_BIN_OP || n->kind == AST_CALL) {     // workers - len(alive), int(limit), limit // 2, cpu_count()
        for (int i = n->id + 1; i <= n->last; i++) {
            if (names_a_limit(last_name(m->ast->nodes[i])) || text_eq(last_name(m->ast->nodes[i]), T("cpu_count"))) {
                return BOUNDED;
            }
        }
    }
    return UNKNOWN;
}

static Width width_of_range(Module *m, const Node *call)
{
    int n = call->call.args.n;
    if (n == 1) {
        return width_of_count(m, call->call.args.at[0]);
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
        return width_of_count(m, end->bin_op.right);
    }
    return width_of_count(m, end).kind == WIDTH_OPEN ? UNKNOWN : from.kind == CONSTANT_NUMBER ? width_of_count(m, end) : UNKNOWN;
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

static bool name_in(Text name, const char *const *table)
{
    for (; *table; table++) {
        if (text_eq(name, text_from(*table))) {
            return true;
        }
    }
    return false;
}

static Width width_of_call(Module *m, Node *n, int depth)
{
    static const char *const same[] = {"builtins.enumerate", "builtins.reversed", "builtins.sorted", "builtins.list",
                                       "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.iter",
                                       "random.sample", "copy.copy", "itertools.permutations", NULL};
    static const char *const cut[] = {"itertools.batched", "more_itertools.chunked", "more_itertools.sliced", NULL};
    Text name = callee_name(m, n);
    Node *first = n->call.args.n ? n->call.args.at[0] : NULL;
    if (text_eq(name, T("builtins.range"))) {
        return width_of_range(m, n);
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
        return width_of_count(m, n->call.args.at[n->call.args.n == 2 ? 1 : 2]);
    }
    if (text_eq(name, T("itertools.count")) || text_eq(name, T("itertools.cycle"))) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    if (text_eq(name, T("itertools.repeat")) && n->call.args.n == 2) {
        return width_of_count(m, n->call.args.at[1]);
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
static bool grows(Module *m, const Node *read)
{
    static const char *const methods[] = {"append", "add", "extend", "insert", "update", "appendleft", "setdefault", NULL};
    const Node *p = read->parent;
    if (p->kind == AST_ATTRIBUTE && p->parent->kind == AST_CALL && p->parent->call.func == p && name_in(p->attribute.attr.text, methods)) {
        return node_loop(m, p) != NULL;     // an append outside loops adds one, if it runs at all
    }
    return p->kind == AST_SUBSCRIPT && p->subscript.value == read && p->parent->kind == AST_ASSIGN &&
           p->parent->assign.value != p && node_loop(m, p) != NULL;
}

static Width width_of_binding(Module *m, const Binding *b, const Node *use, int depth)
{
    const Def *defs[4];
    int n = b->is_rebound_elsewhere ? -1 : defs_reaching(m, b, use, defs, 4);
    Width widest = UNKNOWN;
    for (int i = 0; i < n; i++) {
        const Def *d = defs[i];
        if (d->kind == DEF_AUGMENTED && !node_loop(m, d->node)) {
            continue;
        }
        if (d->kind == DEF_ITER && d->index < 0) {
            return UNKNOWN;
        }
        Width w = d->kind == DEF_ASSIGN ? width_at(m, d->value, depth) : UNKNOWN;
        if (w.kind == WIDTH_OPEN) {
            return UNKNOWN;
        }
        if (i == 0 || widest.kind == WIDTH_BOUNDED || (w.kind == WIDTH_CONSTANT && w.count > widest.count)) {
            widest = w;
        }
    }
    for (int i = 0; i < b->reads.n && n > 0; i++) {
        if (grows(m, b->reads.at[i])) {
            return UNKNOWN;
        }
    }
    return widest;
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
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: return width_of_loop(m, n);
    case AST_CALL: w = width_of_call(m, n, depth); break;
    case AST_SUBSCRIPT: w = width_of_slice(m, n, depth); break;
    case AST_IF_EXP: w = width_at(m, n->if_exp.body, depth); break;
    case AST_AWAIT: return UNKNOWN;
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
    const Binding *b = iterable->kind == AST_NAME ? m->binding_of[iterable->id] : NULL;
    if (!b || b->defs.n != 1 || b->defs.at[0].kind != DEF_ITER || !b->defs.at[0].value || b->defs.at[0].value->kind != AST_CALL) {
        return false;
    }
    Text name = last_name(b->defs.at[0].value->call.func);
    return names_a_part(name) || has_word(name, "batched") || has_word(name, "sliced") || has_word(name, "grouper") ||
           has_word(name, "window");
}

static Width times(Width a, Width b)
{
    if (a.kind == WIDTH_CONSTANT && b.kind == WIDTH_CONSTANT) {
        return constant(a.count * b.count);
    }
    if (a.kind == WIDTH_ENDLESS || b.kind == WIDTH_ENDLESS) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    return a.kind == WIDTH_OPEN || b.kind == WIDTH_OPEN ? UNKNOWN : BOUNDED;
}

Width width_of_loop(Module *m, Node *loop)
{
    if (loop->kind == AST_WHILE || loop->is_async) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    if (loop->kind == AST_FOR) {
        return is_part(m, loop->for_.iter) ? BOUNDED : width_of(m, loop->for_.iter);
    }
    Width w = {WIDTH_CONSTANT, 1};
    for (int i = 0; i < loop->comp.clauses.n; i++) {
        Node *clause = loop->comp.clauses.at[i];
        Width each = clause->is_async ? (Width){WIDTH_ENDLESS, 0} : is_part(m, clause->comp_for.iter) ? BOUNDED : width_of(m, clause->comp_for.iter);
        w = times(w, each);
    }
    return w;
}
