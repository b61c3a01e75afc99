#include "python/generator.h"

#include "python/flow.h"
#include "python/shape.h"

// -- a stream given on ------------------------------------------------------------------------------------------------

static bool iterates_parameter(Module *m, const Node *function, Text name)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_FOR && d->is_async && d->for_.iter->kind == AST_NAME && text_eq(d->for_.iter->name.id, name)) {
            return true;
        }
    }
    return false;
}

// f(stream), where f is an async generator of the project that iterates that parameter.
static bool is_iterated_by(Module *m, const Node *call, const Node *stream)
{
    Ref r = ref_of(m, call->call.func);
    if (r.kind != REF_FUNCTION || !r.node->is_async || !function_is_generator(r.module, r.node)) {
        return false;
    }
    Nodes params = r.node->function.params;
    for (int i = 0; i < call->call.args.n; i++) {
        int at = i + r.bound;
        if (same_place(m, call->call.args.at[i], stream) && at < params.n) {
            return iterates_parameter(r.module, r.node, params.at[at]->param.name.text);
        }
    }
    return false;
}

bool yield_passes_on(Module *m, const Node *yield, const Node *stream)
{
    for (Node *loop = node_loop(m, yield); loop; loop = node_loop(m, loop)) {
        const Node *iter = loop->kind == AST_FOR && loop->is_async ? loop->for_.iter : NULL;
        if (iter && (same_place(m, iter, stream) || (iter->kind == AST_CALL && is_iterated_by(m, iter, stream)))) {
            return true;
        }
    }
    return false;
}

static bool mentions(const Module *m, const Node *n, const Node *place)
{
    for (int i = n->id; place && i <= n->last; i++) {
        if (m->ast->nodes[i]->kind == AST_NAME && same_place(m, m->ast->nodes[i], place)) {
            return true;
        }
    }
    return false;
}

static bool is_parameter(const Module *m, const Node *n)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    return b && b->defs.n && b->defs.at[0].kind == DEF_PARAM;
}

// `xs: AsyncIterable[int]`
static bool is_iterable_parameter(Module *m, const Node *n)
{
    const Node *param = is_parameter(m, n) ? m->binding_of[n->id]->defs.at[0].node : NULL;
    const Node *annotation = param && param->kind == AST_PARAM ? param->param.annotation : NULL;
    Text name = annotation ? last_name(annotation->kind == AST_SUBSCRIPT ? annotation->subscript.value : annotation) : (Text){0};
    return text_find(name, T("Iter")) >= 0 || text_ends(name, T("Generator"));
}

// The parameter that `context` ends, or NULL.
static const Node *given_stream(Module *m, const Node *context)
{
    if (context->kind == AST_CALL && context->call.args.n == 1 && is_iterable_parameter(m, context->call.args.at[0])) {
        return context->call.args.at[0];
    }
    return is_parameter(m, context) ? context : NULL;
}

static bool item_is_given(Module *m, const Node *item, const Node *yield)
{
    const Node *given = given_stream(m, item->with_item.context);
    for (Node *loop = given ? node_loop(m, yield) : NULL; loop; loop = node_loop(m, loop)) {
        const Node *iter = loop->kind == AST_FOR && loop->is_async ? loop->for_.iter : NULL;
        if (iter && (mentions(m, iter, given) || mentions(m, iter, item->with_item.target))) {
            return true;
        }
    }
    return false;
}

// await parameter.aclose()
static bool closes_parameter(const Module *m, const Node *statement)
{
    const Node *await = statement->kind == AST_EXPR ? statement->value.value : NULL;
    const Node *call = await && await->kind == AST_AWAIT ? await->value.value : NULL;
    return call && is_method_call(call, "aclose") && is_parameter(m, call->call.func->attribute.value);
}

bool block_ends_given(Module *m, const Node *block, const Node *yield)
{
    for (int i = 0; block->kind == AST_WITH && i < block->with.items.n; i++) {
        if (!item_is_given(m, block->with.items.at[i], yield)) {
            return false;
        }
    }
    for (int i = 0; block->kind == AST_TRY && i < block->try_.finalbody.n; i++) {
        if (!closes_parameter(m, block->try_.finalbody.at[i])) {
            return false;
        }
    }
    return true;
}

// -- errors beside values ---------------------------------------------------------------------------------------------

static bool is_all_none(Nodes elts)
{
    for (int i = 0; i < elts.n; i++) {
        if (!is_none(elts.at[i])) {
            return false;
        }
    }
    return true;
}

// The next YIELD of the function behind the node `id`, or NULL.
static Node *next_yield(Module *m, const Node *function, int id)
{
    for (int i = id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_YIELD && node_owner(m, d) == function) {
            return d;
        }
    }
    return NULL;
}

bool yields_errors_outside(Module *m, const Node *function, bool (*is_held)(Module *, const Node *yield, const Node *function))
{
    enum { ELEMENTS = 16 };
    bool none_inside[ELEMENTS], given_outside[ELEMENTS] = {0};
    int n = 0;
    for (const Node *y = next_yield(m, function, function->id); y; y = next_yield(m, function, y->id)) {
        const Node *value = y->value.value;
        if (!value || value->kind != AST_TUPLE || value->sequence.elts.n > ELEMENTS || (n && value->sequence.elts.n != n)) {
            return false;
        }
        Nodes elts = value->sequence.elts;
        bool held = is_held(m, y, function);
        if (held && is_all_none(elts)) {
            return false;
        }
        for (int i = 0; i < elts.n; i++) {
            none_inside[i] = (n == 0 || none_inside[i]) && (!held || is_none(elts.at[i]));
            given_outside[i] = given_outside[i] || (!held && !is_none(elts.at[i]));
        }
        n = elts.n;
    }
    for (int i = 0; i < n; i++) {
        if (none_inside[i] && given_outside[i]) {
            return true;
        }
    }
    return false;
}

// The element of a yielded value: of a tuple, or the value itself.
static bool gives_none(const Node *yield, int index)
{
    const Node *value = yield->value.value;
    if (index < 0) {
        return !value || is_none(value);
    }
    return value && value->kind == AST_TUPLE && index < value->sequence.elts.n && is_none(value->sequence.elts.at[index]);
}

bool yields_end_outside(Module *m, const Node *function, int index, bool (*is_held)(Module *, const Node *yield, const Node *function))
{
    bool outside = false;
    for (const Node *y = next_yield(m, function, function->id); y; y = next_yield(m, function, y->id)) {
        if (gives_none(y, index)) {
            if (is_held(m, y, function)) {
                return false;
            }
            outside = true;
        }
    }
    return outside;
}
