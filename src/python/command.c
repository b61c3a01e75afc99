#include "python/command.h"

#include "python/shape.h"
#include "python/word.h"

enum { NAMES_DEEP = 4 };

static Node *unquoted(Module *m, Node *n, int depth);

// What the name is bound to, when that is one expression.
static Node *only_value(const Module *m, const Node *name)
{
    const Binding *b = name->kind == AST_NAME ? m->binding_of[name->id] : NULL;
    const Def *d = b && b->defs.n == 1 && b->defs.at[0].kind == DEF_ASSIGN ? &b->defs.at[0] : NULL;
    return d && !b->is_rebound_elsewhere ? d->value : NULL;
}

// A value that cannot hold anything that the shell would read.
static bool is_safe(Module *m, Node *n, int depth)
{
    static const char *const quoting[] = {"shlex.quote", "shlex.join", "pipes.quote", "os.getpid", "builtins.int", "builtins.float",
                                          "builtins.len", "builtins.bool", "builtins.id", NULL};
    static const char *const numbers[] = {"builtins.int", "builtins.float", "builtins.bool", NULL};
    Ref r = ref_of(m, n);
    bool number = (r.kind == REF_INSTANCE && name_in(r.name, numbers)) || (r.kind == REF_LITERAL && r.node->kind == AST_CONSTANT);
    if (number || n->kind == AST_CONSTANT || constant_of(m, n).kind != CONSTANT_UNKNOWN) {
        return true;
    }
    if (n->kind == AST_CALL) {
        return name_in(callee_name(m, n), quoting) || (is_method_call(n, "join") && n->call.args.n == 1 && n->call.args.at[0]->kind == AST_GENERATOR &&
                                                       is_safe(m, n->call.args.at[0]->comp.elt, depth));
    }
    if (n->kind == AST_IF_EXP) {
        return is_safe(m, n->if_exp.body, depth) && is_safe(m, n->if_exp.orelse, depth);
    }
    Node *value = depth < NAMES_DEEP ? only_value(m, n) : NULL;
    return value && is_safe(m, value, depth + 1);
}

// A value that becomes part of the text: a text that was put together in its turn, or one as it is.
static Node *unquoted_part(Module *m, Node *n, int depth)
{
    bool built = n->kind == AST_FSTRING || n->kind == AST_BIN_OP || is_method_call(n, "format");
    return built ? unquoted(m, n, depth) : is_safe(m, n, depth) ? NULL : n;
}

static Node *unquoted_among(Module *m, Nodes values, int depth)
{
    for (int i = 0; i < values.n; i++) {
        Node *v = values.at[i];
        Node *found = unquoted_part(m, v->kind == AST_KEYWORD ? v->keyword.value : v, depth);
        if (found) {
            return found;
        }
    }
    return NULL;
}

// The other side of a `+` or `%` is a text.
static bool is_text(Module *m, Node *n)
{
    return n->kind == AST_FSTRING || constant_of(m, n).kind == CONSTANT_TEXT || (n->kind == AST_BIN_OP && (is_text(m, n->bin_op.left) || is_text(m, n->bin_op.right)));
}

static Node *unquoted_operand(Module *m, Node *n, int depth)
{
    if (n->op == OP_MOD && is_text(m, n->bin_op.left)) {
        Node *right = n->bin_op.right;
        return right->kind == AST_TUPLE ? unquoted_among(m, right->sequence.elts, depth) : unquoted_part(m, right, depth);
    }
    bool adds = n->op == OP_ADD && (is_text(m, n->bin_op.left) || is_text(m, n->bin_op.right));
    Node *found = adds ? unquoted_part(m, n->bin_op.left, depth) : NULL;
    return adds && !found ? unquoted_part(m, n->bin_op.right, depth) : found;
}

static Node *unquoted(Module *m, Node *n, int depth)
{
    if (n->kind == AST_FSTRING) {
        return unquoted_among(m, n->fstring.values, depth);
    }
    if (n->kind == AST_BIN_OP) {
        return unquoted_operand(m, n, depth);
    }
    if (is_method_call(n, "format") && is_text(m, n->call.func->attribute.value)) {
        Node *found = unquoted_among(m, n->call.args, depth);
        return found ? found : unquoted_among(m, n->call.keywords, depth);
    }
    Node *value = depth < NAMES_DEEP ? only_value(m, n) : NULL;
    return value ? unquoted(m, value, depth + 1) : NULL;
}

Node *unquoted_value(Module *m, Node *command)
{
    return unquoted(m, command, 0);
}
