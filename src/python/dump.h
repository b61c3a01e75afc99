// The tree as text, for tests and for curious users (`aqlint dump ast FILE`).
#ifndef AQLINT_PYTHON_DUMP_H
#define AQLINT_PYTHON_DUMP_H

#include "base/out.h"
#include "python/ast.h"

// Visits the direct children in source order with the name of the field that holds them.
typedef void (*AstVisitor)(void *context, const char *field, Node *child);
void ast_fields(const Node *n, AstVisitor visit, void *context);

// One node a line, children indented by two blanks:  field Kind line:col-line:col attribute=value ...
// Texts are quoted, with \xhh for what is not printable ASCII. After the tree, a line for each comment
// (`comment line:col own` or `comment line:col`) and for each error (`error line:col-line:col message`).
// Recursion is limited by AST_MAX_DEPTH.
void dump_ast(Out *o, const Source *source, const Ast *ast);

#endif
