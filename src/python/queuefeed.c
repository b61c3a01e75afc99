// What shows that items may pile up in a queue (queue_is_filled) or do (queue_is_fed).
//
// They may where a loop puts that goes round for as long as its source gives something: nothing but a bound would slow it down. They do
// where they come from outside, at a rate that the program does not set, and are taken more slowly.
//
// The parts of a file that use a queue may not have been parsed, so the text is asked, by the queue's name. It takes both
//
//   * a put that comes from outside (inflow.c), whether it waits or not: without a bound neither is ever slowed down;
//   * somebody who takes late: who waits for something else, or yields, between two items, or a function that hands items on one by
//     one, to whoever calls it.
//
// What a loop puts that goes over things at hand takes no more room in the queue than where they were; events, tokens of a model and
// lines of a child process are few; and a consumer that waits for nothing else runs as often as its producer. A queue that is put
// into elsewhere alone, or taken from elsewhere, may be as bad; nothing here shows it.
//
// Nor is the put of a constant evidence (None tells a consumer to end), nor one whose turn goes on only when the item is answered:
// `await queue.join()`, `asyncio.wait`, `await answered` with `answered` part of the item. Then there is one item a caller.
#include "python/inflow.h"
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

// How the file takes from the queue, the worst last.
typedef enum {
    TAKEN_NOWHERE,
    TAKEN_AT_ONCE,      // one after the other, and waiting for nothing else; or a single answer to what the function asks
    TAKEN_LATE
} Taken;

static bool waits(Text words)
{
    return text_find(words, T("await ")) >= 0 || text_find(words, T("yield ")) >= 0 || text_starts(words, T("async "));
}

// Something else is waited for in the block that `header` opens than what the line `own` takes.
static bool waits_for_more(Text function, ptrdiff_t header, ptrdiff_t own)
{
    ptrdiff_t outer = indentation(function, header);
    for (ptrdiff_t line = next_line(function, header), next; line < function.n; line = next) {
        Text words = line_at(function, line);
        next = next_line(function, line);
        if (words.n && indentation(function, line) <= outer) {
            break;
        }
        bool opens_own = next == own && text_ends(words, T("("));     // await wait_for(, and the get in the line below
        if (line != own && !opens_own && waits(words)) {
            return true;
        }
    }
    return false;
}

// `await work(await queue.get())`, `yield await queue.get()`: what is taken is not all that the line waits for.
static bool works_on(Text line)
{
    Text await = T("await ");
    ptrdiff_t first = text_find(line, await);
    return text_find(line, T("yield ")) >= 0 || (first >= 0 && text_find(text_sub(line, first + await.n, line.n), await) >= 0);
}

static Taken taken_at(Text function, ptrdiff_t at)
{
    ptrdiff_t header = loop_line_around(function, at), own = line_start(function, at);
    if (header < 0) {       // a function that hands on what it takes; or asks first, and takes the answer
        return waits_for_more(function, 0, own) ? TAKEN_AT_ONCE : TAKEN_LATE;
    }
    return works_on(line_at(function, own)) || waits_for_more(function, header, own) ? TAKEN_LATE : TAKEN_AT_ONCE;
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

// PING, STOP: as constants are written.
static bool is_constant_name(Text item)
{
    for (ptrdiff_t i = 0; i < item.n; i++) {
        if (!continues_identifier(item.s[i]) || (item.s[i] >= 'a' && item.s[i] <= 'z')) {
            return false;
        }
    }
    return item.n > 1;
}

static bool is_constant(Text item)
{
    item = text_trim(item);
    bool is_literal = item.n && (item.s[0] == '"' || item.s[0] == '\'' || (item.s[0] >= '0' && item.s[0] <= '9'));
    return is_literal || is_constant_name(item) || text_eq(item, T("None")) || text_eq(item, T("True")) || text_eq(item, T("False")) || text_eq(item, T("..."));
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

// A put of something that has come to be and that nobody waits for.
typedef struct {
    Text function;          // around it
    ptrdiff_t at;           // where in it
} Put;

// Behind `dot`, where the name of the queue ends, an item is put.
static bool put_at(Text t, ptrdiff_t name, ptrdiff_t dot, Put *put)
{
    Text rest = text_sub(t, dot, t.n);
    bool waits = text_starts(rest, T(".put("));
    bool scheduled = text_starts(rest, T(".put_nowait,"));      // call_soon_threadsafe(queue.put_nowait, item)
    if (!waits && !scheduled && !text_starts(rest, T(".put_nowait("))) {
        return false;
    }
    ptrdiff_t open = dot + (waits ? 5 : 12);
    Text item = text_sub(t, open, part_end(t, open, ",)"));
    item = text_starts(text_trim(item), T("(")) ? text_sub(t, open, part_end(t, open, ")")) : item;
    put->function = function_text_around(t, name);
    put->at = name - (put->function.s - t.s);
    return !is_constant(item) && !is_answered(put->function, put->at, item);
}

// The part of the file in which that name is this queue: `q` is another one in each function.
static Text scope_of(const Module *m, const Node *call, Text name)
{
    Text t = m->source->text;
    return name.n > 1 ? t : function_text_around(t, node_span(call).beg);
}

bool queue_is_fed(const Module *m, const Node *call)
{
    Text name = queue_name_made_for(call), t = m->source->text, scope = name.n ? scope_of(m, call, name) : (Text){0};
    if (!name.n || taken_from(scope, name) != TAKEN_LATE) {
        return false;
    }
    Put put;
    ptrdiff_t base = scope.s - t.s;
    for (ptrdiff_t at = 0; identifier_find(scope, name, &at); at += name.n) {
        if (put_at(t, base + at, base + at + name.n, &put) && flows_in(t, base + at)) {
            return true;
        }
    }
    return false;
}

// -- loops that fill it -------------------------------------------------------------------------------------------------------

static bool has_any(Text line, const char *const *words)
{
    for (; *words; words++) {
        if (text_find(line, text_from(*words)) >= 0) {
            return true;
        }
    }
    return false;
}

// The loop goes round as fast as it can get things, for as long as there are any: it takes nothing from another queue, does not sleep,
// and does not only go over what is at hand.
static bool loop_produces(Text function, ptrdiff_t header, ptrdiff_t put)
{
    static const char *const paces[] = {".get(", "get_nowait(", "sleep(", ".wait(", "wait_for(", ".acquire(", NULL};
    Text head = line_at(function, header);
    bool gets = !text_starts(head, T("for ")) && !text_starts(head, T("["));
    ptrdiff_t outer = indentation(function, header), own = line_start(function, put);
    for (ptrdiff_t line = header, next; line < function.n; line = next) {
        Text words = line_at(function, line);
        next = next_line(function, line);
        if (line > header && words.n && indentation(function, line) <= outer) {
            break;
        }
        if (has_any(words, paces)) {
            return false;
        }
        gets = gets || waits(line == own ? text_sub(function, put, next) : words);     // behind the name: in the item
    }
    return gets && text_find(head, T(" range(")) < 0;
}

// Before the put the function has acquired a place for the item: there are never more of them than places.
static bool acquires_place(const Put *put)
{
    return text_find(text_sub(put->function, 0, put->at), T(".acquire()")) >= 0;
}

bool queue_is_filled(const Module *m, const Node *call)
{
    Text name = queue_name_made_for(call), t = m->source->text, scope = name.n ? scope_of(m, call, name) : (Text){0};
    ptrdiff_t base = name.n ? scope.s - t.s : 0;
    bool filled = false;
    Put put;
    for (ptrdiff_t at = 0; name.n && identifier_find(scope, name, &at); at += name.n) {
        if (!put_at(t, base + at, base + at + name.n, &put)) {
            continue;
        }
        ptrdiff_t header = loop_line_around(put.function, put.at);
        if (acquires_place(&put)) {
            return false;
        }
        filled = filled || (header >= 0 && loop_produces(put.function, header, put.at));
    }
    return filled;
}
