// Paths that lead to no disk: /proc and /sys, /dev/null and /dev/urandom. A path shows where it leads by how it begins, whatever
// is put into the rest of it: f"/proc/{pid}/stat", "/proc/%d" % pid, Path("/sys") / name, os.path.join("/proc", pid).
#include "python/blocking.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 6 };     // of names and operators followed

static Text beginning(Module *m, Node *n, int depth);

// The text of an f-string up to its first field.
static Text literal_part(const Module *m, const Node *n)
{
    Text t = text_sub(m->source->text, n->beg, n->end);
    ptrdiff_t quote = 0;
    while (quote < t.n && t.s[quote] != '"' && t.s[quote] != '\'') {
        quote++;
    }
    ptrdiff_t beg = quote;
    while (beg < t.n && t.s[beg] == t.s[quote] && beg < quote + 3) {
        beg++;
    }
    beg = beg - quote == 2 ? quote + 1 : beg;       // f"": one quote opens, the other closes
    ptrdiff_t end = beg;
    while (end < t.n && t.s[end] != '{' && t.s[end] != t.s[quote]) {
        end++;
    }
    return text_sub(t, beg, end);
}

static Text beginning_of_call(Module *m, Node *n, int depth)
{
    static const char *const methods[] = {"format", "joinpath", "with_name", "with_suffix", NULL};
    Node *func = n->call.func;
    Text name = callee_name(m, n);
    if (func->kind == AST_ATTRIBUTE && name_in(func->attribute.attr.text, methods)) {
        return beginning(m, func->attribute.value, depth);
    }
    bool passes = text_eq(name, T("pathlib.Path")) || text_eq(name, T("os.path.join")) || text_eq(name, T("builtins.str")) || text_eq(name, T("os.fspath"));
    return passes && n->call.args.n ? beginning(m, n->call.args.at[0], depth) : (Text){0};
}

Node *blocking_path_named(const Module *m, const Node *name)
{
    const Binding *b = m->binding_of[name->id];
    const Def *d = b && b->defs.n == 1 && !b->is_rebound_elsewhere ? &b->defs.at[0] : NULL;
    return d && d->kind == DEF_ASSIGN ? d->value : NULL;
}

// What the path that `n` gives begins with, as far as it is written down; empty when nobody knows.
static Text beginning(Module *m, Node *n, int depth)
{
    Constant c = constant_of(m, n);
    if (c.kind == CONSTANT_TEXT) {
        return c.text;
    }
    if (depth-- == 0) {
        return (Text){0};
    }
    if (n->kind == AST_NAME) {
        Node *value = blocking_path_named(m, n);
        return value ? beginning(m, value, depth) : (Text){0};
    }
    bool joins = n->kind == AST_BIN_OP && (n->op == OP_ADD || n->op == OP_MOD || n->op == OP_DIV);
    return n->kind == AST_FSTRING ? literal_part(m, n)
         : joins                  ? beginning(m, n->bin_op.left, depth)
         : n->kind == AST_CALL    ? beginning_of_call(m, n, depth)
                                  : (Text){0};
}

Node *blocking_path(Module *m, const Node *call)
{
    bool of_path = text_starts(callee_name(m, call), T("pathlib.Path.")) && call->call.func->kind == AST_ATTRIBUTE;
    return of_path ? call->call.func->attribute.value : call->call.args.n ? call->call.args.at[0] : NULL;
}

bool opens_pseudo_file(Module *m, const Node *call)
{
    static const char *const devices[] = {"/dev/null", "/dev/urandom", "/proc", "/sys", NULL};
    if (call->kind != AST_CALL) {
        return false;
    }
    Node *path = blocking_path(m, call);
    Text begins = path ? beginning(m, path, DEPTH) : (Text){0};
    return name_in(begins, devices) || text_starts(begins, T("/proc/")) || text_starts(begins, T("/sys/"));
}
