// Any bytes as a Python file: the tree keeps what ast.h promises.
#include "python/ast.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    const Ast *ast;
    Node *parent;
    int next;                   // the number that the next node must have
    int depth;
} Walk;

static bool is_decorator(const Node *parent, const Node *child)
{
    return (parent->kind == AST_FUNCTION || parent->kind == AST_CLASS) && child->end <= parent->beg;
}

static void check_node(void *context, Node *n)
{
    Walk *w = context;
    Node *parent = w->parent;
    assert_or_trap(n->id == w->next && w->ast->nodes[n->id] == n && n->parent == parent);
    assert_or_trap(n->beg <= n->end && n->kind < AST_KINDS && w->depth <= AST_MAX_DEPTH);
    assert_or_trap(!parent || is_decorator(parent, n) || (n->beg >= parent->beg && n->end <= parent->end));
    assert_or_trap(n->kind != AST_NAME || n->name.id.n > 0);
    assert_or_trap(n->kind != AST_ATTRIBUTE || n->attribute.attr.text.n > 0);
    w->next++;
    w->depth++;
    w->parent = n;
    ast_children(n, check_node, w);
    w->parent = parent;
    w->depth--;
    assert_or_trap(n->last == w->next - 1);
}

// Where something could not be read, it is said.
static void check_errors(const Ast *ast, const Source *source)
{
    bool any = ast->errors.n || source->problems.n;
    for (int i = 0; i < ast->n; i++) {
        assert_or_trap(ast->nodes[i]->kind != AST_ERROR || ast->nodes[i]->too_deep || any);
    }
    for (int i = 0; i < ast->errors.n; i++) {
        Span span = ast->errors.at[i].span;
        assert_or_trap(span.beg <= span.end && span.end <= (uint32_t)source->text.n && ast->errors.at[i].message.n);
        assert_or_trap(!i || ast->errors.at[i - 1].span.beg < span.beg);
    }
    for (int i = 0; i < ast->comments.n; i++) {
        Span span = ast->comments.at[i].span;
        assert_or_trap(source->text.s[span.beg] == '#' && span.end > span.beg && span.end <= (uint32_t)source->text.n);
        assert_or_trap(!i || ast->comments.at[i - 1].span.end <= span.beg);
    }
}

// The quick parser and tree-sitter's own read the same.
static void check_same(const Ast *ast, const Ast *other)
{
    assert_or_trap(ast->n == other->n && ast->errors.n == other->errors.n);
    for (int i = 0; i < ast->n; i++) {
        const Node *a = ast->nodes[i], *b = other->nodes[i];
        assert_or_trap(a->kind == b->kind && a->beg == b->beg && a->end == b->end && a->last == b->last);
    }
}

static void check_lines(const Source *s)
{
    assert_or_trap(s->lines >= 1 && s->line_start[0] == 0 && s->line_start[s->lines] == (uint32_t)s->text.n);
    for (uint32_t at = 0; at <= (uint32_t)s->text.n; at += 1 + (uint32_t)s->text.n / 16) {
        Place p = source_place(s, at);
        assert_or_trap(p.line == source_line(s, at) && p.column >= 1);
        assert_or_trap(s->line_start[p.line - 1] <= at && (at <= s->line_start[p.line]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Arena arena;
    static ArenaHome home;
    static Parser *parser;
    if (!parser) {
        parser = parser_new();
        assert_or_trap(parser && arena_reserve(&arena, &home, (size_t)1 << 32));
    }
    Arena a = arena;
    Source source = source_read(&a, T("fuzz.py"), text_copy(&a, (Text){(const char *)data, (ptrdiff_t)size}));
    Ast *ast = ast_parse(parser, &a, &source);
    check_lines(&source);
    Walk w = {.ast = ast};
    check_node(&w, ast->module);
    assert_or_trap(w.next == ast->n);
    check_errors(ast, &source);
    check_same(ast, ast_parse_part(parser, &a, &source, PART_COMPARED, NULL));
    return 0;
}
