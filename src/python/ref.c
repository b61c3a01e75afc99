// The questions that rules and the model ask the evaluator (eval.h).
#include "python/eval.h"

bool ref_same_definition(Ref a, Ref b)
{
    bool same_node = (a.node == NULL) == (b.node == NULL);
    if (same_node && a.node) {
        same_node = a.node == b.node || (a.node->kind == b.node->kind && a.node->beg == b.node->beg && a.module && b.module &&
                                         a.module->path.n && text_eq(a.module->path, b.module->path));
    }
    return a.kind == b.kind && text_eq(a.name, b.name) && same_node;
}


// New names live in the asking module's arena; a foreign module is asked only in the course of such a question.
static Eval start(Module *m)
{
    ProjectReader *reader = m->reader ? m->reader : project_reader(m->project);
    if (!reader) {
        return (Eval){.m = m};
    }
    struct Memos *memos = memos_of(reader);
    if (memos->questions++ == 0) {
        memos_question(memos);
    }
    return (Eval){.m = m, .arena = reader->file, .memos = memos};
}

static Ref finish(Eval e, Ref r)
{
    if (e.memos) {
        e.memos->questions--;
    }
    return r;
}

Ref ref_of(Module *m, Node *expression)
{
    Eval e = start(m);
    return finish(e, eval(e, expression));
}

Ref ref_of_binding(Module *m, const Binding *b, const Node *use)
{
    Eval e = start(m);
    return finish(e, b ? eval_binding(e, b, use) : EVAL_UNKNOWN);
}

Ref ref_of_annotation(Module *m, Node *annotation)
{
    Eval e = start(m);
    return finish(e, eval_annotation(e, annotation));
}

Ref ref_attribute(Module *m, Ref value, Text attr)
{
    Eval e = start(m);
    return finish(e, eval_attribute_of(e, value, attr));
}

Ref ref_call_result(Module *m, Ref callee, Node *call)
{
    Eval e = start(m);
    return finish(e, eval_call_result(e, callee, call));
}

Ref ref_of_return(Module *m, Node *function)
{
    Eval e = start(m);
    return finish(e, eval_returned(e, (Ref){.kind = REF_FUNCTION, .module = m, .node = function}));
}

Ref ref_awaited(Module *m, Ref value)
{
    Eval e = start(m);
    return finish(e, eval_awaited(e, value));
}

Text callee_name(Module *m, const Node *call)
{
    Ref r = ref_of(m, call->call.func);
    return r.kind == REF_NAME ? r.name : (Text){0};
}

bool ref_is_name(Ref r, const char *qualified_name)
{
    return r.kind == REF_NAME && text_is(r.name, qualified_name);
}

bool ref_is_instance(Ref r, const char *class_name)
{
    return r.kind == REF_INSTANCE && class_derives_from(r, class_name);
}
