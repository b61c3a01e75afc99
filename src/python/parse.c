// Source to AST: lexer, tree-sitter, lowering; and piece by piece when that fails.
#include "python/lower.h"
#include "python/region.h"

enum { LARGE_TEXT = 1 << 16, SCRATCH_KEPT = 1 << 20 };     // bytes: after such a text scratch memory is given back

// Steps of a hundred operations that a text may take. Ordinary Python takes one for forty bytes.
static long budget_for(uint32_t bytes)
{
    return 1000 + (long)bytes;
}

static Tree parse_regions(Lower *l, uint32_t n, const Regions *regions)
{
    long budget = budget_for(n);
    Text view = {l->lexed->view, n};
    return regions->whole ? tree_parse_lines(l->parser, &l->scratch, view, NULL, 0, &budget)
                          : tree_parse_lines(l->parser, &l->scratch, view, regions->at, regions->n, &budget);
}

// The whole text, by tree-sitter's own runtime.
static Tree parse_to_compare(Lower *l, uint32_t n)
{
    long budget = budget_for(n);
    return tree_parse(l->parser, &l->scratch, (Text){l->lexed->view, n}, NULL, 0, &budget);
}

// The errors of a text that is parsed whole, as they would be were only the regions parsed: a function that is left out is
// not judged.
static void keep_errors_within(Ast *ast, const Regions *regions)
{
    bool any = regions->whole;
    for (int i = 0; i < ast->errors.n && !any; i++) {
        for (int k = 0; k < regions->n && !any; k++) {
            any = ast->errors.at[i].span.beg >= regions->at[k].beg && ast->errors.at[i].span.beg < regions->at[k].end;
        }
    }
    ast->errors.n = any ? ast->errors.n : 0;
}

// What is left out changes the view; the pieces of a broken text are taken from all of it.
static void recover(Lower *l, bool view_changed)
{
    if (view_changed) {
        lex_source(l->source, l->arena, &l->scratch, NULL, l->lexed);
    }
    l->ast->module->module.body = recover_module(l);
}

// What another module may ask for though it is not there.
static void note_left_out(Lower *l, const Regions *regions)
{
    for (int i = 0; i < regions->left_out_count; i++) {
        Span span = regions->left_out[i].name;
        void **slot = map_put(l->arena, &l->ast->left_out, text_sub(l->source->text, span.beg, span.end));
        if (!*slot) {
            *slot = NEW(l->arena, Classes, 1);
        }
        *list_push(l->arena, (Classes *)*slot) = regions->left_out[i].class_beg;
    }
}

Ast *ast_parse_part(Parser *p, Arena *a, const Source *source, PartKind kind, const TriggerWords *words)
{
    Ast *ast = NEW(a, Ast, 1);
    uint32_t n = (uint32_t)source->text.n;
    Lexed lexed;
    Lower l = {.arena = a, .scratch = parser_scratch(p, a), .source = source, .ast = ast, .parser = p, .lexed = &lexed,
               .budget = budget_for(n) * 10};
    lex_source(source, a, &l.scratch, ast, &lexed);
    ast->module = lower_new(&l, AST_MODULE, 0, n);
    Tree tree = {0};
    Regions regions = {.whole = true};
    bool flawed = lexed.flawed;
    if (words && !flawed) {
        regions = regions_choose(&l.scratch, source, &lexed, words, kind != PART_FOREIGN);
    }
    if (kind == PART_FOREIGN) {
        note_left_out(&l, &regions);
    }
    bool everything = kind == PART_COMPARED;
    if (everything && !regions.whole) {
        lex_source(source, a, &l.scratch, NULL, &lexed);
    }
    if (!flawed) {
        tree = everything ? parse_to_compare(&l, n) : parse_regions(&l, n, &regions);
    }
    if (tree.n) {
        l.cst = tree.at;
        ast->module->module.body = lower_block(&l, 0);
    } else {
        recover(&l, !everything && !regions.whole);
    }
    diagnose_finish(&l);
    if (everything && !flawed) {
        keep_errors_within(ast, &regions);
    }
    ast_number(a, ast);
    if (n > LARGE_TEXT) {
        parser_trim_scratch(p, SCRATCH_KEPT);
    }
    return ast;
}

Ast *ast_parse(Parser *p, Arena *a, const Source *source)
{
    return ast_parse_part(p, a, source, PART_OWN, NULL);
}
