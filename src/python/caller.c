// What the callers of a function do with it. They may have been left out when the file was parsed, so the text is asked: every mention
// of the name has to be what is asked for, comments and strings included.
#include "python/counting.h"
#include "python/coroutine.h"
#include "python/passed.h"
#include "python/textual.h"
#include "python/word.h"

// The argument for the parameter, of a call whose argument list starts at the beginning of `t`.
static Text argument_of(Text t, int index, Text name)
{
    ptrdiff_t at = 0;
    for (int i = 0; at < t.n; i++) {
        ptrdiff_t end = part_end(t, at, ",)");
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

static int parameter_index(Module *m, const Node *function, const Node *parameter)
{
    Nodes params = function->function.params;
    bool bound = function_class(m, function) && !function_has_decorator(m, function, "builtins.staticmethod");
    for (int i = 0; i < params.n; i++) {
        if (params.at[i] == parameter) {
            return i - bound;
        }
    }
    return -1;
}

// self.run, crawler.run; not a run without a dot, nor asyncio.run.
static bool may_be_method(Text t, ptrdiff_t beg)
{
    return beg > 0 && t.s[beg - 1] == '.' && !text_ends(text_sub(t, 0, beg), T("asyncio."));
}

// All mentions of the function are calls that give the parameter such an argument, and there is one.
typedef bool Asked(Text source, ptrdiff_t call, Text argument);

static bool every_call_gives(Module *m, const Node *parameter, Asked *asked)
{
    const Node *function = parameter->parent;
    Text name = function->function.name.text, text = m->source->text;
    int index = parameter_index(m, function, parameter), calls = 0;
    bool method = function_class(m, function);
    for (ptrdiff_t beg = 0; index >= 0 && identifier_find(text, name, &beg); beg += name.n) {
        ptrdiff_t at = beg + name.n;
        bool definition = (uint32_t)beg == function->function.name.span.beg;
        if (definition || (method && !may_be_method(text, beg))) {
            continue;
        }
        bool is_call = at < text.n && text.s[at] == '(';
        Text argument = is_call ? argument_of(text_sub(text, at + 1, text.n), index, parameter->param.name.text) : (Text){0};
        if (!asked(text, beg, argument)) {
            return false;
        }
        calls++;
    }
    return calls > 0;
}

static bool gives_slice(Text source, ptrdiff_t call, Text argument)
{
    (void)source, (void)call;
    return argument_is_slice(argument);
}

// _name: nobody else calls it.
static bool is_private(const Node *function)
{
    Text name = function->function.name.text;
    return text_starts(name, T("_")) && !text_starts(name, T("__"));
}

bool callers_slice(Module *m, const Node *parameter)
{
    const Node *function = parameter->parent;
    return function && function->kind == AST_FUNCTION && is_private(function) && every_call_gives(m, parameter, gives_slice);
}

// Of a public method only the calls of its own class tell: others may stand in examples.
static bool gives_few_to_itself(Text source, ptrdiff_t call, Text argument)
{
    return call >= 5 && text_eq(text_sub(source, call - 5, call), T("self.")) && passed_is_few(source, call, argument);
}

bool callers_pass_few(Module *m, const Node *parameter)
{
    const Node *function = parameter->parent;
    return function && function->kind == AST_FUNCTION && (is_private(function) ? every_call_gives(m, parameter, passed_is_few)
         : function_class(m, function) && every_call_gives(m, parameter, gives_few_to_itself));
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
