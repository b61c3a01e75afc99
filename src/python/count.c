// Numbers that say how many: the arguments of range(), slices and repeat(). A number that cannot be folded is still a bound
// when somebody chose it: `workers`, `batch_size`, `limit`. A number that was measured (`n = len(rows)`) is none, whatever it is called.
#include "python/counting.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

#include <math.h>

bool names_a_limit(Text name)
{
    static const char *const counts[] = {"worker", "concurrency", "concurrent", "limit", "parallel", "parallelism", "max",
                                         "maximum", "maxsize", "poolsize", "batchsize", "chunksize", "thread", "nthread",
                                         "consumer", "process", "proc", "replica", "cpu", "njob", NULL};
    static const char *const parts[] = {"batch", "chunk", "pool", "page", NULL};
    static const char *const size[] = {"size", NULL};
    return name_has_word(name, counts) || text_eq(name, T("n_jobs")) || (name_has_word(name, parts) && name_has_word(name, size));
}

Width width_constant(double count)
{
    return isfinite(count) ? (Width){WIDTH_CONSTANT, count > 0 ? count : 0} : (Width){WIDTH_ENDLESS, 0};
}

Width width_widest(Width a, Width b)
{
    if (a.kind == WIDTH_OPEN || b.kind == WIDTH_OPEN) {
        return WIDTH_UNKNOWN;
    }
    if (a.kind == WIDTH_ENDLESS || b.kind == WIDTH_ENDLESS) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    return a.kind == WIDTH_CONSTANT && (b.kind != WIDTH_CONSTANT || a.count > b.count) ? a : b;
}

static Width width_of_listed_count(Module *m, Node *name, int depth)
{
    const Binding *b = m->binding_of[name->id];
    const Def *d;
    bool iterated = b && defs_reaching(m, b, name, &d, 1) == 1 && d->kind == DEF_ITER && d->index < 0 && d->value;
    bool listed = iterated && (d->value->kind == AST_TUPLE || d->value->kind == AST_LIST || d->value->kind == AST_SET);
    Width w = WIDTH_UNKNOWN;
    for (int i = 0; listed && i < d->value->sequence.elts.n; i++) {
        Width each = width_of_count(m, d->value->sequence.elts.at[i], depth);
        if (each.kind != WIDTH_CONSTANT) {
            return WIDTH_UNKNOWN;
        }
        w = i == 0 ? each : width_widest(w, each);
    }
    return w;
}

// The least of the arguments of min().
static Width width_of_least(Module *m, const Node *call, int depth)
{
    Width best = WIDTH_UNKNOWN;
    for (int i = 0; i < call->call.args.n; i++) {
        Width w = width_of_count(m, call->call.args.at[i], depth);
        bool better = best.kind == WIDTH_OPEN || (w.kind == WIDTH_CONSTANT && best.kind == WIDTH_CONSTANT && w.count < best.count);
        best = w.kind != WIDTH_OPEN && better ? w : best;
    }
    return best;
}

Node *assigned_once(Module *m, Node *name)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    const Def *d;
    return b && defs_reaching(m, b, name, &d, 1) == 1 && d->kind == DEF_ASSIGN ? d->value : NULL;
}

// if most < n: n = most
static bool is_clamped(const Module *m, const Binding *b)
{
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        const Node *branch = d->kind == DEF_ASSIGN ? d->node->parent : NULL;
        branch = branch && branch->kind == AST_ASSIGN ? branch->parent : branch;
        const Node *test = branch && branch->kind == AST_BRANCH ? branch->branch.test : NULL;
        if (!test || test->kind != AST_COMPARE || test->compare.comparators.n != 1 || !d->value) {
            continue;
        }
        int op = (int)test->compare.ops[0];
        const Node *left = test->compare.left, *right = test->compare.comparators.at[0];
        const Node *less = op == OP_LT || op == OP_LE ? left : op == OP_GT || op == OP_GE ? right : NULL;
        const Node *more = less == left ? right : left;
        bool is_it = more->kind == AST_NAME && m->binding_of[more->id] == b;
        if (less && is_it && same_place(m, less, d->value)) {
            return true;
        }
    }
    return false;
}

// What a name counts: `for n in (1, 10, 100): ... range(n)` the largest.
static Width width_of_named_count(Module *m, Node *name, int depth)
{
    Node *value = assigned_once(m, name);
    if (!value && is_clamped(m, m->binding_of[name->id])) {
        return WIDTH_SOME;
    }
    return value ? width_of_count(m, value, depth) : width_of_listed_count(m, name, depth);
}

Width width_of_count(Module *m, Node *n, int depth)
{
    if (depth-- == 0) {
        return WIDTH_UNKNOWN;
    }
    Constant c = constant_of(m, n);
    if (c.kind == CONSTANT_NUMBER) {
        return width_constant(c.number);
    }
    Node *value = assigned_once(m, n);
    bool measured = value && value->kind == AST_CALL && ref_is_name(ref_of(m, value->call.func), "builtins.len");
    if (names_a_limit(last_name(n)) && !measured) {
        return WIDTH_SOME;
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
                return WIDTH_SOME;
            }
        }
    }
    return WIDTH_UNKNOWN;
}

Width width_of_range(Module *m, const Node *call, int depth)
{
    int n = call->call.args.n;
    if (n == 1) {
        return width_of_count(m, call->call.args.at[0], depth);
    }
    if (n < 2) {
        return WIDTH_UNKNOWN;
    }
    Constant from = constant_of(m, call->call.args.at[0]), to = constant_of(m, call->call.args.at[1]);
    Constant step = n > 2 ? constant_of(m, call->call.args.at[2]) : (Constant){.kind = CONSTANT_NUMBER, .number = 1};
    if (from.kind == CONSTANT_NUMBER && to.kind == CONSTANT_NUMBER && step.kind == CONSTANT_NUMBER && step.number != 0) {
        return width_constant(ceil((to.number - from.number) / step.number));
    }
    // range(a, a + k)
    Node *end = call->call.args.at[1];
    if (end->kind == AST_BIN_OP && end->op == OP_ADD && same_place(m, end->bin_op.left, call->call.args.at[0])) {
        return width_of_count(m, end->bin_op.right, depth);
    }
    return width_of_count(m, end, depth).kind == WIDTH_OPEN ? WIDTH_UNKNOWN : from.kind == CONSTANT_NUMBER ? width_of_count(m, end, depth) : WIDTH_UNKNOWN;
}
