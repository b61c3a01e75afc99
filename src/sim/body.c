// The bodies of coroutines in scenarios: a list of operations, each a map whose first key names it.
#include "sim/vocabulary.h"

static void emit(Reader *r, const Value *at, SimOperation op, SimOperands o)
{
    program_place(r->program, at->line, at->column);
    code_emit(r->program, r->coroutine, op, o);
}

static bool read_part(Reader *r, const Value *v, const char *key)
{
    const Value *body = value_get(v, text_from(key));
    return body ? read_body(r, body) : true;
}

static bool read_except(Reader *r, const Value *handlers)
{
    if (handlers->kind != VALUE_MAP || handlers->pairs.n == 0) {
        return fail_at(r, handlers, "`except` needs kinds of exception with what to do: {timeout: [...]}");
    }
    for (int i = 0; i < handlers->pairs.n; i++) {
        SimOperands o = {0};
        if (!read_mask(r, handlers->pairs.at[i].key, &o.kinds)) {
            return false;
        }
        emit(r, handlers->pairs.at[i].key, SIM_EXCEPT, o);
        if (!read_body(r, handlers->pairs.at[i].value)) {
            return false;
        }
    }
    return true;
}

static bool read_try(Reader *r, const Value *v)
{
    const Value *handlers = value_get(v, T("except")), *otherwise = value_get(v, T("else"));
    const Value *finally = value_get(v, T("finally"));
    if (!handlers && !finally) {
        return fail_at(r, v, "`try` needs `except` or `finally`");
    }
    if (!read_body(r, v->pairs.at[0].value) || (handlers && !read_except(r, handlers))) {
        return false;
    }
    if (otherwise && !handlers) {
        return fail_at(r, otherwise, "`else` of a `try` needs its `except`");
    }
    if (otherwise) {
        emit(r, otherwise, SIM_ELSE, (SimOperands){0});
        if (!read_body(r, otherwise)) {
            return false;
        }
    }
    if (finally) {
        emit(r, finally, SIM_FINALLY, (SimOperands){0});
        return read_body(r, finally);
    }
    return true;
}

static bool read_if(Reader *r, const Value *v)
{
    const Value *otherwise = value_get(v, T("else"));
    if (!read_part(r, v, "then")) {
        return false;
    }
    if (otherwise) {
        emit(r, otherwise, SIM_ELSE, (SimOperands){0});
        return read_body(r, otherwise);
    }
    return true;
}

static bool read_block(Reader *r, const Grammar *g, const Value *v)
{
    switch (g->op) {
    case SIM_TRY:
        return read_try(r, v);
    case SIM_IF:
        return read_if(r, v);
    case SIM_FOREVER:
        return read_body(r, v->pairs.at[0].value);
    default:
        return read_part(r, v, "do");
    }
}

static bool is_block(SimOperation op)
{
    return op >= SIM_REPEAT && op <= SIM_TRY;
}

// ---- operations

static const Grammar *find_grammar(Reader *r, const Value *key)
{
    const Grammar *g = vocabulary_find(key->text);
    Texts known = {0};
    for (int i = 0; !g && vocabulary_at(i); i++) {
        *list_push(r->arena, &known) = text_from(sim_operation_name(vocabulary_at(i)->op));
    }
    if (!g) {
        fail_unknown(r, key, "operation", key->text, known.at, known.n);
    }
    return g;
}

static bool read_operation(Reader *r, const Value *v)
{
    if (v->kind == VALUE_LIST || (v->kind == VALUE_MAP && v->pairs.n == 0)) {
        return fail_at(r, v, "an operation is needed here, like `sleep: 10ms`");
    }
    // `- yield` may stand for `- yield:`
    static const Value NOTHING = {.kind = VALUE_SCALAR};
    ValuePair pair = v->kind == VALUE_MAP ? v->pairs.at[0] : (ValuePair){(Value *)v, (Value *)&NOTHING};
    const Grammar *g = find_grammar(r, pair.key);
    SimOperands o = {0};
    if (!g || (v->kind == VALUE_SCALAR && (is_block(g->op) || (g->main != IS_NOTHING && g->main != IS_KIND)))) {
        return g ? fail_at(r, v, "`%s` needs a value", sim_operation_name(g->op)) : false;
    }
    if (!read_main(r, g, pair.value, &o) || !read_keys(r, g, v, &o)) {
        return false;
    }
    emit(r, pair.key, g->op, o);
    if (is_block(g->op)) {
        if (!read_block(r, g, v)) {
            return false;
        }
        emit(r, pair.key, SIM_END, (SimOperands){0});
    }
    return true;
}

bool read_body(Reader *r, const Value *list)
{
    if (value_is_null(list)) {
        return true;
    }
    if (list->kind != VALUE_LIST) {
        return fail_at(r, list, "a list of operations is needed here");
    }
    for (int i = 0; i < list->items.n; i++) {
        if (!read_operation(r, list->items.at[i])) {
            return false;
        }
    }
    return true;
}
