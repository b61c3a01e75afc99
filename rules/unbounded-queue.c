// A queue of asyncio's family that is made without a bound: by a call, by a factory that will be called without
// arguments, or by a derived class's own __init__.
#include "lint/rule.h"

static bool is_of_class(const Module *m, const Node *n, const Node *class_node)
{
    const Node *owner = node_owner(m, n);
    return class_node && owner->kind == AST_FUNCTION && function_class(m, owner) == class_node;
}

// Another call further down makes the queue anew, before it is used: that one is told of.
static bool is_made_anew(Module *m, const Node *call)
{
    Text name = queue_name_made_for(call);
    const Node *owner = node_owner(m, call);
    bool begins = owner->kind == AST_FUNCTION && text_eq(owner->function.name.text, T("__init__")) && call->parent->kind != AST_KEYWORD;
    for (int i = owner->last + 1; begins && name.n && i < m->ast->n; i++) {
        Node *d = m->ast->nodes[i];
        if (d->kind == AST_CALL && is_of_class(m, d, function_class(m, owner)) && text_eq(queue_name_made_for(d), name) && queue_is_unbounded(queue_bound(m, d))) {
            return true;
        }
    }
    return false;
}

// It is more than a note where the file shows that items may pile up, and as bad as a run of it shows where they do.
static void grade_by_feed(const Check *c, Finding *f, const Node *call)
{
    if (queue_is_watched(c->module, call) || is_made_anew(c->module, call)) {
        report_severity(c, f, SEVERITY_NOTE);
    } else if (!queue_is_fed(c->module, call)) {
        report_severity(c, f, queue_is_filled(c->module, call) ? SEVERITY_WARNING : SEVERITY_NOTE);
    }
}

static void report_bound(Check *c, Node *call, QueueBound b, bool in_class)
{
    Text shown = {0};
    if (b.size_node) {
        shown = source_span_text(c->module->source, node_span(b.size_node));
    }
    const char *variant = in_class ? "subclass" : b.kind == BOUND_MISSING ? "missing" : b.kind == BOUND_ZERO ? "zero" : "infinite";
    Text text = source_span_text(c->module->source, node_span(call));
    Text brief = text.n <= 60 ? text : text_format(c->arena, "%.*s()", PRI(b.class_name));
    Finding *f = REPORT(c, node_span(call), variant, {"class", b.class_name}, {"size", shown}, {"call", brief});
    Constant folded = b.size_node ? constant_of(c->module, b.size_node) : (Constant){0};
    if (b.size_node && b.size_node->kind != AST_CONSTANT && folded.kind == CONSTANT_NUMBER) {
        report_related(c, f, node_span(b.size_node), "this is %g", folded.number);
    }
    grade_by_feed(c, f, call);
}

// partial(asyncio.Queue), partial(asyncio.Queue, 0)
static void check_partial(Check *c, Node *n)
{
    Node *made = n->call.args.n ? n->call.args.at[0] : NULL;
    Text class_name = made ? queue_class(c->module, made) : (Text){0};
    bool unsure;
    Node *size = call_argument(n, 1, "maxsize", &unsure);
    Constant bound = size ? constant_of(c->module, size) : (Constant){0};
    bool unbounded = size ? bound.kind == CONSTANT_NUMBER && bound.number <= 0 : !unsure;
    if (class_name.n && unbounded && made->kind != AST_STARRED) {
        grade_by_feed(c, REPORT(c, node_span(n), "factory", {"class", class_name}), n);
    }
}

// defaultdict(asyncio.Queue), field(default_factory=asyncio.Queue): called without arguments, later.
static void check_factory(Check *c, const Node *call, Node *factory)
{
    Ref r = factory ? ref_of(c->module, factory) : (Ref){0};
    Text class_name = factory ? queue_class(c->module, factory) : (Text){0};
    if (class_name.n && r.kind == REF_NAME) {
        grade_by_feed(c, REPORT(c, node_span(factory), "factory", {"class", class_name}), call);
    }
}

// A class by its spelling, or a name that may stand for one.
static bool may_be_class(Text last)
{
    ptrdiff_t i = 0;
    while (i < last.n && last.s[i] == '_') {
        i++;
    }
    return last.n == 0 || (i < last.n && last.s[i] >= 'A' && last.s[i] <= 'Z');
}

CHECK(unbounded_queue, c, n)
{
    Text last = callee_last_name(c->module, n);
    bool factory = text_eq(last, T("partial")) || text_eq(last, T("defaultdict")) || text_eq(last, T("__init__")) ||
                   n->call.keywords.n;
    if (!may_be_class(last) && !factory) {
        return;
    }
    QueueBound b = queue_bound(c->module, n);
    if (queue_is_unbounded(b)) {
        report_bound(c, n, b, false);
        return;
    }
    QueueBound own = queue_super_bound(c->module, n);
    if (queue_is_unbounded(own)) {
        report_bound(c, n, own, true);
        return;
    }
    Text name = callee_name(c->module, n);
    if (text_eq(name, T("functools.partial"))) {
        check_partial(c, n);
    } else if (text_eq(name, T("collections.defaultdict"))) {
        check_factory(c, n, n->call.args.n && n->call.args.at[0]->kind != AST_STARRED ? n->call.args.at[0] : NULL);
    }
    check_factory(c, n, call_argument(n, -1, "default_factory", NULL));
    if (text_starts(name, T("attr"))) {
        check_factory(c, n, call_argument(n, -1, "factory", NULL));
    }
}
