// What the callers of a function do with it. They may have been left out when the file was parsed, so the text is asked: every mention
// of the name has to be what is asked for, comments and strings included.
#include "python/counting.h"
#include "python/coroutine.h"
#include "python/word.h"

// The end of the part of an argument list that starts at `at`: the offset of its comma or closing bracket; t.n when it has none.
static ptrdiff_t argument_end(Text t, ptrdiff_t at)
{
    int depth = 0;
    for (; at < t.n; at++) {
        char c = t.s[at];
        if (depth == 0 && (c == ',' || c == ')')) {
            return at;
        }
        depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    }
    return t.n;
}

// xs[a:b], xs[:b], with something behind the colon.
static bool is_slice(Text argument)
{
    argument = text_trim(argument);
    ptrdiff_t open = text_find(argument, T("["));
    if (open <= 0 || !text_ends(argument, T("]"))) {
        return false;
    }
    int depth = 0;
    for (ptrdiff_t i = open; i < argument.n; i++) {
        char c = argument.s[i];
        if (depth == 1 && c == ':') {
            return text_trim(text_sub(argument, i + 1, argument.n - 1)).n > 0;
        }
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (depth == 0 && i + 1 < argument.n) {
            return false;
        }
    }
    return false;
}

// The argument for the parameter, of a call whose argument list starts at the beginning of `t`.
static Text argument_of(Text t, int index, Text name)
{
    ptrdiff_t at = 0;
    for (int i = 0; at < t.n; i++) {
        ptrdiff_t end = argument_end(t, at);
        Text part = text_trim(text_sub(t, at, end));
        bool named = text_starts(part, name) && part.n > name.n && part.s[name.n] == '=';
        if (named || i == index) {
            return named ? text_sub(part, name.n + 1, part.n) : part;
        }
        if (end < t.n && t.s[end] == ')') {
            break;
        }
        at = end + 1;
    }
    return (Text){0};
}

static int parameter_index(const Module *m, const Node *function, const Node *parameter)
{
    Nodes params = function->function.params;
    for (int i = 0; i < params.n; i++) {
        if (params.at[i] == parameter) {
            return i - (function_class(m, function) != NULL);
        }
    }
    return -1;
}

bool callers_slice(const Module *m, const Node *parameter)
{
    const Node *function = parameter->parent;
    Text name = function && function->kind == AST_FUNCTION ? function->function.name.text : (Text){0}, text = m->source->text;
    int index = name.n ? parameter_index(m, function, parameter) : -1;
    if (index < 0 || name.s[0] != '_' || text_starts(name, T("__"))) {
        return false;
    }
    int calls = 0;
    for (ptrdiff_t beg = 0; identifier_find(text, name, &beg); beg += name.n) {
        ptrdiff_t at = beg + name.n;
        if ((uint32_t)beg == function->function.name.span.beg) {
            continue;
        }
        bool is_call = at < text.n && text.s[at] == '(';
        Text argument = is_call ? argument_of(text_sub(text, at + 1, text.n), index, parameter->param.name.text) : (Text){0};
        if (!is_slice(argument)) {
            return false;
        }
        calls++;
    }
    return calls > 0;
}

// `await name(`, `await self.name(`: the mention at `beg` is an awaited call.
static bool is_awaited_call(Text t, ptrdiff_t beg, ptrdiff_t end)
{
    while (beg > 0 && (t.s[beg - 1] == '.' || continues_identifier(t.s[beg - 1]))) {
        beg--;
    }
    Text before = text_trim(text_sub(t, beg > 12 ? beg - 12 : 0, beg));
    bool awaited = text_ends(before, T("await")) && (before.n == 5 || !continues_identifier(before.s[before.n - 6]));
    return awaited && end < t.n && t.s[end] == '(';
}

bool callers_await(const Module *m, const Node *function)
{
    Text t = m->source->text, name = function->function.name.text;
    int awaited = 0;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        bool definition = (uint32_t)at == function->function.name.span.beg, call = is_awaited_call(t, at, at + name.n);
        if (!definition && !call) {
            return false;
        }
        awaited += call;
    }
    return awaited > 0;
}
