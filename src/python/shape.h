// Small questions about the shape of a node.
#ifndef AQLINT_PYTHON_SHAPE_H
#define AQLINT_PYTHON_SHAPE_H

#include "python/ast.h"

// A node whose body runs at another time than what stands around it.
static inline bool opens_definition(const Node *n)
{
    return n->kind == AST_FUNCTION || n->kind == AST_CLASS || n->kind == AST_LAMBDA;
}

// Where a coroutine may give way to others: await, async for, async with, an asynchronous comprehension.
static inline bool is_awaiting(const Node *n)
{
    return n->kind == AST_AWAIT || (n->is_async && (n->kind == AST_FOR || n->kind == AST_WITH || n->kind == AST_COMP_FOR));
}

static inline bool is_comprehension(const Node *n)
{
    return n->kind == AST_LIST_COMP || n->kind == AST_SET_COMP || n->kind == AST_DICT_COMP || n->kind == AST_GENERATOR;
}

// The constant None.
static inline bool is_none(const Node *n)
{
    return n->kind == AST_CONSTANT && n->constant.kind == CONST_NONE;
}

// `x.name(...)`, whatever x is.
static inline bool is_method_call(const Node *n, const char *name)
{
    return n->kind == AST_CALL && n->call.func->kind == AST_ATTRIBUTE && text_eq(n->call.func->attribute.attr.text, text_from(name));
}

// The identifier of a NAME, the last one of an ATTRIBUTE; empty for anything else.
static inline Text last_name(const Node *n)
{
    return n && n->kind == AST_NAME ? n->name.id : n && n->kind == AST_ATTRIBUTE ? n->attribute.attr.text : (Text){0};
}

#endif
