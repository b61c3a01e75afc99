// Where a node stands: in which function, in which loop, in which statement.
#include "python/model.h"

#include "python/shape.h"
#include "python/word.h"

Node *node_owner(const Module *m, const Node *n)
{
    Scope *s = scope_of_node(m, n);
    while (s->kind == SCOPE_COMPREHENSION) {
        s = s->parent;
    }
    return s->node;
}

bool node_in_async(const Module *m, const Node *n)
{
    Node *owner = node_owner(m, n);
    return owner->kind == AST_FUNCTION && owner->is_async;
}

bool node_in_test(const Module *m, const Node *n)
{
    (void)m;
    for (const Node *p = n; p; p = p->parent) {
        if (p->kind == AST_FUNCTION && text_starts(p->function.name.text, T("test"))) {
            return true;
        }
    }
    return false;
}

// The file's name is one of `files`, or one of the three folders around it one of `folders`, underscores before it left out.
static bool stands_in(const Module *m, const char *const *files, const char *const *folders)
{
    Text path = m->source->path;
    for (int level = 0; level < 4 && path.n; level++) {
        ptrdiff_t slash = text_rfind_char(path, '/');
        Text part = text_sub(path, slash + 1, path.n);
        path = text_sub(path, 0, slash < 0 ? 0 : slash);
        while (level > 0 && text_starts(part, T("_"))) {
            part = text_sub(part, 1, part.n);
        }
        if (level > 0 && text_starts(part, T("tests_"))) {
            part = T("tests");                                                                  // tests_integration
        }
        ptrdiff_t underscore = level > 0 && text_ends(part, T("_tests")) ? part.n - 6 : -1;      // system_tests
        if (name_in(text_sub(part, underscore + 1, part.n), level == 0 ? files : folders)) {
            return true;
        }
    }
    return false;
}

bool node_in_finally(const Node *n)
{
    for (const Node *p = n->parent; p && !opens_definition(p); n = p, p = p->parent) {
        if (p->kind == AST_TRY && nodes_contain(p->try_.finalbody, n)) {
            return true;
        }
    }
    return false;
}

static Text file_name(const Module *m)
{
    Text path = m->source->path;
    return text_sub(path, text_rfind_char(path, '/') + 1, path.n);
}

bool module_is_test(const Module *m)
{
    static const char *const files[] = {"conftest.py", "tests.py", "test.py", "testutils.py", "testutil.py", "testing.py", NULL};
    static const char *const folders[] = {"tests", "test", "testing", NULL};
    Text name = file_name(m);
    return text_starts(name, T("test_")) || text_ends(name, T("_test.py")) || stands_in(m, files, folders);
}

bool node_serves_test(const Module *m, const Node *n)
{
    return node_in_test(m, n) || module_is_test(m) || module_is_example(m);
}

bool module_is_example(const Module *m)
{
    static const char *const files[] = {"benchmark.py", "bench.py", NULL};
    static const char *const folders[] = {"benchmarks", "benchmark", "bench", "stress", "loadtest", "loadtests", "examples",
                                          "example", "samples", "demos", "demo", "docs", "docs_src", "snippets", "tutorials", NULL};
    Text name = file_name(m);
    bool measures = text_starts(name, T("bench_")) || text_starts(name, T("benchmark_")) || text_ends(name, T("_benchmark.py"));
    return measures || stands_in(m, files, folders);
}

bool module_is_vendored(const Module *m)
{
    static const char *const folders[] = {"_vendor", "_vendored", "vendored", "third_party", NULL};
    enum { LEVELS = 6 };        // what is around the project is not asked
    Text path = m->source->path;
    for (int level = 0; level < LEVELS && path.n; level++) {
        ptrdiff_t slash = text_rfind_char(path, '/');
        if (level > 0 && name_in(text_sub(path, slash + 1, path.n), folders)) {
            return true;
        }
        path = text_sub(path, 0, slash < 0 ? 0 : slash);
    }
    return false;
}

bool module_is_command(const Module *m)
{
    static const char *const files[] = {"cli.py", "__main__.py", NULL};
    static const char *const folders[] = {"cli", "cmds", "scripts", "script", "devtools", NULL};
    return stands_in(m, files, folders);
}

bool module_is_program(const Module *m)
{
    ptrdiff_t at = 0;
    return identifier_find(m->source->text, T("__main__"), &at) || module_imports(m, "argparse") || module_imports(m, "click") ||
           module_imports(m, "typer");
}

// Whether the body of `p`, run later or once, holds the child `n`: a loop outside does not repeat it.
static bool is_body_of(const Node *p, const Node *n)
{
    switch (p->kind) {
    case AST_FUNCTION: return nodes_contain(p->function.body, n);
    case AST_CLASS: return nodes_contain(p->class_.body, n);
    case AST_LAMBDA: return n == p->lambda.body;
    default: return p->kind == AST_MODULE;
    }
}

static bool repeats(const Node *p, const Node *child, const Node *grandchild)
{
    switch (p->kind) {
    case AST_FOR: return child != p->for_.iter && !nodes_contain(p->for_.orelse, child);
    case AST_WHILE: return !nodes_contain(p->while_.orelse, child);
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR:
        return !(child == p->comp.clauses.at[0] && grandchild && grandchild == child->comp_for.iter);
    default: return false;
    }
}

Node *node_loop(const Module *m, const Node *n)
{
    (void)m;
    const Node *grandchild = NULL, *child = n;
    for (Node *p = n->parent; p; grandchild = child, child = p, p = p->parent) {
        if (is_body_of(p, child)) {
            return NULL;
        }
        if (repeats(p, child, grandchild)) {
            return p;
        }
    }
    return NULL;
}

Node *node_statement(Node *n)
{
    while (n->parent && !ast_is_statement(n)) {
        n = n->parent;
    }
    return n;
}

Text node_context(const Module *m, Arena *a, const Node *n)
{
    Text names[16];
    int count = 0;
    for (const Scope *s = scope_of_node(m, n); s && count < 16; s = s->parent) {
        if (s->kind == SCOPE_FUNCTION) {
            names[count++] = s->node->function.name.text;
        } else if (s->kind == SCOPE_CLASS) {
            names[count++] = s->node->class_.name.text;
        }
    }
    Text context = {0};
    while (count-- > 0) {
        context = context.n ? text_format(a, "%.*s.%.*s", PRI(context), PRI(names[count])) : names[count];
    }
    return context;
}

Node *function_class(const Module *m, const Node *function)
{
    Scope *s = scope_of_node(m, function);
    return s->kind == SCOPE_CLASS ? s->node : NULL;
}

bool function_is_generator(const Module *m, const Node *function)
{
    for (int i = function->id + 1; i <= function->last; i++) {
        Node *d = m->ast->nodes[i];
        if ((d->kind == AST_YIELD || d->kind == AST_YIELD_FROM) && node_owner(m, d) == function) {
            return true;
        }
        if (d->kind == AST_FUNCTION || d->kind == AST_CLASS || d->kind == AST_LAMBDA) {
            i = d->last;    // a yield in a nested default would be odd enough
        }
    }
    return false;
}

Node *call_argument(const Node *call, int index, const char *name, bool *unsure)
{
    bool ignored;
    unsure = unsure ? unsure : &ignored;
    *unsure = false;
    for (int i = 0; i < call->call.keywords.n; i++) {
        Node *k = call->call.keywords.at[i];
        if (name && text_is(k->keyword.name.text, name)) {
            return k->keyword.value;
        }
        *unsure = *unsure || k->keyword.name.text.n == 0;
    }
    for (int i = 0; i <= index && i < call->call.args.n; i++) {
        if (call->call.args.at[i]->kind == AST_STARRED) {
            *unsure = true;
            return NULL;
        }
        if (i == index) {
            return call->call.args.at[i];
        }
    }
    return NULL;
}

Text callee_last_name(const Module *m, const Node *call)
{
    const Node *f = call->call.func;
    while (f->kind == AST_SUBSCRIPT) {
        f = f->subscript.value;
    }
    if (f->kind == AST_ATTRIBUTE) {
        return f->attribute.attr.text;
    }
    const Binding *b = f->kind == AST_NAME ? m->binding_of[f->id] : NULL;
    if (f->kind != AST_NAME) {
        return (Text){0};
    }
    for (int i = 0; b && i < b->defs.n; i++) {
        const Def *d = &b->defs.at[i];
        if (d->kind == DEF_FROM && b->defs.n == 1) {
            return d->node->alias.name;
        }
        if (d->kind != DEF_FUNCTION && d->kind != DEF_CLASS && d->kind != DEF_FROM) {
            return (Text){0};
        }
    }
    return f->name.id;
}

static bool is_part_of(Text module, Text name)
{
    return text_starts(module, name) && (module.n == name.n || module.s[name.n] == '.');
}

bool module_imports(const Module *m, const char *name)
{
    Text t = text_from(name);
    for (int i = 0; i < m->ast->n; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_IMPORT_FROM && d->import_from.level == 0 && is_part_of(d->import_from.module, t)) {
            return true;
        }
        if (d->kind == AST_ALIAS && d->parent->kind == AST_IMPORT && is_part_of(d->alias.name, t)) {
            return true;
        }
    }
    return false;
}
