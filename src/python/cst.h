// The concrete syntax tree, flat: what lowering reads. tree.c fills it from tree-sitter's tree in one walk.
//
// Nodes are in preorder in one array; `next` is the index after a node's last descendant, so that the children of i are
// i + 1, at[i + 1].next, ... while below at[i].next. Tokens that lowering has no use for are left out.
//
// There is no tree of a broken text: error recovery is ours (recover.c), and tree-sitter is stopped at the first error.
#ifndef AQLINT_PYTHON_CST_H
#define AQLINT_PYTHON_CST_H

#include "base/text.h"
#include "python/ast.h"
#include "python/grammar.h"

// Named nodes of the grammar, by the names that it gives them.
#define CST_NAMED(X) \
    X(MODULE, "module") X(BLOCK, "block") \
    X(EXPRESSION_STATEMENT, "expression_statement") X(IMPORT_STATEMENT, "import_statement") \
    X(IMPORT_FROM_STATEMENT, "import_from_statement") X(FUTURE_IMPORT_STATEMENT, "future_import_statement") \
    X(PRINT_STATEMENT, "print_statement") X(ASSERT_STATEMENT, "assert_statement") X(RETURN_STATEMENT, "return_statement") \
    X(DELETE_STATEMENT, "delete_statement") X(RAISE_STATEMENT, "raise_statement") X(PASS_STATEMENT, "pass_statement") \
    X(BREAK_STATEMENT, "break_statement") X(CONTINUE_STATEMENT, "continue_statement") \
    X(GLOBAL_STATEMENT, "global_statement") X(NONLOCAL_STATEMENT, "nonlocal_statement") \
    X(EXEC_STATEMENT, "exec_statement") X(TYPE_ALIAS_STATEMENT, "type_alias_statement") \
    X(IF_STATEMENT, "if_statement") X(FOR_STATEMENT, "for_statement") X(WHILE_STATEMENT, "while_statement") \
    X(TRY_STATEMENT, "try_statement") X(WITH_STATEMENT, "with_statement") X(FUNCTION_DEFINITION, "function_definition") \
    X(CLASS_DEFINITION, "class_definition") X(DECORATED_DEFINITION, "decorated_definition") \
    X(MATCH_STATEMENT, "match_statement") \
    X(ELIF_CLAUSE, "elif_clause") X(ELSE_CLAUSE, "else_clause") X(EXCEPT_CLAUSE, "except_clause") \
    X(FINALLY_CLAUSE, "finally_clause") X(CASE_CLAUSE, "case_clause") X(DECORATOR, "decorator") \
    X(WITH_CLAUSE, "with_clause") X(WITH_ITEM, "with_item") \
    X(DOTTED_NAME, "dotted_name") X(ALIASED_IMPORT, "aliased_import") X(WILDCARD_IMPORT, "wildcard_import") \
    X(RELATIVE_IMPORT, "relative_import") X(IMPORT_PREFIX, "import_prefix") \
    X(ASSIGNMENT, "assignment") X(AUGMENTED_ASSIGNMENT, "augmented_assignment") \
    X(EXPRESSION_LIST, "expression_list") X(PATTERN_LIST, "pattern_list") X(TUPLE_PATTERN, "tuple_pattern") \
    X(LIST_PATTERN, "list_pattern") X(LIST_SPLAT_PATTERN, "list_splat_pattern") \
    X(DICTIONARY_SPLAT_PATTERN, "dictionary_splat_pattern") X(AS_PATTERN, "as_pattern") \
    X(AS_PATTERN_TARGET, "as_pattern_target") \
    X(PARAMETERS, "parameters") X(LAMBDA_PARAMETERS, "lambda_parameters") X(DEFAULT_PARAMETER, "default_parameter") \
    X(TYPED_PARAMETER, "typed_parameter") X(TYPED_DEFAULT_PARAMETER, "typed_default_parameter") \
    X(KEYWORD_SEPARATOR, "keyword_separator") X(POSITIONAL_SEPARATOR, "positional_separator") \
    X(TYPE, "type") X(SPLAT_TYPE, "splat_type") X(GENERIC_TYPE, "generic_type") X(UNION_TYPE, "union_type") \
    X(CONSTRAINED_TYPE, "constrained_type") X(MEMBER_TYPE, "member_type") X(TYPE_PARAMETER, "type_parameter") \
    X(IDENTIFIER, "identifier") X(STRING, "string") X(CONCATENATED_STRING, "concatenated_string") \
    X(STRING_START, "string_start") X(STRING_CONTENT, "string_content") X(STRING_END, "string_end") \
    X(INTERPOLATION, "interpolation") X(FORMAT_EXPRESSION, "format_expression") \
    X(FORMAT_SPECIFIER, "format_specifier") X(TYPE_CONVERSION, "type_conversion") \
    X(INTEGER, "integer") X(FLOAT, "float") X(TRUE, "true") X(FALSE, "false") X(NONE_, "none") X(ELLIPSIS, "ellipsis") \
    X(ATTRIBUTE, "attribute") X(SUBSCRIPT, "subscript") X(SLICE, "slice") X(CALL, "call") \
    X(ARGUMENT_LIST, "argument_list") X(KEYWORD_ARGUMENT, "keyword_argument") X(LIST_SPLAT, "list_splat") \
    X(DICTIONARY_SPLAT, "dictionary_splat") X(PARENTHESIZED, "parenthesized_expression") \
    X(BINARY_OPERATOR, "binary_operator") X(UNARY_OPERATOR, "unary_operator") X(NOT_OPERATOR, "not_operator") \
    X(BOOLEAN_OPERATOR, "boolean_operator") X(COMPARISON_OPERATOR, "comparison_operator") \
    X(CONDITIONAL_EXPRESSION, "conditional_expression") X(LAMBDA, "lambda") X(NAMED_EXPRESSION, "named_expression") \
    X(AWAIT, "await") X(YIELD, "yield") \
    X(LIST, "list") X(SET, "set") X(TUPLE, "tuple") X(DICTIONARY, "dictionary") X(PAIR, "pair") \
    X(LIST_COMPREHENSION, "list_comprehension") X(SET_COMPREHENSION, "set_comprehension") \
    X(DICTIONARY_COMPREHENSION, "dictionary_comprehension") X(GENERATOR_EXPRESSION, "generator_expression") \
    X(FOR_IN_CLAUSE, "for_in_clause") X(IF_CLAUSE, "if_clause") \
    X(CASE_PATTERN, "case_pattern") X(UNION_PATTERN, "union_pattern") X(DICT_PATTERN, "dict_pattern") \
    X(KEYWORD_PATTERN, "keyword_pattern") X(SPLAT_PATTERN, "splat_pattern") X(CLASS_PATTERN, "class_pattern") \
    X(COMPLEX_PATTERN, "complex_pattern")

// Tokens that say something.
#define CST_TOKENS(X) \
    X(T_ASYNC, "async") X(T_COMMA, ",") X(T_COLON, ":") X(T_ASSIGN, "=") X(T_FROM, "from") X(T_AS, "as") X(T_WILDCARD, "_") \
    X(T_STAR, "*") X(T_STARSTAR, "**") X(T_PLUS, "+") X(T_MINUS, "-") X(T_SLASH, "/") X(T_SLASHSLASH, "//") \
    X(T_PERCENT, "%") X(T_AT, "@") X(T_LSHIFT, "<<") X(T_RSHIFT, ">>") X(T_AMP, "&") X(T_PIPE, "|") X(T_CARET, "^") \
    X(T_TILDE, "~") X(T_NOT, "not") X(T_AND, "and") X(T_OR, "or") X(T_LT, "<") X(T_LE, "<=") X(T_EQ, "==") X(T_NE, "!=") \
    X(T_NE_OLD, "<>") X(T_GE, ">=") X(T_GT, ">") X(T_IN, "in") X(T_NOT_IN, "not in") X(T_IS, "is") X(T_IS_NOT, "is not") \
    X(T_PLUS_ASSIGN, "+=") X(T_MINUS_ASSIGN, "-=") X(T_STAR_ASSIGN, "*=") X(T_SLASH_ASSIGN, "/=") X(T_AT_ASSIGN, "@=") \
    X(T_SLASHSLASH_ASSIGN, "//=") X(T_PERCENT_ASSIGN, "%=") X(T_STARSTAR_ASSIGN, "**=") X(T_RSHIFT_ASSIGN, ">>=") \
    X(T_LSHIFT_ASSIGN, "<<=") X(T_AMP_ASSIGN, "&=") X(T_CARET_ASSIGN, "^=") X(T_PIPE_ASSIGN, "|=")

typedef enum {
    SYM_NONE,               // a token of no interest
    SYM_OTHER,              // a named node that this file does not know
#define X(NAME, TEXT) SYM_##NAME,
    CST_NAMED(X)
    CST_TOKENS(X)
#undef X
    SYM_COUNT
} Sym;

typedef struct {
    uint32_t beg, end;      // byte offsets into the text
    uint32_t next;          // index after the last descendant
    uint8_t sym;            // Sym
} Cst;

typedef struct {
    Cst *at;                // at[0] is the module
    uint32_t n;             // 0: there is a syntax error, or the budget ran out
    uint32_t error_at;      // then: the end of the last token that fits
} Tree;

// Parses a text, or those ranges of it (in order, not overlapping) as if nothing were between them. `text` is the view
// that lexer.h makes. The array is in `arena`, whose handler also serves tree-sitter's own memory; the parser holds
// nothing when this returns. Spends at most `*budget` steps (tree-sitter's operations, in hundreds) and takes them off.
Tree tree_parse(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget);

// The same for ranges that begin and end at line starts, of a text whose lexer found no error: much quicker when the text has
// no syntax error either (lr.h).
Tree tree_parse_lines(Parser *p, Arena *arena, Text text, const Span *ranges, int count, long *budget);

// The tables, or NULL when they are of no layout that we know.
Grammar *parser_grammar(const Parser *p);

// Memory for views, tokens and concrete trees while a text is parsed into arena `a`: the parser's own scratch memory, or the
// half of what is left of `a` that the result does not grow into. Failures go where those of `a` go.
Arena parser_scratch(const Parser *p, const Arena *a);

// Gives what lies above `keep` bytes of the parser's scratch memory back to the system.
void parser_trim_scratch(const Parser *p, size_t keep);

// For tests: makes the n-th request for memory from now on fail; n < 0 is never.
void parser_fail_after(Parser *p, long n);

#endif
