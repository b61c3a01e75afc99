// What CPython's compiler says of misplaced waiting (Python/compile.c, Python/codegen.c: "'await' outside async function" and the
// like). A file that does not parse has its own error, and nothing is known of what stands where.
#include "lint/rule.h"

// The scope that decides: comprehensions belong to what they stand in, but a generator expression may wait anywhere, NULL.
static const Scope *deciding(const Module *m, const Node *n)
{
    const Scope *s = scope_of_node(m, n);
    while (s->kind == SCOPE_COMPREHENSION && s->node->kind != AST_GENERATOR) {
        s = s->parent;
    }
    return s->kind == SCOPE_COMPREHENSION ? NULL : s;
}

static bool is_coroutine(const Scope *s)
{
    return s->kind == SCOPE_FUNCTION && s->node->is_async;
}

// Cells of a notebook, kept as a script.
static bool has_cells(const Module *m)
{
    for (int i = 0; i < m->ast->comments.n; i++) {
        Text t = source_span_text(m->source, m->ast->comments.at[i].span);
        if (m->ast->comments.at[i].own_line && (text_starts(t, T("# %%")) || text_starts(t, T("#%%")) || text_starts(t, T("# In[")))) {
            return true;
        }
    }
    return false;
}

// Lines to be typed into a shell that waits at its top level: the docstring of the file says so.
static bool is_for_a_shell(const Module *m)
{
    static const char *const shells[] = {"IPython", "ipython", "Jupyter", "jupyter", "asyncio REPL", "python -m asyncio"};
    const Nodes *body = &m->ast->module->module.body;
    const Node *first = body->n && body->at[0]->kind == AST_EXPR ? body->at[0]->value.value : NULL;
    if (!first || first->kind != AST_CONSTANT || first->constant.kind != CONST_STR) {
        return false;
    }
    Text docstring = source_span_text(m->source, node_span(first));
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (text_find(docstring, text_from(shells[i])) >= 0) {
            return true;
        }
    }
    return false;
}

static Text where(const Check *c, const Scope *s)
{
    switch (s->kind) {
    case SCOPE_FUNCTION: return text_format(c->arena, "in `%.*s`, which is no coroutine", PRI(s->node->function.name.text));
    case SCOPE_LAMBDA: return T("in a lambda, which is no coroutine");
    case SCOPE_CLASS: return T("in the body of a class");
    default: return T("outside of any function");
    }
}

static Text advice(const Check *c, const Scope *s)
{
    return s->kind == SCOPE_FUNCTION ? text_format(c->arena, "`async def %.*s`", PRI(s->node->function.name.text))
         : s->kind == SCOPE_MODULE ? T("`asyncio.run()` of a coroutine that does it") : T("a function of its own, `async def`");
}

// An annotation has rules of its own; from 3.14 on it is a scope of its own.
static bool in_annotation(const Node *n)
{
    for (const Node *child = n, *p = n->parent; p; child = p, p = p->parent) {
        bool is_annotation = (p->kind == AST_ANN_ASSIGN && p->ann_assign.annotation == child) || (p->kind == AST_PARAM && p->param.annotation == child) ||
                             (p->kind == AST_FUNCTION && p->function.returns == child);
        if (is_annotation || ast_is_statement(p)) {
            return is_annotation;
        }
    }
    return false;
}

static void judge(Check *c, Node *n, bool cells)
{
    const Scope *s = deciding(c->module, n);
    if (!s || is_coroutine(s) || (cells && s->kind == SCOPE_MODULE) || in_annotation(n)) {
        return;
    }
    Text place = where(c, s), instead = advice(c, s);
    Span word = {n->beg, n->beg + 5};
    if (n->kind == AST_AWAIT) {
        REPORT(c, word, "await", {"where", place}, {"advice", instead});
    } else if (n->kind == AST_COMP_FOR) {
        REPORT(c, node_span(n->parent), "comprehension", {"where", place}, {"advice", instead});
    } else {
        Text statement = n->kind == AST_FOR ? T("async for") : T("async with");
        REPORT(c, word, "statement", {"statement", statement}, {"where", place}, {"advice", instead});
    }
}

// What stands in a comprehension has an error of its own.
static void judge_yield(Check *c, Node *n)
{
    const Scope *s = scope_of_node(c->module, n);
    Span word = {n->beg, n->beg + 5};
    if (s->kind == SCOPE_MODULE || s->kind == SCOPE_CLASS) {
        REPORT(c, word, "yield", {"where", where(c, s)}, {"advice", T("a generator of its own, `def`")});
    } else if (n->kind == AST_YIELD_FROM && is_coroutine(s)) {
        report(c, word, "yield-from", NULL, 0);
    }
}

CHECK(await_outside_async, c, n)
{
    Module *m = c->module;
    bool broken = m->ast->errors.n || m->source->problems.n, cells = has_cells(m) || is_for_a_shell(m);
    for (int i = n->id; i <= n->last && !broken; i++) {
        Node *d = m->ast->nodes[i];
        switch (d->kind) {
        case AST_AWAIT: judge(c, d, cells); break;
        case AST_FOR: case AST_WITH:
            if (d->is_async) {
                judge(c, d, cells);
            }
            break;
        case AST_COMP_FOR:
            if (d->is_async && d->parent->kind != AST_GENERATOR) {
                judge(c, d, cells);
            }
            break;
        case AST_YIELD: case AST_YIELD_FROM: judge_yield(c, d); break;
        default: break;
        }
    }
}
