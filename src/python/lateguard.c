// A jump in a finally block under a test, `if self._queue is None: return`, that no cancellation of the try can meet: what makes the test
// true is nothing at all, stands behind the last await of the body, or in a handler that raises nothing.
#include "python/flow.h"
#include "python/handling.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

// What is asked of a variable or attribute, and for which kind of value the jump is taken.
typedef struct {
    const Node *place;
    bool none, falsy;       // `is None`; `not x`
    bool set;               // `x`, `is not None`
} Guard;

static Guard guard_of(const Node *jump)
{
    const Node *branch = jump->parent->kind == AST_BRANCH ? jump->parent : NULL, *test = branch ? branch->branch.test : NULL;
    Guard g = {0};
    if (!test || branch->parent->if_.branches.at[0] != branch) {
        return g;
    }
    if (test->kind == AST_COMPARE && test->compare.comparators.n == 1 && is_none(test->compare.comparators.at[0])) {
        g = (Guard){.place = test->compare.left, .none = test->compare.ops[0] == OP_IS, .set = test->compare.ops[0] == OP_IS_NOT};
    } else if (test->kind == AST_UNARY_OP && test->op == OP_NOT) {
        g = (Guard){.place = test->unary_op.operand, .falsy = true};
    } else {
        g = (Guard){.place = test, .set = true};
    }
    bool is_place = g.place->kind == AST_NAME || (g.place->kind == AST_ATTRIBUTE && g.place->attribute.value->kind == AST_NAME);
    return is_place && (g.none || g.falsy || g.set) ? g : (Guard){0};
}

// The value may be one for which the jump is taken.
static bool may_meet(Module *m, const Guard *g, Node *value)
{
    Constant c = constant_of(m, value);
    bool is_false = c.kind == CONSTANT_NONE || (c.kind == CONSTANT_NUMBER && c.number == 0);
    bool is_display = value->kind == AST_LIST || value->kind == AST_DICT || value->kind == AST_SET || value->kind == AST_TUPLE;
    if (is_display || c.kind == CONSTANT_NONE || c.kind == CONSTANT_NUMBER || c.kind == CONSTANT_TEXT) {
        return g->none ? c.kind == CONSTANT_NONE : g->falsy ? is_false || is_display : !is_false;
    }
    return true;
}

// Nothing waits in the try behind the node, before the finally block.
static bool is_last_wait_before(const Node *n, Module *m, const Node *try)
{
    int end = try->try_.finalbody.at[0]->id;
    for (int i = n->last + 1; i < end; i++) {
        if (is_awaiting(m->ast->nodes[i])) {
            return false;
        }
    }
    return !node_loop(m, n) || !node_within(node_loop(m, n), try);
}

static bool is_in_quiet_handler(const Module *m, const Node *n, const Node *try)
{
    const Node *handler = quiet_handler_around(m, n, try);
    for (int i = handler ? handler->id : 1; handler && i <= handler->last; i++) {
        if (is_awaiting(m->ast->nodes[i])) {
            return false;
        }
    }
    return handler != NULL;
}

static const Node *assigned_place(const Node *d, int k)
{
    switch (d->kind) {
    case AST_ASSIGN: return k < d->assign.targets.n ? d->assign.targets.at[k] : NULL;
    case AST_ANN_ASSIGN: return k == 0 && d->ann_assign.value ? d->ann_assign.target : NULL;
    case AST_AUG_ASSIGN: return k == 0 ? d->aug_assign.target : NULL;
    default: return NULL;
    }
}

static bool is_harmless(Module *m, const Guard *g, const Node *d, const Node *try)
{
    Node *value = d->kind == AST_ASSIGN ? d->assign.value : d->kind == AST_ANN_ASSIGN ? d->ann_assign.value : NULL;
    if (value && !may_meet(m, g, value)) {
        return true;
    }
    bool inside = node_within(d, try) && d->last < try->try_.finalbody.at[0]->id;
    return inside && (is_in_quiet_handler(m, d, try) || (nodes_contain(try->try_.body, d) && is_last_wait_before(d, m, try)));
}

// A name is assigned in its function alone; it is no parameter, and nothing else binds it.
static bool is_plain_local(const Module *m, const Node *name, const Node *owner)
{
    const Binding *b = m->binding_of[name->id];
    bool plain = b && b->scope->node == owner && !b->is_rebound_elsewhere && b->defs.n;
    for (int i = 0; plain && i < b->defs.n; i++) {
        plain = b->defs.at[i].kind == DEF_ASSIGN;
    }
    return plain;
}

// How often the text assigns to an attribute of that name; parts of the file that are not parsed do, too.
static int times_assigned(Text t, Text name)
{
    int times = 0;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        Text rest = text_trim(text_sub(t, at + name.n, next_line(t, at)));
        bool annotated = text_starts(rest, T(":")) && text_find(rest, T(" = ")) >= 0;
        bool assigned = text_starts(rest, T("=")) && !text_starts(rest, T("=="));
        bool changed = rest.n > 1 && rest.s[1] == '=' && rest.s[0] != '=' && rest.s[0] != '!' && rest.s[0] != '<' && rest.s[0] != '>';
        bool unpacked = text_starts(rest, T(",")) && text_find(rest, T(" = ")) >= 0;
        times += at > 0 && t.s[at - 1] == '.' && (annotated || assigned || changed || unpacked);
    }
    return times;
}

// The same variable, or an attribute of that name, of whatever object.
static bool is_place_of(const Module *m, const Guard *g, const Node *target)
{
    return g->place->kind == AST_NAME ? same_place(m, target, g->place)
                                      : target->kind == AST_ATTRIBUTE && text_eq(target->attribute.attr.text, g->place->attribute.attr.text);
}

bool jump_is_out_of_reach(Module *m, const Node *jump, const Node *try)
{
    Guard g = guard_of(jump);
    const Node *owner = node_owner(m, try), *loop = node_loop(m, try);
    bool again = loop && jump->kind == AST_CONTINUE;        // what this pass has set the next one finds
    if (!g.place || again || (g.place->kind == AST_NAME && !is_plain_local(m, g.place, owner))) {
        return false;
    }
    int first = g.place->kind == AST_NAME ? owner->id : 0, last = g.place->kind == AST_NAME ? owner->last : m->ast->n - 1;
    int found = 0;
    for (int i = first; i <= last; i++) {
        const Node *d = m->ast->nodes[i];
        for (int k = 0; assigned_place(d, k); k++) {
            if (is_place_of(m, &g, assigned_place(d, k))) {
                found++;
                if (!is_harmless(m, &g, d, try)) {
                    return false;
                }
            }
        }
    }
    return found > 0 && (g.place->kind == AST_NAME || times_assigned(m->source->text, g.place->attribute.attr.text) == found);
}
