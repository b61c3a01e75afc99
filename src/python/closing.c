#include "python/closing.h"

#include "python/coroutine.h"
#include "python/join.h"
#include "python/shape.h"
#include "python/word.h"

static const char *const verbs[] = {"close", "aclose", "stop", "shutdown", "shut", "cleanup", "clean", "disconnect", "teardown", "tear",
                                    "dispose", "terminate", "exit", "aexit", "unload", "release", "finalize", "destroy", "kill", "abort",
                                    "quit", "cancel", "drain", "flush", "del", "dissolve", NULL};
static const char *const nouns[] = {"shutdown", "cleanup", "teardown", "exit", "aclose", "closed", NULL};

bool name_closes(Text name)
{
    static const char *const before[] = {"async", "on", "a", "do", "maybe", "safe", "handle", "default", "wait", "force", "try", "then", NULL};
    NameWords words = name_words(name);
    int first = 0;
    while (first < words.n - 1 && word_in(words.at[first], before)) {
        first++;
    }
    return words.n && (word_in(words.at[first], verbs) || word_in(words.at[words.n - 1], nouns) || name_contains(name, "will_remove"));
}

// Of `gather(*(x.close() for x in xs))` each x.close().
static const Node *element_of(const Node *awaited)
{
    return is_comprehension(awaited) ? awaited->comp.elt : awaited;
}

static bool is_closing(void *context, Module *m, Node *awaited)
{
    (void)context, (void)m;
    const Node *element = element_of(awaited);
    return element->kind == AST_CALL && name_closes(last_name(element->call.func));
}

static bool is_closing_or_held(void *context, Module *m, Node *awaited)
{
    AstKind kind = element_of(awaited)->kind;
    bool held = kind == AST_NAME || kind == AST_ATTRIBUTE || kind == AST_SUBSCRIPT;
    return held || is_closing(context, m, awaited);
}

bool only_closes(Module *m, Nodes body)
{
    bool any = false;
    for (int k = 0; k < body.n; k++) {
        for (int i = body.at[k]->id; i <= body.at[k]->last; i++) {
            const Node *d = m->ast->nodes[i];
            if (opens_definition(d)) {
                i = d->last;
            } else if (is_awaiting(d)) {
                any = true;
                if (d->kind != AST_AWAIT || !d->value.value || !each_awaited(m, d->value.value, is_closing, NULL)) {
                    return false;
                }
            }
        }
    }
    return any;
}

bool waits_for_work(Module *m, const Node *n)
{
    for (int i = n->id; i <= n->last; i++) {
        Node *d = m->ast->nodes[i];
        if (opens_definition(d)) {
            i = d->last;
        } else if (is_awaiting(d) && (d->kind != AST_AWAIT || !d->value.value || !each_awaited(m, d->value.value, is_closing_or_held, NULL))) {
            return true;
        }
    }
    return false;
}

static bool follows_yield(const Module *m, const Node *function, const Node *n)
{
    for (int i = function->id + 1; i < n->id; i++) {
        if (m->ast->nodes[i]->kind == AST_YIELD && node_owner(m, m->ast->nodes[i]) == function) {
            return true;
        }
    }
    return false;
}

bool node_closes(Module *m, const Node *n)
{
    const Node *function = node_owner(m, n);
    if (function->kind != AST_FUNCTION) {
        return false;
    }
    bool context = is_context_generator(m, function) || name_contains(function->function.name.text, "lifespan");
    return name_closes(function->function.name.text) || (context && follows_yield(m, function, n));
}
