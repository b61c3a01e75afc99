// Lowering: from the concrete tree (cst.h) to the abstract one (ast.h). What its files share.
//
// Functions take the index of a concrete node and return the abstract node; they recurse only through lower_expression,
// lower_pattern and lower_statement, which count the depth and put an ERROR (too_deep) where AST_MAX_DEPTH is reached.
// Numbers, parents and `last` are set at the end by ast_number.
#ifndef AQLINT_PYTHON_LOWER_H
#define AQLINT_PYTHON_LOWER_H

#include "python/cst.h"
#include "python/lexer.h"

#include <string.h>

// A few levels are left for nodes that lowering adds: f(*a), x = yield.
enum { LOWER_DEPTH = AST_MAX_DEPTH - 10 };

typedef struct {
    Arena *arena;               // the file's
    Arena scratch;              // by value: what a deeper call takes is gone when it returns
    const Source *source;
    Ast *ast;
    const Cst *cst;             // the tree being lowered
    int depth;
    uint32_t item_as;           // the AS_PATTERN that stands for its value (lower_as.c), or 0
    // Parsing piece by piece (recover.c)
    Parser *parser;
    Lexed *lexed;
    long budget;
    uint32_t error_at;          // of the parse that failed last
    bool is_skeleton;           // `cst` is of headers only: empty blocks are to be filled
} Lower;

// Children of a concrete node: for (uint32_t k = cst_first(i); k < cst_end(l, i); k = cst_next(l, k))
static inline uint32_t cst_next(const Lower *l, uint32_t i)
{
    return l->cst[i].next;
}

#define EACH_CHILD(l, i, k) (uint32_t k = (i) + 1; k < (l)->cst[i].next; k = (l)->cst[k].next)

static inline Sym cst_sym(const Lower *l, uint32_t i)
{
    return (Sym)l->cst[i].sym;
}

static inline bool cst_is_token(const Lower *l, uint32_t i)
{
    return l->cst[i].sym >= SYM_T_ASYNC || l->cst[i].sym == SYM_NONE;
}

static inline Span cst_span(const Lower *l, uint32_t i)
{
    return (Span){l->cst[i].beg, l->cst[i].end};
}

static inline Text cst_text(const Lower *l, uint32_t i)
{
    return (Text){l->source->text.s + l->cst[i].beg, l->cst[i].end - l->cst[i].beg};
}

// lower.c
Node *lower_new(Lower *l, AstKind kind, uint32_t beg, uint32_t end);
Node *lower_node(Lower *l, AstKind kind, uint32_t i);               // with the span of i
Node *lower_error(Lower *l, uint32_t beg, uint32_t end);            // an ERROR node
Node *lower_refuse(Lower *l, uint32_t beg, uint32_t end);           // and a SyntaxError: what the grammar does not tell
Node *lower_too_deep(Lower *l, uint32_t i);
void lower_complain(Lower *l, Span span, Text message);             // a SyntaxError
uint32_t lower_count(const Lower *l, uint32_t i);                   // direct children that are no tokens
uint32_t lower_child(const Lower *l, uint32_t i, uint32_t nth);     // the nth of these (from 0), or 0
bool lower_has(const Lower *l, uint32_t i, Sym token);              // a direct child of that kind
Nodes lower_list(Lower *l, uint32_t i);                             // expressions of all children that are no tokens
Nodes nodes_new(Lower *l, uint32_t n);                              // room for n; n is 0 yet
static inline void nodes_push(Nodes *list, Node *n)
{
    list->at[list->n++] = n;
}

// lower_name.c
Ident lower_ident(Lower *l, uint32_t i);
Text lower_identifier(Lower *l, Text written);                      // NFKC
Text lower_dotted(Lower *l, uint32_t i);

// lower_expression.c
Node *lower_expression(Lower *l, uint32_t i);
Node *lower_tuple_of(Lower *l, uint32_t i);                         // its children as a TUPLE, or the only one itself
Node *lower_broken(Lower *l, uint32_t i);                           // an ERROR node for i, and a SyntaxError
Node **lower_leftmost(Node *n);                                     // where its kind keeps the leftmost operand, or NULL
// lower_index.c
Node *lower_type(Lower *l, uint32_t i);
Node *lower_subscript(Lower *l, uint32_t i);
Node *lower_slice(Lower *l, uint32_t i);
Node *lower_generic_type(Lower *l, uint32_t i);
Node *lower_union_type(Lower *l, uint32_t i);
Node *lower_constrained_type(Lower *l, uint32_t i);
Node *lower_bare_tuple(Lower *l, uint32_t i, uint32_t first, uint32_t n);   // n children from `first` on, without brackets
// lower_call.c
Node *lower_call(Lower *l, uint32_t i);
Nodes lower_arguments(Lower *l, uint32_t i, Nodes *keywords);
// lower_display.c
Node *lower_sequence(Lower *l, uint32_t i, AstKind kind);
Node *lower_target(Lower *l, uint32_t i);
void lower_start_with(Node *n, const Node *first);                          // where the view does not show the star that it starts with
Node *lower_dictionary(Lower *l, uint32_t i);
Node *lower_comp(Lower *l, uint32_t i, AstKind kind);
// lower_as.c: the AS_PATTERN that a with item or handler ends in, or 0; what stands before it
uint32_t lower_find_as(const Lower *l, uint32_t i);
Node *lower_before_as(Lower *l, uint32_t i, uint32_t as);
// lower_operator.c
Node *lower_binary(Lower *l, uint32_t i);
Node *lower_unary(Lower *l, uint32_t i);
Node *lower_boolean(Lower *l, uint32_t i);
Node *lower_comparison(Lower *l, uint32_t i);
Node *lower_await(Lower *l, uint32_t i);
AstOp lower_augmented_op(Sym token);
// lower_number.c
Node *lower_number(Lower *l, uint32_t i);
static inline int lower_digit_value(char c)                         // of a hexadecimal digit; 99 for none
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}
// lower_string.c
Node *lower_string(Lower *l, uint32_t i);
Node *lower_concatenated(Lower *l, uint32_t i);
// lower_check.c: complaints about what CPython refuses
void lower_check_target(Lower *l, const Node *n, const char *verb);     // "delete", "assign to"
void lower_check_single(Lower *l, const Node *n, bool annotated);
void lower_check_walrus(Lower *l, uint32_t i);
void lower_check_bound(Lower *l, const Node *n);                       // not a star alone: `*a = b`
void lower_check_plain(Lower *l, const Node *n);                        // no starred expression; n may be NULL
void lower_check_unpacked(Lower *l, uint32_t i);
void lower_check_arguments(Lower *l, uint32_t i);
void lower_check_import(Lower *l, uint32_t i);
void lower_check_handlers(Lower *l, uint32_t i);
void lower_check_conversion(Lower *l, uint32_t i);
void lower_check_field(Lower *l, uint32_t i);                           // of an f-string
void lower_check_future(Lower *l, Nodes aliases);
// lower_parameter.c
Nodes lower_parameters(Lower *l, uint32_t i);
Nodes lower_type_parameters(Lower *l, uint32_t i);
// lower_pattern.c
Node *lower_pattern(Lower *l, uint32_t i);
Node *lower_patterns(Lower *l, uint32_t i);                         // of a case clause
// lower_simple.c, lower_compound.c
Node *lower_simple(Lower *l, uint32_t i);
Node *lower_compound(Lower *l, uint32_t i);
// lower_statement.c
Nodes lower_block(Lower *l, uint32_t i);                            // statements of a block or module
Nodes lower_suite(Lower *l, uint32_t i);                            // of the block that is a direct child of i

void lower_handler_type(Lower *l, uint32_t i, Node *handler);       // from the expressions that are children of i
// recover.c: statements of a text with errors, and the block of the header that ends at `at`
Nodes recover_module(Lower *l);
Nodes recover_block(Lower *l, uint32_t at);
Node *recover_default(Lower *l, const Default *d);
// diagnose.c: notes the error in a line, unless it has one; at: where its parse ended
void diagnose_line(Lower *l, Line *line, uint32_t at);
void diagnose_finish(Lower *l);                                     // sorts the errors and drops cascades

// ast.c
void ast_number(Arena *a, Ast *ast);

#endif
