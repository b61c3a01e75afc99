// What code asks before it uses a name that not all Pythons have.
#include "python/api.h"

#include "python/coroutine.h"
#include "python/shape.h"

// Words that ask for the version, or for the name: sys.version_info, hasattr(asyncio, "..."), PY38, TYPE_CHECKING.
static bool asks(const Module *m, const Node *test)
{
    static const char *const words[] = {"version_info", "hexversion", "version", "hasattr", "getattr", "TYPE_CHECKING",
                                        "python_version", "python_version_tuple"};
    for (int i = test ? test->id : 0; test && i <= test->last; i++) {
        Text name = last_name(m->ast->nodes[i]);
        bool constant = text_find(name, T("PY3")) >= 0 || text_find(name, T("PY_3")) >= 0 || text_find(name, T("PYTHON")) >= 0 ||
                        text_find(name, T("py3")) >= 0;
        for (size_t k = 0; k < sizeof words / sizeof *words && !constant; k++) {
            constant = text_is(name, words[k]);
        }
        if (constant) {
            return true;
        }
    }
    return false;
}

// The statement before which the node's block asks and leaves: `if sys.version_info >= (3, 10): return`.
static bool left_before(const Module *m, const Node *statement)
{
    const Node *block = statement->parent;
    for (int i = block->id + 1; i < statement->id; i = m->ast->nodes[i]->last + 1) {
        const Node *d = m->ast->nodes[i];
        const Node *first = d->kind == AST_IF ? d->if_.branches.at[0] : NULL;
        Nodes body = first ? first->branch.body : (Nodes){0};
        uint8_t last = body.n ? body.at[body.n - 1]->kind : AST_PASS;
        bool leaves = last == AST_RETURN || last == AST_RAISE || last == AST_CONTINUE;
        if (leaves && asks(m, first->branch.test)) {
            return true;
        }
    }
    return false;
}

static bool if_asks(const Module *m, const Node *n)
{
    for (int i = 0; i < n->if_.branches.n; i++) {
        if (asks(m, n->if_.branches.at[i]->branch.test)) {
            return true;
        }
    }
    return false;
}

// A handler for what using the name raises where it is not there.
static bool handler_expects(const Module *m, const Node *handler)
{
    static const char *const errors[] = {"AttributeError", "ImportError", "ModuleNotFoundError", "NameError", "TypeError", "RuntimeError"};
    const Node *type = handler->handler.type;
    for (int k = type ? type->id : 0; type && k <= type->last; k++) {
        Text name = last_name(m->ast->nodes[k]);
        for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
            if (text_is(name, errors[e])) {
                return true;
            }
        }
    }
    return false;
}

// What is tried has such a handler, or `child` is one, for the other name.
static bool try_expects(const Module *m, const Node *n, const Node *child)
{
    if (child->kind == AST_HANDLER) {
        return handler_expects(m, child);
    }
    for (int i = 0; i < n->try_.handlers.n; i++) {
        if (handler_expects(m, n->try_.handlers.at[i])) {
            return true;
        }
    }
    return false;
}

static bool decorators_ask(const Module *m, Nodes decorators)
{
    for (int i = 0; i < decorators.n; i++) {
        if (asks(m, decorators.at[i])) {
            return true;
        }
    }
    return false;
}

static bool parent_asks(const Module *m, const Node *p, const Node *child)
{
    switch (p->kind) {
    case AST_IF: return if_asks(m, p);
    case AST_IF_EXP: return asks(m, p->if_exp.test);
    case AST_BOOL_OP: return p->bool_op.values.at[0] != child && asks(m, p->bool_op.values.at[0]);
    case AST_TRY: return try_expects(m, p, child);
    case AST_FUNCTION: return decorators_ask(m, p->function.decorators);
    case AST_CLASS: return decorators_ask(m, p->class_.decorators);
    default: return false;
    }
}

bool api_is_guarded(Module *m, Node *n)
{
    for (const Node *child = n, *p = n->parent; p; child = p, p = p->parent) {
        if (p->kind == AST_HANDLER && p->handler.type == child) {
            p = p->parent;      // what is caught is looked up whatever else is caught
            continue;
        }
        if (parent_asks(m, p, child) || (ast_is_statement(child) && left_before(m, child))) {
            return true;
        }
    }
    return is_expected_to_fail(n);
}
