// Takers of a function, and at which place they take it. What is called there must be known to give nothing that can be
// called: a function of the project with a body that returns plain values or nothing, an outside function that blocks.
#include "lint/rule.h"

static Node *work_of(Module *m, const Node *call)
{
    static const struct {
        const char *last;
        int index;
        const char *keyword;
    } takers[] = {
        {"to_thread", 0, "func"}, {"run_in_executor", 1, "func"}, {"call_soon", 0, "callback"}, {"call_soon_threadsafe", 0, "callback"},
        {"call_later", 1, "callback"}, {"call_at", 1, "callback"}, {"add_signal_handler", 1, "callback"},
        {"add_reader", 1, "callback"}, {"add_writer", 1, "callback"}, {"add_done_callback", 0, "fn"}, {"submit", 0, "fn"},
        {"Thread", 1, "target"}, {"Timer", 1, "function"}, {"Process", 1, "target"}, {"register", 0, "func"},
        {"run_sync", 0, "func"}, {"run_in_threadpool", 0, "func"},
    };
    Text last = callee_last_name(m, call);
    for (int i = 0; i < (int)(sizeof takers / sizeof *takers); i++) {
        if (text_is(last, takers[i].last)) {
            return call_argument(call, takers[i].index, takers[i].keyword, NULL);
        }
    }
    return NULL;
}

// Methods of texts, bytes, files and mappings, whatever they are called on: what they give is data.
static bool is_data_method(const Node *call)
{
    static const char *const names[] = {"copy", "decode", "encode", "format", "items", "join", "keys", "lower", "read", "readline",
                                        "readlines", "replace", "rstrip", "split", "splitlines", "strip", "upper", "values"};
    if (call->kind != AST_CALL || call->call.func->kind != AST_ATTRIBUTE) {
        return false;
    }
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        if (text_is(call->call.func->attribute.attr.text, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_data(Module *m, Node *value)
{
    if (value->kind == AST_BIN_OP || value->kind == AST_COMPARE || value->kind == AST_UNARY_OP || is_data_method(value)) {
        return true;
    }
    Ref r = ref_of(m, value);
    return r.kind == REF_NONE || (r.kind == REF_LITERAL && r.node->kind != AST_LAMBDA) ||
           (r.kind == REF_INSTANCE && text_starts(r.name, T("builtins.")));
}

// Every `return` gives data, or there is none.
static bool returns_no_function(Module *m, const Node *function)
{
    if (function->function.decorators.n || function->is_async || function_is_generator(m, function)) {
        return false;
    }
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;
        } else if (d->kind == AST_RETURN && d->value.value && !is_data(m, d->value.value)) {
            return false;
        }
    }
    return true;
}

static bool gives_no_function(Module *m, Node *work)
{
    Ref callee = ref_of(m, work->call.func);
    if (callee.kind == REF_FUNCTION) {
        return returns_no_function(callee.module, callee.node) || is_data(m, work);
    }
    return callee.kind == REF_NAME && blocking_at(m, work).entry != NULL;
}

static Text fixed_text(const Check *c, const Node *call, const Node *work)
{
    const Source *s = c->module->source;
    Text callee = code_text(c, call->call.func), function = code_text(c, work->call.func);
    Text rest = work->call.args.n ? source_span_text(s, (Span){work->call.args.at[0]->beg, work->end - 1}) : (Text){0};
    bool first = call->call.args.n && call->call.args.at[0] == work;
    return text_format(c->arena, "%.*s(%s%.*s%s%.*s)", PRI(callee), first ? "" : "..., ", PRI(function), rest.n ? ", " : "", PRI(rest));
}

CHECK(offload_called_eagerly, c, n)
{
    Node *work = work_of(c->module, n);
    if (!work || work->kind != AST_CALL || !gives_no_function(c->module, work)) {
        return;
    }
    REPORT(c, node_span(work), "", {"work", code_text(c, work)}, {"call", callee_last_name(c->module, n)},
           {"fixed", fixed_text(c, n, work)});
}
