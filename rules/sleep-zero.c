// asyncio.sleep with a constant delay of zero or less, and what it hides.
//
// CPython, Lib/asyncio/tasks.py: sleep(delay <= 0) is __sleep0(), one bare yield.
#include "lint/rule.h"

// What the loop does with an unbounded queue: a call of one of two methods, or NULL.
static Node *unbounded_call(Module *m, const Node *loop, Text method, Text other)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_CALL && d->call.func->kind == AST_ATTRIBUTE) {
            Text name = d->call.func->attribute.attr.text;
            if ((text_eq(name, method) || text_eq(name, other)) && queue_is_unbounded(queue_held(m, d->call.func->attribute.value))) {
                return d;
            }
        }
    }
    return NULL;
}

static bool is_constant_true(Module *m, Node *test)
{
    Constant c = constant_of(m, test);
    return c.kind == CONSTANT_NUMBER && c.number != 0;
}

// The statements among which the child of `p` stands.
static Nodes block_around(const Node *p, const Node *child)
{
    switch (p->kind) {
    case AST_BRANCH: return p->branch.body;
    case AST_WITH: return p->with.body;
    case AST_TRY: return nodes_contain(p->try_.body, child) ? p->try_.body : (Nodes){0};
    default: return (Nodes){0};
    }
}

static bool does_something(const Module *m, const Node *statement)
{
    for (int i = statement->id; i <= statement->last; i++) {
        AstKind kind = (AstKind)m->ast->nodes[i]->kind;
        if (kind == AST_EXPR || kind == AST_ASSIGN || kind == AST_AUG_ASSIGN || kind == AST_AWAIT) {
            return true;
        }
    }
    return false;
}

// On the way to the sleep the statement does nothing, whatever blocks it puts around that.
static bool does_nothing_else(const Module *m, Node *sleep, const Node *statement)
{
    for (const Node *child = node_statement(sleep); child != statement; child = child->parent) {
        Nodes block = block_around(child->parent, child);
        for (int i = 0; i < block.n; i++) {
            if (block.at[i] != child && does_something(m, block.at[i])) {
                return false;
            }
        }
    }
    return true;
}

// The loop goes on by itself: it assigns something, whatever else it does.
static bool gets_on(const Module *m, const Node *loop)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        AstKind kind = (AstKind)m->ast->nodes[i]->kind;
        if (kind == AST_ASSIGN || kind == AST_AUG_ASSIGN) {
            return true;
        }
    }
    return false;
}

// A loop that does nothing but sleep, or leaves by a test alone. One that counts its rounds waits for some passes.
static bool is_poll(Module *m, const Node *loop, Node *sleep)
{
    if (loop->kind != AST_WHILE || gets_on(m, loop)) {
        return false;
    }
    bool tests = !is_constant_true(m, loop->while_.test);
    Nodes body = loop->while_.body;
    for (int i = 0; i < body.n; i++) {
        const Node *s = body.at[i];
        bool only_leaves = s->kind == AST_IF && s->if_.branches.n == 1 && s->if_.branches.at[0]->branch.body.n == 1 &&
                           (s->if_.branches.at[0]->branch.body.at[0]->kind == AST_BREAK ||
                            s->if_.branches.at[0]->branch.body.at[0]->kind == AST_RETURN);
        bool sleeps = node_within(sleep, s) && does_nothing_else(m, sleep, s);
        if (!sleeps && s->kind != AST_PASS && !only_leaves) {
            return false;
        }
        tests = tests || only_leaves;
    }
    return tests;
}

// Other than by this sleep: by an await, or by a yield, where whoever iterates may await anything.
static bool awaits_otherwise(Module *m, const Node *loop, const Node *sleep)
{
    for (int i = loop->id + 1; i <= loop->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (d->kind == AST_YIELD) {
            return true;
        } else if ((d->kind == AST_AWAIT && node_within(sleep, d)) || (d->kind != AST_AWAIT && !d->is_async)) {
            continue;
        } else if (may_suspend(m, d)) {
            return true;
        }
    }
    return loop->is_async;
}

// The innermost loop around the sleep that goes round more than a few times: a loop over three literals, or to wait for some
// passes, is no more than so many sleeps in a row.
static Node *open_loop(Module *m, const Node *sleep)
{
    enum { FEW = 100 };
    Node *loop = node_loop(m, sleep);
    while (loop) {
        Width w = width_of_loop(m, loop);
        if (w.kind != WIDTH_CONSTANT || w.count > FEW) {
            return loop;
        }
        loop = node_loop(m, loop);
    }
    return NULL;
}

static Span head_of(const Node *loop)
{
    Span span = node_span(loop);
    if (loop->kind == AST_FOR) {
        span.end = loop->for_.iter->end;
    } else if (loop->kind == AST_WHILE) {
        span.end = loop->while_.test->end;
    }
    return span;
}

static bool is_discarded(const Node *n)
{
    return n->parent->kind == AST_AWAIT && n->parent->parent->kind == AST_EXPR;
}

// Each turn of the loop does a piece of work and then sleeps: not every so often, under a test, nor some passes in a row.
static bool sleeps_behind_work(const Module *m, Node *loop, Node *sleep)
{
    Nodes body = loop->kind == AST_WHILE ? loop->while_.body : loop->kind == AST_FOR ? loop->for_.body : (Nodes){0};
    const Node *own = node_statement(sleep);
    bool works = false;
    for (int i = 0; i < body.n; i++) {
        works = works || (body.at[i] != own && does_something(m, body.at[i]));
    }
    return works && own->parent == loop;
}

// The file shows that items pile up in the queue.
static bool piles_up_in(Module *m, Node *queue)
{
    Ref r = ref_of(m, queue);
    return r.origin && r.origin->kind == AST_CALL && queue_is_fed(r.origin_module, r.origin) && !queue_is_watched(r.origin_module, r.origin);
}

CHECK(sleep_zero, c, n)
{
    Module *m = c->module;
    Node *delay = call_argument(n, 0, "delay", NULL);
    Constant value = delay ? constant_of(m, delay) : (Constant){0};
    if (value.kind != CONSTANT_NUMBER || value.number > 0) {
        return;
    }
    Text shown = source_span_text(m->source, node_span(delay));
    Node *loop = node_in_async(m, n) ? open_loop(m, n) : NULL;
    Node *put = loop ? unbounded_call(m, loop, T("put"), T("put_nowait")) : NULL;
    Node *get = loop ? unbounded_call(m, loop, T("get"), T("get_nowait")) : NULL;
    const char *variant = !loop ? "once" : put ? "producer" : get ? "consumer" : is_poll(m, loop, n) ? "poll"
                        : !awaits_otherwise(m, loop, n) && is_discarded(n) ? "cpu" : "loop";
    Node *call = put ? put : get;
    Text queue = call ? source_span_text(m->source, node_span(call->call.func->attribute.value)) : (Text){0};
    Finding *f = REPORT(c, node_span(n), variant, {"delay", shown}, {"queue", queue});
    if (put) {
        report_related(c, f, node_span(put), "never waits: the queue has no bound");
    }
    if (loop) {
        report_related(c, f, head_of(loop), "in this loop");
    }
    bool each_time = text_eq(text_from(variant), T("cpu")) && sleeps_behind_work(m, loop, n);
    bool piles_up = get && !put && piles_up_in(m, get->call.func->attribute.value);
    if (!piles_up && !each_time && !text_eq(text_from(variant), T("poll"))) {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
