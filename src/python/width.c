// How many elements an iterable has: displays, ranges, slices, and what passes them on. What is cut to size by somebody (a
// chunk, a batch) is bounded though its size is not known.
#include "python/width.h"

#include "python/counting.h"
#include "python/flow.h"
#include "python/noun.h"
#include "python/shape.h"
#include "python/word.h"

#include <math.h>

// The narrowest of the arguments: zip().
static Width narrowest(Module *m, Nodes args, int depth)
{
    Width best = WIDTH_UNKNOWN;
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
    return width_constant(count);
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
        return WIDTH_UNKNOWN;     // how many parts; each part is bounded
    }
    Ref callee = ref_of(m, n->call.func);
    if (callee.kind == REF_FUNCTION && !callee.node->is_async && !function_is_generator(callee.module, callee.node)) {
        return width_of_returned(callee, depth);
    }
    if (n->call.func->kind == AST_ATTRIBUTE && n->call.args.n == 0) {   // {...}.items()
        static const char *const views[] = {"items", "keys", "values", "copy", NULL};
        if (name_in(n->call.func->attribute.attr.text, views)) {
            return width_at(m, n->call.func->attribute.value, depth);
        }
    }
    return WIDTH_UNKNOWN;
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
    return width_constant(count);
}

// xs[:k], xs[i:i + k]: no more than k. xs[-k:] too; xs[:-k] is no width.
static Width width_of_slice(Module *m, const Node *n, int depth)
{
    Node *s = n->subscript.index;
    if (s->kind != AST_SLICE) {
        return WIDTH_UNKNOWN;
    }
    Node *low = s->slice.lower, *high = s->slice.upper;
    if (high && high->kind == AST_BIN_OP && high->op == OP_ADD && low) {
        return same_place(m, high->bin_op.left, low) || same_place(m, high->bin_op.right, low) ? WIDTH_SOME : WIDTH_UNKNOWN;
    }
    Constant c = high ? constant_of(m, high) : low ? constant_of(m, low) : (Constant){0};
    if (c.kind == CONSTANT_NUMBER && (high ? c.number >= 0 : c.number < 0)) {
        return width_constant(fabs(c.number));
    }
    if (high && c.kind != CONSTANT_NUMBER && !(high->kind == AST_UNARY_OP && high->op == OP_NEGATE)) {
        return WIDTH_SOME;     // somebody counts
    }
    return width_at(m, n->subscript.value, depth).kind == WIDTH_CONSTANT ? width_at(m, n->subscript.value, depth) : WIDTH_UNKNOWN;
}

static bool is_enum(Module *m, Node *n)
{
    Ref r = ref_of(m, n);
    return r.kind == REF_CLASS && (class_derives_from(r, "enum.Enum") || class_derives_from(r, "enum.IntEnum") ||
                                   class_derives_from(r, "enum.StrEnum") || class_derives_from(r, "enum.Flag"));
}

// `await gather(a, b, c)` gives three results.
static Width width_of_awaited(Module *m, Node *n, int depth)
{
    if (!n || n->kind != AST_CALL || !text_eq(callee_name(m, n), T("asyncio.gather"))) {
        return WIDTH_UNKNOWN;
    }
    Width w = {WIDTH_CONSTANT, 0};
    for (int i = 0; i < n->call.args.n && w.kind == WIDTH_CONSTANT; i++) {
        Node *argument = n->call.args.at[i];
        Width each = argument->kind == AST_STARRED ? width_at(m, argument->value.value, depth) : width_constant(1);
        w = each.kind == WIDTH_CONSTANT ? width_constant(w.count + each.count) : each;
    }
    return w;
}

Width width_at(Module *m, Node *n, int depth)
{
    if (depth-- == 0 || !n) {
        return WIDTH_UNKNOWN;
    }
    Width w = WIDTH_UNKNOWN;
    switch (n->kind) {
    case AST_LIST: case AST_TUPLE: case AST_SET: return width_of_display(m, n, depth);
    case AST_DICT: return width_constant(n->dict.keys.n);
    case AST_CONSTANT: return n->constant.kind == CONST_STR ? width_constant((double)n->constant.text.n) : WIDTH_UNKNOWN;
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: return width_of_clauses(m, n, depth);
    case AST_CALL: w = width_of_call(m, n, depth); break;
    case AST_SUBSCRIPT: w = width_of_slice(m, n, depth); break;
    case AST_IF_EXP: w = width_at(m, n->if_exp.body, depth); break;
    case AST_AWAIT: w = width_of_awaited(m, n->value.value, depth); break;
    case AST_NAMED_EXPR: return width_at(m, n->named_expr.value, depth);
    case AST_STARRED: return width_at(m, n->value.value, depth);
    case AST_NAME: w = width_of_name(m, n, depth); break;
    case AST_ATTRIBUTE: w = width_of_attribute(m, n, depth); break;
    default: break;
    }
    if (w.kind == WIDTH_OPEN && is_enum(m, n)) {
        return WIDTH_SOME;
    }
    return w.kind == WIDTH_OPEN && noun_is_part(last_name(n)) ? WIDTH_SOME : w;
}

Width width_of(Module *m, Node *iterable)
{
    return width_at(m, iterable, WIDTH_DEPTH);
}

