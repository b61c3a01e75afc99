#include "python/dump_model.h"

#include "python/fanout.h"
#include "python/queue.h"

#include <string.h>

static void put_place(Out *o, const Module *m, uint32_t offset)
{
    Place p = source_place(m->source, offset);
    out_format(o, "%d:%d", p.line, p.column);
}

static void put_indent(Out *o, int depth)
{
    out_repeat(o, ' ', depth * 2);
}

// -- names ------------------------------------------------------------------------------------------------------------

static const char *const scope_names[] = {"module", "class", "function", "lambda", "comprehension"};
static const char *const def_names[] = {"assigned", "unpacked", "iterated", "with", "import", "from", "function", "class",
                                        "parameter", "declared", "augmented", "deleted", "other"};

static uint32_t def_place(const Def *d)
{
    return d->node->kind == AST_FUNCTION ? d->node->function.name.span.beg
         : d->node->kind == AST_CLASS ? d->node->class_.name.span.beg : d->node->beg;
}

static void put_binding(Out *o, const Module *m, const Binding *b, int depth, const char *kind)
{
    put_indent(o, depth);
    out_format(o, "%s%.*s:", kind, PRI(b->name));
    for (int i = 0; i < b->defs.n; i++) {
        out_format(o, "%s %s ", i ? "," : "", def_names[b->defs.at[i].kind]);
        put_place(o, m, def_place(&b->defs.at[i]));
    }
    out_c(o, b->reads.n ? "; read" : "");
    for (int i = 0; i < b->reads.n; i++) {
        out_char(o, ' ');
        put_place(o, m, b->reads.at[i]->beg);
    }
    out_c(o, b->is_rebound_elsewhere ? "; rebound elsewhere\n" : "\n");
}

static Text scope_title(const Scope *s)
{
    return s->kind == SCOPE_FUNCTION ? s->node->function.name.text : s->kind == SCOPE_CLASS ? s->node->class_.name.text : (Text){0};
}

static int scope_depth(const Scope *s)
{
    int depth = 0;
    for (; s->parent; s = s->parent) {
        depth++;
    }
    return depth;
}

static void put_scope(Out *o, const Module *m, const Scope *s)
{
    int depth = scope_depth(s);
    Text title = scope_title(s);
    put_indent(o, depth);
    out_c(o, scope_names[s->kind]);
    out_format(o, title.n ? " %.*s" : "%.*s", PRI(title));
    if (s->parent) {
        out_char(o, ' ');
        put_place(o, m, s->node->beg);
    }
    out_char(o, '\n');
    for (int i = 0; i < s->names.n; i++) {
        put_binding(o, m, s->names.at[i].value, depth + 1, "");
    }
    for (int i = 0; i < s->attributes.n; i++) {
        put_binding(o, m, s->attributes.at[i].value, depth + 1, "self.");
    }
}

void dump_names(Out *o, Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        const Node *n = m->ast->nodes[i];
        if (scope_opened(m, n)) {
            put_scope(o, m, scope_opened(m, n));
        }
    }
}

// -- types ------------------------------------------------------------------------------------------------------------

static void put_definition(Out *o, const char *kind, Ref r)
{
    enum { OUTER_MAX = 16 };
    Text outer[OUTER_MAX];
    int n = 0;
    for (const Scope *s = scope_of_node(r.module, r.node); s && n < OUTER_MAX; s = s->parent) {
        if (s->kind == SCOPE_FUNCTION || s->kind == SCOPE_CLASS) {
            outer[n++] = scope_title(s);
        }
    }
    Ident name = r.node->kind == AST_FUNCTION ? r.node->function.name : r.node->class_.name;
    out_format(o, "%s %.*s.", kind, PRI(r.module->name));
    for (int i = n - 1; i >= 0; i--) {
        out_format(o, "%.*s.", PRI(outer[i]));
    }
    out_format(o, "%.*s", PRI(name.text));
}

static void put_ref(Out *o, Ref r)
{
    switch (r.kind) {
    case REF_NONE: out_c(o, "None"); break;
    case REF_NAME: out_format(o, "%.*s", PRI(r.name)); break;
    case REF_MODULE: out_format(o, "module %.*s", PRI(r.module->name)); break;
    case REF_FUNCTION: put_definition(o, r.bound ? "method" : "function", r); break;
    case REF_CLASS: put_definition(o, "class", r); break;
    case REF_INSTANCE:
        r.name.n ? out_format(o, "instance of %.*s", PRI(r.name)) : put_definition(o, "instance of", r);
        break;
    case REF_COROUTINE:
        r.name.n ? out_format(o, "coroutine of %.*s", PRI(r.name)) : put_definition(o, "coroutine of", r);
        break;
    default: out_c(o, "literal"); break;
    }
}

static void put_brief(Out *o, const Module *m, const Node *n)
{
    Text t = source_span_text(m->source, node_span(n));
    ptrdiff_t end = text_find_char(t, '\n');
    t = end >= 0 ? text_sub(t, 0, end) : t;
    out_format(o, "%.*s%s", PRI(text_sub(t, 0, 60)), t.n > 60 ? "..." : "");
}

static bool is_store(const Module *m, const Node *n)
{
    const Binding *b = n->kind == AST_NAME ? m->binding_of[n->id] : NULL;
    for (int i = 0; b && i < b->defs.n; i++) {
        if (b->defs.at[i].node == n) {
            return true;
        }
    }
    return false;
}

void dump_types(Out *o, Module *m)
{
    for (int i = 0; i < m->ast->n; i++) {
        Node *n = m->ast->nodes[i];
        bool asked = n->kind == AST_NAME || n->kind == AST_ATTRIBUTE || n->kind == AST_CALL || n->kind == AST_AWAIT;
        bool declares = n->parent && (n->parent->kind == AST_GLOBAL || n->parent->kind == AST_NONLOCAL);
        if (!asked || declares || is_store(m, n)) {
            continue;
        }
        Ref r = ref_of(m, n);
        Constant c = constant_of(m, n);
        if (r.kind == REF_UNKNOWN && c.kind != CONSTANT_NUMBER) {
            continue;
        }
        put_place(o, m, n->beg);
        out_char(o, ' ');
        put_brief(o, m, n);
        out_c(o, ": ");
        c.kind == CONSTANT_NUMBER ? out_format(o, "%.17g", c.number) : put_ref(o, r);
        out_char(o, '\n');
    }
}

// -- summary ----------------------------------------------------------------------------------------------------------

static void put_member(Out *o, Module *m, const Binding *b, int depth, const char *prefix)
{
    Ref r = ref_of_binding(m, b, NULL);
    put_indent(o, depth);
    out_format(o, "%s%.*s: ", prefix, PRI(b->name));
    if (r.kind == REF_UNKNOWN) {
        out_c(o, "unknown");
    } else if (r.kind == REF_FUNCTION) {
        out_format(o, "%s%s", r.node->is_async ? "async " : "", function_is_generator(r.module, r.node) ? "generator" : "function");
        Ref result = ref_call_result(m, r, NULL);
        result = result.kind == REF_COROUTINE ? ref_awaited(m, result) : result;
        if (result.kind != REF_UNKNOWN && result.kind != REF_NONE) {
            out_c(o, " -> ");
            put_ref(o, result);
        }
        out_c(o, r.node->is_async && !subtree_suspends(r.module, r.node) ? ", never suspends" : "");
        out_c(o, r.node->is_async && is_worker(r) ? ", worker on a queue" : "");
    } else {
        put_ref(o, r);
        QueueBound bound = r.kind == REF_INSTANCE && r.origin && r.origin->kind == AST_CALL ? queue_bound(r.origin_module, r.origin)
                                                                                           : (QueueBound){0};
        out_c(o, queue_is_unbounded(bound) ? ", without bound" : "");
        if (bound.kind == BOUND_SET) {
            out_format(o, ", bounded by %g", bound.size);
        }
    }
    out_char(o, '\n');
}

static const char *width_text(Out *o, Width w)
{
    if (w.kind == WIDTH_CONSTANT) {
        out_format(o, "%g times", w.count);
        return "";
    }
    return w.kind == WIDTH_OPEN ? "for each element" : w.kind == WIDTH_ENDLESS ? "without end" : "bounded";
}

static void put_fanout(Out *o, const Module *m, const Fanout *f)
{
    out_c(o, f->kind == FANOUT_TASKS ? "tasks " : f->kind == FANOUT_THREADS ? "threads " : "gather ");
    put_place(o, m, f->site->beg);
    out_c(o, ": ");
    if (f->coroutine) {
        put_brief(o, m, f->coroutine);
        out_c(o, ", ");
    }
    out_c(o, width_text(o, f->width));
    out_c(o, f->is_worker ? ", worker" : "");
    out_c(o, f->evidence == EVIDENCE_FEW ? ", few in practice" : f->evidence == EVIDENCE_NONE ? ""
             : f->is_firm ? ", many for certain" : ", many in practice");
    out_c(o, f->gate.kind == GATE_IDLE ? ", behind a semaphore that changes nothing"
             : f->gate.kind == GATE_SUSPENDS ? ", behind a semaphore" : "");
    out_char(o, '\n');
}

void dump_summary(Out *o, Module *m)
{
    for (int i = 0; i < m->scope->names.n; i++) {
        const Binding *b = m->scope->names.at[i].value;
        put_member(o, m, b, 0, "");
        Node *c = b->defs.n && b->defs.at[0].kind == DEF_CLASS ? b->defs.at[0].node : NULL;
        Scope *s = c ? scope_opened(m, c) : NULL;
        for (int k = 0; s && k < s->names.n; k++) {
            put_member(o, m, s->names.at[k].value, 1, "");
        }
        for (int k = 0; s && k < s->attributes.n; k++) {
            put_member(o, m, s->attributes.at[k].value, 1, "self.");
        }
    }
    const Fanouts *all = fanouts_of(m);
    for (int i = 0; i < all->n; i++) {
        put_fanout(o, m, &all->at[i]);
    }
}
