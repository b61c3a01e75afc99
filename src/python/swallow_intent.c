// What tells around a handler that who wrote it had the cancellation in mind, or that it comes when the loop is left anyway.
#include "python/shape.h"
#include "python/swallow.h"
#include "python/textual.h"
#include "python/word.h"

bool swallow_is_announced(const Module *m, const Node *catcher)
{
    Text t = m->source->text;
    const Node *block = catcher->kind == AST_HANDLER ? catcher->parent : catcher;
    for (ptrdiff_t line = line_start(t, (ptrdiff_t)block->beg); line > 0;) {
        line = line_start(t, line - 1);
        Text comment = line_at(t, line);
        if (!text_starts(comment, T("#")) || name_contains(comment, "todo") || name_contains(comment, "fixme")) {
            return false;
        }
        if (name_contains(comment, "cancel")) {
            return true;
        }
    }
    return false;
}

bool swallow_follows_failure(Module *m, const Node *function)
{
    static const char *const classes[] = {"builtins.BaseException", "builtins.Exception", NULL};
    for (int i = 0; !text_starts(function->function.name.text, T("__")) && i < function->function.params.n; i++) {
        Node *annotation = function->function.params.at[i]->param.annotation;
        for (int k = 0; annotation && classes[k]; k++) {
            if (ref_is_name(ref_of(m, annotation), classes[k])) {
                return true;
            }
        }
    }
    return false;
}

// name.set() ... task.cancel(), cancel_all(...) further down in the same function.
static bool is_set_before_cancelling(const Module *m, Text name)
{
    Text t = m->source->text;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        ptrdiff_t end = at + name.n;
        if (!text_starts(text_sub(t, end, t.n), T(".set()"))) {
            continue;
        }
        Text around = function_text_around(t, at);
        if (text_find(text_sub(t, end, around.s + around.n - t.s), T("cancel")) >= 0) {
            return true;
        }
    }
    return false;
}

bool swallow_obeys_event(const Module *m, const Node *handler)
{
    for (int i = handler->id + 1; i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i], *branch = d;
        while (branch->kind != AST_BRANCH && branch != handler) {
            branch = branch->parent;
        }
        bool asks = is_method_call(d, "is_set") && branch->kind == AST_BRANCH && d == branch->branch.test;
        const Node *last = asks && branch->branch.body.n ? branch->branch.body.at[branch->branch.body.n - 1] : NULL;
        bool leaves = last && (last->kind == AST_RETURN || last->kind == AST_BREAK || last->kind == AST_RAISE);
        if (leaves && is_set_before_cancelling(m, last_name(d->call.func->attribute.value))) {
            return true;
        }
    }
    return false;
}
