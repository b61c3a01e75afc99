// What annotations declare: an instance of the class that they name.
#include "python/eval.h"

static Ref instance_of(Ref class_ref)
{
    if (class_ref.kind == REF_NAME) {
        return eval_instance_of_name(text_eq(class_ref.name, T("builtins.None")) ? (Text){0} : class_ref.name);
    }
    if (class_ref.kind == REF_CLASS) {
        return (Ref){.kind = REF_INSTANCE, .module = class_ref.module, .node = class_ref.node};
    }
    return EVAL_UNKNOWN;
}

// The instance that a dotted name in a string annotation declares, as seen from `scope`.
static Ref annotated_by_text(Eval e, Text t, const Scope *scope)
{
    t = text_trim(t);
    Text optional = T("Optional[");
    ptrdiff_t bar = text_find(t, T("| None"));
    if (bar > 0) {
        t = text_trim(text_sub(t, 0, bar));
    }
    ptrdiff_t at = text_find(t, optional);
    if (at >= 0 && text_ends(t, T("]"))) {
        t = text_sub(t, at + optional.n, t.n - 1);
    }
    ptrdiff_t bracket = text_find_char(t, '[');
    t = bracket > 0 ? text_sub(t, 0, bracket) : t;
    Text part, rest;
    text_cut(t, '.', &part, &rest);
    Binding *b = scope_lookup(scope, part);
    Ref r = b ? eval_binding(e, b, NULL)
            : known_is_builtin(part) ? eval_name_ref(e, text_join(e.arena, T("builtins."), part))
                                     : EVAL_UNKNOWN;
    while (rest.n && r.kind != REF_UNKNOWN) {
        text_cut(rest, '.', &part, &rest);
        r = eval_attribute_of(e, r, part);
    }
    return instance_of(r);
}

// T = TypeVar("T", bound=X) stands for an X.
static Ref type_variable(Eval e, Ref r)
{
    Node *bound = r.origin && text_eq(r.name, T("typing.TypeVar")) ? call_argument(r.origin, -1, "bound", NULL) : NULL;
    return bound ? eval_annotation(eval_in(e, r.origin_module), bound) : EVAL_UNKNOWN;
}

static Ref annotation_of_subscript(Eval e, Node *n)
{
    Ref generic = eval(e, n->subscript.value);
    Node *index = n->subscript.index;
    if (ref_is_name(generic, "typing.Optional") || ref_is_name(generic, "typing.Final") || ref_is_name(generic, "typing.ClassVar") ||
        ref_is_name(generic, "dataclasses.InitVar")) {
        return eval_annotation(e, index);
    }
    if (ref_is_name(generic, "typing.Annotated") && index->kind == AST_TUPLE && index->sequence.elts.n) {
        return eval_annotation(e, index->sequence.elts.at[0]);
    }
    if (ref_is_name(generic, "typing.Union") && index->kind == AST_TUPLE) {
        Ref r = {.kind = REF_NONE};
        for (int i = 0; i < index->sequence.elts.n; i++) {
            r = eval_join(r, eval_annotation(e, index->sequence.elts.at[i]));
        }
        return r;
    }
    return generic.kind == REF_NAME && text_starts(generic.name, T("typing.")) ? EVAL_UNKNOWN : instance_of(generic);
}

Ref eval_annotation(Eval e, Node *n)
{
    if (!n || !eval_deeper(&e)) {
        return EVAL_UNKNOWN;
    }
    switch (n->kind) {
    case AST_CONSTANT:
        if (n->constant.kind == CONST_STR) {
            return annotated_by_text(e, n->constant.text, scope_of_node(e.m, n));
        }
        return n->constant.kind == CONST_NONE ? (Ref){.kind = REF_NONE} : EVAL_UNKNOWN;
    case AST_BIN_OP:
        return n->op == OP_BIT_OR ? eval_join(eval_annotation(e, n->bin_op.left), eval_annotation(e, n->bin_op.right)) : EVAL_UNKNOWN;
    case AST_SUBSCRIPT: return annotation_of_subscript(e, n);
    case AST_NAME: {
        const Binding *b = e.m->binding_of[n->id];
        const Node *d = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_OTHER ? b->defs.at[0].node : NULL;
        if (d && (d->kind == AST_TYPE_PARAM || d->kind == AST_TYPE_ALIAS)) {
            return eval_annotation(e, d->kind == AST_TYPE_PARAM ? d->type_param.bound : d->type_alias.value);
        }
    }
    // fall through
    case AST_ATTRIBUTE: {
        Ref r = eval(e, n);
        if (ref_is_name(r, "typing.Any") || ref_is_name(r, "builtins.object")) {
            return EVAL_UNKNOWN;
        }
        return r.kind == REF_INSTANCE ? type_variable(e, r) : instance_of(r);
    }
    default: return EVAL_UNKNOWN;
    }
}
