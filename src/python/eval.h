// The evaluator of references: what expressions stand for. It works on any module, the file's own (memoised by node) or a
// foreign one (shared and never written), remembers what it found (memo.c), and gives up as REF_UNKNOWN: where it goes too
// deep or too far, in cycles, and wherever Python's dynamics could make another answer true.
//
// What its files share. Each function works out one step and goes on through the others; who asks from outside goes
// through the functions of model.h (ref.c).
#ifndef AQLINT_PYTHON_EVAL_H
#define AQLINT_PYTHON_EVAL_H

#include "python/known.h"
#include "python/memo.h"

typedef struct {
    Module *m;              // where the expression stands
    Arena *arena;           // for new names: the asking worker's
    struct Memos *memos;    // NULL: nothing can be asked
    int depth;
} Eval;

static const Ref EVAL_UNKNOWN = {.kind = REF_UNKNOWN};

static inline Eval eval_in(Eval e, Module *m)
{
    e.m = m;
    return e;
}

static inline Ref eval_name_ref(Eval e, Text name)
{
    return (Ref){.kind = REF_NAME, .name = known_canonical(e.arena, name)};
}

static inline Ref eval_instance_of_name(Text class_name)
{
    return class_name.n ? (Ref){.kind = REF_INSTANCE, .name = class_name} : EVAL_UNKNOWN;
}

// Counts a step of the evaluation. false: it goes too deep or too far, and the answer is unknown, for this question only.
bool eval_deeper(Eval *e);

// Joins what several definitions give: None beside something else is passed over, disagreement is unknown.
Ref eval_join(Ref a, Ref b);

// Nothing is known of it: unknown, or something of a module that is not read.
bool eval_is_elsewhere(Ref r);

// eval.c: an expression of e.m.
Ref eval(Eval e, Node *n);

// eval_import.c: what an import binds; `name` in an import as written: the project's module, or the outside name; a
// module's member.
Ref eval_imported(Eval e, const Def *d);
Ref eval_module_named(Eval e, Text name, int level);
Ref eval_member_of_module(Eval e, Module *target, Text name);

// eval_name.c: a name, and what a binding of e.m stands for at `use` (NULL: anywhere).
Ref eval_name(Eval e, Node *n);
Ref eval_binding(Eval e, const Binding *b, const Node *use);

// eval_attribute.c: an attribute node, `super().name` inside a method, and `attr` of any value.
Ref eval_attribute(Eval e, Node *n);
bool eval_is_super_call(Eval e, Node *n);
Ref eval_super_attribute(Eval e, Node *n);
Ref eval_attribute_of(Eval e, Ref value, Text attr);

// eval_call.c: a call node; what a call of `callee` gives (call: NULL where there is none), what awaiting a value gives,
// and what calling (for a coroutine: awaiting a call of) a project function gives.
Ref eval_call(Eval e, Node *n);
Ref eval_call_result(Eval e, Ref callee, Node *call);
Ref eval_awaited(Eval e, Ref value);
Ref eval_returned(Eval e, Ref function);

// eval_annotation.c: an instance of what an annotation declares.
Ref eval_annotation(Eval e, Node *n);

#endif
