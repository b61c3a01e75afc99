#include "python/dump.h"

typedef struct {
    Out *out;
    const Source *source;
    int indent;
} Dump;

static void put_place(Dump *d, uint32_t offset)
{
    Place p = source_place(d->source, offset);
    out_format(d->out, "%d:%d", p.line, p.column);
}

static void put_span(Dump *d, Span span)
{
    put_place(d, span.beg);
    out_char(d->out, '-');
    put_place(d, span.end);
}

static void put_quoted(Dump *d, Text t)
{
    out_char(d->out, '"');
    for (ptrdiff_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.s[i];
        if (c == '"' || c == '\\') {
            out_char(d->out, '\\');
            out_char(d->out, (char)c);
        } else if (c >= ' ' && c < 0x7F) {
            out_char(d->out, (char)c);
        } else {
            out_format(d->out, "\\x%02x", c);
        }
    }
    out_char(d->out, '"');
}

static void put_text(Dump *d, const char *label, Text t)
{
    out_format(d->out, " %s=", label);
    put_quoted(d, t);
}

static void put_ident(Dump *d, const char *label, Ident ident)
{
    if (ident.text.n) {
        put_text(d, label, ident.text);
        out_char(d->out, '@');
        put_span(d, ident.span);
    }
}

static const char *op_name(int op)
{
    static const char *const names[] = {
        "", "+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "-", "+", "~", "not", "and", "or", "==",
        "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in",
    };
    return names[op];
}

static void put_constant(Dump *d, const Node *n)
{
    static const char *const names[] = {"None", "True", "False", "...", "int", "float", "complex", "str", "bytes"};
    out_format(d->out, " %s", names[n->constant.kind]);
    switch (n->constant.kind) {
    case CONST_INT:
        if (n->constant.overflow) {
            out_c(d->out, "=overflow");
        } else {
            out_format(d->out, "=%lld", (long long)n->constant.integer);
        }
        break;
    case CONST_FLOAT: case CONST_COMPLEX: out_format(d->out, "=%.17g", n->constant.real); break;
    case CONST_STR: case CONST_BYTES:
        out_char(d->out, '=');
        put_quoted(d, n->constant.text);
        break;
    default: break;
    }
}

static void put_compare(Dump *d, const Node *n)
{
    for (int i = 0; i < n->compare.comparators.n; i++) {
        out_format(d->out, " op=\"%s\"", op_name(n->compare.ops[i]));
    }
}

static void put_attributes(Dump *d, const Node *n)
{
    static const char *const param_kinds[] = {"posonly", "normal", "varargs", "kwonly", "kwargs"};
    switch (n->kind) {
    case AST_ERROR: out_c(d->out, n->too_deep ? " too-deep" : ""); break;
    case AST_FUNCTION: put_ident(d, "name", n->function.name); break;
    case AST_CLASS: put_ident(d, "name", n->class_.name); break;
    case AST_TYPE_ALIAS: put_ident(d, "name", n->type_alias.name); break;
    case AST_IMPORT_FROM:
        put_text(d, "module", n->import_from.module);
        out_format(d->out, " level=%d", n->import_from.level);
        break;
    case AST_HANDLER: put_ident(d, "name", n->handler.name); break;
    case AST_PATTERN:
        put_ident(d, "name", n->pattern.name);
        out_c(d->out, n->pattern.is_wildcard ? " wildcard" : "");
        break;
    case AST_ALIAS:
        put_text(d, "name", n->alias.name);
        put_ident(d, "asname", n->alias.asname);
        break;
    case AST_PARAM:
        put_ident(d, "name", n->param.name);
        out_format(d->out, " %s", param_kinds[n->param.kind]);
        break;
    case AST_TYPE_PARAM:
        put_ident(d, "name", n->type_param.name);
        out_format(d->out, " stars=%d", n->type_param.stars);
        break;
    case AST_KEYWORD: put_ident(d, "name", n->keyword.name); break;
    case AST_COMP_FOR: out_c(d->out, n->is_async ? " async" : ""); break;
    case AST_NAME: put_text(d, "id", n->name.id); break;
    case AST_ATTRIBUTE: put_ident(d, "attr", n->attribute.attr); break;
    case AST_CONSTANT: put_constant(d, n); break;
    case AST_AUG_ASSIGN: case AST_BIN_OP: case AST_UNARY_OP: case AST_BOOL_OP:
        out_format(d->out, " op=\"%s\"", op_name(n->op));
        break;
    case AST_COMPARE: put_compare(d, n); break;
    default: break;
    }
}

static void put_node(void *context, const char *field, Node *n)
{
    Dump *d = context;
    out_repeat(d->out, ' ', d->indent);
    if (field) {
        out_format(d->out, "%s ", field);
    }
    out_format(d->out, "%s ", ast_kind_name(n));
    put_span(d, node_span(n));
    put_attributes(d, n);
    out_char(d->out, '\n');
    d->indent += 2;
    ast_fields(n, put_node, d);
    d->indent -= 2;
}

void dump_ast(Out *o, const Source *source, const Ast *ast)
{
    Dump d = {o, source, 0};
    put_node(&d, NULL, ast->module);
    for (int i = 0; i < ast->comments.n; i++) {
        out_c(o, "comment ");
        put_span(&d, ast->comments.at[i].span);
        out_c(o, ast->comments.at[i].own_line ? " own\n" : "\n");
    }
    for (int i = 0; i < ast->errors.n; i++) {
        out_c(o, "error ");
        put_span(&d, ast->errors.at[i].span);
        out_format(o, " %.*s\n", PRI(ast->errors.at[i].message));
    }
}
