// What shows that items can pile up in a queue: a producer that goes on without waiting for what becomes of them. The parts of a
// file that use a queue may not have been parsed, so the text is asked, by the queue's name. Evidence is
//
//   * a put in a loop: the next item comes whether or not this one was taken;
//   * `await queue.put(...)` anywhere, while the file takes in a loop: each caller leaves an item to a consumer that goes on;
//   * any put, while the file takes in a loop that waits for something else as well: callbacks come faster than it does its work;
//   * where the queue is handed over (an argument, another name), `await anything.put(...)` in a loop of the file, unless an answer
//     is all that is taken from the queue: one `get()`, in no loop.
//
// In either case somebody must be seen to take from it, or be given it: nobody is served late by a queue that only one side knows.
//
// None is the put of a constant (None tells a consumer to end), nor one whose turn goes on only when the item is answered: `await
// queue.join()`, `asyncio.wait`, `await answered` with `answered` part of the item. Then there is never more than one item a caller.
// A queue that is put into elsewhere alone, or whose replies are taken one by one, may be as bad; nothing here shows it. Where the
// file does nothing at all with the queue that it makes, or only takes and works, nothing speaks against it either: others put.
#include "python/queue.h"
#include "python/shape.h"
#include "python/textual.h"
#include "python/word.h"

#include <string.h>

Text queue_name_made_for(const Node *call)
{
    const Node *p = call->parent;
    while (p && (p->kind == AST_IF_EXP || p->kind == AST_BOOL_OP)) {
        p = p->parent;
    }
    const Node *target = !p ? NULL : p->kind == AST_ASSIGN && p->assign.targets.n == 1 ? p->assign.targets.at[0]
                       : p->kind == AST_ANN_ASSIGN ? p->ann_assign.target : NULL;
    return target ? last_name(target) : (Text){0};
}

static bool is_loop_header(Text line)
{
    return text_starts(line, T("for ")) || text_starts(line, T("while ")) || text_starts(line, T("async for "));
}

// The line that opens the loop around `at` in the text of one function, maybe its own: `for x in xs: queue.put_nowait(x)`; -1: none.
static ptrdiff_t loop_around(Text t, ptrdiff_t at)
{
    ptrdiff_t line = line_start(t, at), inner = indentation(t, line);
    Text own = line_at(t, line);
    ptrdiff_t comment = text_find(own, T("#")), clause = text_find(own, T(" for "));
    if (is_loop_header(own) || (clause >= 0 && (comment < 0 || clause < comment))) {
        return line;
    }
    while (line > 0 && inner > 0) {
        line = line_start(t, line - 1);
        Text words = line_at(t, line);
        if (words.n && indentation(t, line) < inner) {
            inner = indentation(t, line);
            if (is_loop_header(words)) {
                return line;
            }
        }
    }
    return -1;
}

// How the file takes from the queue: never, one item, one after the other, and waiting for more than the next item in between.
typedef enum { TAKEN_NOWHERE, TAKEN_ONCE, TAKEN_IN_LOOP, TAKEN_SLOWLY } Taken;

static Taken taken_at(Text function, ptrdiff_t at)
{
    ptrdiff_t header = loop_around(function, at), outer = header < 0 ? 0 : indentation(function, header);
    if (header < 0) {
        return TAKEN_ONCE;
    }
    ptrdiff_t own = line_start(function, at);
    for (ptrdiff_t line = next_line(function, header); line < function.n; line = next_line(function, line)) {
        Text words = line_at(function, line);
        if (words.n && indentation(function, line) <= outer) {
            break;
        }
        bool waits = text_find(words, T("await ")) >= 0 || text_starts(words, T("async "));
        if (line != own && waits) {
            return TAKEN_SLOWLY;
        }
    }
    return TAKEN_IN_LOOP;
}

static Taken taken_from(Text t, Text name)
{
    Taken taken = TAKEN_NOWHERE;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        Text rest = text_sub(t, at + name.n, t.n);
        if (text_starts(rest, T(".get(")) || text_starts(rest, T(".get_nowait("))) {
            Text function = function_text_around(t, at);
            Taken here = taken_at(function, at - (function.s - t.s));
            taken = here > taken ? here : taken;
        }
    }
    return taken;
}

static bool is_constant(Text item)
{
    item = text_trim(item);
    bool is_literal = item.n && (item.s[0] == '"' || item.s[0] == '\'' || (item.s[0] >= '0' && item.s[0] <= '9'));
    return is_literal || text_eq(item, T("None")) || text_eq(item, T("True")) || text_eq(item, T("False")) || text_eq(item, T("..."));
}

// `await answered`, `asyncio.wait_for(answered, 5)`: something that the item brings with it.
static bool awaits_part_of(Text line, Text item)
{
    ptrdiff_t at = text_find(line, T("await "));
    at = at < 0 ? at : at + 6;
    for (ptrdiff_t end; at >= 0 && at < line.n; at = end + 1) {
        for (end = at; end < line.n && continues_identifier(line.s[end]); end++) {
        }
        ptrdiff_t found = 0;
        Text word = text_sub(line, at, end);
        if (word.n && !text_eq(word, T("self")) && identifier_find(item, word, &found)) {
            return true;
        }
    }
    return false;
}

// What follows in the block of the put waits until the item is dealt with.
static bool is_answered(Text t, ptrdiff_t at, Text item)
{
    ptrdiff_t line = line_start(t, at), inner = indentation(t, line);
    for (line = next_line(t, line); line < t.n; line = next_line(t, line)) {
        Text words = line_at(t, line);
        if (words.n && indentation(t, line) < inner) {
            // a `try` around the put alone: its block goes on behind it
            if (!text_starts(words, T("except")) && !text_starts(words, T("finally"))) {
                return false;
            }
            inner = indentation(t, line);
        }
        if (text_find(words, T(".join()")) >= 0 || text_find(words, T("asyncio.wait(")) >= 0 || awaits_part_of(words, item)) {
            return true;
        }
    }
    return false;
}

static bool is_awaited(Text t, ptrdiff_t at)
{
    return text_find(text_sub(t, line_start(t, at), at), T("await ")) >= 0;
}

typedef struct {
    Text t;             // the file
    Taken taken;
} Feed;

// Behind `at` stands `.put(` or `.put_nowait(`, and it is evidence.
static bool is_evidence(const Feed *f, ptrdiff_t name, ptrdiff_t dot, bool loops_only)
{
    Text rest = text_sub(f->t, dot, f->t.n);
    bool waits = text_starts(rest, T(".put("));
    if (!waits && !text_starts(rest, T(".put_nowait("))) {
        return false;
    }
    ptrdiff_t open = dot + (waits ? 5 : 12);
    Text item = text_sub(f->t, open, part_end(f->t, open, ",)"));
    item = text_starts(text_trim(item), T("(")) ? text_sub(f->t, open, part_end(f->t, open, ")")) : item;
    if (is_constant(item)) {
        return false;
    }
    Text function = function_text_around(f->t, name);
    ptrdiff_t at = name - (function.s - f->t.s);
    bool left = !loops_only && (f->taken == TAKEN_SLOWLY || (f->taken == TAKEN_IN_LOOP && is_awaited(function, at)));
    return (left || loop_around(function, at) >= 0) && !is_answered(function, at, item);
}

// An argument, a returned value, another name for it; an import brings it.
static bool is_handed_over(Text t, ptrdiff_t end)
{
    Text line = line_at(t, line_start(t, end - 1));
    if (text_starts(line, T("from ")) || text_starts(line, T("import "))) {
        return false;
    }
    Text rest = text_trim(text_sub(t, end, next_line(t, end)));
    return rest.n == 0 || strchr(",)]}", rest.s[0]);
}

static bool any_put_in_loop(const Feed *f)
{
    Text put = T(".put(");
    for (ptrdiff_t at = 0, found; (found = text_find(text_sub(f->t, at, f->t.n), put)) >= 0; at += found + put.n) {
        if (is_awaited(f->t, at + found) && is_evidence(f, at + found, at + found, true)) {
            return true;
        }
    }
    return false;
}

// `waiting.get(key, asyncio.Queue())`: a stand-in that is thrown away.
static bool is_stand_in(const Node *call)
{
    const Node *p = call->parent;
    Text method = p && p->kind == AST_CALL && p->call.func->kind == AST_ATTRIBUTE ? last_name(p->call.func) : (Text){0};
    return text_eq(method, T("get")) || text_eq(method, T("pop"));
}

bool queue_is_fed(const Module *m, const Node *call)
{
    Text name = queue_name_made_for(call), t = m->source->text;
    if (!name.n) {
        return !is_stand_in(call);
    }
    Feed f = {.t = t, .taken = taken_from(t, name)};
    bool handed_over = false, direct = false, put = false;
    for (ptrdiff_t at = 0; identifier_find(t, name, &at); at += name.n) {
        direct = direct || is_evidence(&f, at, at + name.n, false);
        handed_over = handed_over || is_handed_over(t, at + name.n);
        put = put || text_starts(text_sub(t, at + name.n, t.n), T(".put"));
    }
    bool from_elsewhere = f.taken == TAKEN_SLOWLY && name.s[0] != '_';
    if (!put && !handed_over && (f.taken == TAKEN_NOWHERE || from_elsewhere)) {
        return true;
    }
    return direct ? f.taken != TAKEN_NOWHERE || handed_over : handed_over && f.taken != TAKEN_ONCE && any_put_in_loop(&f);
}
