// How often loops repeat what is in them.
#include "python/width.h"

#include "python/counting.h"
#include "python/flow.h"
#include "python/shape.h"
#include "python/word.h"

Width width_times(Width a, Width b)
{
    if (a.kind == WIDTH_CONSTANT && b.kind == WIDTH_CONSTANT) {
        return width_constant(a.count * b.count);
    }
    if (a.kind == WIDTH_ENDLESS || b.kind == WIDTH_ENDLESS) {
        return (Width){WIDTH_ENDLESS, 0};
    }
    return a.kind == WIDTH_OPEN || b.kind == WIDTH_OPEN ? WIDTH_UNKNOWN : WIDTH_SOME;
}

// -- while ------------------------------------------------------------------------------------------------------------

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

// -- until there are so many --------------------------------------------------------------------------------------------

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

// -- for and comprehensions ---------------------------------------------------------------------------------------------

// The next few of an iterator: `list(islice(rows, 50))`.
static bool takes_some(Module *m, Node *n)
{
    static const char *const kept[] = {"builtins.list", "builtins.tuple", NULL};
    if (n->kind == AST_CALL && n->call.args.n == 1 && name_in(callee_name(m, n), kept)) {
        n = n->call.args.at[0];
    }
    return n->kind == AST_CALL && n->call.args.n == 2 && text_eq(callee_name(m, n), T("itertools.islice"));
}

// Gives such parts, one a round: `batched(xs, 50)`, `iter(lambda: list(islice(rows, 50)), [])`.
static bool gives_parts(Module *m, Node *n)
{
    static const char *const cutters[] = {"chunk", "chunked", "batch", "batched", "slice", "sliced", "grouper", "window", "windowed",
                                          "partition", "page", NULL};
    if (n->kind != AST_CALL) {
        return false;
    }
    Node *next = n->call.args.n == 2 && text_eq(callee_name(m, n), T("builtins.iter")) ? n->call.args.at[0] : NULL;
    return (next && next->kind == AST_LAMBDA && takes_some(m, next->lambda.body)) || name_has_word(last_name(n->call.func), cutters);
}

// A part that a loop around cuts: `for chunk in batched(xs, 50)`, `while chunk := list(islice(rows, 50))`.
static bool is_part(Module *m, Node *iterable)
{
    const Binding *b = iterable->kind == AST_NAME ? m->binding_of[iterable->id] : NULL;
    bool cut = b && b->defs.n;
    for (int i = 0; cut && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        cut = d->value && ((d->kind == DEF_ITER && gives_parts(m, d->value)) ||
                           (d->kind == DEF_ASSIGN && takes_some(m, d->value) && (b->defs.n > 1 || node_loop(m, d->value))));
    }
    return cut;
}

static Width width_of_clause_at(Module *m, Node *clause, int depth)
{
    Node *iterable = clause->kind == AST_FOR ? clause->for_.iter : clause->comp_for.iter;
    return clause->is_async ? (Width){WIDTH_ENDLESS, 0} : is_part(m, iterable) ? WIDTH_SOME : width_at(m, iterable, depth);
}

// All the clauses of a comprehension together.
Width width_of_clauses(Module *m, const Node *comp, int depth)
{
    Width w = {WIDTH_CONSTANT, 1};
    for (int i = 0; i < comp->comp.clauses.n; i++) {
        w = width_times(w, width_of_clause_at(m, comp->comp.clauses.at[i], depth));
    }
    return w;
}

Width width_of_clause(Module *m, Node *clause)
{
    return width_of_clause_at(m, clause, WIDTH_DEPTH);
}

Width width_of_loop(Module *m, Node *loop)
{
    if (loop->kind == AST_WHILE) {
        // without an await it ends in one go: it goes over what there is
        return drained_by(m, loop) || !subtree_awaits(m, loop) ? WIDTH_UNKNOWN : (Width){WIDTH_ENDLESS, 0};
    }
    if (loop->kind == AST_FOR) {
        return width_of_clause(m, loop);
    }
    return width_of_clauses(m, loop, WIDTH_DEPTH);
}

