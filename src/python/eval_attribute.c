// What attributes stand for: members of modules and classes, through bases, properties and super().
#include "python/eval.h"

static Ref method_or_property(Eval e, Ref function, bool bound)
{
    if (function.kind != REF_FUNCTION) {
        return function;
    }
    bool is_property = function_has_decorator(function.module, function.node, "builtins.property") ||
                       function_has_decorator(function.module, function.node, "functools.cached_property");
    if (is_property) {
        return bound ? eval_returned(e, function) : EVAL_UNKNOWN;
    }
    function.bound = bound || function_has_decorator(function.module, function.node, "builtins.classmethod");
    if (function_has_decorator(function.module, function.node, "builtins.staticmethod")) {
        function.bound = false;
    }
    return function;
}

// The outside class that a project class derives from, when there is just one line up; empty otherwise.
static Text outside_base(Eval e, Ref class_ref)
{
    Nodes bases = class_ref.node->class_.bases;
    for (int i = 0; i < bases.n && eval_deeper(&e); i++) {
        Ref base = eval(eval_in(e, class_ref.module), bases.at[i]);
        if (base.kind == REF_NAME && !text_eq(base.name, T("builtins.object"))) {
            return base.name;
        }
        Text above = base.kind == REF_CLASS ? outside_base(e, base) : (Text){0};
        if (above.n) {
            return above;
        }
    }
    return (Text){0};
}

static Ref member_attribute(Eval e, Ref value, Text attr)
{
    Ref unread = class_of_unread(value, attr);
    if (unread.kind != REF_UNKNOWN) {
        return (Ref){.kind = REF_UNKNOWN, .module = unread.module, .node = unread.node, .name = attr};
    }
    Member member;
    bool bound = value.kind == REF_INSTANCE;
    if (class_member(value, attr, &member)) {
        Ref r = eval_binding(eval_in(e, member.module), member.binding, NULL);
        if (member.is_instance_attribute) {
            Binding *declared = map_get(&scope_opened(member.module, member.class_node)->names, attr);
            if (r.kind == REF_UNKNOWN && declared) {
                return eval_binding(eval_in(e, member.module), declared, NULL);
            }
            return r;
        }
        return method_or_property(e, r, bound);
    }
    Text base = outside_base(e, value);
    return base.n ? eval_name_ref(e, text_join_with(e.arena, base, '.', attr)) : EVAL_UNKNOWN;
}

Ref eval_attribute_of(Eval e, Ref value, Text attr)
{
    if (!eval_deeper(&e)) {
        return EVAL_UNKNOWN;
    }
    switch (value.kind) {
    case REF_NAME: return eval_name_ref(e, text_join_with(e.arena, value.name, '.', attr));
    case REF_MODULE: return eval_member_of_module(e, value.module, attr);
    case REF_INSTANCE:
        if (value.name.n) {
            Text known = known_attribute_class(value.name, attr);
            return known.n ? eval_instance_of_name(known)
                           : (Ref){.kind = REF_NAME, .name = text_join_with(e.arena, value.name, '.', attr)};
        }
        return member_attribute(e, value, attr);
    case REF_CLASS: return member_attribute(e, value, attr);
    default: return EVAL_UNKNOWN;
    }
}

Ref eval_attribute(Eval e, Node *n)
{
    Text attr = n->attribute.attr.text;
    Ref value = eval(e, n->attribute.value);
    Ref r = eval_attribute_of(e, value, attr);
    // what an object's outside class does not tell of: `self.loop` in a unittest.TestCase
    bool untold = eval_is_elsewhere(r) || (r.kind == REF_NAME && value.kind == REF_INSTANCE);
    if (untold && known_is_loop_name(attr) && n->parent->kind != AST_CALL) {
        return eval_instance_of_name(T("asyncio.AbstractEventLoop"));
    }
    return r;
}


// `super().name` inside a method: the member of the bases.
Ref eval_super_attribute(Eval e, Node *n)
{
    Scope *s = scope_of_node(e.m, n);
    while (s && s->kind != SCOPE_CLASS) {
        s = s->parent;
    }
    if (!s) {
        return EVAL_UNKNOWN;
    }
    Nodes bases = s->node->class_.bases;
    for (int i = 0; i < bases.n; i++) {
        Ref base = eval(e, bases.at[i]);
        if (base.kind == REF_CLASS) {
            base.kind = REF_INSTANCE;
        }
        Ref r = base.kind == REF_UNKNOWN ? EVAL_UNKNOWN : eval_attribute_of(e, base, n->attribute.attr.text);
        if (r.kind != REF_UNKNOWN) {
            return r;
        }
    }
    return EVAL_UNKNOWN;
}

bool eval_is_super_call(Eval e, Node *n)
{
    return n->kind == AST_CALL && n->call.func->kind == AST_NAME && text_eq(n->call.func->name.id, T("super")) &&
           !e.m->binding_of[n->call.func->id];
}
