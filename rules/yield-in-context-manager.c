// yield in a loop within a with, in an async generator that is not itself a context.
#include "lint/rule.h"

// It closes the generator that is iterated: without it that one would be left open in the same way.
static bool closes_source(const Node *context)
{
    Text name = context->kind == AST_CALL ? last_name(context->call.func) : (Text){0};
    return text_eq(name, T("aclosing")) || text_eq(name, T("Aclosing")) || text_eq(name, T("streamcontext"));
}

// Leaving it late harms nobody: texts in memory, suppress.
static bool is_harmless_context(Module *m, Node *context)
{
    static const char *const names[] = {"io.BytesIO", "io.StringIO", "contextlib.suppress", "contextlib.nullcontext"};
    Text name = context->kind == AST_CALL ? callee_name(m, context) : (Text){0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(name, names[i])) {
            return true;
        }
    }
    return closes_source(context);
}

static bool is_harmless(Module *m, const Node *with, const Node *yield)
{
    for (int i = 0; i < with->with.items.n; i++) {
        const Node *target = with->with.items.at[i]->with_item.target;
        Node *context = with->with.items.at[i]->with_item.context;
        bool is_place = context->kind == AST_NAME || context->kind == AST_ATTRIBUTE;
        bool passes = with->is_async && (yield_passes_on(m, yield, context) || (is_place && target && yield_passes_on(m, yield, target)));
        if (!passes && !is_harmless_context(m, context)) {
            return false;
        }
    }
    return true;
}

// The innermost with around the node whose end is not harmless; of several one of which the end matters.
static Node *with_around(Module *m, const Node *n, const Node *function)
{
    Node *found = NULL;
    const Node *child = n;
    for (Node *p = n->parent; p && p != function; child = p, p = p->parent) {
        if (p->kind == AST_WITH && nodes_contain(p->with.body, child) && !is_harmless(m, p, n)) {
            if (late_end_matters(m, p)) {
                return p;
            }
            found = found ? found : p;
        }
    }
    return found;
}

static bool is_held(Module *m, const Node *yield, const Node *function)
{
    return with_around(m, yield, function) != NULL;
}

// Somebody else decides how the generator is iterated: what its decorator makes of it, or a class outside the project whose method it may
// override.
static bool is_prescribed(Module *m, const Node *function)
{
    Node *class_node = function_class(m, function);
    bool is_private = text_starts(function->function.name.text, T("_"));
    for (int i = 0; i < function->function.decorators.n; i++) {
        Text name = last_name(function->function.decorators.at[i]);
        if (!text_eq(name, T("staticmethod")) && !text_eq(name, T("classmethod"))) {
            return true;
        }
    }
    return class_node && !is_private && class_has_foreign_base((Ref){.kind = REF_CLASS, .module = m, .node = class_node});
}

// Somebody leaves it early: a loop of the file; or those who import a module that stands alone, which nothing says of one in a package:
// the package's other files are checked as well, for their own loops (generator-not-closed).
static bool is_left(const Module *m, Consumers consumers)
{
    return consumers == CONSUMERS_LEAVE || (consumers == CONSUMERS_NONE && text_find_char(m->name, '.') < 0 && !m->is_package);
}

// `reply = yield request`: by a protocol of asend(), which its driver ends.
static bool is_driven(const Node *yield)
{
    return yield->parent->kind != AST_EXPR;
}

// `yield x; return`: who takes that element gets the end with the next.
static bool is_last(const Node *yield)
{
    const Nodes *blocks[4];
    const Node *statement = yield->parent;
    for (int b = statement->kind == AST_EXPR ? ast_blocks(statement->parent, blocks) - 1 : -1; b >= 0; b--) {
        for (int i = 1; i < blocks[b]->n; i++) {
            if (blocks[b]->at[i - 1] == statement) {
                return blocks[b]->at[i]->kind == AST_RETURN;
            }
        }
    }
    return false;
}

// True, and of little weight.
static bool is_mild(Module *m, const Node *function, const Node *with, const Node *yield, Consumers consumers)
{
    return !is_left(m, consumers) || !late_end_matters(m, with) || is_prescribed(m, function) || block_ends_given(m, with, yield) ||
           yields_errors_outside(m, function, is_held);
}

CHECK(yield_in_context_manager, c, n)
{
    Module *m = c->module;
    Consumers consumers = n->is_async && function_is_generator(m, n) ? consumers_of(m, n) : CONSUMERS_CLOSE;
    if (consumers == CONSUMERS_CLOSE || is_context_generator(m, n)) {
        return;
    }
    for (int i = n->id + 1; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        bool yields = d->kind == AST_YIELD && node_owner(m, d) == n && node_loop(m, d) && !is_driven(d) && !is_last(d);
        Node *with = yields ? with_around(m, d, n) : NULL;
        Scoped kind;
        if (with && !scope_around(m, d, &kind, NULL)) {
            Node *context = with->with.items.at[0]->with_item.context;
            Finding *f = REPORT(c, node_span(d), "", {"context", code_text(c, context)});
            report_related(c, f, node_span(context), "the block");
            if (is_mild(m, n, with, d, consumers)) {
                report_severity(c, f, SEVERITY_NOTE);
            }
            return;
        }
    }
}
