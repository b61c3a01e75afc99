// The evaluator's step by kind of expression, its limits, and what it remembers.
#include "python/eval.h"

enum { DEPTH_MAX = 48, LEVELS_MAX = 200, STEPS_MAX = 20000 };

bool eval_deeper(Eval *e)
{
    struct Memos *t = e->memos;
    if (t && ++e->depth <= DEPTH_MAX && t->level < LEVELS_MAX && ++t->steps <= STEPS_MAX) {
        return true;
    }
    if (t) {
        memo_depends(t, 0);
    }
    return false;
}

bool eval_is_elsewhere(Ref r)
{
    return r.kind == REF_UNKNOWN || (r.kind == REF_NAME && !known_is_stdlib(r.name));
}

Ref eval_join(Ref a, Ref b)
{
    if (a.kind == REF_NONE) {
        return b;
    }
    if (b.kind == REF_NONE) {
        return a;
    }
    if (!ref_same_definition(a, b)) {
        return EVAL_UNKNOWN;
    }
    if (a.origin != b.origin) {
        a.origin = NULL;
    }
    return a;
}


static Ref eval_or(Eval e, Node *n)
{
    Ref r = {.kind = REF_NONE};
    Ref last = EVAL_UNKNOWN;
    for (int i = 0; i < n->bool_op.values.n; i++) {
        last = eval(e, n->bool_op.values.at[i]);
        if (last.kind != REF_UNKNOWN && last.kind != REF_LITERAL) {
            r = eval_join(r, last);
        }
    }
    r.origin = NULL;    // one of several: which, nobody knows
    return n->op == OP_AND ? last : r.kind == REF_NONE ? EVAL_UNKNOWN : r;
}

static Ref eval_subscript(Eval e, Node *n)
{
    Ref r = eval(e, n->subscript.value);
    bool generic = r.kind == REF_CLASS || (r.kind == REF_NAME && (known_call_class(r.name).n || known_is_generic(r.name)));
    return generic ? r : EVAL_UNKNOWN;
}

// `directory / name`, also `name / path` (PurePath.__truediv__ and __rtruediv__): a path again.
static Ref eval_path(Eval e, Node *n)
{
    for (int i = 0; n->op == OP_DIV && i < 2; i++) {
        Ref side = eval(e, i ? n->bin_op.right : n->bin_op.left);
        if (side.kind == REF_INSTANCE && text_eq(side.name, T("pathlib.Path"))) {
            side.origin = NULL;
            return side;
        }
    }
    return EVAL_UNKNOWN;
}

static Ref eval_any(Eval e, Node *n)
{
    switch (n->kind) {
    case AST_NAME: return eval_name(e, n);
    case AST_ATTRIBUTE:
        return eval_is_super_call(e, n->attribute.value) ? eval_super_attribute(e, n) : eval_attribute(e, n);
    case AST_CALL: return eval_call(e, n);
    case AST_AWAIT: return n->value.value ? eval_awaited(e, eval(e, n->value.value)) : EVAL_UNKNOWN;
    case AST_NAMED_EXPR: return eval(e, n->named_expr.value);
    case AST_IF_EXP: return eval_join(eval(e, n->if_exp.body), eval(e, n->if_exp.orelse));
    case AST_BOOL_OP: return eval_or(e, n);
    case AST_BIN_OP: return eval_path(e, n);
    case AST_SUBSCRIPT: return eval_subscript(e, n);
    case AST_CONSTANT:
        return n->constant.kind == CONST_NONE ? (Ref){.kind = REF_NONE} : (Ref){.kind = REF_LITERAL, .module = e.m, .node = n};
    case AST_LIST: case AST_TUPLE: case AST_SET: case AST_DICT:
    case AST_LIST_COMP: case AST_SET_COMP: case AST_DICT_COMP: case AST_GENERATOR: case AST_FSTRING: case AST_LAMBDA:
        return (Ref){.kind = REF_LITERAL, .module = e.m, .node = n};
    default: return EVAL_UNKNOWN;
    }
}

Ref eval(Eval e, Node *n)
{
    if (!n || !eval_deeper(&e)) {
        return EVAL_UNKNOWN;
    }
    Memo *memo = memo_of(e.memos, e.m, n);
    if (memo->state == MEMO_RUNNING || memo->state == MEMO_PROVISIONAL) {
        memo_depends(e.memos, memo->level);
    }
    if (memo->state != MEMO_OPEN) {
        return memo->state == MEMO_RUNNING ? EVAL_UNKNOWN : memo->ref;
    }
    int before = memo_begin(e.memos, memo);
    Ref r = eval_any(e, n);
    memo_end(e.memos, memo, before, r);
    return r;
}
