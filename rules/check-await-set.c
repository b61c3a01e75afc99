// `if self.x is None: self.x = await f()` with nothing that keeps other tasks out.
#include "lint/rule.h"

static bool is_own_attribute(const Node *n)
{
    return n->kind == AST_ATTRIBUTE && n->attribute.value->kind == AST_NAME && text_eq(n->attribute.value->name.id, T("self"));
}

static Text text_of(const Module *m, const Node *n)
{
    return source_span_text(m->source, node_span(n));
}

// The test holds when the place is not filled: `x is None`, `not x`, `k not in d`, `d.get(k) is None`; also as part of an `or`, `and`.
static bool tests_missing(const Module *m, const Node *test, const Node *place)
{
    if (test->kind == AST_BOOL_OP) {
        for (int i = 0; i < test->bool_op.values.n; i++) {
            if (tests_missing(m, test->bool_op.values.at[i], place)) {
                return true;
            }
        }
        return false;
    }
    if (test->kind == AST_UNARY_OP) {
        return test->op == OP_NOT && text_eq(text_of(m, test->unary_op.operand), text_of(m, place));
    }
    if (test->kind != AST_COMPARE || test->compare.comparators.n != 1) {
        return false;
    }
    const Node *left = test->compare.left, *right = test->compare.comparators.at[0];
    bool missing_key = test->compare.ops[0] == OP_NOT_IN && place->kind == AST_SUBSCRIPT &&
                       text_eq(text_of(m, left), text_of(m, place->subscript.index)) && text_eq(text_of(m, right), text_of(m, place->subscript.value));
    return missing_key || (test->compare.ops[0] == OP_IS && text_eq(text_of(m, left), text_of(m, place)) &&
                           right->kind == AST_CONSTANT && text_eq(text_of(m, right), T("None")));
}

// Something is entered around the node that may keep other tasks out.
static bool is_guarded_by_with(const Node *n, const Node *function)
{
    for (const Node *p = n->parent; p && p != function; p = p->parent) {
        if (p->kind == AST_WITH && p->is_async) {
            return true;
        }
    }
    return false;
}

// It is asked again behind an await: `if self.x is not None: return self.x`.
static bool is_asked_again(const Module *m, const Node *from, const Node *assign, const Node *place)
{
    for (int i = from->branch.test->last + 1; i < assign->id; i++) {
        const Node *d = m->ast->nodes[i];
        const Node *test = d->kind == AST_BRANCH ? d->branch.test : NULL;
        for (int k = test ? test->id : 0; test && k <= test->last; k++) {
            if (m->ast->nodes[k]->kind == place->kind && text_eq(text_of(m, m->ast->nodes[k]), text_of(m, place))) {
                return true;
            }
        }
    }
    return false;
}

static bool runs_once(const Node *function)
{
    static const char *const words[] = {"connect", "setup", "set_up", "start", "init", "open", "login", "aenter", "prepare", "boot", "load", "create", "launch"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_find(function->function.name.text, text_from(words[i])) >= 0) {
            return true;
        }
    }
    return false;
}

CHECK(check_await_set, c, n)
{
    Module *m = c->module;
    Node *assign = n->parent, *function = node_owner(m, n);
    Node *place = assign->kind == AST_ASSIGN && assign->assign.value == n && assign->assign.targets.n == 1 ? assign->assign.targets.at[0] : NULL;
    bool shared = place && (is_own_attribute(place) || (place->kind == AST_SUBSCRIPT && is_own_attribute(place->subscript.value)));
    if (!shared || runs_once(function) || !may_suspend(m, n)) {
        return;
    }
    const Node *child = assign;
    for (Node *p = assign->parent; p && p != function; child = p, p = p->parent) {
        bool below = p->kind == AST_BRANCH && p->branch.test && p->branch.test != child;
        if (!below || !tests_missing(m, p->branch.test, place)) {
            continue;
        }
        if (!is_guarded_by_with(p, function) && !is_asked_again(m, p, assign, place)) {
            Finding *f = REPORT(c, node_span(assign), "", {"value", code_text(c, n->value.value)}, {"place", code_text(c, place)});
            report_related(c, f, node_span(p->branch.test), "tested here");
        }
        return;
    }
}
