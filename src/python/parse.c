// Source to AST: lexer, tree-sitter, lowering; and piece by piece when that fails.
#include "python/lower.h"

// The half of what is left of the arena that the result does not grow into: for the view and the concrete tree.
static Arena scratch_of(const Arena *a)
{
    Arena s = *a;
    s.beg += (a->end - a->beg) / 2;
    return s;
}

// Steps of a hundred operations that a text may take. Ordinary Python takes one for forty bytes.
static long budget_for(uint32_t bytes)
{
    return 1000 + (long)bytes;
}

Ast *ast_parse(Parser *p, Arena *a, const Source *source)
{
    Ast *ast = NEW(a, Ast, 1);
    uint32_t n = (uint32_t)source->text.n;
    Lexed lexed;
    Lower l = {.arena = a, .scratch = scratch_of(a), .source = source, .ast = ast, .parser = p, .lexed = &lexed};
    lex_source(source, a, &l.scratch, ast, &lexed);
    ast->module = lower_new(&l, AST_MODULE, 0, n);
    Tree tree = {0};
    if (!lexed.flawed) {
        long budget = budget_for(n);
        tree = tree_parse(p, &l.scratch, (Text){lexed.view, n}, NULL, 0, &budget);
    }
    if (tree.n) {
        l.cst = tree.at;
        ast->module->module.body = lower_block(&l, 0);
    } else {
        l.budget = budget_for(n) * 10;
        ast->module->module.body = recover_module(&l);
    }
    diagnose_finish(&l);
    ast_number(a, ast);
    return ast;
}
