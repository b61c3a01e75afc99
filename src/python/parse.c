// Source to AST.
#include "python/lower.h"

// The half of what is left of the arena that the result does not grow into: for the concrete tree.
static Arena scratch_of(const Arena *a)
{
    Arena s = *a;
    s.beg += (a->end - a->beg) / 2;
    return s;
}

static bool is_own_line(Text text, uint32_t at)
{
    while (at && (text.s[at - 1] == ' ' || text.s[at - 1] == '\t' || text.s[at - 1] == '\f')) {
        at--;
    }
    return !at || text.s[at - 1] == '\n' || text.s[at - 1] == '\r';
}

static void add_comments(Lower *l, const Tree *tree)
{
    for (int i = 0; i < tree->comments.n; i++) {
        Span span = tree->comments.at[i];
        *list_push(l->arena, &l->ast->comments) = (Comment){span, is_own_line(l->source->text, span.beg)};
    }
}

static void add_errors(Lower *l, const Tree *tree)
{
    for (uint32_t i = 0; tree->broken && i < tree->n; i++) {
        if (tree->at[i].sym == SYM_ERROR || tree->at[i].missing) {
            lower_complain(l, (Span){tree->at[i].beg, tree->at[i].end}, T("invalid syntax"));
        }
    }
}

Ast *ast_parse(Parser *p, Arena *a, const Source *source)
{
    Ast *ast = NEW(a, Ast, 1);
    Arena scratch = scratch_of(a);
    long budget = 1000 + (long)source->text.n;
    Tree tree = tree_parse(p, &scratch, source->text, NULL, 0, &budget);
    Lower l = {.arena = a, .source = source, .ast = ast, .cst = tree.at, .broken = tree.broken,
               .depth_limit = AST_MAX_DEPTH - 10};
    ast->module = lower_new(&l, AST_MODULE, 0, (uint32_t)source->text.n);
    if (tree.n) {
        add_comments(&l, &tree);
        add_errors(&l, &tree);
        ast->module->module.body = lower_block(&l, 0);
    }
    ast_number(a, ast);
    return ast;
}
