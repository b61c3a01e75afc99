// Where an exception goes that a handler keeps, and whether somebody awaits the function that does.
#include "python/swallow.h"

#include "python/flow.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/width.h"
#include "python/word.h"

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The expression that ends before `at`, a dotted name, follows an `await`.
static bool follows_await(Text source, ptrdiff_t at)
{
    while (at > 0 && (source.s[at - 1] == '.' || source.s[at - 1] == '_' || is_alphanumeric(source.s[at - 1]))) {
        at--;
    }
    return text_ends(text_trim(text_sub(source, at > 16 ? at - 16 : 0, at)), T("await"));
}

// The statement that begins on the line, with the call at `call` in it, is `await f(...)`, and the next one at its depth a `raise`.
static bool raises_next(Text source, ptrdiff_t call)
{
    ptrdiff_t start = line_start(source, call), next = next_line(source, part_end(source, call, "\n"));
    while (next < source.n && (line_at(source, next).n == 0 || text_starts(line_at(source, next), T("#")))) {
        next = next_line(source, next);
    }
    Text line = line_at(source, next);
    return text_starts(line_at(source, start), T("await ")) && indentation(source, next) == indentation(source, start) &&
           text_starts(line, T("raise")) && (line.n == 5 || line.s[5] == ' ');
}

// The statement is `await f(...)`, and the last of its function, in no loop.
static bool ends_caller(Text source, ptrdiff_t call)
{
    ptrdiff_t start = line_start(source, call), definition = definition_around(source, call), next = next_line(source, part_end(source, call, "\n"));
    while (next < source.n && line_at(source, next).n == 0) {
        next = next_line(source, next);
    }
    Text function = function_text_around(source, call);
    return text_starts(line_at(source, start), T("await ")) && definition >= 0 && loop_line_around(function, source.s + call - function.s) < 0 && (next >= source.n || indentation(source, next) <= indentation(source, definition));
}

// Judged by the text, since callers are not parsed for that.
bool swallow_is_awaited(Module *m, const Node *function)
{
    Text name = function->function.name.text, source = m->source->text;
    for (ptrdiff_t i = 0; i + name.n < source.n; i++) {
        ptrdiff_t found = text_find(text_sub(source, i, source.n), name);
        if (found < 0) {
            return false;
        }
        i += found;
        bool whole = i + name.n < source.n && source.s[i + name.n] == '(' && i > 0 && (source.s[i - 1] == '.' || source.s[i - 1] == ' ');
        if (whole && follows_await(source, i) && !raises_next(source, i) && !ends_caller(source, i)) {
            return true;
        }
    }
    return false;
}

// The exception leaves the handler by another way: it is returned, stored, passed to something that keeps it.
bool swallow_forwards(const Module *m, const Node *handler)
{
    Text name = handler->handler.name.text;
    for (int i = handler->id + 1; name.n && i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i], *p = d->parent;
        if (d->kind != AST_NAME || !text_eq(d->name.id, name)) {
            continue;
        }
        while (p->kind == AST_LIST || p->kind == AST_TUPLE || p->kind == AST_SET) {
            p = p->parent;      // return [error], return None, error
        }
        bool keeps = p->kind == AST_CALL && p->call.func->kind == AST_ATTRIBUTE &&
                     (text_eq(p->call.func->attribute.attr.text, T("set_exception")) || text_eq(p->call.func->attribute.attr.text, T("append")) ||
                      text_eq(p->call.func->attribute.attr.text, T("put_nowait")) || text_eq(p->call.func->attribute.attr.text, T("throw")));
        // loop.call_soon_threadsafe(set_exception, future, error), await self.crash(error)
        keeps = keeps || (p->kind == AST_CALL && p->call.func != d && (p->parent->kind == AST_AWAIT || text_starts(last_name(p->call.func), T("call_soon"))));
        if (keeps || p->kind == AST_RETURN || p->kind == AST_YIELD || (p->kind == AST_ASSIGN && p->assign.value == d)) {
            return true;
        }
    }
    return false;
}

static bool has_any(Text comment, const char *const *parts)
{
    for (; *parts; parts++) {
        if (name_contains(comment, *parts)) {
            return true;
        }
    }
    return false;
}

// On a line of its own before the first statement, neither a directive nor work to be done.
static bool heads_handler(const Comment *c, Text text, const Node *handler)
{
    static const char *const others[] = {"noqa", "pylint", "type:", "mypy", "ruff", "pragma", "nosec", "todo", "fixme", "xxx", "pyright", NULL};
    return c->own_line && c->span.beg < handler->handler.body.at[0]->beg && !has_any(text, others);
}

bool swallow_is_explained(const Module *m, const Node *handler)
{
    static const char *const unfinished[] = {"todo", "fixme", NULL};
    static const char *const meant[] = {"re-rais", "reraise", "not raise", "n't raise", "intentional", "deliberate", "on purpose", "by design", "must not", "mask", NULL};
    static const char *const kept[] = {"cancelled", "cancelling", "expected", "absorb", "not propagate", "swallow the", "swallow this", NULL};
    ptrdiff_t end = next_line(m->source->text, (ptrdiff_t)handler->end);     // with what stands behind its last statement
    for (int i = 0; i < m->ast->comments.n; i++) {
        const Comment *c = &m->ast->comments.at[i];
        Text text = source_span_text(m->source, c->span);
        bool within = c->span.beg >= handler->beg && (ptrdiff_t)c->span.beg < end;
        if (within && !has_any(text, unfinished) && (heads_handler(c, text, handler) || has_any(text, meant) || (name_contains(text, "cancel") && has_any(text, kept)))) {
            return true;
        }
    }
    return false;
}

bool swallow_groups(Module *m, const Node *handler, const Node *raise)
{
    Node *group = raise->raise.exception;
    Text name = handler->handler.name.text;
    if (!name.n || !group || group->kind != AST_CALL || !ref_is_name(ref_of(m, group->call.func), "builtins.BaseExceptionGroup")) {
        return false;
    }
    for (int i = 1; i < group->call.args.n; i++) {
        const Node *held = group->call.args.at[i];
        for (int k = 0; (held->kind == AST_LIST || held->kind == AST_TUPLE) && k < held->sequence.elts.n; k++) {
            const Node *e = held->sequence.elts.at[k];
            if (e->kind == AST_NAME && text_eq(e->name.id, name)) {
                return true;
            }
        }
    }
    return false;
}

bool swallow_loop_is_endless(Module *m, const Node *loop)
{
    if (loop->kind != AST_FOR || loop->is_async) {
        return true;
    }
    Node *iter = loop->for_.iter;
    Ref r = iter->kind == AST_CALL ? ref_of(m, iter->call.func) : (Ref){0};
    bool generates = r.kind == REF_FUNCTION && function_is_generator(r.module, r.node);
    return generates || width_of(m, iter).kind == WIDTH_ENDLESS;
}

bool swallow_raises_anew(const Node *function, const Module *m, const Node *handler)
{
    for (int i = handler->last + 1; i <= function->last; i++) {
        const Node *d = m->ast->nodes[i], *e = d->kind == AST_RAISE ? d->raise.exception : NULL;
        if (e && text_eq(last_name(e->kind == AST_CALL ? e->call.func : e), T("CancelledError"))) {
            return true;
        }
    }
    return false;
}

static bool waits_for(Module *m, const Node *await, const Node *tasks)
{
    const Node *call = await->value.value;
    return call && call->kind == AST_CALL && call->call.args.n && text_eq(callee_name(m, call), T("asyncio.wait")) && same_place(m, call->call.args.at[0], tasks);
}

bool swallow_loop_drains(Module *m, const Node *loop)
{
    const Node *test = loop->kind == AST_WHILE ? loop->while_.test : NULL;
    for (int i = test ? loop->id + 1 : 1; test && i <= loop->last; i++) {
        const Node *d = m->ast->nodes[i];
        bool asks = node_within(d, test) && is_method_call(d, "done") && d->parent->kind == AST_UNARY_OP && d->parent->op == OP_NOT;
        if (asks || (d->kind == AST_AWAIT && waits_for(m, d, test))) {
            return true;
        }
    }
    return false;
}

// error = e ... raise error, further down.
bool swallow_raises_later(const Module *m, const Node *function, const Node *handler)
{
    for (int i = handler->id + 1; handler->handler.name.text.n && i <= handler->last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind != AST_ASSIGN || d->assign.value->kind != AST_NAME || !text_eq(d->assign.value->name.id, handler->handler.name.text)) {
            continue;
        }
        for (int k = handler->last + 1; k <= function->last; k++) {
            const Node *raise = m->ast->nodes[k];
            if (raise->kind == AST_RAISE && raise->raise.exception && same_place(m, raise->raise.exception, d->assign.targets.at[0])) {
                return true;
            }
        }
    }
    return false;
}
