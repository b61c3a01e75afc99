// Files of the program's own: a configuration, a state, a lock, whose name is written in the code. They are small, and come from a
// disk within the time that measured reads of small files take (testdata/scene/costs), in a bad case some 35 ms. A path that
// comes from elsewhere may lead to a file of any size.
//
// A path shows what it leads to by how it ends: Path(root) / "state.json", os.path.join(root, "info.yaml"), f"{root}/a.lock".
#include "python/blocking.h"
#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 6 };     // of names and operators followed

static Text ending(Module *m, Node *n, int depth);

// The text of an f-string behind its last field, where a name begins in it: of `f"{user}.json"` there are as many as users.
static Text literal_end(const Module *m, const Node *n)
{
    Text t = text_sub(m->source->text, n->beg, n->end);
    ptrdiff_t end = t.n;
    while (end > 0 && (t.s[end - 1] == '"' || t.s[end - 1] == '\'')) {
        end--;
    }
    Text rest = text_sub(t, text_rfind_char(text_sub(t, 0, end), '}') + 1, end);
    return text_find_char(rest, '/') >= 0 ? rest : (Text){0};
}

static Text ending_of_call(Module *m, Node *n, int depth)
{
    static const char *const methods[] = {"joinpath", "with_name", "resolve", "absolute", "expanduser", NULL};
    static const char *const functions[] = {"pathlib.Path", "os.path.join", "builtins.str", "os.fspath", "os.path.abspath", "os.path.expanduser", NULL};
    Node *func = n->call.func;
    Node *last = n->call.args.n ? n->call.args.at[n->call.args.n - 1] : NULL;
    if (func->kind == AST_ATTRIBUTE && name_in(func->attribute.attr.text, methods)) {
        return ending(m, last ? last : func->attribute.value, depth);
    }
    return last && name_in(callee_name(m, n), functions) ? ending(m, last, depth) : (Text){0};
}

// What the path that `n` gives ends with, as far as it is written down; empty when nobody knows.
static Text ending(Module *m, Node *n, int depth)
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
        return value ? ending(m, value, depth) : (Text){0};
    }
    if (n->kind == AST_BIN_OP && n->op == OP_ADD) {
        Text end = ending(m, n->bin_op.right, depth);
        return text_find_char(end, '/') >= 0 ? end : (Text){0};
    }
    return n->kind == AST_FSTRING                      ? literal_end(m, n)
         : n->kind == AST_BIN_OP && n->op == OP_DIV    ? ending(m, n->bin_op.right, depth)
         : n->kind == AST_CALL                         ? ending_of_call(m, n, depth)
                                                       : (Text){0};
}

bool opens_own_file(Module *m, const BlockingEntry *e, const Node *call)
{
    static const char *const kinds[] = {"json", "yaml", "yml", "toml", "ini", "cfg", "conf", "lock", "pid", "env", "plist", "service", "version", "log", NULL};
    static const char *const openers[] = {"builtins.open", "io.open", "codecs.open", NULL};
    Text opener = text_from(e->name);
    bool of_file = text_starts(opener, T("pathlib.Path.")) || name_in(opener, openers);     // not a tree, an archive, a table
    Node *path = of_file && call->kind == AST_CALL ? blocking_path(m, call) : NULL;
    Text name = path ? ending(m, path, DEPTH) : (Text){0};
    name = text_sub(name, text_rfind_char(name, '/') + 1, name.n);
    ptrdiff_t dot = text_rfind_char(name, '.');
    return dot >= 0 && name_in(text_sub(name, dot + 1, name.n), kinds);
}
