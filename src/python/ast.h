// The abstract syntax tree of Python: our own, named and shaped after the `ast` module of CPython
// (https://docs.python.org/3/library/ast.html, "Abstract grammar"), so that everything above reads like the grammar.
//
// Differences from CPython's, each for a reason:
//  * every node knows its parent and has a number: nodes are numbered in preorder (source order), `last` is the number
//    of its last descendant, `Ast.nodes[id]` the node. So a walk over a subtree is a loop, and no walk recurses:
//        for (int i = n->id + 1; i <= n->last; i++) { Node *d = ast->nodes[i]; ... to skip d's subtree: i = d->last; }
//  * `if`/`elif`/`else` is one IF with BRANCHes (a long elif chain must not be deep);
//  * parts that CPython keeps as plain structs (arg, keyword, alias, withitem, ...) are nodes too;
//  * where the text is broken there is an ERROR node: opaque, no children, expression or statement alike. What lies
//    deeper than AST_MAX_DEPTH is an ERROR with `too_deep` set (the walkers above may recurse over the rest);
//  * type parameters (PEP 695) are TYPE_PARAM nodes of FUNCTION, CLASS and TYPE_ALIAS;
//  * Python 2's print and exec statements are EXPR statements of a CALL to the NAME `print`/`exec`, so that names in
//    them are seen.
#ifndef AQLINT_PYTHON_AST_H
#define AQLINT_PYTHON_AST_H

#include "base/map.h"
#include "python/source.h"

enum { AST_MAX_DEPTH = 1000 };

typedef enum {
    AST_ERROR,
    AST_MODULE,
    // statements
    AST_FUNCTION, AST_CLASS, AST_RETURN, AST_DELETE, AST_ASSIGN, AST_AUG_ASSIGN, AST_ANN_ASSIGN, AST_TYPE_ALIAS,
    AST_FOR, AST_WHILE, AST_IF, AST_WITH, AST_MATCH, AST_RAISE, AST_TRY, AST_ASSERT, AST_IMPORT, AST_IMPORT_FROM,
    AST_GLOBAL, AST_NONLOCAL, AST_EXPR, AST_PASS, AST_BREAK, AST_CONTINUE,
    // parts of statements
    AST_BRANCH, AST_WITH_ITEM, AST_HANDLER, AST_CASE, AST_PATTERN, AST_ALIAS, AST_PARAM, AST_KEYWORD, AST_COMP_FOR,
    AST_TYPE_PARAM,
    // expressions
    AST_NAME, AST_ATTRIBUTE, AST_CALL, AST_SUBSCRIPT, AST_SLICE, AST_CONSTANT, AST_FSTRING, AST_BIN_OP, AST_UNARY_OP,
    AST_BOOL_OP, AST_COMPARE, AST_IF_EXP, AST_LAMBDA, AST_AWAIT, AST_YIELD, AST_YIELD_FROM, AST_NAMED_EXPR,
    AST_STARRED, AST_LIST, AST_TUPLE, AST_SET, AST_DICT, AST_LIST_COMP, AST_SET_COMP, AST_DICT_COMP, AST_GENERATOR,
    AST_KINDS
} AstKind;

typedef enum {
    OP_NONE, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_FLOOR_DIV, OP_MOD, OP_POW, OP_MAT_MUL, OP_LSHIFT, OP_RSHIFT, OP_BIT_AND,
    OP_BIT_OR, OP_BIT_XOR, OP_NEGATE, OP_PLUS, OP_INVERT, OP_NOT, OP_AND, OP_OR, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT,
    OP_GE, OP_IS, OP_IS_NOT, OP_IN, OP_NOT_IN
} AstOp;

typedef enum {
    CONST_NONE, CONST_TRUE, CONST_FALSE, CONST_ELLIPSIS, CONST_INT, CONST_FLOAT, CONST_COMPLEX, CONST_STR, CONST_BYTES
} ConstKind;

typedef enum { PARAM_POSITIONAL_ONLY, PARAM_NORMAL, PARAM_VARARGS, PARAM_KEYWORD_ONLY, PARAM_KWARGS } ParamKind;

typedef struct Node Node;

typedef struct {
    Node **at;
    int n;
} Nodes;

// A name with its place.
typedef struct {
    Text text;                  // identifiers: NFKC-normalised (PEP 3131)
    Span span;
} Ident;

struct Node {
    uint8_t kind;               // AstKind
    uint8_t op;                 // AstOp of BIN_OP, UNARY_OP, BOOL_OP, AUG_ASSIGN
    bool is_async;              // FUNCTION, FOR, WITH, COMP_FOR
    bool too_deep;              // ERROR
    uint32_t beg, end;          // byte offsets; a decorated FUNCTION or CLASS starts at its `def`/`async`/`class`
    int id, last;               // preorder number, number of the last descendant
    Node *parent;               // NULL for the module
    union {
        struct { Nodes body; } module;
        struct {                                // FUNCTION
            Ident name;
            Nodes decorators, params;           // decorators: expressions
            Node *returns;                      // annotation or NULL
            Nodes body, type_params;
        } function;
        struct { Ident name; Nodes decorators, bases, keywords, body, type_params; } class_;
        struct { Node *value; } value;          // RETURN, EXPR, AWAIT, YIELD, YIELD_FROM, STARRED (value may be NULL
                                                // for RETURN and YIELD)
        struct { Nodes targets; } delete_;
        struct { Nodes targets; Node *value; } assign;              // a = b = value: two targets
        struct { Node *target, *value; } aug_assign;
        struct { Node *target, *annotation, *value; } ann_assign;   // value may be NULL
        struct { Ident name; Node *value; Nodes type_params; } type_alias;
        struct { Node *target, *iter; Nodes body, orelse; } for_;
        struct { Node *test; Nodes body, orelse; } while_;
        struct { Nodes branches; } if_;         // BRANCHes; the last one may have no test (else)
        struct { Node *test; Nodes body; } branch;
        struct { Nodes items, body; } with;
        struct { Node *context, *target; } with_item;               // target may be NULL
        struct { Node *subject; Nodes cases; } match;
        struct { Node *pattern, *guard; Nodes body; } case_;
        struct { Ident name; Node *expr; Nodes parts; bool is_wildcard; } pattern;  // `name` captured (as, *, **, bare),
                                                // `expr`: class or value to compare with; `parts`: sub-patterns;
                                                // is_wildcard: `_`
        struct { Node *exception, *cause; } raise;
        struct { Nodes body, handlers, orelse, finalbody; bool is_star; } try_;
        struct { Node *type; Ident name; Nodes body; } handler;     // type NULL: bare except
        struct { Node *test, *message; } assert_;
        struct { Nodes names; } import;         // ALIASes
        struct { Text module; int level; Nodes names; } import_from;    // `from ..m import x`: level 2, module "m"
        struct { Text name; Ident asname; } alias;                  // dotted name or "*"; asname.text empty when none
        struct { Nodes names; } global;         // GLOBAL, NONLOCAL: NAMEs
        struct { Ident name; ParamKind kind; Node *annotation, *fallback; } param;  // fallback: the default value
        struct { Ident name; Node *bound, *fallback; int stars; } type_param;   // stars: 1 for *Ts, 2 for **P
        struct { Ident name; Node *value; } keyword;                // name empty: **value
        struct { Node *target, *iter; Nodes ifs; } comp_for;
        struct { Text id; } name;
        struct { Node *value; Ident attr; } attribute;
        struct { Node *func; Nodes args, keywords; } call;          // args may hold STARRED
        struct { Node *value, *index; } subscript;                  // several indices: a TUPLE
        struct { Node *lower, *upper, *step; } slice;               // each may be NULL
        struct { ConstKind kind; Text text; int64_t integer; double real; bool overflow; } constant;
                                                // text: value of STR/BYTES (escapes decoded, adjacent parts joined);
                                                // INT: integer, overflow when it does not fit; FLOAT: real
        struct { Nodes values; bool is_template; } fstring;         // the interpolated expressions, format specs' too
        struct { Node *left, *right; } bin_op;
        struct { Node *operand; } unary_op;
        struct { Nodes values; } bool_op;
        struct { Node *left; Nodes comparators; uint8_t *ops; } compare;    // ops[i] (AstOp) before comparators[i]
        struct { Node *test, *body, *orelse; } if_exp;
        struct { Nodes params; Node *body; } lambda;
        struct { Node *target, *value; } named_expr;
        struct { Nodes elts; } sequence;                            // LIST, TUPLE, SET
        struct { Nodes keys, values; } dict;                        // a NULL key: **value
        struct { Node *elt, *value; Nodes clauses; } comp;          // the four comprehensions; value: DICT_COMP only;
                                                                    // clauses: COMP_FORs
    };
};

typedef struct {
    Span span;                  // from `#` to the end of the line, without the line end
    bool own_line;              // nothing but blanks before it
} Comment;

typedef struct {
    Span span;
    Text message;               // "expected `:`", "invalid syntax", "unclosed `(`" ...
} SyntaxError;

typedef LIST(uint32_t) Classes;

typedef struct {
    Node *module;
    Node **nodes;               // by number
    int n;
    LIST(Comment) comments;     // in source order; never from inside strings
    LIST(SyntaxError) errors;   // in source order; AQ900
    Map left_out;               // methods that are not parsed: name -> Classes *, where the headers of their classes begin
} Ast;

// A zeroed node of this kind, no longer than the fields of its kind need: those of another are not there.
Node *ast_new(Arena *a, AstKind kind);

// A parser with the grammar loaded; one a worker. It owns memory of the fetched library until parser_free.
typedef struct Parser Parser;
Parser *parser_new(void);                       // NULL when out of memory
void parser_free(Parser *p);

// Has the parser use an arena of its own for what it needs no longer than it parses: it stays empty. Without one a part of
// the arena that the tree goes to serves, pages of which stay with the process.
void parser_set_scratch(Parser *p, Arena *scratch);

// Parses and lowers a whole file. Never fails but for memory (unwinds through the arena's handler, the parser stays
// usable). Time is bounded: a text on which error recovery would take for ever is cut at a deterministic budget, with a
// SyntaxError that says so.
Ast *ast_parse(Parser *p, Arena *a, const Source *source);

typedef enum {
    PART_OWN,           // a file that is checked
    PART_COMPARED,      // the same, parsed whole; of the errors are kept those that the part would have
    PART_FOREIGN        // a file that is read for what others ask of it: only functions with a word in them
} PartKind;

// Words that make a function worth parsing; both lists NULL-terminated.
typedef struct {
    const char *const *all;
    const char *const *held;    // of these, the ones that the file holds, as it does the others below; NULL: not known
    const char *const *wide;    // of all, the ones around which more of the function matters than their own lines
    bool runs;                  // whatever functions that are in call or read matters, too
    const char *const *stray;   // words that count outside of coroutines only, and `yield from` within; NULL: none
} TriggerWords;

// The same without the functions that hold none of the words (NULL: all is parsed) and that nothing else can reach (python/region.h); names in the rest are bound as in the whole.
Ast *ast_parse_part(Parser *p, Arena *a, const Source *source, PartKind kind, const TriggerWords *words);

// Calls visit(context, child) for the direct children of `n`, in source order.
void ast_children(const Node *n, void (*visit)(void *context, Node *child), void *context);

// The blocks of statements that a node has (of a try: body, else, finally; its handlers are nodes of their own). Their number.
int ast_blocks(const Node *n, const Nodes *blocks[4]);

// The kind's name as in CPython's ast ("AsyncFor" for an async FOR), for dumps.
const char *ast_kind_name(const Node *n);

bool ast_is_statement(const Node *n);
bool ast_is_expression(const Node *n);

// A method of the class (a CLASS) by this name stands in the text, but is left out of the parse.
bool ast_leaves_out(const Ast *ast, const Node *class_node, Text name);

static inline Span node_span(const Node *n)
{
    return (Span){n->beg, n->end};
}

#endif
